import Domain
import RegulationEngine
import SQLCore
import Storage

/// Writes a contact that was found right: attempts, records, the new state of each follow-up, and what follows.
struct ContactWriting {
    let input: ContactInput
    let entries: [ContactEntry]
    let consequences: Consequences

    private var context: Context { consequences.context }
    private var session: any SQLWriting { consequences.session }
    private var premises: Premises { consequences.premises }

    func write() throws -> ContactOutcome {
        let contact = try writeContact()
        var outcome = ContactOutcome(contact: contact.id, isRepeated: false, records: [], effects: [])
        for entry in entries {
            let record = try writeEntry(entry, contact)
            if let record { outcome.records.append(record) }
            outcome.effects += try EffectDesk(room: consequences, entry: entry, record: record).carryOut()
        }
        try markContactPoint()
        return outcome
    }

    private func writeContact() throws -> Contact {
        guard let first = entries.first else { throw Refusal.invalid([Finding(.error, "contact.noFollowUp")]) }
        let contact = Contact(
            id: premises.identifiers.next(at: context.now), party: first.row.followUp.party, staff: context.actor.staff, channel: input.channel,
            occurredAt: first.occurredAt, recordedAt: context.now, result: input.result, respondent: input.respondent, note: input.note,
            overrideReason: input.overrideReason)
        let row = ContactRows.Row(
            contact: contact, unit: first.row.followUp.unit, contactPoint: input.contactPoint, lateReason: input.lateReason, requestKey: input.requestKey)
        try ContactRows.insert(row, of: context.organisation, in: session)
        return contact
    }

    private func writeEntry(_ entry: ContactEntry, _ contact: Contact) throws -> RecordID? {
        try ContactRows.insertAttempt(contact, about: entry.row.id, callBackAt: input.callBackAt, of: context.organisation, in: session)
        var life = FollowUpLifecycle(state: entry.row.followUp.state)
        let step = life.contacted(entry.meaning, needsReview: !ReviewChain(entry.rule).isEmpty)
        let record = try writeRecord(entry, contact, life.review ?? review(entry))
        let row = try changed(entry, record, step, life)
        try FollowUpRows.update(from: entry.row, to: row, of: context.organisation, in: session)
        try DraftRows.discard(followUp: entry.row.id, account: context.actor.account, of: context.organisation, in: session)
        if entry.result.meaning == .reached {
            try PromiseDesk(session: session, organisation: context.organisation).keep(by: entry.row, about: entry.event, at: context.now)
        }
        let settles = if case .complete = step { true } else { false }
        try note(entry, row, contact, settles: settles)
        try tell(entry.row.followUp, contact)
        return record
    }

    private func tell(_ f: FollowUp, _ contact: Contact) throws {
        try Outbox(premises: premises, context: context, session: session).tell(
            .contactRecorded, unit: f.unit,
            [("contact", contact.id.rawValue), ("followUp", f.id.rawValue), ("event", f.event.rawValue), ("party", f.party?.rawValue)],
            at: "/api/v1/contacts/\(contact.id)")
    }

    /// What became of the follow-up stands with the contact, so that figures can be counted again from the journal alone.
    private func note(_ entry: ContactEntry, _ row: FollowUpRow, _ contact: Contact, settles: Bool) throws {
        let f = entry.row.followUp
        var payload = ["channel": input.channel.rawValue, "result": input.result, "nth": String(f.occurrence), "state": row.followUp.state.rawValue]
        if settles { payload["settles"] = "yes" }
        if settles, let isSatisfied = row.isSatisfied { payload["satisfied"] = isSatisfied ? "yes" : "no" }
        try Journal.append(
            "contact.recorded", context, occurredAt: entry.occurredAt, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption,
            other: contact.id.rawValue, why: input.overrideReason ?? input.lateReason, payload: payload, premises: premises, in: session)
    }

    /// Each of several people has a record of their own, and each record its review.
    private func review(_ entry: ContactEntry) -> Record.Review? {
        entry.reach == nil || entry.result.meaning == .partly || ReviewChain(entry.rule).isEmpty ? nil : .awaiting
    }

    /// A record is made when the person was reached, in whole or in part, or refused; a try that reached nobody is an attempt only.
    private func writeRecord(_ entry: ContactEntry, _ contact: Contact, _ review: Record.Review?) throws -> RecordID? {
        guard [.reached, .partly, .refused].contains(entry.result.meaning) else { return nil }
        let id: RecordID = premises.identifiers.next(at: context.now)
        let first = review == .awaiting ? ReviewChain(entry.rule).next(signedSoFar: 0) : nil
        let reviewer: String? = if let first { try self.reviewer(of: first, entry) } else { nil }
        let row = RecordRows.Row(
            id: id, followUp: entry.row.id, contact: contact.id, unit: entry.row.followUp.unit, edition: entry.active.id, form: entry.form?.id ?? "",
            serial: Serial.make(entry.active.edition.regulation.id, id.rawValue, context.zone), flags: entry.input.flags.sorted(),
            review: review ?? .notRequired, reviewerRole: reviewer, recordedBy: context.actor.staff, recordedAt: context.now,
            completedAt: first == nil ? context.now : nil)
        try RecordRows.insert(row, of: context.organisation, in: session)
        try RecordRows.insert(entry.facts.answers, of: id, context.organisation, in: session)
        try writeSignatures(entry, id)
        return id
    }

    /// The role whose turn it is; where the usual reviewer made the record, the one who reviews that person's own work.
    private func reviewer(of step: ReviewStep, _ entry: ContactEntry) throws -> String {
        let desk = AssignmentDesk(plans: consequences.plans, active: entry.active)
        let usual = try desk.resolve(step.by, rule: entry.rule.id, entry.event)
        guard usual.staff == context.actor.staff, let other = step.ownWorkBy else { return usual.role }
        return try desk.resolve(other, rule: entry.rule.id, entry.event).role
    }

    private func writeSignatures(_ entry: ContactEntry, _ record: RecordID) throws {
        let own = ContactInput.SignatureInput(by: "followUpStaff", level: .login, name: context.actor.name)
        for (position, given) in ([own] + entry.input.signatures).enumerated() {
            let signature = Signature(by: given.by, level: given.level, name: given.name, at: position == 0 ? context.now : entry.occurredAt)
            let sealed = given.strokes.map { premises.secrets.seal(Array($0.utf8), purpose: "signature", of: context.organisation) }
            try RecordRows.insert(signature, strokes: sealed, position: position, of: record, context.organisation, in: session)
        }
    }

    private func changed(
        _ entry: ContactEntry, _ record: RecordID?, _ step: FollowUpLifecycle.Action, _ life: FollowUpLifecycle
    ) throws -> FollowUpRow {
        var row = entry.row
        (row.isTouched, row.flag) = (true, nil)
        (row.lastResult, row.lastAt, row.claimedBy, row.claimedUntil) = (input.result, entry.occurredAt, nil, nil)
        (row.agreedAt, row.waitUntil) = (nil, nil)
        if row.followUp.assignee == nil { row.followUp.assignee = context.actor.staff }
        row.attempts += 1
        switch step {
        case .complete: settle(&row, entry, record)
        case .waitForAgreedTime: arrange(&row, entry)
        case .goOn: goOn(&row, entry, record)
        // The party's end withdraws it with everything else.
        case .stopEverything: return row
        default: throw Refusal.state(code: "followUp.settled")
        }
        row.followUp.state = life.state
        return row
    }

    private func settle(_ row: inout FollowUpRow, _ entry: ContactEntry, _ record: RecordID?) {
        (row.doneAt, row.doneRecordedAt, row.doneBy, row.doneChannel) = (entry.occurredAt, context.now, context.actor.staff, input.channel)
        (row.record, row.isSatisfied) = (record ?? row.record, satisfaction(row, entry))
    }

    /// Of several people the one who is not satisfied decides.
    private func satisfaction(_ row: FollowUpRow, _ entry: ContactEntry) -> Bool? {
        guard entry.reach != nil, let before = row.isSatisfied else { return entry.isSatisfied }
        return before && entry.isSatisfied != false
    }

    private func arrange(_ row: inout FollowUpRow, _ entry: ContactEntry) {
        (row.agreedAt, row.waitUntil) = (input.callBackAt ?? input.appointmentAt, input.callBackAt ?? input.appointmentAt)
        if let appointment = input.appointmentAt { (row.appointmentAt, row.appointmentMadeAt) = (appointment, entry.occurredAt) }
    }

    private func goOn(_ row: inout FollowUpRow, _ entry: ContactEntry, _ record: RecordID?) {
        // The next of several people may be called at once.
        if let reach = entry.reach, reach != entry.reachBefore {
            return (row.record, row.isSatisfied, row.channel) = (record ?? row.record, satisfaction(row, entry), entry.rule.channels.first?.channel)
        }
        row.waitUntil = entry.after?.notBefore.flatMap { $0 > context.now ? $0 : nil }
        row.channel = entry.after?.channel ?? row.channel
    }

    private func markContactPoint() throws {
        guard let point = input.contactPoint, entries.first?.result.meaning == .wrongContactPoint else { return }
        try ContactPointRows.set(.wrong, of: point, context.organisation, in: session)
    }
}
