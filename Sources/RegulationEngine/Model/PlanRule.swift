import Domain

/// A round that goes by a plan: the house proposes whom, when and who, people of a role change it, and nothing is made before it is approved.
public struct PlanRule: Sendable, Hashable {
    /// Who draws it up.
    public var by: AssigneeSource
    /// The proposal lies ready so long before the period begins.
    public var drafted: Figure<Period>
    /// It is handed in so long before the period begins; nil = before its first day.
    public var ready: Figure<Period>?
    /// Who approves it; nil = filed as it is handed in.
    public var approve: AssigneeSource?
    public var basis: Basis

    public init(
        by: AssigneeSource, drafted: Figure<Period>, ready: Figure<Period>? = nil, approve: AssigneeSource? = nil, basis: Basis = Basis()
    ) {
        (self.by, self.drafted, self.ready, self.approve, self.basis) = (by, drafted, ready, approve, basis)
    }
}
