import Domain

/// Names of parameters and roles that anything in the regulation uses.
struct UsedNames {
    private(set) var parameters: Set<String> = []
    private(set) var roles: Set<String> = []

    init(_ regulation: Regulation) {
        for rule in regulation.followUps { gather(rule) }
        for rule in regulation.cases { gather(rule) }
        for outcome in regulation.outcomes {
            gather(outcome.when)
            outcome.then.forEach { gather($0) }
        }
        for population in regulation.populations { gather(population.condition) }
        for target in regulation.targets {
            use(target.atLeast)
            use(target.count)
            target.by.map { _ = roles.insert($0) }
        }
        for duty in regulation.duties {
            use(duty.every)
            use(duty.dueDay)
            use(duty.remind)
            ([duty.by] + duty.to + [duty.approve, duty.escalate].compactMap { $0 }).forEach { gather($0) }
        }
        for assessment in regulation.assessments {
            parameters.formUnion(assessment.parameters)
            gather(assessment.by)
            roles.formUnion([assessment.each, assessment.tell, assessment.heardBy].compactMap(\.self))
        }
        for record in regulation.records {
            use(record.keepFor)
            roles.formUnion(record.sign)
        }
        for role in regulation.roles where roles.contains(role.id) { role.source.map { gather($0) } }
        for parameter in regulation.parameters { parameter.setBy.map { _ = roles.insert($0) } }
    }

    init(_ choice: ChoiceRule) { gather(choice) }

    init(_ clock: CaseClock) { gather(clock) }

    init(_ consequence: CaseConsequence) { gather(consequence) }

    init(_ round: RoundRule) { gather(round) }

    init(_ outcome: OutcomeRule) {
        gather(outcome.when)
        outcome.then.forEach { gather($0) }
    }

    mutating func use<T>(_ figure: Figure<T>?) {
        if case .parameter(let name)? = figure { parameters.insert(name) }
    }

    private mutating func gather(_ rule: FollowUpRule) {
        gather(rule.condition)
        [rule.window.ahead, rule.window.notBefore, rule.window.aim, rule.window.within, rule.window.after].forEach { use($0) }
        rule.choice.map { gather($0) }
        rule.recurrence.map { gather($0) }
        if case .each(let round) = rule.trigger { gather(round) }
        rule.plan.map { gather($0) }
        for limit in rule.window.orEarlier {
            gather(limit.condition)
            use(limit.within)
        }
        for line in rule.assign {
            gather(line.condition)
            (line.to + line.optionallyWith).forEach { gather($0) }
        }
        for step in rule.channels {
            use(step.tries)
            use(step.spacing)
            use(step.fromNth)
            gather(step.condition)
        }
        for step in rule.review {
            use(step.within)
            ([step.by] + [step.ownWorkBy].compactMap { $0 }).forEach { gather($0) }
        }
        rule.ladder.lostAgreedBy.map { gather($0) }
    }

    private mutating func gather(_ recurrence: Recurrence) {
        use(recurrence.every)
        recurrence.further.forEach { use($0) }
        use(recurrence.times)
        use(recurrence.until)
    }

    private mutating func gather(_ round: RoundRule) {
        use(round.times)
        use(round.until)
        switch round.rhythm {
        case .period(let figure): use(figure)
        case .festivals(_, let before, let after):
            use(before)
            use(after)
        }
    }

    private mutating func gather(_ plan: PlanRule) {
        use(plan.drafted)
        use(plan.ready)
        ([plan.by] + [plan.approve].compactMap { $0 }).forEach { gather($0) }
    }

    private mutating func gather(_ choice: ChoiceRule) {
        use(choice.seed)
        switch choice.manner {
        case .share(let figure), .number(let figure): use(figure)
        case .byRole(let source, let atLeast):
            gather(source)
            use(atLeast)
        }
    }

    mutating func gather(_ source: AssigneeSource) {
        switch source {
        case .role(let role), .headOf(_, let role): roles.insert(role)
        case .eventStaff, .whoDid, .namedIn: break
        }
    }

    mutating func gather(_ condition: Condition) {
        switch condition {
        case .nth(_, let figure): use(figure)
        case .count(let count):
            use(count.atLeast)
            use(count.within)
        case .attribute(_, .compare(_, let figure)), .answer(_, .compare(_, let figure)): use(figure)
        case .not(let inner): gather(inner)
        case .allOf(let parts), .anyOf(let parts): parts.forEach { gather($0) }
        default: break
        }
    }

    mutating func gather(_ action: OutcomeAction) {
        switch action {
        case .again(let again):
            use(again.after)
            use(again.maxNth)
            again.afterGuard.forEach { gather($0) }
        case .duty(let duty):
            use(duty.within)
            ([duty.by] + [duty.review].compactMap { $0 }).forEach { gather($0) }
            duty.decision.map { gather($0) }
        case .decide(let decision): gather(decision)
        case .promise(let within): use(within)
        case .tell(let role): gather(role)
        case .escalate(let to, let within):
            gather(to)
            use(within)
        case .raise, .require, .stop, .set, .setParty, .guide: break
        }
    }

    private mutating func gather(_ decision: DecisionAction) {
        gather(decision.by)
        decision.then.values.flatMap { $0 }.forEach { gather($0) }
    }
}
