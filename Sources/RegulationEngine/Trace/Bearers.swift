import Domain

/// A part of a regulation that carries something out.
struct Bearer {
    var mechanism: Mechanism
    /// `followUps.complaint`: what a rehearsal shows.
    var element: String
    /// `followUps.complaint.within`.
    var path: String
    var basis: Basis
    /// Parameters without which it does not run.
    var parameters: Set<String> = []
}

/// Everything in a regulation that carries something out. A part without a basis of its own rests on that of its rule.
struct Bearers {
    private(set) var all: [Bearer] = []

    init(_ regulation: Regulation) {
        for rule in regulation.followUps { add(rule) }
        for rule in regulation.cases { add(rule) }
        for outcome in regulation.outcomes { add(outcome) }
        for population in regulation.populations {
            add(population.exempt.isEmpty ? .scope : .exemption, "populations.\(population.id)", "", population.basis)
        }
        for form in regulation.forms where isUsed(form, regulation) { add(form) }
        for target in regulation.targets { add(.measure, "targets.\(target.id)", "", target.basis, Self.names(target.atLeast).union(Self.names(target.count))) }
        for duty in regulation.duties { add(duty) }
        for assessment in regulation.assessments {
            add(.assessment, "assessments.\(assessment.id)", "", assessment.basis, assessment.parameters)
        }
        for record in regulation.records { add(record) }
        for guidance in regulation.guidance { add(.guidance, "guidance.\(guidance.id)", "", guidance.basis) }
        for role in regulation.roles { add(.role, "roles.\(role.id)", "", role.basis) }
        if let hours = regulation.time.contactHours { add(.contactHours, "time", ".hours", hours.basis) }
    }

    mutating func add(_ mechanism: Mechanism, _ element: String, _ path: String, _ basis: Basis, _ parameters: Set<String> = []) {
        all.append(Bearer(mechanism: mechanism, element: element, path: element + path, basis: basis, parameters: parameters))
    }

    private func isUsed(_ form: Form, _ regulation: Regulation) -> Bool {
        regulation.followUps.contains { $0.form == form.id } || regulation.cases.contains { $0.forms.contains(form.id) }
    }

    // MARK: rules

    private mutating func add(_ rule: FollowUpRule) {
        let element = "followUps.\(rule.id)"
        if case .each(let round) = rule.trigger {
            add(.trigger, element, ".each", rule.basis, UsedNames(round).parameters)
            add(.recurrence, element, ".every", rule.basis, UsedNames(round).parameters)
        } else {
            add(.trigger, element, ".after", rule.basis)
        }
        let opening = Self.names(rule.window.ahead).union(Self.names(rule.window.notBefore)).union(Self.names(rule.window.after)).union(Self.names(rule.window.aim))
        add(.window, element, ".within", rule.basis, Self.names(rule.window.within).union(opening))
        for limit in rule.window.orEarlier { add(.window, element, ".orEarlier", own(limit.basis, rule), Self.names(limit.within)) }
        if let recurrence = rule.recurrence {
            let further = recurrence.further.reduce(into: Set<String>()) { $0.formUnion(Self.names($1)) }
            let figures = Self.names(recurrence.every).union(further).union(Self.names(recurrence.times)).union(Self.names(recurrence.until))
            add(.recurrence, element, ".every", rule.basis, figures)
        }
        if let plan = rule.plan {
            let figures = Self.names(plan.drafted).union(Self.names(plan.ready))
            add(.plan, element, ".plan", own(plan.basis, rule), figures)
            if plan.approve != nil { add(.review, element, ".plan.approve", own(plan.basis, rule), figures) }
        }
        if let reach = rule.reach { add(.reach, element, ".reach", own(reach.basis, rule)) }
        if let choice = rule.choice {
            let figures = UsedNames(choice).parameters
            add(.draw, element, ".choose", choice.basis, figures)
            // A frame of the calendar is drawn from again in every period.
            if choice.frame.isOfCalendar { add(.recurrence, element, ".choose.frame", choice.basis, figures) }
        }
        if rule.condition != .always { add(.scope, element, ".when", rule.basis) }
        for line in rule.assign { add(.assignment, element, ".assign", own(line.basis, rule)) }
        for step in rule.channels { add(.channel, element, ".channels.\(step.channel.rawValue)", own(step.basis, rule), Self.names(step.tries)) }
        add(.ladder, element, ".ladder", rule.ladder.basis)
        for sign in rule.sign { add(.signature, element, ".sign", own(sign.basis, rule)) }
        for step in rule.review { add(.review, element, ".review", own(step.basis, rule), Self.names(step.within)) }
        if let appointment = rule.appointment { add(.appointment, element, ".appointment", own(appointment.basis, rule)) }
        if let hours = rule.hours { add(.contactHours, element, ".hours", own(hours.basis, rule)) }
    }

    private func own(_ basis: Basis, _ rule: FollowUpRule) -> Basis { basis.clauses.isEmpty && !basis.isOurs ? rule.basis : basis }

    private mutating func add(_ outcome: OutcomeRule) {
        let element = "outcomes.\(outcome.id)"
        let used = UsedNames(outcome).parameters
        add(.outcome, element, "", outcome.basis, used)
        for action in outcome.then {
            for mechanism in Self.mechanisms(of: action) { add(mechanism, element, ".then", outcome.basis, used) }
        }
    }

    static func mechanisms(of action: OutcomeAction) -> [Mechanism] {
        switch action {
        case .duty(let duty):
            [kindOfDuty[duty.kind] ?? .duty] + (duty.review == nil ? [] : [.review]) + (duty.decision == nil ? [] : [.decision])
        case .decide(let decision): [.decision] + decision.then.values.joined().flatMap(mechanisms)
        case .escalate: [.decision]
        case .tell: [.message]
        case .raise, .again, .require, .promise, .stop, .set, .setParty, .guide: []
        }
    }

    static let kindOfDuty: [String: Mechanism] = [
        "report": .report, "plan": .plan, "publish": .publication, "meeting": .meeting, "train": .training, "talk": .training, "claim": .expense,
        "improve": .improvement, "rectify": .improvement, "check": .review, "tell": .message, "give": .message, "handOver": .message,
    ]

    // MARK: forms, duties, registers

    private mutating func add(_ form: Form) {
        for field in form.fields { add(.form, "forms.\(form.id)", ".\(field.id)", Basis(clauses: field.clauses)) }
    }

    private mutating func add(_ duty: DutyRule) {
        let element = "duties.\(duty.id)"
        let used = Self.names(duty.every).union(Self.names(duty.dueDay))
        add(Self.kindOfDuty[duty.kind] ?? .duty, element, "", duty.basis, used)
        if duty.approve != nil { add(.review, element, ".approve", duty.basis, used) }
    }

    private mutating func add(_ record: RegisterDefinition) {
        let element = "records.\(record.id)"
        add(.register, element, "", record.basis)
        if record.keepFor != nil { add(.retention, element, ".keep", record.keepBasis, Self.names(record.keepFor)) }
    }

    static func names<T>(_ figure: Figure<T>?) -> Set<String> {
        if case .parameter(let name)? = figure { [name] } else { [] }
    }
}
