import Domain
import RegulationEngine

/// One sentence of what a rule says. The catalogues say each as `saying.<code>`; arguments hold titles in the reader's language.
///
/// | code | arguments | says |
/// |---|---|---|
/// | `after` | events | starts after one of these events |
/// | `follows` | rule, state | starts when that rule's follow-up has reached the state |
/// | `onRequest` | – | starts when somebody or an outcome asks for it |
/// | `eachPeriod`, `eachPeriodTimes` | population, period (code), times | everybody of the population has a turn in each period, or several |
/// | `eachFestival` | population, festivals | everybody of the population has a turn at these festivals |
/// | `when` | – | only under the condition |
/// | `plan` | roles | goes by a plan that is approved first |
/// | `unless` | events | needless once one of these has come |
/// | `ahead`, `notBefore`, `opensAfter`, `aim`, `within` | period, parameter? | the window |
/// | `recurs` | period, parameter? | comes back so often |
/// | `orEarlier` | period, parameter? | a further limit, under the condition |
/// | `assign`, `assignWhen` | roles, mode (code) | who does it, the second under the condition |
/// | `reach` | posts | several people must be reached, each by a contact of their own |
/// | `channels` | channels (codes) | by which ways, in this order |
/// | `form`, `review`, `sign` | form; roles; who | what is filled in, who reviews, who signs |
/// | `lostAgreedBy` | roles | who must agree before it counts as lost |
/// | `in` | rules | an outcome of these rules |
/// | `then.raise`, `then.again`, `then.duty` … | what | what follows |
/// | `target`, `targetReported` | measure (code), rules, atLeast | a figure to reach, or only to report |
/// | `every` | period, roles | work that comes back |
public struct RuleSaying: Sendable, Hashable {
    public var code: String
    public var arguments: [String: String]
    /// Names in it are those of the regulation and registry.
    public var condition: ConditionExplanation?

    public init(_ code: String, _ arguments: [String: String] = [:], condition: ConditionExplanation? = nil) {
        (self.code, self.arguments, self.condition) = (code, arguments, condition)
    }
}

/// Lays out what a regulation says, rule by rule.
struct RegulationSaying {
    let regulation: Regulation
    let language: Language
    private let evaluator: ConditionEvaluator
    private let figures: Figures

    /// - Parameter values: figures as accepted; where they are missing the proposals stand.
    init(_ regulation: Regulation, values: [String: String] = [:], registry: EventRegistry, language: Language) {
        let proposed = regulation.parameters.compactMap { parameter in parameter.value.map { (parameter.id, $0) } }
        let known = Dictionary(proposed, uniquingKeysWith: { a, _ in a }).merging(values) { _, accepted in accepted }
        let edition = Edition(id: EditionID(0), adoption: AdoptionID(0), regulation: regulation, values: known)
        (self.regulation, self.language, figures) = (regulation, language, Figures(edition))
        evaluator = ConditionEvaluator(edition: edition, registry: registry, calendar: .weekendsOnly)
    }

    // MARK: Follow-ups

    func sayings(of rule: FollowUpRule) -> [RuleSaying] {
        let recurs = rule.recurrence.map { [$0.every] + $0.further }?.map { RuleSaying("recurs", period($0)) } ?? []
        let plan = rule.plan.map { [RuleSaying("plan", ["roles": source($0.by)])] } ?? []
        let unless = rule.unless.isEmpty ? [] : [RuleSaying("unless", ["events": joined(rule.unless.map(event))])]
        return [start(rule)] + condition("when", rule.condition, rule.id) + plan + unless + recurs + window(rule) + rule.assign.map { assign($0, rule) } + conduct(rule)
    }

    private func start(_ rule: FollowUpRule) -> RuleSaying {
        switch rule.trigger {
        case .after(let events): RuleSaying("after", ["events": joined(events.map(event))])
        case .follows(let other, let state): RuleSaying("follows", ["rule": title(rule: other), "state": state.rawValue])
        case .onRequest: RuleSaying("onRequest")
        case .each(let round): each(round)
        }
    }

    private func each(_ round: RoundRule) -> RuleSaying {
        let population = text(regulation.population(round.population)?.title, or: round.population)
        switch round.rhythm {
        case .period(let figure):
            let period: String? = switch figure {
            case .stated(let code): code
            case .parameter(let name): figures.text(name)
            }
            let times = round.times.flatMap { try? figures.count($0, rule: "") } ?? 1
            return RuleSaying(
                times == 1 ? "eachPeriod" : "eachPeriodTimes", ["population": population, "period": period ?? "", "times": String(times)])
        case .festivals(let festivals, _, _):
            return RuleSaying("eachFestival", ["population": population, "festivals": joined(festivals.map(name))])
        }
    }

    private func name(_ festival: Festival) -> String {
        let codes = evaluator.registry.kinds[RoundRule.kind]?.attribute("festival")?.codes ?? []
        return text(codes.first { $0.code == festival.rawValue }?.title, or: festival.rawValue)
    }

    private func window(_ rule: FollowUpRule) -> [RuleSaying] {
        let window = rule.window
        guard window.term == nil || !rule.isRound else { return [] }
        let spans = [("ahead", window.ahead), ("notBefore", window.notBefore), ("opensAfter", window.after), ("aim", window.aim), ("within", window.within)]
        let limits = spans.compactMap { code, figure in figure.map { RuleSaying(code, period($0)) } }
        return limits + window.orEarlier.map { RuleSaying("orEarlier", period($0.within), condition: explained($0.condition, rule.id)) }
    }

    private func assign(_ line: AssignLine, _ rule: FollowUpRule) -> RuleSaying {
        let condition = explained(line.condition, rule.id)
        let arguments = ["roles": joined(line.to.map(source)), "mode": line.mode.rawValue]
        return RuleSaying(condition == nil ? "assign" : "assignWhen", arguments, condition: condition)
    }

    private func conduct(_ rule: FollowUpRule) -> [RuleSaying] {
        var sayings: [RuleSaying] = []
        if let reach = rule.reach { sayings.append(RuleSaying("reach", ["posts": joined(reach.posts.map { $0.title.text(in: language) })])) }
        if !rule.channels.isEmpty { sayings.append(RuleSaying("channels", ["channels": joined(rule.channels.map(\.channel.rawValue))])) }
        if let form = rule.form { sayings.append(RuleSaying("form", ["form": text(regulation.form(form)?.title, or: form)])) }
        if !rule.sign.isEmpty { sayings.append(RuleSaying("sign", ["who": joined(rule.sign.map { role($0.who) })])) }
        if !rule.review.isEmpty { sayings.append(RuleSaying("review", ["roles": joined(rule.review.map { source($0.by) })])) }
        if let agreeing = rule.ladder.lostAgreedBy { sayings.append(RuleSaying("lostAgreedBy", ["roles": source(agreeing)])) }
        return sayings
    }

    // MARK: Outcomes, targets, duties

    func sayings(of outcome: OutcomeRule) -> [RuleSaying] {
        [RuleSaying("in", ["rules": joined(outcome.rules.map(title))])] + condition("when", outcome.when, outcome.id) + outcome.then.map(then)
    }

    private func then(_ action: OutcomeAction) -> RuleSaying {
        let (code, what): (String, String) = switch action {
        case .raise(let raise): ("raise", event(raise.event))
        case .again(let again): ("again", again.rule.map(title) ?? "")
        case .require(let fields): ("require", joined(fields.map(field)))
        case .duty(let duty): ("duty", duty.title.text(in: language))
        case .decide(let decision): ("decide", decision.title.text(in: language))
        case .promise(let within): ("promise", within.map { period($0)["period"] ?? "" } ?? "")
        case .tell(let role): ("tell", source(role))
        case .stop(let rules, let everything): ("stop", everything ? "" : joined(rules.map(title)))
        case .set(let state): ("set", state.rawValue)
        case .setParty(let status): ("setParty", status.rawValue)
        case .escalate(let to, _): ("escalate", source(to))
        case .guide(let id): ("guide", text(regulation.guidance.first { $0.id == id }?.text, or: id))
        }
        return RuleSaying("then." + code, ["what": what])
    }

    func sayings(of target: Target) -> [RuleSaying] {
        var arguments = ["measure": target.measure, "rules": joined(target.of.map(title))]
        switch target.atLeast {
        case .stated(let parts): arguments["atLeast"] = percent(parts)
        case .parameter(let name): arguments["atLeast"] = figures.text(name) ?? ""
        case nil: break
        }
        return [RuleSaying(target.atLeast == nil ? "targetReported" : "target", arguments)]
    }

    func sayings(of duty: DutyRule) -> [RuleSaying] {
        let every: String? = switch duty.every {
        case .stated(let code): code
        case .parameter(let name): figures.text(name)
        case nil: nil
        }
        return [RuleSaying("every", ["period": every ?? "", "roles": source(duty.by)])]
    }

    // MARK: Words

    private func condition(_ code: String, _ condition: Condition, _ rule: String) -> [RuleSaying] {
        explained(condition, rule).map { [RuleSaying(code, condition: $0)] } ?? []
    }

    private func explained(_ condition: Condition, _ rule: String) -> ConditionExplanation? {
        condition == .always ? nil : evaluator.explain(condition, rule: rule)
    }

    private func period(_ figure: Figure<Period>) -> [String: String] {
        switch figure {
        case .stated(let period): ["period": period.text]
        case .parameter(let name): ["period": figures.text(name) ?? "", "parameter": text(regulation.parameter(name)?.title, or: name)]
        }
    }

    private func percent(_ parts: Int) -> String { parts % 100 == 0 ? "\(parts / 100)%" : "\(Double(parts) / 100)%" }
    private func joined(_ words: [String]) -> String { words.joined(separator: ", ") }
    private func text(_ wording: LocalizedText?, or id: String) -> String { wording?.text(in: language) ?? id }
    private func title(rule id: String) -> String { text(regulation.rule(id)?.title, or: id) }
    private func role(_ id: String) -> String { text(regulation.roles.first { $0.id == id }?.title, or: id) }
    private func field(_ id: String) -> String { text(regulation.forms.lazy.compactMap { $0.field(id)?.label }.first, or: id) }

    private func event(_ name: String) -> String {
        text(evaluator.registry.aliases[name]?.title ?? evaluator.registry.kinds[name]?.title, or: name)
    }

    private func source(_ source: AssigneeSource) -> String {
        switch source {
        case .role(let id), .headOf(_, let id): role(id)
        case .eventStaff(let attribute): text(evaluator.registry.kinds.values.lazy.compactMap { $0.attribute(attribute)?.title }.first, or: attribute)
        case .whoDid(let rule): title(rule: rule)
        case .namedIn(let id): field(id)
        }
    }
}
