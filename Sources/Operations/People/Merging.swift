import Domain
import RegulationEngine
import SQLCore
import Storage

/// Two records that are one person: what would come together, the merge, and back.
public struct Merging: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// One of the two as whoever decides must see it.
    public struct Side: Sendable {
        public var party: Party
        public var maskedPhones: [String]
        public var unitNames: [String]
        /// Rows by table of `MergeRows.tables`.
        public var amounts: [String: Int]
        public var openFollowUps: Int
    }

    public struct Preview: Sendable {
        public var survivor: Side
        public var merged: Side
        /// Titles of follow-ups that are open for both: they stay, and a person decides which is one too many.
        public var openForBoth: [LocalizedText]
        /// One of the two is dead, or refuses follow-ups: open follow-ups of the other end.
        public var endings: [StopReason]
    }

    /// A merge that stands.
    public struct Done: Sendable {
        public var row: MergeRows.Row
        public var merged: Party
        public var by: String?
        public var mayUndo: Bool
    }

    /// The other one, by its number.
    ///
    /// - Throws: `Refusal.invalid` at `number` when nobody of that number is visible, or it is the same person.
    public func preview(_ survivor: PartyID, takingIn number: String, _ context: Context) throws -> Preview {
        try premises.database.read { session in
            let people = People(premises)
            guard try people.isVisible(survivor, context, session), let kept = try PartyRows.party(survivor, of: context.organisation, in: session) else {
                throw Refusal.notFound
            }
            let found = try PartyRows.party(kind: kept.kind, number: number, of: context.organisation, in: session)
            guard let found, try people.isVisible(found.id, context, session) else { throw wrong("merge.nobody", number) }
            guard found.id != survivor else { throw wrong(found.isFormer ? "merge.already" : "merge.oneself", number) }
            guard try mayMerge([survivor, found.id], context, session) else { throw Refusal.notAllowed(.importData) }
            return try preview(kept, try party(found.id, context, session), context, session)
        }
    }

    private func wrong(_ code: String, _ number: String) -> Refusal {
        .invalid([Finding(.error, code, at: Place(path: "number"), ["value": String(number.prefix(80))])])
    }

    private func party(_ id: PartyID, _ context: Context, _ session: any SQLReading) throws -> Party {
        guard let party = try PartyRows.party(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        return party
    }

    private func preview(_ kept: Party, _ left: Party, _ context: Context, _ session: any SQLReading) throws -> Preview {
        let words = try QueueWords(premises: premises, context: context, session: session)
        let open = try [kept, left].map { party in
            try FollowUpRows.rows(party: party.id, limit: 1000, of: context.organisation, in: session).filter(\.followUp.state.isOpen)
        }
        let same = open[0].filter { row in open[1].contains { $0.followUp.adoption == row.followUp.adoption && $0.followUp.rule == row.followUp.rule } }
        return Preview(
            survivor: try side(kept, open[0].count, context, session), merged: try side(left, open[1].count, context, session),
            openForBoth: try same.map { try words.item($0).ruleTitle }, endings: MergeDesk.endings(kept, left))
    }

    private func side(_ party: Party, _ open: Int, _ context: Context, _ session: any SQLReading) throws -> Side {
        let directory = try premises.directory(of: context.organisation, in: session)
        let units = try PartyRows.units(of: party.id, context.organisation, in: session).compactMap { directory.units[$0]?.name }.sorted()
        let phones = try ContactPointRows.points(of: party.id, context.organisation, in: session).filter { $0.kind == .phone }.map(\.masked)
        return Side(
            party: party, maskedPhones: phones, unitNames: units, amounts: try MergeRows.amounts(of: party.id, context.organisation, in: session),
            openFollowUps: open)
    }

    /// - Parameter why: how whoever decides knows that the two are one; needed.
    public func merge(_ merged: PartyID, into survivor: PartyID, why: String, _ context: Context) throws {
        guard !why.allSatisfy(\.isWhitespace) else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "why"))]) }
        try premises.database.write { session in
            try require([merged, survivor], context, session)
            let directory = try premises.directory(of: context.organisation, in: session)
            let desk = MergeDesk(room: try Consequences(premises: premises, context: context, session: session, directory: directory))
            guard try desk.merge(merged, into: survivor, event: nil, why: why) != nil else { throw Refusal.state(code: "merge.already") }
        }
    }

    /// Takes a merge back, as long as nothing else was written about either of the two.
    public func undo(_ id: Int64, _ context: Context) throws -> PartyID {
        try premises.database.write { session in
            guard let row = try MergeRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            try require([row.survivor], context, session)
            guard try mayUndo(row, context, session) else { throw Refusal.state(code: "merge.cannotUndo") }
            try moveBack(row, context, session)
            try PartyRows.set(row.before.status, of: row.survivor, context.organisation, in: session)
            try PartyRows.set(refusals: row.before.refusals, of: row.survivor, context.organisation, in: session)
            for party in [row.merged, row.survivor] {
                try Journal.append("party.mergeUndone", context, party: party, other: row.id, premises: premises, in: session)
            }
            return row.survivor
        }
    }

    private func moveBack(_ row: MergeRows.Row, _ context: Context, _ session: any SQLWriting) throws {
        let units = try PartyRows.units(of: row.survivor, context.organisation, in: session)
        try MergeRows.moveBack(row, at: context.now, of: context.organisation, in: session)
        let less = try units.subtracting(PartyRows.units(of: row.survivor, context.organisation, in: session))
        let name = try party(row.survivor, context, session).name
        try PartyGramRows.remove(NameGrams.of(name), of: row.survivor, in: less, context.organisation, session: session)
    }

    /// Merges into this person that stand, newest first.
    func standing(_ party: PartyID, _ context: Context, _ session: any SQLReading) throws -> [Done] {
        let directory = try premises.directory(of: context.organisation, in: session)
        let isMine = try mayMerge([party], context, session)
        return try MergeRows.standing(into: party, of: context.organisation, in: session).compactMap { row in
            guard let merged = try PartyRows.party(row.merged, of: context.organisation, in: session) else { return nil }
            return Done(
                row: row, merged: merged, by: directory.staff[row.staff]?.name, mayUndo: try isMine && mayUndo(row, context, session))
        }
    }

    private func mayUndo(_ row: MergeRows.Row, _ context: Context, _ session: any SQLReading) throws -> Bool {
        guard !row.hasEnded else { return false }
        let mark = try MergeRows.mark(of: row, context.organisation, in: session)
        return try !MergeRows.hasHappened(since: mark, to: [row.survivor, row.merged], of: context.organisation, in: session)
    }

    private func require(_ parties: [PartyID], _ context: Context, _ session: any SQLReading) throws {
        for party in parties where try !People(premises).isVisible(party, context, session) { throw Refusal.notFound }
        guard try mayMerge(parties, context, session) else { throw Refusal.notAllowed(.importData) }
    }

    /// Whoever may import facts wherever they are known.
    func mayMerge(_ parties: [PartyID], _ context: Context, _ session: any SQLReading) throws -> Bool {
        let mine = context.scope.units[.importData] ?? []
        return try !mine.isEmpty && parties.allSatisfy { try PartyRows.units(of: $0, context.organisation, in: session).isSubset(of: mine) }
    }
}
