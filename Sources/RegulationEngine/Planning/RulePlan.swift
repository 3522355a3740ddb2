import Domain

/// A rule made ready for planning: figures filled in, roles named, or the error that every event of it will be told. Shared, never changed.
final class RulePlan: Sendable {
    let rule: FollowUpRule
    let window: Result<WindowPlan, RuleError>
    /// The role of each assignment line.
    let roles: [String]
    let exempting: [Population]
    /// Whose turns the rule is for.
    let population: Condition

    init(_ rule: FollowUpRule, regulation: Regulation, figures: Figures) {
        self.rule = rule
        window = Result { () throws(RuleError) in try WindowPlan(rule, time: regulation.time, figures: figures) }
        roles = rule.assign.map { $0.to.first?.roleName ?? "" }
        exempting = regulation.populations.filter { $0.exempt.contains(rule.id) }
        if case .each(let round) = rule.trigger { population = .population(round.population) } else { population = .always }
    }

    /// A word that something of this rule turns on what the event does not say.
    func undecided(_ attribute: String, _ event: Event) -> Finding {
        RuleError(rule: rule.id, .attributeUnknown, ["attribute": attribute, "event": event.kind]).finding(.note)
    }
}

/// Where an event starts a rule: the rule's index and what the event's name means.
struct RuleStart: Sendable {
    let index: Int
    let meaning: EventMeaning
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
