import Domain

/// A file of the demonstration, to be imported like everybody's.
public struct DemoFile: Sendable {
    /// Code of the organisation it belongs to; nil for the table of the organisations.
    public var organisation: String?
    /// `organisations`, `units`, `staff`, or the name of an event.
    public var content: String
    /// In the order of these names the files are to be imported: `hospital.3-patientDischarged.csv`.
    public var name: String
    public var bytes: [UInt8]

    public init(organisation: String?, content: String, name: String, bytes: [UInt8]) {
        (self.organisation, self.content, self.name, self.bytes) = (organisation, content, name, bytes)
    }

    /// A file that was written before, by the name it was given; nil for any other name.
    public init?(name: String, bytes: [UInt8]) {
        let parts = name.split(separator: ".")
        guard parts.last == "csv", parts.count == 2 || parts.count == 3, let dash = parts[parts.count - 2].firstIndex(of: "-") else { return nil }
        let content = parts[parts.count - 2][dash...].dropFirst()
        self.init(organisation: parts.count == 3 ? String(parts[0]) : nil, content: String(content), name: name, bytes: bytes)
    }
}

/// How much happens in the demonstration.
public struct DemoSize: Sendable, Hashable {
    /// Discharges on a workday; about half as many at weekends.
    public var discharges: Int
    /// Per thousand days and office.
    public var complaints: Int
    public var repairs: Int
    public var services: Int
    /// Contracts, likewise.
    public var contracts: Int
    /// Operations on outpatients per thousand workdays.
    public var operations: Int
    public var householdsPerOffice: Int

    /// About 1,200 discharges, 150 complaints, 370 repairs, 190 services and 40 contracts in three months.
    public static let usual = DemoSize(
        discharges: 15, complaints: 550, repairs: 1350, services: 700, contracts: 150, operations: 450, householdsPerOffice: 150)
    /// About 240 discharges, 55 complaints, 110 repairs and 55 services.
    public static let small = DemoSize(discharges: 3, complaints: 200, repairs: 400, services: 200, contracts: 70, operations: 200, householdsPerOffice: 40)
}

/// Two invented organisations with some months of facts up to a day: the same bytes for the same day, months, seed, size and words.
public enum DemoFiles {
    /// - Parameter asOf: the first day of which nothing is told; the facts end on the day before, so that none lies in the future.
    public static func make(_ words: DemoWords, asOf: LocalDay, months: Int = 3, seed: UInt64, size: DemoSize = .usual) -> [DemoFile] {
        let days = DemoDays(from: asOf.adding(months: -months), before: asOf)
        var hospital = DemoHospital(words: words, days: days, size: size, seed: seed)
        var property = DemoProperty(words: words, days: days, size: size, seed: seed &+ 1)
        let organisations = DemoFile(organisation: nil, content: "organisations", name: "0-organisations.csv", bytes: given("organisations.csv", words))
        return [organisations] + files("hospital", hospital.tables(), words) + files("property", property.tables(), words)
    }

    private static func files(_ organisation: String, _ tables: [DemoTable], _ words: DemoWords) -> [DemoFile] {
        let own = ["units", "staff"].map { (content: $0, bytes: given("\(organisation).\($0).csv", words)) }
        let facts = tables.map { (content: $0.event, bytes: $0.bytes(headings: words.headings($0.event))) }
        return (own + facts).enumerated().map { number, file in
            DemoFile(organisation: organisation, content: file.content, name: "\(organisation).\(number + 1)-\(file.content).csv", bytes: file.bytes)
        }
    }

    private static func given(_ name: String, _ words: DemoWords) -> [UInt8] { words.tables.first { $0.name == name }?.bytes ?? [] }
}

/// The rows of a table of facts with the moment by which they are ordered.
struct DemoTable {
    let event: String
    private var rows: [(at: DemoMoment, cells: [String])] = []

    init(_ event: String) { self.event = event }

    mutating func append(_ at: DemoMoment, _ cells: [String]) { rows.append((at, cells)) }

    func bytes(headings: [String]) -> [UInt8] {
        var writer = CSVWriter()
        writer.append(headings)
        // The sort of the standard library is stable: rows of one moment stay in the order in which they were made.
        for row in rows.sorted(by: { $0.at < $1.at }) { writer.append(row.cells) }
        return writer.drain()
    }
}

/// A day and a time as the tables write it.
struct DemoMoment: Comparable {
    var day: LocalDay
    var minute: Int

    static func < (a: Self, b: Self) -> Bool { (a.day, a.minute) < (b.day, b.minute) }

    /// `2026-11-25 14:05`.
    var text: String { day.iso + " " + (LocalTime(minutes: minute)?.text ?? "") }

    func adding(minutes: Int) -> DemoMoment {
        let total = minute + minutes
        return DemoMoment(day: day.adding(days: total / 1440), minute: total % 1440)
    }
}

/// The days of which the demonstration tells.
struct DemoDays {
    let from: LocalDay
    let before: LocalDay

    var all: [LocalDay] { (0..<max(0, before.days(since: from))).map { from.adding(days: $0) } }

    func contains(_ moment: DemoMoment) -> Bool { from <= moment.day && moment.day < before }
}
