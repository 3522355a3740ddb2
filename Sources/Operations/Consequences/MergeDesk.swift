import Domain
import RegulationEngine
import SQLCore
import Storage

/// Makes one of two parties: everything of the one goes to the other, its number from now on means the other, and it is written down what moved.
///
/// Who is dead or refuses follow-ups under either number is so under both. Follow-ups that both had stay: which of them is one too many a person
/// decides.
struct MergeDesk {
    let room: Consequences

    private var context: Context { room.context }
    private var session: any SQLWriting { room.session }

    /// A fact that names the number a party goes on under.
    ///
    /// - Returns: the fact, about the party as it is now.
    func note(_ event: Event) throws -> Event {
        guard event.kind == "subjectChanged", let number = event.attributes["mergedInto"]?.text, !number.isEmpty, let named = event.party,
            let party = try PartyRows.party(named, of: context.organisation, in: session)
        else { return event }
        let survivor = try PartyRows.party(kind: party.kind, number: number, of: context.organisation, in: session)?.id ?? added(number, like: party, event)
        try merge(party.id, into: survivor, event: event.id, why: nil)
        var event = event
        event.party = survivor
        return event
    }

    /// The number is told before anything else under it.
    private func added(_ number: String, like party: Party, _ event: Event) throws -> PartyID {
        let new = Party(
            id: room.premises.identifiers.next(at: context.now), kind: party.kind, name: party.name, number: number, sex: party.sex, bornOn: party.bornOn)
        try PartyRows.insert(new, of: context.organisation, at: context.now, in: session)
        return new.id
    }

    /// - Returns: the merge; nil when the two are one already.
    @discardableResult
    func merge(_ merged: PartyID, into survivor: PartyID, event: EventID?, why: String?) throws -> Int64? {
        let (merged, survivor) = (try root(merged), try root(survivor))
        guard merged != survivor, let left = try PartyRows.party(merged, of: context.organisation, in: session),
            let kept = try PartyRows.party(survivor, of: context.organisation, in: session)
        else { return nil }
        let endings = Self.endings(kept, left)
        let before = MergeRows.Before(status: kept.status, refusals: kept.refusals)
        let id: Int64 = room.premises.identifiers.next(at: context.now)
        let row = MergeRows.Row(
            id: id, survivor: survivor, merged: merged, event: event, staff: context.actor.staff, why: why, before: before, hasEnded: !endings.isEmpty,
            mergedAt: context.now)
        try MergeRows.insert(row, of: context.organisation, in: session)
        let units = try PartyRows.units(of: survivor, context.organisation, in: session)
        try MergeRows.move(row, of: context.organisation, in: session)
        let more = try PartyRows.units(of: survivor, context.organisation, in: session).subtracting(units)
        try PartyGramRows.insert(NameGrams.of(kept.name), of: survivor, in: more, context.organisation, session: session)
        try copyPoints(row)
        try joinRefusals(kept, left)
        for reason in endings { try room.end(survivor, reason) }
        try journal(row, kept, left)
        return id
    }

    private func root(_ party: PartyID) throws -> PartyID { try MergeRows.survivor(of: party, context.organisation, in: session) }

    /// What holds for one of the two only and ends the open follow-ups of the other.
    static func endings(_ kept: Party, _ left: Party) -> [StopReason] {
        var reasons: [StopReason] = []
        if (kept.status == .deceased) != (left.status == .deceased) { reasons.append(.deceased) }
        if kept.refusals.contains("followUp") != left.refusals.contains("followUp") { reasons.append(.refused) }
        return reasons
    }

    private func copyPoints(_ merge: MergeRows.Row) throws {
        for point in try ContactPointRows.points(of: merge.merged, context.organisation, in: session) {
            let id: Int64 = room.premises.identifiers.next(at: context.now)
            try MergeRows.copy(point: point.id, as: id, merge, at: context.now, of: context.organisation, in: session)
        }
    }

    private func joinRefusals(_ kept: Party, _ left: Party) throws {
        let more = left.refusals.filter { !kept.refusals.contains($0) && $0 != "followUp" }
        if !more.isEmpty { try PartyRows.set(refusals: kept.refusals + more, of: kept.id, context.organisation, in: session) }
    }

    /// Last of all: whatever is written about either afterwards stands in the way of undoing.
    private func journal(_ row: MergeRows.Row, _ kept: Party, _ left: Party) throws {
        for party in [row.merged, row.survivor] {
            try Journal.append(
                "party.merged", context, event: row.event, party: party, other: row.id, why: row.why,
                payload: ["from": left.number ?? "", "into": kept.number ?? ""], premises: room.premises, in: session)
        }
    }
}
