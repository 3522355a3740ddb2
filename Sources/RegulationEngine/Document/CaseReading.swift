import Domain

/// Cases.
extension RegulationReader {
    /// What the parts of one case rule may name.
    struct CaseScope {
        var steps: [String]
        var clocks: [String]
        var decisions: [CaseDecision]
        var events: [String]
        var condition: ConditionScope
    }

    func readCases() -> [CaseRule] { document["cases"]?.pairs().compactMap { caseRule($0.name, $0.value) } ?? [] }

    private func caseRule(_ name: String, _ value: DocumentValue) -> CaseRule? {
        guard let section = DocumentSection(value, as: CaseGrammar.caseRule), let title = section.wording("title") else { return nil }
        let events = section.items("opens").compactMap { event($0) }
        guard !events.isEmpty else { return nil }
        let own = section["steps"]?.pairs().compactMap { pair in
            DocumentSection(pair.value, as: CaseGrammar.step).map { CodeDefinition(code: pair.name, title: $0.languages() ?? LocalizedText(simplified: pair.name)) }
        } ?? []
        let decisions = section["decisions"]?.pairs().compactMap { decision($0.name, $0.value, events) } ?? []
        let scope = caseScope(section, events, own, decisions)
        return CaseRule(
            id: name, title: title, opens: events, condition: condition(section["when"], in: self.scope(events: events)),
            staysWithReceiver: section.flag("firstReceiver"), acceptsAnonymous: section["anonymous"]?.word(in: ["accepted", "refused"]) != "refused",
            assign: assignLines(section["assign"], self.scope(events: events)), steps: own, decisions: decisions,
            clocks: section["clocks"]?.pairs().compactMap { clock($0.name, $0.value, scope, section.basis()) } ?? [],
            closing: section["close"].flatMap { closing($0, events) } ?? ClosingRule(), merging: section["merge"].flatMap { merging($0, events) },
            consequences: section["follows"]?.pairs().compactMap { consequence($0.name, $0.value, scope) } ?? [],
            forms: section.items("form").compactMap { $0.name(in: names.forms, kind: "form") }, isBeside: section.flag("beside"), basis: section.basis())
    }

    private func caseScope(_ section: DocumentSection, _ events: [String], _ own: [CodeDefinition], _ decisions: [CaseDecision]) -> CaseScope {
        let common = registry.codes(of: "to", in: "caseAdvanced")
        let steps = CaseStep.reserved + common.map(\.code) + own.map(\.code)
        var conditions = scope(events: events)
        for decision in decisions {
            conditions.attributes[decision.id] = AttributeDefinition(name: decision.id, title: decision.title, kind: .code, codes: decision.options)
        }
        let codes = steps.map { CodeDefinition(code: $0, title: LocalizedText(simplified: $0)) }
        conditions.attributes[CaseFacts.provenName] = AttributeDefinition(
            name: CaseFacts.provenName, title: LocalizedText(simplified: CaseFacts.provenName), kind: .code,
            codes: ["yes", "no", "unclear"].map { CodeDefinition(code: $0, title: LocalizedText(simplified: $0)) })
        conditions.attributes[CaseFacts.stepName] = AttributeDefinition(name: CaseFacts.stepName, title: LocalizedText(simplified: CaseFacts.stepName), kind: .code, codes: codes)
        let clocks = section["clocks"]?.pairs().map(\.name) ?? []
        return CaseScope(steps: steps, clocks: clocks, decisions: decisions, events: events, condition: conditions)
    }

    private func decision(_ name: String, _ value: DocumentValue, _ events: [String]) -> CaseDecision? {
        guard let section = DocumentSection(value, as: CaseGrammar.decision), let title = section.wording("title"),
            let by = section["by"].flatMap({ source($0, events: events) })
        else { return nil }
        let options = choices(section["options"])
        let initially = section["initially"].flatMap { $0.word(in: options.map(\.code)) }
        return CaseDecision(id: name, title: title, options: options, initially: initially, by: by, basis: section.basis())
    }

    // MARK: clocks

    private func clock(_ name: String, _ value: DocumentValue, _ scope: CaseScope, _ basis: Basis) -> CaseClock? {
        guard let section = DocumentSection(value, as: CaseGrammar.clock), let title = section.wording("title"), let length = length(section, scope) else { return nil }
        let start = steps(section, "start", scope)
        let own = section.basis()
        return CaseClock(
            id: name, title: title, start: start.isEmpty ? [CaseStep.received] : start, stop: steps(section, "stop", scope), length: length,
            isWorkingTime: section["hours"]?.word(in: ["running", "working"]) == "working", pausedIn: steps(section, "pausedIn", scope),
            condition: condition(section["when"], in: scope.condition), overrides: section.items("overrides").compactMap { $0.name(in: scope.clocks, kind: "clock") },
            again: periodFigure(section["again"]), againUntil: steps(section, "againUntil", scope), lastDay: section["lastDay"].flatMap { lastDay($0) },
            before: section.items("before").compactMap { clockAction($0, "at", scope) }, atDeadline: section.items("atDeadline").compactMap { clockAction($0, "after", scope) },
            basis: own.clauses.isEmpty && !own.isOurs ? basis : own)
    }

    private func length(_ section: DocumentSection, _ scope: CaseScope) -> CaseClock.Length? {
        switch (section["budget"], section["dated"]) {
        case (let budget?, nil): return periodFigure(budget).map { .budget($0) }
        case (nil, let dated?):
            let known = scope.condition.attributes.values.filter { $0.kind == .day || $0.kind == .instant }.map(\.name).sorted()
            return dated.name(in: known, kind: "attribute").map { .dated($0) }
        default: return section.place.reject("clockLength")
        }
    }

    private func steps(_ section: DocumentSection, _ key: String, _ scope: CaseScope) -> [String] {
        section.items(key).compactMap { $0.name(in: scope.steps, kind: "step") }
    }

    private func clockAction(_ value: DocumentValue, _ timing: String, _ scope: CaseScope) -> ClockAction? {
        guard let section = DocumentSection(value, as: CaseGrammar.clockAction) else { return nil }
        let named = ClockAction.Kind.allCases.filter { section[$0.rawValue] != nil }
        guard named.count == 1, let kind = named.first, let whom = section[kind.rawValue] else { return value.reject("oneClockAction") }
        for key in ["at", "after"] where key != timing { section[key]?.report("clockActionTiming", ["key": key, "expected": timing]) }
        if timing == "at", section["at"] == nil { return value.reject("missingKey", ["key": "at", "section": "clockAction"]) }
        guard let to = recipient(whom, kind, scope) else { return nil }
        return ClockAction(kind: kind, to: to, period: periodFigure(section[timing]), basis: section.basis())
    }

    private func recipient(_ value: DocumentValue, _ kind: ClockAction.Kind, _ scope: CaseScope) -> ClockAction.Recipient? {
        if value.scalar == "owner" { return kind == .transfer ? value.reject("transferToOwner") : .owner }
        return source(value, events: scope.events).map { .source($0) }
    }

    // MARK: closing, merging, consequences

    private func closing(_ value: DocumentValue, _ events: [String]) -> ClosingRule? {
        guard let section = DocumentSection(value, as: CaseGrammar.closing) else { return nil }
        return ClosingRule(
            needs: section.items("needs").compactMap { $0.word(ClosingRule.Need.self) }, by: section["by"].flatMap { source($0, events: events) },
            basis: section.basis())
    }

    private func merging(_ value: DocumentValue, _ events: [String]) -> MergingRule? {
        guard let section = DocumentSection(value, as: CaseGrammar.merging), let within = periodFigure(section["within"]) else { return nil }
        let known = ["party", "unit"] + attributes(of: events).keys.sorted()
        return MergingRule(same: section.items("same").compactMap { $0.name(in: known, kind: "attribute") }, within: within, basis: section.basis())
    }

    private func consequence(_ name: String, _ value: DocumentValue, _ scope: CaseScope) -> CaseConsequence? {
        guard let section = DocumentSection(value, as: CaseGrammar.consequence) else { return nil }
        let actions = actions(section["then"], ActionScope(events: scope.events, fields: []), section.basis())
        return CaseConsequence(
            id: name, steps: steps(section, "after", scope), condition: condition(section["when"], in: scope.condition), then: actions, basis: section.basis())
    }
}
