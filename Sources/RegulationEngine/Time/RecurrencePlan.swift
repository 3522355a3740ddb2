import Domain

/// A recurrence with its figures filled in.
struct RecurrencePlan: Sendable {
    let every: Period
    /// The first interval and those after it; one where all are the same.
    let intervals: [Period]
    let times: Int?
    let until: Period?

    init(_ recurrence: Recurrence, figures: Figures, rule: String) throws(RuleError) {
        every = try figures.period(recurrence.every, rule: rule)
        intervals = [every] + (try Self.filled(recurrence.further, figures, rule))
        if let unfit = intervals.first(where: { $0.count <= 0 }) { throw RuleError(rule: rule, .figureUnfit, ["figure": "every", "value": unfit.text]) }
        if let figure = recurrence.times {
            let count = try figures.count(figure, rule: rule)
            guard count >= 0 else { throw RuleError(rule: rule, .figureUnfit, ["figure": "times", "value": String(count)]) }
            times = count == 0 ? nil : count
        } else {
            times = nil
        }
        if let figure = recurrence.until { until = try figures.period(figure, rule: rule) } else { until = nil }
    }

    private static func filled(_ further: [Figure<Period>], _ figures: Figures, _ rule: String) throws(RuleError) -> [Period] {
        var filled: [Period] = []
        for figure in further { filled.append(try figures.period(figure, rule: rule)) }
        return filled
    }

    /// From the anchor to the nth follow-up: of the anchor's own day each time, so that 29 February comes back.
    func distance(to nth: Int) -> Period { Period(every.boundedCount * min(max(nth, 1), Period.largestCount / every.boundedCount), every.unit) }
}

extension WindowResolver {
    /// The day from which the window of the context's nth follow-up counts.
    func occasion<Trail: DerivationTrail>(
        _ recurrence: RecurrencePlan, _ nth: Int, from anchor: Instant, trail: inout Trail
    ) -> Deadline {
        guard recurrence.intervals.count > 1 else {
            trail.note(.recurs, ["nth": String(nth), "every": recurrence.every.text])
            return deadlines.opening(from: anchor, notBefore: recurrence.distance(to: nth), trail: &trail)
        }
        trail.note(.recursAfter, ["nth": String(nth), "intervals": recurrence.intervals.map(\.text).joined(separator: ", ")])
        return stepping(recurrence, nth, from: anchor, trail: &trail)
    }

    /// From interval to interval; after the last of the list, that one again.
    private func stepping<Trail: DerivationTrail>(
        _ recurrence: RecurrencePlan, _ nth: Int, from anchor: Instant, trail: inout Trail
    ) -> Deadline {
        var reached = Deadline(at: anchor)
        for step in 0..<min(max(nth, 1), 1000) {
            let interval = recurrence.intervals[min(step, recurrence.intervals.count - 1)]
            let next = deadlines.opening(from: reached.at, notBefore: interval, trail: &trail)
            reached = Deadline(at: next.at, isProvisional: reached.isProvisional || next.isProvisional)
        }
        return reached
    }

    /// Whether the recurrence is over before its nth follow-up.
    func isOver(_ plan: WindowPlan, before nth: Int, _ event: Event) throws(RuleError) -> Bool {
        guard let recurrence = plan.recurrence else { return false }
        if let times = recurrence.times, nth > times { return true }
        guard let until = recurrence.until else { return false }
        let anchor = try plan.anchor.map { name throws(RuleError) in try anchorMoment(name, plan, event) } ?? event.occurredAt
        var trail = SilentTrail()
        return occasion(recurrence, nth, from: anchor, trail: &trail).at > deadlines.opening(from: anchor, notBefore: until).at
    }
}
