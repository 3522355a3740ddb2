import Domain
import RegulationEngine
import SQLCore
import Storage

/// What follows when a step of a case is reached: events, duties, decisions, and whoever is told; each once for each step.
struct CaseEffects {
    let room: Consequences

    private var context: Context { room.context }
    private var session: any SQLWriting { room.session }

    /// One consequence that applies, and where it comes from.
    private struct Cause {
        var bench: CaseClockDesk.Bench
        var consequence: CaseConsequence
        var moment: Instant
        /// Unique for the step (or the decision) and the consequence.
        var key: String
        var event: Event
    }

    func follow(_ step: CaseStepRows.Row, of id: CaseFileID) throws {
        for bench in try benches(id) { try follow(step, on: bench) }
    }

    /// The rule that handles the case, and those that stand beside it.
    private func benches(_ id: CaseFileID) throws -> [CaseClockDesk.Bench] {
        guard let own = try CaseClockDesk(room: room).bench(id) else { return [] }
        let others = try CaseDesk(room: room).beside(own.facts.event).filter { $0.active.adoption != own.active.adoption || $0.rule.id != own.rule.id }
        return [own] + others.map { active, rule in
            var bench = own
            (bench.active, bench.rule, bench.clocks) = (active, rule, CaseClocks(active, room.premises, context.zone))
            return bench
        }
    }

    private func follow(_ step: CaseStepRows.Row, on bench: CaseClockDesk.Bench) throws {
        for consequence in bench.rule.consequences where consequence.steps.contains(step.code) {
            do {
                let queries = bench.clocks.queries(consequence, event: bench.facts.event, now: context.now)
                let history = try HistoryDesk(room: room, active: bench.active).facts(queries, bench.facts.event)
                guard try bench.clocks.holds(consequence.condition, bench.rule, bench.facts, context.now, history: history) else { continue }
                let cause = Cause(
                    bench: bench, consequence: consequence, moment: step.happenedAt, key: key(step, consequence, bench),
                    event: try step.event.flatMap { try EventRows.event($0, of: context.organisation, in: session) } ?? bench.facts.event)
                try carryOut(consequence.then, cause)
            } catch let error as RuleError {
                try CaseClockDesk(room: room).tell(error.finding, bench)
            }
        }
    }

    /// Consequences of several regulations may have one name.
    private func key(_ step: CaseStepRows.Row, _ consequence: CaseConsequence, _ bench: CaseClockDesk.Bench) -> String {
        let beside = bench.row.handling?.adoption == bench.active.adoption ? "" : "@\(bench.active.adoption)"
        return "case:\(bench.row.file.id)/\(step.id)/\(consequence.id)\(beside)"
    }

    /// What the chosen option of a decision causes.
    func decide(_ option: String, of duty: DutyRows.Row, _ id: CaseFileID) throws {
        guard let bench = try benches(id).first(where: { $0.active.adoption == duty.adoption }), let question = duty.question,
            let consequence = bench.rule.consequences.first(where: { "case." + $0.id == duty.duty.rule }),
            let decision = DecisionSearch(bench.active.edition.regulation).decision(question, among: consequence.then)
        else { throw Refusal.state(code: "duty.noDecision") }
        guard decision.options.contains(where: { $0.code == option }) else {
            throw Refusal.invalid([Finding(.error, "decision.unknownOption", at: Place(path: "option"), ["option": option])])
        }
        let cause = Cause(bench: bench, consequence: consequence, moment: context.now, key: "case:\(id)/duty:\(duty.duty.id)", event: bench.facts.event)
        try carryOut(decision.then[option] ?? [], cause)
    }

    private func carryOut(_ actions: [OutcomeAction], _ cause: Cause) throws {
        for (index, action) in actions.enumerated() { try carryOut(action, cause, "\(cause.key)/\(index)") }
    }

    private func carryOut(_ action: OutcomeAction, _ cause: Cause, _ key: String) throws {
        switch action {
        case .raise(let raise): try self.raise(raise, cause, key)
        case .duty(let duty): try open(duty, cause, key)
        case .decide(let decision): try ask(decision, cause, key)
        case .tell(let source): try tell(source, "caseTold", cause, key)
        case .escalate(let source, let within): try escalate(source, within, cause, key)
        case .setParty(let status):
            guard let party = cause.bench.row.file.party else { return }
            status == .deceased ? try room.end(party, .deceased) : try PartyRows.set(status, of: party, context.organisation, in: session)
        case .again, .require, .promise, .stop, .set, .guide: return
        }
    }

    private func raise(_ raise: Raise, _ cause: Cause, _ key: String) throws {
        let (kind, given) = try cause.bench.clocks.raised(raise, cause.bench.facts, rule: cause.consequence.id)
        var (attributes, naturalKey) = (given, key)
        if kind == "feedbackReceived", attributes["number"] == nil {
            naturalKey = Serial.make("HF", cause.bench.row.file.id.rawValue, context.zone) + "-" + cause.consequence.id
            attributes["number"] = .text(naturalKey)
        }
        try room.raise(kind, attributes, key: naturalKey, because: cause.event)
    }

    private func open(_ duty: DutyAction, _ cause: Cause, _ key: String) throws {
        let by = try resolve(duty.by, cause)
        let row = DutyRows.Row(
            duty: make(duty.kind, cause, by, due: try due(duty.within, cause)), adoption: cause.bench.active.adoption, edition: cause.bench.active.id,
            title: duty.title, reviewerRole: try duty.review.map { try resolve($0, cause).role }, deciderRole: try duty.decision.map { try resolve($0.by, cause).role },
            question: duty.decision?.question, sourceKey: key, event: cause.bench.row.event, evidence: [cause.bench.row.event.description],
            clauses: cause.consequence.basis.clauses, openedAt: context.now)
        try keep(row, cause)
    }

    private func ask(_ decision: DecisionAction, _ cause: Cause, _ key: String) throws {
        let by = try resolve(decision.by, cause)
        let row = DutyRows.Row(
            duty: make("decide", cause, by, due: nil), adoption: cause.bench.active.adoption, edition: cause.bench.active.id, title: decision.title,
            deciderRole: by.role, question: decision.question, sourceKey: key, event: cause.bench.row.event, clauses: cause.consequence.basis.clauses,
            openedAt: context.now)
        try keep(row, cause)
    }

    private func escalate(_ source: AssigneeSource, _ within: Figure<Period>?, _ cause: Cause, _ key: String) throws {
        let to = try resolve(source, cause)
        let row = DutyRows.Row(
            duty: make("escalate", cause, to, due: try due(within, cause)), adoption: cause.bench.active.adoption, edition: cause.bench.active.id,
            title: LocalizedText(), sourceKey: key, event: cause.bench.row.event, clauses: cause.consequence.basis.clauses, openedAt: context.now)
        try keep(row, cause)
        try tell(source, "caseEscalated", cause, key)
    }

    private func tell(_ source: AssigneeSource, _ code: String, _ cause: Cause, _ key: String) throws {
        let to = try resolve(source, cause)
        try CaseNotices(room: room).tell(
            cause.bench.row, code, role: to.role, staff: to.staff, ["step": cause.bench.row.lastStep ?? ""], source: key)
    }

    private func make(_ kind: String, _ cause: Cause, _ to: (role: String, staff: StaffID?), due: Instant?) -> Duty {
        Duty(
            id: room.premises.identifiers.next(at: context.now), kind: kind, rule: "case." + cause.consequence.id, unit: cause.bench.row.file.unit, role: to.role,
            owner: to.staff, state: .open, due: due)
    }

    private func keep(_ row: DutyRows.Row, _ cause: Cause) throws {
        guard try DutyRows.insert(row, of: context.organisation, in: session) else { return }
        try Journal.append(
            "duty.opened", context, unit: row.duty.unit, event: row.event, party: cause.bench.row.file.party, adoption: row.adoption, other: row.duty.id.rawValue,
            clause: row.clauses.first, payload: ["kind": row.duty.kind, "role": row.duty.role], premises: room.premises, in: session)
    }

    private func resolve(_ source: AssigneeSource, _ cause: Cause) throws -> (role: String, staff: StaffID?) {
        try AssignmentDesk(plans: room.plans, active: cause.bench.active).resolve(source, rule: cause.consequence.id, cause.bench.facts.event)
    }

    private func due(_ within: Figure<Period>?, _ cause: Cause) throws -> Instant? {
        try cause.bench.clocks.due(within, from: cause.moment, rule: cause.consequence.id, calendar: room.plans.calendar)
    }
}
