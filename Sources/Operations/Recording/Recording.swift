import Domain
import RegulationEngine
import SQLCore
import Storage

/// What was recorded about a follow-up while somebody else wrote about it too.
public struct ClashView: Sendable {
    public var console: ConsoleView
    /// Of the newest record.
    public var answers: [String: Answer]
    /// Something was recorded; else somebody has it in hand.
    public var isRecorded: Bool
}

/// The desk: a follow-up is opened, drafted, and one contact recorded with everything that follows from it.
public struct Recording: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// What the call console shows. Opening claims nothing; `Worklist.claim` does.
    public func console(_ id: FollowUpID, _ context: Context) throws -> ConsoleView {
        try premises.database.read { try ConsoleDesk(premises: premises, context: context, session: $0).view(id) }
    }

    /// Keeps what was typed so far, for this account only; replaced by the next saving, gone with the recording.
    ///
    /// Whoever writes keeps the follow-up in hand: its claim lasts on. What a newer window of the same account keeps is not written over.
    ///
    /// - Parameters:
    ///   - body: the form as JSON, at most 256 KiB.
    ///   - base: when the draft was kept that this one goes on from, in milliseconds, 0 = there was none; nil writes over whatever is there.
    /// - Returns: the moment that the next draft goes on from.
    /// - Throws: `Refusal.conflict` when somebody else has it in hand now, or a newer draft is there.
    @discardableResult
    public func saveDraft(_ body: String, for id: FollowUpID, base: Int64? = nil, _ context: Context) throws -> Instant {
        guard body.utf8.count <= 256 * 1024 else { throw Refusal.invalid([Finding(.error, "draft.tooLarge")]) }
        return try premises.database.write { session in
            let row = try FollowUpDesk.visible(id, context, session)
            if let base { try keepInHand(row, base, context, session) }
            try DraftRows.save(body, followUp: id, account: context.actor.account, at: context.now, of: context.organisation, in: session)
            return context.now
        }
    }

    /// What was entered is not wanted any more: only one's own draft.
    public func dropDraft(of id: FollowUpID, _ context: Context) throws {
        try premises.database.write { session in
            let row = try FollowUpDesk.visible(id, context, session)
            try DraftRows.discard(followUp: row.id, account: context.actor.account, of: context.organisation, in: session)
        }
    }

    private func keepInHand(_ row: FollowUpRow, _ base: Int64, _ context: Context, _ session: any SQLWriting) throws {
        let kept = try DraftRows.draft(followUp: row.id, account: context.actor.account, of: context.organisation, in: session)?.savedAt
        guard kept?.milliseconds ?? 0 == base else { throw Refusal.conflict(code: "draft.newer", by: context.actor.name, since: kept) }
        guard let holder = row.claimedBy, let until = row.claimedUntil, until > context.now || holder == context.actor.staff else { return }
        guard holder == context.actor.staff else {
            let name = try premises.directory(of: context.organisation, in: session).staff[holder]?.name
            throw Refusal.conflict(code: "followUp.held", by: name, since: until.adding(minutes: -Worklist.claimMinutes))
        }
        let later = context.now.adding(minutes: Worklist.claimMinutes)
        _ = try FollowUpRows.claim(row.id, by: holder, until: later, at: context.now, of: context.organisation, in: session)
    }

    /// Two people wrote about the same follow-up and one was quicker: what was recorded, beside what this one entered.
    ///
    /// - Throws: `Refusal.notFound` when it is no longer the actor's to see.
    public func clash(_ id: FollowUpID, _ context: Context) throws -> ClashView {
        try premises.database.read { session in
            let console = try ConsoleDesk(premises: premises, context: context, session: session).view(id)
            let record = try RecordRows.records(of: id, context.organisation, in: session).last
            let answers = try record.map { try RecordRows.answers(of: $0.id, context.organisation, in: session) } ?? [:]
            return ClashView(console: console, answers: answers, isRecorded: record != nil || !console.attempts.isEmpty)
        }
    }

    /// Opens a full number. Every look is journalled with who, when and for which follow-up.
    public func reveal(contactPoint point: Int64, for id: FollowUpID, _ context: Context) throws -> String {
        try premises.database.write { session in
            let row = try FollowUpDesk.visible(id, context, session)
            guard let found = try ContactPointRows.sealed(point, of: context.organisation, in: session), found.party == row.followUp.party,
                let kind = try ContactPointRows.points(of: found.party, context.organisation, in: session).first(where: { $0.id == point })?.kind
            else { throw Refusal.notFound }
            let f = row.followUp
            try Journal.append(
                "contactPoint.revealed", context, unit: f.unit, followUp: f.id, party: f.party, adoption: f.adoption, other: point, premises: premises,
                in: session)
            return try premises.secrets.open(found.sealed, as: kind == .phone ? .phone : .address, of: context.organisation)
        }
    }

    /// Records one contact: attempts, records, states, effects, all or nothing, once for each request key.
    ///
    /// - Throws: `Refusal.invalid` with a finding at each field that is wrong; `.conflict` when another person holds the follow-up;
    ///   `.state` when it is settled; `.notFound`.
    public func record(_ input: ContactInput, _ context: Context) throws -> ContactOutcome {
        try premises.database.write { try record(input, context, $0) }
    }

    /// The same for a program, whose request is answered as the first time when it comes again.
    ///
    /// - Parameter input: reads what came, for the follow-up as it stands, under the key by which the contact is recorded once.
    public func record(
        _ id: FollowUpID, as request: KeyedRequest, _ context: Context, _ input: @Sendable (ConsoleView, String) throws -> ContactInput,
        answer: @Sendable (ContactOutcome) -> KeptAnswer
    ) throws -> KeptAnswer {
        try premises.database.write { session in
            try AnswerShelf(premises: premises, context: context, session: session).answer(request) {
                let view = try ConsoleDesk(premises: premises, context: context, session: session).view(id)
                return (answer(try record(input(view, request.source), context, session)), true)
            }
        }
    }

    private func record(_ input: ContactInput, _ context: Context, _ session: any SQLWriting) throws -> ContactOutcome {
        if let repeated = try repeated(input, context, session) { return repeated }
        let directory = try premises.directory(of: context.organisation, in: session)
        let consequences = try Consequences(premises: premises, context: context, session: session, directory: directory)
        let entries = try input.entries.map { try ContactEntry($0, of: input, consequences) }
        try ContactChecks(input: input, entries: entries, consequences: consequences).refuseWhatIsWrong()
        return try ContactWriting(input: input, entries: entries, consequences: consequences).write()
    }

    private func repeated(_ input: ContactInput, _ context: Context, _ session: any SQLReading) throws -> ContactOutcome? {
        guard let contact = try ContactRows.contact(requestKey: input.requestKey, of: context.organisation, in: session) else { return nil }
        return ContactOutcome(contact: contact, isRepeated: true, records: [], effects: [])
    }
}
