import Domain
import RegulationEngine
import SQLCore
import Storage

/// Finds a decision among the actions of a regulation.
struct DecisionSearch {
    let regulation: Regulation

    init(_ regulation: Regulation) { self.regulation = regulation }

    func decision(_ question: String, in outcome: String) -> (decision: DecisionAction, outcome: OutcomeRule)? {
        for rule in regulation.outcomes where rule.id == outcome {
            if let found = search(rule.then, question) { return (found, rule) }
        }
        return nil
    }

    func decision(_ question: String, among actions: [OutcomeAction]) -> DecisionAction? { search(actions, question) }

    private func search(_ actions: [OutcomeAction], _ question: String) -> DecisionAction? {
        for action in actions {
            switch action {
            case .decide(let decision): if let found = search(decision, question) { return found }
            case .duty(let duty): if let found = duty.decision.flatMap({ search($0, question) }) { return found }
            case .again(let again): if let found = search(again.afterGuard, question) { return found }
            default: continue
            }
        }
        return nil
    }

    private func search(_ decision: DecisionAction, _ question: String) -> DecisionAction? {
        if decision.question == question { return decision }
        return decision.then.values.lazy.compactMap { search($0, question) }.first
    }
}

/// Carries out what a decision causes.
struct DecisionDesk {
    let premises: Premises
    let context: Context
    let session: any SQLWriting
    let directory: StaffDirectory

    func carryOut(_ option: String, of duty: DutyRows.Row) throws {
        if duty.question == Duties.lostConsent { return try settleLost(option, duty) }
        guard let question = duty.question else { throw Refusal.state(code: "duty.noDecision") }
        if duty.duty.rule.hasPrefix("case.") { return try settleCase(option, duty) }
        let active = try premises.shelf.edition(duty.edition, of: context.organisation, in: session)
        guard let (decision, outcome) = DecisionSearch(active.edition.regulation).decision(question, in: duty.duty.rule) else {
            throw Refusal.state(code: "duty.noDecision")
        }
        guard decision.options.contains(where: { $0.code == option }) else {
            throw Refusal.invalid([Finding(.error, "decision.unknownOption", at: Place(path: "option"), ["option": option])])
        }
        guard let entry = try entry(duty) else { return }
        let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
        let rules = OutcomeRules(room.plans.planner(active))
        let effects = try rules.effects(of: option, in: decision, outcome: outcome, record: entry.facts, source: "duty:\(duty.duty.id)")
        let desk = EffectDesk(room: room, entry: entry, record: duty.record)
        for effect in effects { _ = try desk.carryOut(effect) }
    }

    private func settleCase(_ option: String, _ duty: DutyRows.Row) throws {
        guard let event = duty.event, let row = try CaseFileRows.file(event: event, of: context.organisation, in: session) else { throw Refusal.notFound }
        let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
        try CaseEffects(room: room).decide(option, of: duty, row.file.id)
    }

    /// The record that gave rise to the duty, as the rules saw it.
    private func entry(_ duty: DutyRows.Row) throws -> ContactEntry? {
        guard let followUp = duty.followUp,
            let record = try duty.record.flatMap({ try RecordRows.record($0, of: context.organisation, in: session) }),
            let contact = try ContactRows.contact(record.contact, of: context.organisation, in: session)
        else { return nil }
        let answers = try RecordRows.answers(of: record.id, context.organisation, in: session)
        let entry = ContactInput.Entry(followUp: followUp, answers: answers, flags: Set(record.flags))
        let input = ContactInput(
            channel: contact.contact.channel, result: contact.contact.result, occurredAt: contact.contact.occurredAt, entries: [entry],
            requestKey: contact.requestKey)
        let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
        return try ContactEntry(entry, of: input, room)
    }

    private func settleLost(_ option: String, _ duty: DutyRows.Row) throws {
        guard ["agree", "decline"].contains(option) else {
            throw Refusal.invalid([Finding(.error, "decision.unknownOption", at: Place(path: "option"), ["option": option])])
        }
        guard let id = duty.followUp, let row = try FollowUpRows.row(id, of: context.organisation, in: session), row.followUp.state.isOpen else {
            return
        }
        var life = FollowUpLifecycle(state: row.followUp.state)
        var changed = row
        changed.flag = option == "agree" ? nil : "lostDeclined"
        if option == "agree", life.lose(needsConsent: true, hasConsent: true) == .set(.lost) { changed.followUp.state = life.state }
        try FollowUpRows.update(from: row, to: changed, of: context.organisation, in: session)
        if changed.followUp.state != row.followUp.state {
            try Journal.append(changed, became: changed.followUp.state, context, premises: premises, in: session)
        }
        if let event = try EventRows.event(row.followUp.event, of: context.organisation, in: session), option == "agree" {
            let plans = try Plans(premises: premises, context: context, session: session, directory: directory)
            try plans.planFollowing(changed, reached: .lost, event: event, at: context.now)
        }
    }
}
