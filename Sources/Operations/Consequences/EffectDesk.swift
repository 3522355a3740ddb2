import Domain
import RegulationEngine
import SQLCore
import Storage

/// Carries out what outcome rules make of one record, each effect once by its key.
struct EffectDesk {
    let room: Consequences
    let entry: ContactEntry
    let record: RecordID?

    var context: Context { room.context }
    var session: any SQLWriting { room.session }
    var premises: Premises { room.premises }

    func carryOut() throws -> [ContactOutcome.EffectNote] {
        if entry.result.meaning == .deceased { try room.end(entry.row.followUp.party, .deceased) }
        let outcome = OutcomeRules(room.plans.planner(entry.active)).effects(of: entry.facts, history: entry.history, now: context.now)
        try tell(outcome.findings)
        try noteApplied(outcome.effects)
        if record != nil { try withdrawUnasked(outcome.effects) }
        var notes = try outcome.effects.flatMap(carryOut)
        notes += try loseIfNothingElse(outcome.effects)
        try planFollowing()
        return notes
    }

    /// Which rules of the regulation spoke about this record, each once, with its clause.
    private func noteApplied(_ effects: [Effect]) throws {
        var seen: Set<String> = []
        let f = entry.row.followUp
        for effect in effects where seen.insert(effect.outcome).inserted {
            try Journal.append(
                "outcome.applied", context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption,
                other: record?.rawValue,
                clause: effect.basis.clauses.first, payload: ["outcome": effect.outcome], premises: premises, in: session)
        }
    }

    func carryOut(_ effect: Effect) throws -> [ContactOutcome.EffectNote] {
        switch effect.kind {
        case .raise(let raised): try raise(raised)
        case .again(let next): try again(next)
        case .duty(let duty): try open(duty, effect)
        case .decide(let decision): try ask(decision, effect)
        case .promise(let due): try promise(due, effect)
        case .tell(let source): try tell(source, effect, code: "told")
        case .stop(let rules, let everything): try stop(rules, everything)
        case .setState(let state, let agreedBy): try set(state, agreedBy: agreedBy, key: effect.key)
        case .setParty(let status): try set(status)
        case .escalate(let source, let due): try escalate(source, due, effect)
        case .require: []
        case .guide(let id): [.init("effect.guide", ["guidance": id])]
        }
    }

    // MARK: Events and follow-ups

    private func raise(_ raised: RaisedEvent) throws -> [ContactOutcome.EffectNote] {
        var attributes = raised.attributes
        var key = raised.naturalKey
        if raised.kind == "feedbackReceived", attributes["number"] == nil {
            // The number people will use is also the key by which its closing and its withdrawal will find it.
            key = number(of: raised)
            attributes["number"] = .text(key)
        }
        if let record { attributes["sourceRecord"] = .text(record.description) }
        guard let event = try room.raise(raised.kind, attributes, key: key, because: entry.event) else { return [] }
        return [
            .init(
                "effect.raised",
                ["event": event.kind, "class": event.attributes["class"]?.text ?? "", "number": event.attributes["number"]?.text ?? ""])
        ]
    }

    /// The follow-up's own number, and which action of which rule: the same however often its record is made again.
    private func number(of raised: RaisedEvent) -> String {
        let path = raised.naturalKey.split(separator: "/").suffix(2)
        let rule = path.first.flatMap { name in entry.active.edition.regulation.outcomes.firstIndex { $0.id == name } }
        let post = entry.postNumber == 0 ? nil : String(entry.postNumber)
        let suffix = [post, rule.map { String($0 + 1) } ?? "d", path.last.map(String.init) ?? ""].compactMap(\.self).joined(separator: ".")
        return Serial.make("HF", entry.row.id.rawValue, context.zone) + "-" + suffix
    }

    private func again(_ next: NextFollowUp) throws -> [ContactOutcome.EffectNote] {
        if let asked = try askedBefore().first(where: { $0.followUp.rule == next.rule && $0.followUp.occurrence == next.occurrence }) {
            return try room.plans.replanRequested(asked, next, event: entry.event, from: record, edition: entry.active) ? noteAgain(asked.id) : []
        }
        let planned = try room.plans.planRequested(
            rule: next.rule, event: entry.event, occurrence: next.occurrence, timing: next.timing, at: next.requestedAt, from: record,
            edition: entry.active)
        return try planned.map(noteAgain) ?? []
    }

    private func noteAgain(_ id: FollowUpID) throws -> [ContactOutcome.EffectNote] {
        guard let row = try FollowUpRows.row(id, of: context.organisation, in: session) else { return [] }
        return [.init("effect.again", ["nth": String(row.followUp.occurrence), "due": context.zone.limitDay(of: row.followUp.window.due).iso])]
    }

    /// Next follow-ups that earlier records of this one asked for, before it was given back.
    private func askedBefore() throws -> [FollowUpRow] {
        let records = Set(try RecordRows.records(of: entry.row.id, context.organisation, in: session).map(\.id)).subtracting(
            [record].compactMap(\.self))
        guard !records.isEmpty else { return [] }
        return try FollowUpRows.rows(of: entry.event.id, context.organisation, in: session).filter { $0.causedByRecord.map(records.contains) == true }
    }

    /// What an earlier record asked for and the one that was made again does not.
    private func withdrawUnasked(_ effects: [Effect]) throws {
        let asked = effects.compactMap { effect in
            if case .again(let next) = effect.kind { next } else { nil }
        }
        let unasked = try askedBefore().filter { row in
            row.followUp.state.isOpen && !asked.contains { $0.rule == row.followUp.rule && $0.occurrence == row.followUp.occurrence }
        }
        try room.plans.stop(unasked, .outcome)
    }

    private func planFollowing() throws {
        guard let row = try FollowUpRows.row(entry.row.id, of: context.organisation, in: session), !row.followUp.state.isOpen else { return }
        try room.plans.planFollowing(row, reached: row.followUp.state, event: entry.event, at: entry.occurredAt)
    }

    private func stop(_ rules: [String], _ everything: Bool) throws -> [ContactOutcome.EffectNote] {
        let rows: [FollowUpRow]
        if everything, let party = entry.row.followUp.party {
            rows = try FollowUpRows.rows(party: party, limit: 1000, of: context.organisation, in: session)
        } else {
            rows = try FollowUpRows.rows(of: entry.event.id, context.organisation, in: session).filter { rules.contains($0.followUp.rule) }
        }
        try room.plans.stop(rows.filter { $0.id != entry.row.id && $0.followUp.state.isOpen }, .outcome)
        return [.init("effect.stopped", ["rules": rules.joined(separator: ", ")])]
    }

    // MARK: States

    private func set(_ status: Party.Status) throws -> [ContactOutcome.EffectNote] {
        guard let party = entry.row.followUp.party else { return [] }
        if status == .deceased {
            try room.end(party, .deceased)
        } else {
            try PartyRows.set(status, of: party, context.organisation, in: session)
        }
        return [.init("effect.party", ["status": status.rawValue])]
    }

    /// A ladder that is used up, with no rule that says what then: lost, with whoever's consent the ladder names.
    private func loseIfNothingElse(_ effects: [Effect]) throws -> [ContactOutcome.EffectNote] {
        let isHandled = effects.contains { effect in
            switch effect.kind {
            case .setState, .again: true
            default: false
            }
        }
        guard entry.facts.isUnreachable, !isHandled else { return [] }
        return try set(.lost, agreedBy: entry.rule.ladder.lostAgreedBy, key: entry.attempt + "/ladder")
    }

    private func set(_ state: FollowUp.State, agreedBy: AssigneeSource?, key: String) throws -> [ContactOutcome.EffectNote] {
        guard let row = try FollowUpRows.row(entry.row.id, of: context.organisation, in: session), row.followUp.state.isOpen || state == .accepted
        else { return [] }
        var life = FollowUpLifecycle(state: row.followUp.state)
        if state == .lost, life.lose(needsConsent: agreedBy != nil, hasConsent: false) == .refuse(.consentMissing), let agreedBy {
            return try askConsent(agreedBy, row, key: key)
        }
        var changed = row
        changed.followUp.state = state
        try FollowUpRows.update(from: row, to: changed, of: context.organisation, in: session)
        try Journal.append(changed, became: state, context, premises: premises, in: session)
        return [.init("effect.state", ["state": state.rawValue])]
    }

    private func askConsent(_ source: AssigneeSource, _ row: FollowUpRow, key: String) throws -> [ContactOutcome.EffectNote] {
        let decider = try AssignmentDesk(plans: room.plans, active: entry.active).resolve(source, rule: entry.rule.id, entry.event)
        let effect = Effect(key: key, outcome: entry.rule.id, basis: entry.rule.ladder.basis, kind: .setState(.lost, agreedBy: source))
        let duty = DutyRows.Row(
            duty: make(Duties.lostConsent, effect, role: decider.role, owner: decider.staff, due: nil), adoption: entry.active.adoption,
            edition: entry.active.id, title: LocalizedText(), deciderRole: decider.role, question: Duties.lostConsent, sourceKey: key,
            event: entry.event.id, followUp: row.id, clauses: entry.rule.ladder.basis.clauses, openedAt: context.now)
        var waiting = row
        waiting.flag = "lostAwaitsConsent"
        try FollowUpRows.update(from: row, to: waiting, of: context.organisation, in: session)
        return try keep(duty) ? [.init("effect.consentAsked", ["role": decider.role])] : []
    }

    private func tell(_ findings: [Finding]) throws {
        let f = entry.row.followUp
        for finding in findings {
            try Journal.append(
                "rule.notEvaluated", context, unit: f.unit, followUp: f.id, event: f.event, adoption: f.adoption,
                payload: finding.arguments.merging(["code": finding.code]) { a, _ in a }, premises: premises, in: session)
        }
    }
}
