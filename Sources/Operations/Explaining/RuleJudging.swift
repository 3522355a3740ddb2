import Domain
import RegulationEngine
import Storage

/// Says of each rule of an edition what it makes of one event, by the same functions that planned it.
struct RuleJudging {
    private let active: ActiveEdition
    private let event: Event
    private let eligible: [EligibleRows.Row]
    private let evaluator: ConditionEvaluator
    private let context: ConditionContext
    private let words: ExplainedWords
    private let language: Language

    init(desk: ExplainingDesk, active: ActiveEdition, event: Event, eligible: [EligibleRows.Row]) {
        (self.active, self.event, self.eligible) = (active, event, eligible)
        evaluator = desk.planner(active).resolver.evaluator
        context = ConditionContext(event: event, history: HistoryFacts(), now: event.occurredAt)
        (words, language) = (ExplainedWords(active, event: event, desk), desk.context.language)
    }

    /// Nil for a rule that has nothing to do with events of this kind.
    func verdict(_ rule: FollowUpRule) -> RuleVerdict? {
        if let row = eligible.first(where: { $0.eligible.rule == rule.id })?.eligible { return verdict(row) }
        guard concerns(rule) else { return nil }
        guard active.covers(event.unit) else { return .unitNotCovered }
        switch rule.trigger {
        case .after(let names): return judged(names, rule)
        case .follows(let other, let state): return .waitsFor(rule: regulation.rule(other)?.title ?? LocalizedText(simplified: other), state: state)
        case .each: return judged(rule.condition, rule, failing: { terms(rule) }) ?? .notPlanned
        case .onRequest: return nil
        }
    }

    var concernsAny: Bool { regulation.followUps.contains(where: concerns) }

    private var regulation: Regulation { active.edition.regulation }

    private func verdict(_ row: Eligible) -> RuleVerdict {
        guard row.standing == .exempt else { return .eligible(row.standing) }
        let reason = row.reason ?? ""
        return .exempt(reason: reason, population: regulation.population(reason)?.title, clause: row.clause)
    }

    /// Started by events of this kind, by itself or after another rule that is.
    private func concerns(_ rule: FollowUpRule) -> Bool {
        switch rule.trigger {
        case .after(let names): names.contains { evaluator.registry.resolve($0)?.kind.name == event.kind }
        case .follows(let other, _): other != rule.id && regulation.rule(other).map(concerns) ?? false
        case .each: event.isTurn(of: rule.id, adoption: active.adoption)
        case .onRequest: false
        }
    }

    private func judged(_ names: [String], _ rule: FollowUpRule) -> RuleVerdict {
        judgedName(names, rule) ?? judged(rule.condition, rule, failing: { terms(rule) }) ?? .notPlanned
    }

    /// Nil when the event is what one of the names means. A particular that it does not give is not taken for another.
    private func judgedName(_ names: [String], _ rule: FollowUpRule) -> RuleVerdict? {
        guard let verdict = judged(.event(names), rule, failing: { [otherKind(names, rule)] }) else { return nil }
        let fixed = names.compactMap { evaluator.registry.resolve($0) }.filter { $0.kind.name == event.kind }.flatMap(\.fixed)
        guard let missing = fixed.first(where: { event.attributes[$0.key] == nil && !["true", "false"].contains($0.value) }) else { return verdict }
        return .undecided(words.finding(RuleError(rule: rule.id, .attributeUnknown, ["attribute": missing.key, "event": event.kind]).finding))
    }

    /// Nil when the condition holds.
    private func judged(_ condition: Condition, _ rule: FollowUpRule, failing: () -> [ConditionTerm]) -> RuleVerdict? {
        do throws(RuleError) {
            return try evaluator.holds(condition, in: context, rule: rule.id) ? nil : .conditionNotMet(failing())
        } catch {
            return .undecided(words.finding(error.finding))
        }
    }

    private func terms(_ rule: FollowUpRule) -> [ConditionTerm] { telling(rule.id).failing(rule.condition) }

    private func telling(_ rule: String) -> ConditionTelling {
        ConditionTelling(evaluator: evaluator, context: context, rule: rule, language: language)
    }

    private func otherKind(_ names: [String], _ rule: FollowUpRule) -> ConditionTerm {
        let telling = telling(rule.id)
        let wanted = names.filter { evaluator.registry.resolve($0)?.kind.name == event.kind }.map(telling.event)
        return ConditionTerm(.event, ["values": wanted.joined(separator: ", "), "is": telling.event(ownName)])
    }

    /// The narrowest name of the registry that fits the event.
    private var ownName: String {
        let aliases = evaluator.registry.aliases.values.filter { alias in
            alias.kind == event.kind && ((try? evaluator.holds(.event([alias.name]), in: context, rule: alias.name)) ?? false)
        }
        return aliases.max { ($0.fixed.count, $1.name) < ($1.fixed.count, $0.name) }?.name ?? event.kind
    }
}
