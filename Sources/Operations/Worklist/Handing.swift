import Domain
import RegulationEngine
import SQLCore
import Storage

/// Taking, releasing, handing over and postponing follow-ups.
extension Worklist {
    /// How long a claim lasts unless it is renewed: another person sees it and waits, and nothing stays locked overnight.
    static let claimMinutes: Int64 = 15

    /// Takes the follow-up for the next minutes; a pool follow-up becomes the actor's own.
    ///
    /// - Throws: `Refusal.conflict` naming who holds it, `Refusal.notFound`, `Refusal.state` when it is settled.
    public func claim(_ id: FollowUpID, _ context: Context) throws {
        try premises.database.write { session in
            let row = try workable(id, context, session)
            let until = context.now.adding(minutes: Self.claimMinutes)
            guard try FollowUpRows.claim(id, by: context.actor.staff, until: until, at: context.now, of: context.organisation, in: session) else {
                throw try held(row, context, session)
            }
            if row.followUp.assignee == nil { try take(row, context, session) }
        }
    }

    public func release(_ id: FollowUpID, _ context: Context) throws {
        try premises.database.write { session in
            try FollowUpRows.release(id, by: context.actor.staff, of: context.organisation, in: session)
        }
    }

    /// Takes a follow-up on for good: it is the actor's, and begun.
    public func accept(_ id: FollowUpID, _ context: Context) throws {
        try premises.database.write { session in
            let row = try workable(id, context, session)
            var life = FollowUpLifecycle(state: row.followUp.state)
            if life.accept() == .none, row.followUp.assignee == context.actor.staff { return }
            guard row.followUp.assignee == nil || row.followUp.assignee == context.actor.staff || context.scope.allows(.lead, in: row.followUp.unit) else {
                throw Refusal.notAllowed(.lead)
            }
            var mine = row
            (mine.followUp.state, mine.followUp.assignee, mine.isTouched) = (life.state, context.actor.staff, true)
            try FollowUpRows.update(from: row, to: mine, of: context.organisation, in: session)
            try note("followUp.accepted", mine, why: nil, [:], context, session)
        }
    }

    /// Gives follow-ups to another person (or back to the pool), with a reason that the journal keeps. All or none.
    public func reassign(_ ids: [FollowUpID], to staff: StaffID?, reason: String, _ context: Context) throws {
        try require(reason)
        try premises.database.write { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            if let staff, directory.staff[staff]?.isActive != true { throw Refusal.invalid([Finding(.error, "reassign.unknownStaff")]) }
            let desk = HandoverDesk(premises: premises, context: context, session: session)
            for id in ids {
                let row = try leadable(id, context, session)
                let changed = try desk.give(row, to: staff, code: staff.flatMap { directory.staff[$0]?.code }, reason: reason)
                try tell(row, changed, reason, context, session)
            }
        }
    }

    /// Whoever had it and whoever has it now are told.
    private func tell(_ old: FollowUpRow, _ new: FollowUpRow, _ reason: String, _ context: Context, _ session: any SQLWriting) throws {
        guard old.followUp.assignee != new.followUp.assignee else { return }
        let desk = NoticeDesk(premises: premises, context: context, session: session)
        let arguments = ["by": context.actor.name, "reason": reason]
        try desk.tell(new.followUp.assignee, "handedToYou", arguments, about: new, source: String(context.now.milliseconds))
        try desk.tell(old.followUp.assignee, "takenFromYou", arguments, about: new, source: String(context.now.milliseconds))
    }

    /// No further try before `until`; the deadline stays where it is.
    public func postpone(_ ids: [FollowUpID], until: Instant, reason: String, _ context: Context) throws {
        try require(reason)
        guard until > context.now else { throw Refusal.invalid([Finding(.error, "postpone.inThePast")]) }
        try premises.database.write { session in
            let desk = HandoverDesk(premises: premises, context: context, session: session)
            for id in ids { try desk.putOff(try workable(id, context, session), until: until, reason: reason) }
        }
    }

    private func take(_ row: FollowUpRow, _ context: Context, _ session: any SQLWriting) throws {
        guard let current = try FollowUpRows.row(row.id, of: context.organisation, in: session) else { throw Refusal.notFound }
        var mine = current
        mine.followUp.assignee = context.actor.staff
        try FollowUpRows.update(from: current, to: mine, of: context.organisation, in: session)
        try note("followUp.taken", mine, why: nil, [:], context, session)
    }

    /// An open follow-up that the actor may work on: own, or in a unit where the actor works or leads.
    private func workable(_ id: FollowUpID, _ context: Context, _ session: any SQLReading) throws -> FollowUpRow {
        let row = try FollowUpDesk.visible(id, context, session)
        guard row.followUp.state.isOpen else { throw Refusal.state(code: "followUp.settled") }
        return row
    }

    private func leadable(_ id: FollowUpID, _ context: Context, _ session: any SQLReading) throws -> FollowUpRow {
        let row = try workable(id, context, session)
        guard context.scope.allows(.lead, in: row.followUp.unit) || row.followUp.assignee == context.actor.staff else {
            throw Refusal.notAllowed(.lead)
        }
        return row
    }

    private func held(_ row: FollowUpRow, _ context: Context, _ session: any SQLReading) throws -> Refusal {
        let holder = try row.claimedBy.flatMap { id in try DirectoryRows.staff(of: context.organisation, in: session).first { $0.id == id } }
        return .conflict(code: "followUp.held", by: holder?.name, since: row.claimedUntil.map { $0.adding(minutes: -Self.claimMinutes) })
    }

    private func require(_ reason: String) throws {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
    }

    private func note(
        _ act: String, _ row: FollowUpRow, why: String?, _ payload: [String: String], _ context: Context, _ session: any SQLWriting
    ) throws {
        let f = row.followUp
        try Journal.append(
            act, context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption, why: why, payload: payload,
            premises: premises, in: session)
    }
}
