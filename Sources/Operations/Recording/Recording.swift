import Domain
import RegulationEngine
import SQLCore
import Storage

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
    /// - Parameter body: the form as JSON, at most 256 KiB.
    public func saveDraft(_ body: String, for id: FollowUpID, _ context: Context) throws {
        guard body.utf8.count <= 256 * 1024 else { throw Refusal.invalid([Finding(.error, "draft.tooLarge")]) }
        try premises.database.write { session in
            _ = try FollowUpDesk.visible(id, context, session)
            try DraftRows.save(body, followUp: id, account: context.actor.account, at: context.now, of: context.organisation, in: session)
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
