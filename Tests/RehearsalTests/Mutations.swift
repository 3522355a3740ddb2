import Domain
import RegulationEngine
import Testing

/// A regulation with one thing wrong in it. A pack's rehearsals must notice each.
struct Mutation: Sendable, CustomTestStringConvertible {
    var name: String
    var regulation: Regulation
    var testDescription: String { name }
}

/// Every single-point change of a regulation: something left out, a figure that is another, a role that is somebody else.
///
/// What the file says once for all follow-ups (`contact:`) is changed once, in every rule that has it from there.
struct Mutations {
    let original: Regulation
    private(set) var all: [Mutation] = []

    init(_ regulation: Regulation) {
        original = regulation
        leaveOut()
        changeFigures()
        changeRules()
        changeOutcomes()
        changeTheRest()
        changeCases()
    }

    /// Whole rules left out: few enough for every run.
    static func ofRules(_ regulation: Regulation) -> [Mutation] {
        var mutations = Mutations(empty: regulation)
        mutations.leaveOut()
        return mutations.all
    }

    private init(empty regulation: Regulation) { original = regulation }

    mutating func add(_ name: String, _ change: (inout Regulation) -> Void) {
        var regulation = original
        change(&regulation)
        if regulation != original { all.append(Mutation(name: "\(original.id): \(name)", regulation: regulation)) }
    }

    /// The rules that share a part with the rule at `index`; empty when an earlier one has changed it already.
    private func sharing<Part: Equatable>(_ part: KeyPath<FollowUpRule, Part>, with index: Int) -> [Int] {
        let rules = original.followUps.indices.filter { original.followUps[$0][keyPath: part] == original.followUps[index][keyPath: part] }
        return rules.first == index ? rules : []
    }

    /// Changes a part in every rule that shares it.
    mutating func vary<Part: Equatable>(
        _ part: WritableKeyPath<FollowUpRule, Part>, of index: Int, _ name: String, _ change: (inout Part) -> Void
    ) {
        let rules = sharing(part, with: index)
        guard !rules.isEmpty else { return }
        add(name) { regulation in
            for rule in rules { change(&regulation.followUps[rule][keyPath: part]) }
        }
    }

    private mutating func leaveOut() {
        for (index, rule) in original.followUps.enumerated() { add("without followUps.\(rule.id)") { $0.followUps.remove(at: index) } }
        for (index, rule) in original.outcomes.enumerated() { add("without outcomes.\(rule.id)") { $0.outcomes.remove(at: index) } }
        for (index, one) in original.populations.enumerated() { add("without populations.\(one.id)") { $0.populations.remove(at: index) } }
        for (index, target) in original.targets.enumerated() { add("without targets.\(target.id)") { $0.targets.remove(at: index) } }
        for (index, duty) in original.duties.enumerated() { add("without duties.\(duty.id)") { $0.duties.remove(at: index) } }
        for (index, one) in original.assessments.enumerated() { add("without assessments.\(one.id)") { $0.assessments.remove(at: index) } }
        for (index, register) in original.records.enumerated() { add("without records.\(register.id)") { $0.records.remove(at: index) } }
        leaveOutOfCases()
    }

    private mutating func changeFigures() {
        for (index, parameter) in original.parameters.enumerated() {
            guard let value = parameter.value, let other = Self.other(value, parameter) else { continue }
            add("parameters.\(parameter.id) \(value) → \(other)") { $0.parameters[index].value = other }
        }
    }

    private static func other(_ value: String, _ parameter: Parameter) -> String? {
        switch parameter.kind {
        case .period: Period(value).map { Period($0.count + 1, $0.unit).text }
        case .number, .day: Int(value).map { String($0 + 1) }
        case .percent: Percentage.partsOfTenThousand(value).map { $0 >= 1000 ? "\(($0 - 1000) / 100)%" : "\(($0 + 1000) / 100)%" }
        case .flag: value == "true" ? "false" : "true"
        case .choice: parameter.choices.first { $0.code != value }?.code
        case .time: "03:00"
        case .text: nil
        }
    }
}

// MARK: Rules

extension Mutations {
    private mutating func changeRules() {
        for (index, rule) in original.followUps.enumerated() {
            changeWindow(index, rule)
            changePeople(index, rule)
            changeChannels(index, rule)
            changeReview(index, rule)
            if rule.form != nil { vary(\.form, of: index, "followUps.\(rule.id) without form") { $0 = nil } }
            if rule.appointment != nil { add("followUps.\(rule.id) without appointment") { $0.followUps[index].appointment = nil } }
            changeSignatures(index, rule)
            changeChoice(index, rule)
            changeRecurrence(index, rule)
        }
    }

    private mutating func changeWindow(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id)"
        if rule.window.term == nil { add("\(path).within longer") { $0.followUps[index].window.within = Self.longer($0.followUps[index].window.within) } }
        if rule.window.notBefore != nil {
            add("\(path) without notBefore") { $0.followUps[index].window.notBefore = nil }
            add("\(path).notBefore later") { $0.followUps[index].window.notBefore = $0.followUps[index].window.notBefore.map(Self.longer) }
        }
        if rule.window.aim != nil { add("\(path) without aim") { $0.followUps[index].window.aim = nil } }
        for earlier in rule.window.orEarlier.indices {
            add("\(path) without orEarlier \(earlier)") { $0.followUps[index].window.orEarlier.remove(at: earlier) }
            add("\(path).orEarlier \(earlier) longer") {
                $0.followUps[index].window.orEarlier[earlier].within = Self.longer($0.followUps[index].window.orEarlier[earlier].within)
            }
        }
    }

    /// A parameter is replaced by a figure that it hardly ever has; parameters change by themselves elsewhere.
    static func longer(_ figure: Figure<Period>) -> Figure<Period> {
        switch figure {
        case .stated(let period): .stated(Period(period.count + 1, period.unit))
        case .parameter: .stated(Period(41, .days))
        }
    }

    private mutating func changePeople(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id).assign"
        for line in rule.assign.indices {
            if rule.assign.count > 1 { vary(\.assign, of: index, "\(path) without line \(line)") { $0.remove(at: line) } }
            for source in rule.assign[line].to.indices {
                for role in others(than: rule.assign[line].to[source]) {
                    vary(\.assign, of: index, "\(path) \(line) to \(role)") { $0[line].to[source] = .role(role) }
                }
            }
            for joining in rule.assign[line].optionallyWith.indices {
                vary(\.assign, of: index, "\(path) \(line) without joining \(joining)") { $0[line].optionallyWith.remove(at: joining) }
            }
        }
    }

    func others(than source: AssigneeSource) -> [String] {
        original.roles.map(\.id).filter { .role($0) != source }.prefix(1).map(\.self)
    }

    private mutating func changeChannels(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id).channels"
        for step in rule.channels.indices {
            vary(\.channels, of: index, "\(path) without \(rule.channels[step].channel)") { $0.remove(at: step) }
            if rule.channels[step].tries != nil {
                vary(\.channels, of: index, "\(path).\(rule.channels[step].channel) other tries") { $0[step].tries = .stated(7) }
            }
            vary(\.channels, of: index, "\(path).\(rule.channels[step].channel) on any day") { $0[step].onDifferentDays = false }
        }
        if rule.ladder.lostAgreedBy != nil {
            vary(\.ladder, of: index, "followUps.\(rule.id) lost without consent") { $0.lostAgreedBy = nil }
            for role in rule.ladder.lostAgreedBy.map(others) ?? [] {
                vary(\.ladder, of: index, "followUps.\(rule.id) lost agreed by \(role)") { $0.lostAgreedBy = .role(role) }
            }
        }
    }

    private mutating func changeReview(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id).review"
        for step in rule.review.indices {
            vary(\.review, of: index, "\(path) without step \(step)") { $0.remove(at: step) }
            vary(\.review, of: index, "\(path) \(step) comment") { $0[step].commentRequired.toggle() }
            if rule.review[step].within != nil {
                vary(\.review, of: index, "\(path) \(step) later") { $0[step].within = $0[step].within.map(Self.longer) }
            }
            for role in others(than: rule.review[step].by) { vary(\.review, of: index, "\(path) \(step) by \(role)") { $0[step].by = .role(role) } }
            if rule.review[step].ownWorkBy != nil { vary(\.review, of: index, "\(path) \(step) without ownWorkBy") { $0[step].ownWorkBy = nil } }
        }
    }
}

// MARK: Outcomes

extension Mutations {
    private mutating func changeOutcomes() {
        for (index, outcome) in original.outcomes.enumerated() {
            for rule in outcome.rules.indices where outcome.rules.count > 1 {
                add("outcomes.\(outcome.id) not in \(outcome.rules[rule])") { $0.outcomes[index].rules.remove(at: rule) }
            }
            for (position, changed) in variants(of: outcome.then).enumerated() {
                add("outcomes.\(outcome.id) actions \(position): \(changed.name)") { $0.outcomes[index].then = changed.actions }
            }
        }
    }

    /// Lists of actions that differ in one place: one left out, or one with something else in it.
    func variants(of actions: [OutcomeAction]) -> [(name: String, actions: [OutcomeAction])] {
        actions.indices.flatMap { index -> [(name: String, actions: [OutcomeAction])] in
            var without = actions
            without.remove(at: index)
            let others = changed(actions[index]).map { change in
                var list = actions
                list[index] = change.action
                return (change.name, list)
            }
            return [("without \(label(actions[index]))", without)] + others
        }
    }

    private func label(_ action: OutcomeAction) -> String { String("\(action)".prefix { $0 != "(" }) }

    private func changed(_ action: OutcomeAction) -> [(name: String, action: OutcomeAction)] {
        switch action {
        case .raise(let raise): raises(raise)
        case .again(let again): agains(again)
        case .require(let fields):
            fields.indices.map { index in
                var less = fields
                less.remove(at: index)
                return ("require without \(fields[index])", .require(fields: less))
            }
        case .duty(let duty): duties(duty)
        case .decide(let decision): decisions(decision).map { ($0.name, .decide($0.decision)) }
        case .promise(let within): [("promise later", .promise(within: within.map(Self.longer)))]
        case .tell(let role): others(than: role).map { ("tell \($0)", .tell(role: .role($0))) }
        case .escalate(let to, let within): others(than: to).map { ("escalate to \($0)", .escalate(to: .role($0), within: within)) }
        case .setParty: [("setParty moved", .setParty(status: .moved))]
        case .stop, .set, .guide: []
        }
    }

    private func raises(_ raise: Raise) -> [(name: String, action: OutcomeAction)] {
        var changed: [(String, OutcomeAction)] = []
        func vary(_ name: String, _ body: (inout Raise) -> Void) {
            var other = raise
            body(&other)
            changed.append((name, .raise(other)))
        }
        vary("raise suggestionReceived") { $0.event = "suggestionReceived" }
        for key in raise.set.keys.sorted() { vary("raise without set \(key)") { $0.set[key] = nil } }
        for key in raise.fill.keys.sorted() { vary("raise without fill \(key)") { $0.fill[key] = nil } }
        for index in raise.copy.indices { vary("raise without copy \(raise.copy[index])") { $0.copy.remove(at: index) } }
        return changed
    }

    private func agains(_ again: Again) -> [(name: String, action: OutcomeAction)] {
        var changed: [(String, OutcomeAction)] = []
        func vary(_ name: String, _ body: (inout Again) -> Void) {
            var other = again
            body(&other)
            if other != again { changed.append((name, .again(other))) }
        }
        vary("again without date") { $0.dateRequired = false }
        vary("again without guard") { $0.maxNth = nil }
        vary("again earlier guard") { $0.maxNth = $0.maxNth.map { _ in .stated(1) } }
        for variant in variants(of: again.afterGuard) { vary("afterGuard \(variant.name)") { $0.afterGuard = variant.actions } }
        return changed
    }

    private func duties(_ duty: DutyAction) -> [(name: String, action: OutcomeAction)] {
        var changed: [(String, OutcomeAction)] = []
        func vary(_ name: String, _ body: (inout DutyAction) -> Void) {
            var other = duty
            body(&other)
            if other != duty { changed.append((name, .duty(other))) }
        }
        for role in others(than: duty.by) { vary("duty by \(role)") { $0.by = .role(role) } }
        vary("duty without review") { $0.review = nil }
        for role in duty.review.map(others) ?? [] { vary("duty reviewed by \(role)") { $0.review = .role(role) } }
        vary("duty without decision") { $0.decision = nil }
        vary("duty later") { $0.within = $0.within.map(Self.longer) }
        vary("duty without limit") { $0.within = nil }
        for decision in duty.decision.map(decisions) ?? [] { vary(decision.name) { $0.decision = decision.decision } }
        return changed
    }

    private func decisions(_ decision: DecisionAction) -> [(name: String, decision: DecisionAction)] {
        var changed: [(String, DecisionAction)] = []
        func vary(_ name: String, _ body: (inout DecisionAction) -> Void) {
            var other = decision
            body(&other)
            changed.append((name, other))
        }
        for role in others(than: decision.by) { vary("decided by \(role)") { $0.by = .role(role) } }
        for option in decision.then.keys.sorted() {
            for variant in variants(of: decision.then[option] ?? []) {
                vary("option \(option) \(variant.name)") { $0.then[option] = variant.actions }
            }
        }
        return changed
    }
}

// MARK: Everything else

extension Mutations {
    private mutating func changeTheRest() {
        for (index, one) in original.populations.enumerated() {
            for rule in one.exempt.indices {
                add("populations.\(one.id) without exempting \(one.exempt[rule])") { $0.populations[index].exempt.remove(at: rule) }
            }
        }
        for (index, target) in original.targets.enumerated() {
            if target.atLeast != nil { add("targets.\(target.id) other figure") { $0.targets[index].atLeast = .stated(123) } }
            let other = target.measure == "inTimeRate" ? "followedUpRate" : "inTimeRate"
            if target.isOfAll { add("targets.\(target.id) of what was made") { $0.targets[index].isOfAll = false } }
            add("targets.\(target.id) of \(other)") { $0.targets[index].measure = other }
        }
        for (index, duty) in original.duties.enumerated() { changeDuty(index, duty) }
        for (index, register) in original.records.enumerated() {
            if register.keepFor != nil {
                add("records.\(register.id) kept longer") { $0.records[index].keepFor = $0.records[index].keepFor.map(Self.longer) }
            }
        }
        changeAssessments()
        changeTime()
    }

    private mutating func changeDuty(_ index: Int, _ duty: DutyRule) {
        for role in others(than: duty.by) { add("duties.\(duty.id) by \(role)") { $0.duties[index].by = .role(role) } }
        if duty.approve != nil { add("duties.\(duty.id) without approval") { $0.duties[index].approve = nil } }
        if duty.dueDay != nil { add("duties.\(duty.id) other day") { $0.duties[index].dueDay = .stated(17) } }
        if duty.monthFrom != nil { add("duties.\(duty.id) of calendar months") { $0.duties[index].monthFrom = nil } }
        add("duties.\(duty.id) other period") { $0.duties[index].every = .stated("year") }
    }

    private mutating func changeTime() {
        add("time.lastDay") { $0.time.lastDay = $0.time.lastDay == .stays ? .rolls : .stays }
        guard original.time.contactHours != nil else { return }
        add("time without hours") { $0.time.contactHours = nil }
        add("time.hours never overridden") { $0.time.contactHours?.mayOverride.toggle() }
        for span in original.time.contactHours?.spans.indices ?? 0..<0 {
            add("time.hours without span \(span)") { $0.time.contactHours?.spans.remove(at: span) }
        }
    }
}
