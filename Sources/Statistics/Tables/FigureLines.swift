import Domain

/// The counts of one rule, unit and person: the grain from which every table of a dashboard or report is added up, so that figures agree.
public struct FigureLine: Sendable, Hashable, Codable {
    public var rule: String
    public var unit: UnitID
    /// Who made it, else who has it; 0 = nobody (the pool, and exempt rows).
    public var person: StaffID
    public var counts: CountVector

    public init(rule: String, unit: UnitID, person: StaffID, counts: CountVector) {
        (self.rule, self.unit, self.person, self.counts) = (rule, unit, person, counts)
    }
}

/// All lines of a cohort at a cut-off.
public struct FigureLines: Sendable, Hashable, Codable {
    public var lines: [FigureLine]

    public init(_ lines: [FigureLine]) { self.lines = lines }

    public var total: CountVector { CountVector.sum(lines.map(\.counts)) }

    public func byRule() -> [String: CountVector] { grouped(\.rule) }
    public func byUnit() -> [UnitID: CountVector] { grouped(\.unit) }
    public func byPerson() -> [StaffID: CountVector] { grouped(\.person) }

    public func only(rules: Set<String>) -> FigureLines { FigureLines(lines.filter { rules.contains($0.rule) }) }
    public func only(unit: UnitID) -> FigureLines { FigureLines(lines.filter { $0.unit == unit }) }

    private func grouped<Key: Hashable>(_ key: (FigureLine) -> Key) -> [Key: CountVector] {
        Dictionary(grouping: lines, by: key).mapValues { CountVector.sum($0.map(\.counts)) }
    }
}
