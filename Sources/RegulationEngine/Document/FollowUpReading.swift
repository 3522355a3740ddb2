import Domain

/// Rules that make follow-ups, with `like` and the defaults of `contact` filled in.
extension RegulationReader {
    func readFollowUps() -> [FollowUpRule] {
        guard let value = document["followUps"] else { return [] }
        let defaults = document["contact"].flatMap { DocumentSection($0, as: RegulationGrammar.contact) }
        let sections = value.pairs().compactMap { pair in
            DocumentSection(pair.value, as: RegulationGrammar.followUp, complete: false).map { (pair.name, $0) }
        }
        let byName = Dictionary(sections, uniquingKeysWith: { a, _ in a })
        return sections.flatMap { rules($0.0, complete($0.1, byName, defaults)) }
    }

    /// The rule's own keys, then those of the rule it is like, then the defaults.
    private func complete(_ section: DocumentSection, _ all: [String: DocumentSection], _ defaults: DocumentSection?) -> DocumentSection {
        var (section, seen, next) = (section, Set<String>(), section["like"])
        while let like = next, let name = like.name(in: names.rules, kind: "rule"), let model = all[name] {
            guard seen.insert(name).inserted else {
                like.report("likeGoesRound")
                break
            }
            section.inherit(from: model, except: ownKeys(section))
            next = model["like"]
        }
        if let defaults { section.inherit(from: defaults) }
        if section["steps"] == nil || section["title"] == nil { section.requireAll() }
        if ["within", "steps", "each"].allSatisfy({ section[$0] == nil }) { section.place.report("missingKey", ["key": "within", "section": "followUp"]) }
        return section
    }

    /// What is never taken over: what the rule rests on, and the trigger when it has its own.
    private func ownKeys(_ section: DocumentSection) -> Set<String> {
        let triggers: Set<String> = ["after", "onRequest", "each"]
        let hasTrigger = triggers.contains { section[$0] != nil }
        return Set(["title", "like", "clauses", "ours", "gap"]).union(hasTrigger ? triggers : [])
    }

    /// One rule, or one for each of its steps: `specialService.end`.
    private func rules(_ name: String, _ section: DocumentSection) -> [FollowUpRule] {
        guard let steps = steps(section) else { return [followUp(name, section)].compactMap { $0 } }
        return steps.compactMap { step in
            var rule = followUp(name + "." + step.name, step.section)
            rule?.stepOf = name
            return rule
        }
    }

    private func followUp(_ name: String, _ section: DocumentSection) -> FollowUpRule? {
        guard section.laterKeys.isEmpty else {
            for key in section.laterKeys { section[key].map { noteLater($0, basis: section.basis()) } }
            return nil
        }
        guard let (trigger, named) = trigger(section) else { return nil }
        let events = events(of: trigger)
        let anchor = section["anchor"].map { self.anchor($0, events) } ?? named
        guard let window = window(section, trigger, anchor) else { return nil }
        let independent = independence(section, events)
        let form = section["form"]?.name(in: names.forms, kind: "form")
        let scope = scope(events: events, forms: form.map { [$0] } ?? [])
        return FollowUpRule(
            id: name, title: section.wording("title") ?? LocalizedText(simplified: name), trigger: trigger,
            condition: condition(section["when"], in: self.scope(events: events)), window: window,
            recurrence: recurrence(section, trigger), plan: plan(section["plan"], trigger), unless: section.items("unless").compactMap { event($0) }, reach: reach(section["reach"]), choice: choice(section, trigger, basis: section.basis()), assign: assignLines(section["assign"], scope),
            channels: section.items("channels").flatMap { channels($0, scope) }, form: form, sign: section.items("sign").compactMap { sign($0) },
            review: section.items("review").compactMap { review($0) }, appointment: section["appointment"].flatMap { appointment($0) },
            hours: section["hours"].flatMap { hours($0) }, ladder: ladder(section["ladder"]),
            independentOf: independent.attributes, independentOfMakers: independent.makers, basis: section.basis())
    }

    // MARK: trigger and window

    private func trigger(_ section: DocumentSection) -> (Trigger, anchor: String?)? {
        let onRequest = section["onRequest"]?.flag() ?? false
        if let each = section["each"] {
            guard section["after"] == nil, !onRequest else { return section.place.reject("twoTriggers") }
            return round(each, section).map { (.each($0), nil) }
        }
        guard let after = section["after"] else { return onRequest ? (.onRequest, nil) : section.place.reject("noTrigger") }
        guard !onRequest else { return section.place.reject("twoTriggers") }
        guard after.isMapping else { return (.after(events: after.items.compactMap { event($0) }), nil) }
        guard let long = DocumentSection(after, as: RegulationGrammar.trigger) else { return nil }
        if let rule = long["rule"] {
            let state = long["state"]?.word(in: ["done", "lost", "exempt", "withdrawn"]) ?? "done"
            return self.rule(rule).map { (.follows(rule: $0, state: FollowUp.State(rawValue: state) ?? .done), nil) }
        }
        let events = long.items("event").compactMap { event($0) }
        guard !events.isEmpty else { return after.reject("noTrigger") }
        return (.after(events: events), long["anchor"].flatMap { anchor($0, events) })
    }

    func anchor(_ value: DocumentValue, _ events: [String]) -> String? {
        let known = attributes(of: events).values.filter(\.isAnchor).map(\.name).sorted()
        return value.name(in: known, kind: "anchor")
    }

    /// The events a rule is about; of a rule on request, those of every rule.
    func events(of trigger: Trigger) -> [String] {
        switch trigger {
        case .after(let events): events
        case .follows(let rule, _): events(of: rule)
        case .onRequest: known(names.rules.flatMap { names.events(of: $0) })
        case .each(let round): [round.turn]
        }
    }

    /// The events that start a rule as it is written; those of every rule when none does.
    func events(of rule: String) -> [String] {
        let own = known(names.events(of: rule))
        return own.isEmpty ? known(names.rules.flatMap { names.events(of: $0) }) : own
    }

    private func known(_ events: [String]) -> [String] { events.filter { registry.resolve($0) != nil } }

    private func window(_ section: DocumentSection, _ trigger: Trigger, _ anchor: String?) -> WindowRule? {
        let term = term(section, events(of: trigger)) ?? wholeTurn(section, trigger)
        guard let within = term == nil ? periodFigure(section["within"]) : .stated(Period(0, .days)) else { return nil }
        if section["notBefore"] != nil && section["opensAfter"] != nil { section.place.report("twoOpenings") }
        if let ahead = section["ahead"], anchor == nil { ahead.report("aheadNeedsAnchor") }
        return WindowRule(
            anchor: anchor, ahead: periodFigure(section["ahead"]), notBefore: periodFigure(section["notBefore"]), aim: periodFigure(section["aim"]), within: within,
            orEarlier: section.items("orEarlier").compactMap { limit($0, scope(events: events(of: trigger))) }, after: periodFigure(section["opensAfter"]),
            lastDay: section["lastDay"].flatMap { lastDay($0) }, term: term)
    }

    /// A turn's window is the turn itself where nothing shorter is written.
    private func wholeTurn(_ section: DocumentSection, _ trigger: Trigger) -> TermShare? {
        guard case .each = trigger, section["within"] == nil, let none = TermShare.Fraction("0/1"), let all = TermShare.Fraction("1/1") else { return nil }
        for key in ["notBefore", "opensAfter", "aim", "orEarlier"] { section[key]?.report("needsWithin", ["key": key]) }
        return TermShare(from: none, to: all, start: "from", end: "until")
    }

    private func limit(_ value: DocumentValue, _ scope: ConditionScope) -> ConditionalLimit? {
        guard let section = DocumentSection(value, as: RegulationGrammar.limit), let within = periodFigure(section["within"]) else { return nil }
        return ConditionalLimit(condition: condition(section["when"], in: scope), within: within, basis: section.basis())
    }
}
