import Domain

/// The ladder of channels of a rule. A step with a number of tries comes before the next; steps without are alternatives to what follows.
public struct ChannelLadder: Sendable {
    let evaluator: ConditionEvaluator
    let deadlines: Deadlines

    public init(edition: Edition, registry: EventRegistry, calendar: WorkingCalendar, zone: CivilZone = .shanghai) {
        evaluator = ConditionEvaluator(edition: edition, registry: registry, calendar: calendar, zone: zone)
        deadlines = Deadlines(calendar: calendar, zone: zone)
    }

    /// Where `rule` stands after `attempts` for this follow-up.
    ///
    /// `context` holds the event, which follow-up it is (`nth`), history, and the record of the last contact where a step turns on its answers.
    public func next(_ rule: FollowUpRule, attempts: [AttemptFacts], in context: ConditionContext) throws(RuleError) -> LadderPosition {
        let attempts = attempts.sorted { $0.at < $1.at }
        var steps: [LadderPosition.Step] = []
        var blocked: (channel: ContactChannel, left: Int)?
        for (index, step) in rule.channels.enumerated() {
            let standing = try standing(of: step, tries(on: index, rule, attempts), blocked, context, rule.id)
            steps.append(standing)
            if blocked == nil, standing.verdict == .allowed, let allowed = standing.triesAllowed {
                blocked = (step.channel, allowed - standing.triesUsed)
            }
        }
        return try position(steps, rule, attempts)
    }

    private func standing(
        of step: ChannelStep, _ tries: Int, _ blocked: (channel: ContactChannel, left: Int)?, _ context: ConditionContext, _ rule: String
    ) throws(RuleError) -> LadderPosition.Step {
        let allowed = try step.tries.map { figure throws(RuleError) in try evaluator.figures.count(figure, rule: rule) }
        if let allowed, allowed < 0 { throw RuleError(rule: rule, .figureUnfit, ["figure": "tries", "value": String(allowed)]) }
        var verdict = try applies(step, context, rule)
        if verdict == .allowed, let blocked { verdict = .notYet(channel: blocked.channel, triesLeft: blocked.left) }
        if verdict == .allowed, let allowed, tries >= allowed { verdict = .usedUp }
        return LadderPosition.Step(channel: step.channel, verdict: verdict, triesUsed: tries, triesAllowed: allowed, basis: step.basis)
    }

    private func applies(_ step: ChannelStep, _ context: ConditionContext, _ rule: String) throws(RuleError) -> LadderPosition.Step.Verdict {
        if let figure = step.fromNth {
            let from = try evaluator.figures.count(figure, rule: rule)
            if context.nth < from { return .fromNth(from) }
        }
        if step.condition.needsRecord, context.record == nil { return .notForThis }
        switch try evaluator.truth(of: step.condition, in: context, rule: rule) {
        case .holds: return .allowed
        case .fails: return .notForThis
        case .unknown(let attribute): return .undecided(attribute: attribute)
        }
    }

    /// Failed tries that count for a step. A channel that stands on several steps fills them in order; on different days, a day counts once.
    private func tries(on index: Int, _ rule: FollowUpRule, _ attempts: [AttemptFacts]) throws(RuleError) -> Int {
        let step = rule.channels[index]
        var before = 0
        for earlier in rule.channels[..<index] where earlier.channel == step.channel {
            guard let figure = earlier.tries else { return 0 }
            before += try evaluator.figures.count(figure, rule: rule.id)
        }
        let used = max(0, counted(attempts, step) - before)
        guard let figure = step.tries, rule.channels[(index + 1)...].contains(where: { $0.channel == step.channel }) else { return used }
        return min(used, try evaluator.figures.count(figure, rule: rule.id))
    }

    private func counted(_ attempts: [AttemptFacts], _ step: ChannelStep) -> Int {
        let tries = attempts.filter { $0.channel == step.channel && $0.isFailedTry }
        return step.onDifferentDays ? Set(tries.map { deadlines.zone.day(of: $0.at) }).count : tries.count
    }
}

extension ChannelLadder {
    private func position(_ steps: [LadderPosition.Step], _ rule: FollowUpRule, _ attempts: [AttemptFacts]) throws(RuleError) -> LadderPosition {
        let current = steps.firstIndex { $0.verdict == .allowed }
        let (notBefore, wait) = try waiting(current.map { rule.channels[$0] }, attempts, rule.id)
        let isUsedUp = current == nil && steps.contains { $0.verdict == .usedUp }
        return LadderPosition(
            steps: steps, current: current, notBefore: notBefore, wait: wait, isUsedUp: isUsedUp, lostAgreedBy: rule.ladder.lostAgreedBy)
    }

    /// An agreed time goes before everything; else the spacing after the last try on the same channel.
    private func waiting(
        _ step: ChannelStep?, _ attempts: [AttemptFacts], _ rule: String
    ) throws(RuleError) -> (Instant?, LadderPosition.Wait?) {
        if let last = attempts.last, last.meaning == .callBack, let agreed = last.callBackAt { return (agreed, .agreedTime) }
        guard let step, let last = attempts.last(where: { $0.channel == step.channel && $0.isFailedTry }) else { return (nil, nil) }
        let spaced = try step.spacing.map { figure throws(RuleError) in
            deadlines.opening(from: last.at, notBefore: try evaluator.figures.period(figure, rule: rule)).at
        }
        let nextDay = step.onDifferentDays ? deadlines.zone.end(of: deadlines.zone.day(of: last.at)) : nil
        guard let nextDay else { return (spaced, spaced == nil ? nil : .spacing) }
        if let spaced, spaced > nextDay { return (spaced, .spacing) }
        return (nextDay, .anotherDay)
    }
}

extension Condition {
    /// Whether it asks for something that only a record has. Such a step of a ladder waits for the first contact.
    var needsRecord: Bool {
        switch self {
        case .answer, .flag, .result, .channel: true
        case .not(let inner): inner.needsRecord
        case .allOf(let parts), .anyOf(let parts): parts.contains(where: \.needsRecord)
        case .always, .attribute, .nth, .population, .event, .count, .decision: false
        }
    }
}
