import Domain
import RegulationEngine
import SQLCore
import Storage

/// What effects leave for people to do, to decide, to answer or to know.
extension EffectDesk {
    func open(_ duty: PlannedDuty, _ effect: Effect) throws -> [ContactOutcome.EffectNote] {
        let desk = AssignmentDesk(plans: room.plans, active: entry.active)
        let owner = try desk.resolve(duty.action.by, rule: effect.outcome, entry.event, answers: entry.facts.answers)
        let row = DutyRows.Row(
            duty: make(duty.action.kind, effect, role: owner.role, owner: owner.staff, due: duty.due), adoption: entry.active.adoption,
            edition: entry.active.id, title: duty.action.title,
            reviewerRole: try duty.action.review.map { try desk.resolve($0, rule: effect.outcome, entry.event).role },
            deciderRole: try duty.action.decision.map { try desk.resolve($0.by, rule: effect.outcome, entry.event).role },
            question: duty.action.decision?.question, sourceKey: effect.key, event: entry.event.id, followUp: entry.row.id, record: record,
            evidence: entry.history.events.map(\.id.description), clauses: effect.basis.clauses, openedAt: context.now)
        return try keep(row) ? [.init("effect.duty", ["kind": duty.action.kind])] : []
    }

    func ask(_ decision: PendingDecision, _ effect: Effect) throws -> [ContactOutcome.EffectNote] {
        let decider = try AssignmentDesk(plans: room.plans, active: entry.active).resolve(decision.action.by, rule: effect.outcome, entry.event)
        let row = DutyRows.Row(
            duty: make("decide", effect, role: decider.role, owner: decider.staff, due: nil), adoption: entry.active.adoption,
            edition: entry.active.id,
            title: decision.action.title, deciderRole: decider.role, question: decision.action.question, sourceKey: effect.key, event: entry.event.id,
            followUp: entry.row.id, record: record, clauses: effect.basis.clauses, openedAt: context.now)
        return try keep(row) ? [.init("effect.decision", ["question": decision.action.question])] : []
    }

    func escalate(_ source: AssigneeSource, _ due: Instant?, _ effect: Effect) throws -> [ContactOutcome.EffectNote] {
        let target = try AssignmentDesk(plans: room.plans, active: entry.active).resolve(source, rule: effect.outcome, entry.event)
        let row = DutyRows.Row(
            duty: make("escalate", effect, role: target.role, owner: target.staff, due: due), adoption: entry.active.adoption,
            edition: entry.active.id,
            title: LocalizedText(), sourceKey: effect.key, event: entry.event.id, followUp: entry.row.id, record: record,
            clauses: effect.basis.clauses,
            openedAt: context.now)
        guard try keep(row) else { return [] }
        return try tell(source, effect, code: "escalated") + [.init("effect.escalated", ["role": target.role])]
    }

    func make(_ kind: String, _ effect: Effect, role: String, owner: StaffID?, due: Instant?) -> Duty {
        Duty(
            id: premises.identifiers.next(at: context.now), kind: kind, rule: effect.outcome, unit: entry.row.followUp.unit, role: role, owner: owner,
            state: .open, due: due)
    }

    func keep(_ row: DutyRows.Row) throws -> Bool {
        guard try DutyRows.insert(row, of: context.organisation, in: session) else { return false }
        let f = entry.row.followUp
        try Journal.append(
            "duty.opened", context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption, other: row.duty.id.rawValue,
            clause: row.clauses.first, payload: ["kind": row.duty.kind, "role": row.duty.role], premises: premises, in: session)
        return true
    }

    /// Without a limit of the regulation, the date that was entered is what was promised.
    func promise(_ due: Instant?, _ effect: Effect) throws -> [ContactOutcome.EffectNote] {
        let entered = entry.nextDate.map { context.zone.end(of: $0) }
        guard let due = due ?? entered, let record else { return [] }
        let f = entry.row.followUp
        let row = PromiseRows.Row(
            id: premises.identifiers.next(at: context.now), followUp: f.id, record: record, party: f.party, unit: f.unit,
            owner: f.assignee ?? context.actor.staff,
            dueAt: due, wording: entry.explanation)
        try PromiseRows.insert(row, sourceKey: effect.key, of: context.organisation, in: session)
        return [.init("effect.promised", ["due": context.zone.limitDay(of: due).iso])]
    }

    func tell(_ source: AssigneeSource, _ effect: Effect, code: String) throws -> [ContactOutcome.EffectNote] {
        let target = try AssignmentDesk(plans: room.plans, active: entry.active).resolve(source, rule: effect.outcome, entry.event)
        let f = entry.row.followUp
        let row = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: f.unit, role: target.role, staff: target.staff, code: "notice." + code,
            arguments: ["rule": f.rule, "outcome": effect.outcome], followUp: f.id, event: f.event, createdAt: context.now)
        try NoticeRows.insert(row, sourceKey: effect.key + "/" + code, of: context.organisation, in: session)
        return [.init("effect.told", ["role": target.role])]
    }
}
