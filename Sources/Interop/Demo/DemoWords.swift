import Domain

/// The words and lists of the demonstration (`Share/demo`), read once.
public struct DemoWords: Sendable {
    /// A row of a list of what may happen.
    struct Happening: Sendable {
        var cells: [String]
        var share: Int
    }

    private let words: [String: [String]]
    private let columns: [String: [String]]
    let stays, complaints, repairs, services: [Happening]
    /// Handed out as they are: name and bytes.
    let tables: [(name: String, bytes: [UInt8])]

    /// The files of `Share/demo` by name that are read: a missing one becomes a finding.
    public static let fileNames = [
        "organisations.csv", "hospital.units.csv", "hospital.staff.csv", "property.units.csv", "property.staff.csv", "words.csv", "columns.csv",
        "stays.csv", "complaints.csv", "repairs.csv", "services.csv",
    ]

    public init(_ files: [String: [UInt8]], onFinding: (Finding) -> Void) {
        for name in Self.fileNames where files[name] == nil { onFinding(Finding(.error, "demo.missingFile", at: Place(source: name))) }
        func rows(_ name: String) -> [CSVRow] { CSVReader(name: name).read(files[name] ?? [], onFinding: onFinding).rows }
        func happenings(_ name: String) -> [Happening] {
            rows(name).map { Happening(cells: Array($0.fields.dropLast()), share: Int($0.fields.last ?? "") ?? 0) }
        }
        words = rows("words.csv").reduce(into: [:]) { $0[$1.fields[0], default: []].append($1.fields[1]) }
        columns = rows("columns.csv").reduce(into: [:]) { $0[$1.fields[0]] = $1.fields[1].split(separator: "|").map(String.init) }
        (stays, complaints) = (happenings("stays.csv"), happenings("complaints.csv"))
        (repairs, services) = (happenings("repairs.csv"), happenings("services.csv"))
        tables = Self.fileNames.prefix(5).map { ($0, files[$0] ?? []) }
    }

    func all(_ use: String) -> [String] { words[use] ?? [] }
    /// The first word of a use; empty when there is none.
    func one(_ use: String) -> String { words[use]?.first ?? "" }
    func headings(_ table: String) -> [String] { columns[table] ?? [] }

    /// Codes and names of the management offices, from the table of units.
    var offices: [(code: String, name: String)] {
        let rows = CSVReader().read(tables.first { $0.name == "property.units.csv" }?.bytes ?? []) { _ in }.rows
        return rows.filter { $0.fields.count == 4 && !$0.fields[3].isEmpty }.map { ($0.fields[0], $0.fields[1]) }
    }

    /// Names of the repair workers by the code of their unit, from the table of staff.
    var workers: [String: String] {
        let rows = CSVReader().read(tables.first { $0.name == "property.staff.csv" }?.bytes ?? []) { _ in }.rows
        return rows.filter { $0.fields.count == 6 && $0.fields[3] == "repairWorker" }.reduce(into: [:]) { $0[$1.fields[2]] = $1.fields[1] }
    }
}
