import Domain

/// One obligation of a source text and what carries it out.
public struct TraceRow: Sendable, Hashable {
    /// What is true of the obligation today.
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        case runs
        /// Runs once its figure is accepted.
        case parameter
        /// Purpose, heading, definition; or stated with a reason in the pack.
        case stated
        /// The source lost the sentence.
        case absent
        /// Nothing carries it yet.
        case open
    }

    public var clause: String
    public var kind: String
    /// `window followUps.complaint.within`; several are separated by `; `.
    public var mechanism: String
    public var status: Status
    /// Rehearsals in which what carries it was at work.
    public var rehearsals: [String]

    public init(clause: String, kind: String, mechanism: String, status: Status, rehearsals: [String] = []) {
        (self.clause, self.kind, self.mechanism, self.status, self.rehearsals) = (clause, kind, mechanism, status, rehearsals)
    }
}

/// Clause by clause: what carries out each obligation of a regulation.
public struct ClauseTrace: Sendable {
    private let regulation: Regulation?
    private let accepted: Set<String>

    /// - Parameters:
    ///   - regulation: nil when there is no pack yet; its obligations are open.
    ///   - accepted: parameters that the organisation has accepted or filled; empty for a pack as it comes.
    public init(_ regulation: Regulation?, accepted: Set<String> = []) { (self.regulation, self.accepted) = (regulation, accepted) }

    /// - Parameters:
    ///   - clauseKinds: clause and kind of the regulation's source, in text order.
    ///   - shown: element (`followUps.complaint`) → names of the rehearsals in which it was at work.
    public func rows(_ clauseKinds: [(clause: String, kind: String)], shown: [String: [String]] = [:]) -> [TraceRow] {
        let bearers = regulation.map { Bearers($0).all } ?? []
        return clauseKinds.map { row($0.clause, $0.kind, bearers, shown) }
    }

    private func row(_ clause: String, _ kind: String, _ bearers: [Bearer], _ shown: [String: [String]]) -> TraceRow {
        if CarryingTable.stating.contains(kind) { return TraceRow(clause: clause, kind: kind, mechanism: Mechanism.statement.rawValue, status: .stated) }
        let carrying = bearers.filter { $0.basis.carries(clause, kind) && CarryingTable.allowed[kind, default: []].contains($0.mechanism) }
        guard !carrying.isEmpty else { return statedRow(clause, kind) }
        let rehearsals = Set(carrying.flatMap { shown[$0.element, default: []] }).sorted()
        return TraceRow(
            clause: clause, kind: kind, mechanism: carrying.map { $0.mechanism.rawValue + " " + $0.path }.uniqued().joined(separator: "; "),
            status: waits(carrying) ? .parameter : .runs, rehearsals: rehearsals)
    }

    private func statedRow(_ clause: String, _ kind: String) -> TraceRow {
        guard let stated = regulation?.stated.first(where: { $0.clause == clause || $0.clause == clause + "/" + kind }) else {
            return TraceRow(clause: clause, kind: kind, mechanism: "", status: .open)
        }
        return TraceRow(clause: clause, kind: kind, mechanism: Mechanism.statement.rawValue, status: stated.isAbsent ? .absent : .stated)
    }

    /// Whether a figure that it needs still waits to be accepted.
    private func waits(_ carrying: [Bearer]) -> Bool {
        let open = Set((regulation?.parameters ?? []).filter { $0.standing != .stated }.map(\.id)).subtracting(accepted)
        return carrying.contains { !$0.parameters.isDisjoint(with: open) }
    }
}

extension Basis {
    /// Whether it names the clause, for every kind or for this one.
    func carries(_ clause: String, _ kind: String) -> Bool { clauses.contains(clause) || clauses.contains(clause + "/" + kind) }
}

extension Sequence where Element: Hashable {
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
