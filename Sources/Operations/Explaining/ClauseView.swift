import Domain
import RegulationEngine
import SQLCore
import Storage

/// A clause and everything that carries it out, both ways: rule, follow-ups, records, figures.
public struct ClauseView: Sendable {
    /// A part of the regulation that carries the clause.
    public struct Bearer: Sendable, Hashable {
        /// `window`, `assignment`, `form` … (`Mechanism`).
        public var mechanism: String
        /// `followUps.call.within`.
        public var path: String
        public var rules: [String]
    }

    /// A rule concerned, with its follow-ups of the last three months in the units that the reader sees.
    public struct Use: Sendable {
        public var rule: RuleFacts
        /// At most `ceiling`: that many means "or more".
        public var followUps: Int
        public var newest: [FollowUpRow]
    }

    /// A figure of the regulation that cites the clause, with its value.
    public struct Figure: Sendable {
        public var parameter: Parameter
        public var value: String?
        public var acceptedBy: String?
    }

    public var clause: String
    public var regulation: String
    public var title: LocalizedText
    /// One for each kind of obligation in the clause.
    public var rows: [TraceRow]
    public var bearers: [Bearer]
    public var uses: [Use]
    /// Targets that measure the rules concerned or cite the clause.
    public var targets: [Target]
    public var figures: [Figure]
    public var since: LocalDay

    public static let ceiling = 1_000
}

extension Explaining {
    /// - Throws: `Refusal.notFound` for a clause that no list and no pack knows, or for who has no right anywhere.
    public func clause(_ context: Context, _ clause: String) throws -> ClauseView {
        guard !context.scope.visible.isEmpty else { throw Refusal.notFound }
        return try premises.database.read { session in
            try ClauseReading(clause, ExplainingDesk(premises, context, in: session)).view()
        }
    }
}

private struct ClauseReading {
    let clause: String
    let desk: ExplainingDesk
    let regulation: Regulation
    /// The edition in force today; nil while there is none, and the pack speaks for itself.
    let active: ActiveEdition?

    init(_ clause: String, _ desk: ExplainingDesk) throws {
        let id = String(clause.prefix { $0 != "." })
        let editions = try desk.premises.shelf.active(of: desk.organisation, on: desk.context.today, in: desk.session)
        active = editions.first { $0.edition.regulation.id == id }
        guard let regulation = active?.edition.regulation ?? desk.premises.library.packs[id]?.regulation else { throw Refusal.notFound }
        (self.clause, self.desk, self.regulation) = (clause, desk, regulation)
    }

    func view() throws -> ClauseView {
        let rows = trace.filter { $0.clause == clause }
        guard !rows.isEmpty else { throw Refusal.notFound }
        let bearers = rows.flatMap(bearers)
        let rules = regulation.followUps.map(\.id).filter { id in bearers.contains { $0.rules.contains(id) } }
        return ClauseView(
            clause: clause, regulation: regulation.id, title: regulation.title, rows: rows, bearers: bearers, uses: try rules.compactMap(use),
            targets: regulation.targets.filter { $0.basis.cites(clause) || !Set($0.of).isDisjoint(with: rules) }, figures: try figures(), since: since)
    }

    private var since: LocalDay { desk.context.today.adding(months: -3) }

    private var trace: [TraceRow] {
        let accepted = active.map { Set($0.edition.values.keys) } ?? []
        return desk.premises.library.trace(regulation, accepted: accepted, shown: [:])
    }

    private func bearers(_ row: TraceRow) -> [ClauseView.Bearer] {
        row.mechanism.split(separator: "; ").compactMap { carried in
            let words = carried.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { return nil }
            return ClauseView.Bearer(mechanism: words[0], path: words[1], rules: RulesOf(regulation).element(words[1]))
        }
    }

    private func use(_ rule: String) throws -> ClauseView.Use? {
        guard let active else { return nil }
        let units = desk.context.scope.visible.filter(desk.sees).sorted()
        let count = try ClauseRows.count(
            adoption: active.adoption, rule: rule, units: units, since: since, ceiling: ClauseView.ceiling, of: desk.organisation, in: desk.session)
        let newest = try ClauseRows.newest(
            adoption: active.adoption, rule: rule, units: units, since: since, limit: 5, of: desk.organisation, in: desk.session)
        return ClauseView.Use(rule: RuleFacts(active, rule: rule), followUps: count, newest: newest)
    }

    private func figures() throws -> [ClauseView.Figure] {
        let accepted = try active.map { try EditionValueRows.values(of: $0.id, desk.organisation, in: desk.session) } ?? []
        return regulation.parameters.filter { $0.basis.cites(clause) }.map { parameter in
            let value = accepted.first { $0.parameter == parameter.id }
            return ClauseView.Figure(
                parameter: parameter, value: value?.value ?? parameter.value, acceptedBy: value?.acceptedBy.flatMap { desk.directory.staff[$0]?.name })
        }
    }
}

extension Basis {
    /// Names the clause, for all its kinds or for one.
    fileprivate func cites(_ clause: String) -> Bool { clauses.contains { $0 == clause || $0.hasPrefix(clause + "/") } }
}

/// The follow-up rules to which a part of a regulation belongs.
struct RulesOf {
    private let regulation: Regulation

    init(_ regulation: Regulation) { self.regulation = regulation }

    /// - Parameter path: `followUps.call.within`, `forms.record.opinion`.
    func element(_ path: String) -> [String] {
        let parts = path.split(separator: ".").map(String.init)
        guard parts.count >= 2 else { return [] }
        let id = parts[1]
        switch parts[0] {
        case "followUps": return [id]
        case "outcomes": return regulation.outcomes.first { $0.id == id }?.rules ?? []
        case "forms": return regulation.followUps.filter { $0.form == id }.map(\.id)
        case "targets": return regulation.targets.first { $0.id == id }?.of ?? []
        case "populations": return regulation.population(id)?.exempt ?? []
        case "guidance": return regulation.guidance.first { $0.id == id }?.rules ?? []
        default: return []
        }
    }
}
