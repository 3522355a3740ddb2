import Domain

/// The chain of reviews of a rule's records: one step after the other, and nobody reviews their own record.
public struct ReviewChain: Sendable {
    public let steps: [ReviewStep]

    public init(_ rule: FollowUpRule) { steps = rule.review }

    public var isEmpty: Bool { steps.isEmpty }

    /// The step that is due after so many have been signed; nil when the chain is complete.
    public func next(signedSoFar: Int) -> ReviewStep? { steps.indices.contains(signedSoFar) ? steps[signedSoFar] : nil }

    /// Who is asked at this step: `ownWorkBy` when the usual reviewer made the record, where the rule names one.
    public func reviewer(of step: ReviewStep, isOwnRecord: Bool) -> AssigneeSource { isOwnRecord ? step.ownWorkBy ?? step.by : step.by }

    /// Whether `person` may sign step `index` of a record made by `author` (and those who took part); findings say why not.
    ///
    /// | finding | arguments | wrong |
    /// |---|---|---|
    /// | `review.own` | – | one's own record |
    /// | `review.commentMissing` | – | this step asks for a comment |
    /// | `review.complete` | – | nothing is left to sign |
    public func findings(signing index: Int, by person: StaffID, authors: Set<StaffID>, comment: String?) -> [Finding] {
        guard let step = next(signedSoFar: index) else { return [Finding(.error, "review.complete")] }
        var findings: [Finding] = []
        if authors.contains(person) { findings.append(Finding(.error, "review.own")) }
        let isBlank = comment?.allSatisfy(\.isWhitespace) ?? true
        if step.commentRequired, isBlank { findings.append(Finding(.error, "review.commentMissing", at: Place(path: "comment"))) }
        return findings
    }

    /// When a step that was reached at `moment` is to be signed; nil where the rule sets no limit.
    public func due(
        of step: ReviewStep, from moment: Instant, rule: FollowUpRule, figures: Figures, time: TimeRules, deadlines: Deadlines
    ) throws(RuleError) -> Deadline? {
        guard let within = step.within else { return nil }
        let reading = LimitReading(lastDay: time.lastDay, closeOfBusiness: time.closeOfBusiness)
        return deadlines.deadline(from: moment, try figures.period(within, rule: rule.id), reading)
    }
}
