import Domain
import RegulationEngine
import SQLCore
import Storage

/// Draws and choices as people see and use them: the frames of a unit, the proof of one, more than was drawn, another in the place of a lost one.
public struct Draws: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: DrawRows.Row
        public var regulation: String
        public var regulationTitle: LocalizedText
        public var ruleTitle: LocalizedText
        public var unitName: String
        public var counts: [DrawEntryRows.Standing: Int]
        public var clauses: [String]
        /// People choose; nothing is drawn.
        public var isChosen: Bool
        /// So many at least they are to choose.
        public var atLeast: Int?
    }

    /// A draw with everything that it takes to draw again.
    public struct Proof: Sendable {
        public var item: Item
        public var entries: [DrawEntryRows.Row]
        /// Whether the actor may take more than was drawn.
        public var mayChoose: Bool
        /// Drawn events that came to nothing and that the actor may have replaced.
        public var replaceable: Set<EventID>
    }

    /// Frames of the units that the actor works in, leads, reports on or audits, newest first.
    public func page(before id: Int64? = nil, limit: Int = 50, _ context: Context) throws -> (items: [Item], next: Int64?) {
        try premises.database.read { session in
            let rows = try Self.units(context).flatMap {
                try DrawRows.page(unit: $0, before: id ?? .max, limit: limit + 1, of: context.organisation, in: session)
            }.sorted { $0.id > $1.id }
            let items = try rows.prefix(limit).compactMap { try item($0, context, session) }
            return (items, rows.count > limit ? items.last?.row.id : nil)
        }
    }

    public func proof(_ id: Int64, _ context: Context) throws -> Proof {
        try premises.database.read { session in
            guard let row = try DrawRows.row(id, of: context.organisation, in: session), Self.units(context).contains(row.unit),
                let item = try item(row, context, session)
            else { throw Refusal.notFound }
            let entries = try DrawEntryRows.rows(of: id, context.organisation, in: session)
            return Proof(
                item: item, entries: entries, mayChoose: [.work, .lead].contains { (right: Right) in context.scope.allows(right, in: row.unit) },
                replaceable: try replaceable(entries, row, context, session))
        }
    }

    /// Somebody follows up what nobody need: more than was drawn, or what a rule leaves to their choice.
    public func choose(_ event: EventID, rule: String, reason: String, _ context: Context) throws {
        try premises.database.write { session in
            let bench = try DrawBench(premises: premises, context: context, session: session)
            var entry = try bench.entry(of: event, rule)
            let (found, active, candidates) = try bench.candidates(entry)
            guard [.work, .lead].contains(where: { (right: Right) in context.scope.allows(right, in: found.unit) }) else { throw Refusal.notFound }
            try bench.requireRole(of: entry, in: found.unit, active)
            guard entry.standing == .waiting || entry.standing == .notDrawn else { throw Refusal.state(code: "draw.alreadyTaken") }
            (entry.standing, entry.reason) = (.chosen, reason)
            try DrawEntryRows.update(entry, of: context.organisation, in: session)
            try bench.plans.take(candidates, as: .chosen, found, active)
            try bench.note("draw.chosen", entry, found, why: reason)
        }
    }

    /// The first reserve of the stratum takes the place of one that was drawn and came to nothing.
    ///
    /// - Returns: the event that was taken instead.
    @discardableResult
    public func replace(_ event: EventID, rule: String, reason: String, _ context: Context) throws -> EventID {
        try premises.database.write { session in
            let bench = try DrawBench(premises: premises, context: context, session: session)
            var lost = try bench.entry(of: event, rule)
            guard let found = try EventRows.event(event, of: context.organisation, in: session), context.scope.allows(.lead, in: found.unit) else { throw Refusal.notFound }
            guard !reason.trimmed.isEmpty else { throw Refusal.invalid([Finding(.error, "draw.reasonMissing", at: Place(path: "reason"))]) }
            try bench.requireNothingCame(of: lost)
            var reserve = try bench.reserve(for: lost)
            let (next, active, candidates) = try bench.candidates(reserve)
            (reserve.standing, reserve.replaces, reserve.reason) = (.drawn, lost.event, reason)
            lost.reason = reason
            try DrawEntryRows.update(lost, of: context.organisation, in: session)
            try DrawEntryRows.update(reserve, of: context.organisation, in: session)
            try bench.plans.take(candidates, as: .drawn, next, active)
            try bench.note("draw.replaced", reserve, next, why: reason)
            return reserve.event
        }
    }

    private func replaceable(
        _ entries: [DrawEntryRows.Row], _ row: DrawRows.Row, _ context: Context, _ session: any SQLReading
    ) throws -> Set<EventID> {
        guard row.state == .frozen, context.scope.allows(.lead, in: row.unit), entries.contains(where: { $0.standing == .notDrawn && $0.place != nil }) else { return [] }
        let replaced = Set(entries.compactMap(\.replaces))
        let reserved = Set(entries.filter { $0.standing == .notDrawn && $0.place != nil }.map(\.stratum))
        let drawn = entries.filter { $0.standing == .drawn && !replaced.contains($0.event) && reserved.contains($0.stratum) }.map(\.event)
        let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
        return Set(try drawn.filter { event in
            let made = try DrawBench.made(of: event, row, active, context, session)
            return !made.isEmpty && made.allSatisfy(DrawBench.cameToNothing)
        })
    }

    private static func units(_ context: Context) -> [UnitID] {
        [Right.work, .lead, .report, .audit].reduce(into: Set<UnitID>()) { $0.formUnion(context.scope.units[$1] ?? []) }.sorted()
    }

    /// Throws where nothing is asked for, or nobody accepted the figure.
    private func atLeast(_ choice: ChoiceRule, _ edition: Edition) throws -> Int {
        guard case .byRole(_, let figure?) = choice.manner else { throw Refusal.notFound }
        return try Figures(edition).count(figure, rule: "choose")
    }

    private func item(_ row: DrawRows.Row, _ context: Context, _ session: any SQLReading) throws -> Item? {
        let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
        let regulation = active.edition.regulation
        guard let rule = regulation.rules(drawnAs: row.rule).first, let choice = rule.choice else { return nil }
        let directory = try premises.directory(of: context.organisation, in: session)
        return Item(
            row: row, regulation: regulation.id, regulationTitle: regulation.title, ruleTitle: rule.title, unitName: directory.units[row.unit]?.name ?? "",
            counts: try DrawEntryRows.counts(of: row.id, context.organisation, in: session), clauses: choice.basis.clauses, isChosen: !choice.isDrawn,
            atLeast: try? atLeast(choice, active.edition))
    }
}
