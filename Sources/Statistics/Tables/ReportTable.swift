import Domain

/// Figure lines as a table: a row for each unit, rule or person (or what combination is wanted), counts and rates as columns, and a total
/// that is the sum of the rows. Page, print and file show the same one.
public struct ReportTable: Sendable, Hashable {
    public enum Grouping: String, Sendable, Hashable, CaseIterable, Codable { case unit, rule, person }

    /// What a row stands for; nil where the table is not grouped by it.
    public struct Key: Sendable, Hashable {
        public var unit: UnitID?
        public var rule: String?
        public var person: StaffID?
    }

    public struct Row: Sendable, Hashable {
        public var key: Key
        public var counts: CountVector
    }

    public let groupings: [Grouping]
    /// In the order of unit, rule and person as `groupings` name them.
    public let rows: [Row]
    public let total: CountVector

    /// - Parameter groupings: from the outermost; none gives one row.
    public init(_ lines: FigureLines, by groupings: [Grouping]) {
        let groups = Dictionary(grouping: lines.lines) { Self.key(of: $0, groupings) }
        let rows = groups.map { Row(key: $0.key, counts: CountVector.sum($0.value.map(\.counts))) }
        self.groupings = groupings
        self.rows = rows.sorted { Self.precedes($0.key, $1.key, groupings) }
        total = CountVector.sum(rows.map(\.counts))
    }

    private static func key(of line: FigureLine, _ groupings: [Grouping]) -> Key {
        Key(
            unit: groupings.contains(.unit) ? line.unit : nil, rule: groupings.contains(.rule) ? line.rule : nil,
            person: groupings.contains(.person) ? line.person : nil)
    }

    private static func precedes(_ a: Key, _ b: Key, _ groupings: [Grouping]) -> Bool {
        for grouping in groupings {
            switch grouping {
            case .unit where a.unit != b.unit: return (a.unit?.rawValue ?? 0) < (b.unit?.rawValue ?? 0)
            case .rule where a.rule != b.rule: return (a.rule ?? "") < (b.rule ?? "")
            case .person where a.person != b.person: return (a.person?.rawValue ?? 0) < (b.person?.rawValue ?? 0)
            default: continue
            }
        }
        return false
    }
}

/// A column of a report table. The catalogues name each as `column.<code>`.
public enum ReportColumn: String, Sendable, Hashable, CaseIterable, Codable {
    case eligible, exempt, obligatory, windowOpen, closed
    case doneInTime, doneLate, lost, notDone
    case followedUpRate, inTimeRate, lostRate
    case rated, satisfied, satisfactionRate

    /// The rate behind the column; nil for a count.
    public var measure: Measure? { Measure(rawValue: rawValue) }

    /// What is written: a whole number, or a percentage with one decimal and without a sign, empty where there is no base.
    public func text(_ counts: CountVector) -> String {
        switch self {
        case .eligible: String(counts.eligible)
        case .exempt: String(counts.exempt)
        case .obligatory: String(counts.obligatory)
        case .windowOpen: String(counts.windowOpen)
        case .closed: String(counts.closed)
        case .doneInTime: String(counts.doneInTime)
        case .doneLate: String(counts.doneLate)
        case .lost: String(counts.lost)
        case .notDone: String(counts.notDone)
        case .rated: String(counts.rated)
        case .satisfied: String(counts.satisfied)
        case .followedUpRate, .inTimeRate, .lostRate, .satisfactionRate: measure?.rate(counts).percentText ?? ""
        }
    }
}
