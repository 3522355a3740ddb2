import Domain

/// A rule made ready for planning: figures filled in, roles named, or the error that every event of it will be told.
struct RulePlan: Sendable {
    let rule: FollowUpRule
    let window: Result<WindowPlan, RuleError>
    /// The role of each assignment line.
    let roles: [String]
    let exempting: [Population]

    init(_ rule: FollowUpRule, regulation: Regulation, figures: Figures) {
        self.rule = rule
        window = Result { () throws(RuleError) in try WindowPlan(rule, time: regulation.time, figures: figures) }
        roles = rule.assign.map { $0.to.first?.roleName ?? "" }
        exempting = regulation.populations.filter { $0.exempt.contains(rule.id) }
    }
}

/// Where an event starts a rule: the rule's index and the values that an alias fixes.
struct RuleStart: Sendable {
    let index: Int
    let fixed: [(attribute: String, value: String)]

    /// Whether the event is what the alias means. A flag that is not given is not set; any other value that is not given is unknown.
    func truth(for event: Event) -> Truth {
        for condition in fixed {
            let truth = Self.truth(of: event.attributes[condition.attribute], condition)
            if truth != .holds { return truth }
        }
        return .holds
    }

    private static func truth(of value: AttributeValue?, _ condition: (attribute: String, value: String)) -> Truth {
        switch (value, condition.value) {
        case (let value?, let wanted): Truth(value.reads(as: wanted))
        case (nil, "true"): .fails
        case (nil, "false"): .holds
        case (nil, _): .unknown(attribute: condition.attribute)
        }
    }
}

extension AssigneeSource {
    /// The name under which a queue shows who is asked for before a person is found.
    public var roleName: String {
        switch self {
        case .role(let role): role
        case .eventStaff(let attribute): attribute
        case .headOf(_, let role): role
        case .whoDid(let rule): rule
        case .namedIn(let field): field
        }
    }
}
