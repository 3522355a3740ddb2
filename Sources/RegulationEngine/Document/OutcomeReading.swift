import Domain

/// Outcome rules and their consequences.
extension RegulationReader {
    /// What the actions of one outcome may refer to.
    struct ActionScope {
        var events: [String]
        var fields: [FormField]
    }

    func readOutcomes() -> [OutcomeRule] { document["outcomes"]?.pairs().compactMap { outcome($0.name, $0.value) } ?? [] }

    private func outcome(_ name: String, _ value: DocumentValue) -> OutcomeRule? {
        guard let section = DocumentSection(value, as: RegulationGrammar.outcome) else { return nil }
        let rules = runningRules(section.items("in"))
        guard !rules.isEmpty else {
            noteLater(value, basis: section.basis())
            return nil
        }
        let scope = scope(of: rules)
        let within = ActionScope(events: scope.events, fields: scope.fields.values.sorted { $0.id < $1.id })
        return OutcomeRule(
            id: name, rules: rules, when: condition(section["when"], in: scope), then: actions(section["then"], within, section.basis()), basis: section.basis())
    }

    func actions(_ value: DocumentValue?, _ scope: ActionScope, _ basis: Basis) -> [OutcomeAction] {
        value?.items.compactMap { action($0, scope, basis) } ?? []
    }

    private func action(_ value: DocumentValue, _ scope: ActionScope, _ basis: Basis) -> OutcomeAction? {
        guard let section = DocumentSection(value, as: RegulationGrammar.action) else { return nil }
        guard section.keys.count == 1, let key = section.keys.first, let what = section[key] else { return value.reject("oneActionEach") }
        switch key {
        case "raise": return raise(what, scope)
        case "again": return again(what, scope, basis)
        case "require": return .require(fields: what.items.compactMap { $0.name(in: scope.fields.map(\.id), kind: "field") })
        case "duty": return duty(what, scope, basis).map { .duty($0) }
        case "decide": return decision(what, scope, basis).map { .decide($0) }
        case "promise": return what.scalar == "true" ? .promise(within: nil) : periodFigure(what).map { .promise(within: $0) }
        case "tell": return source(what, events: scope.events, fields: scope.fields).map { .tell(role: $0) }
        case "stop": return what.scalar == "everything" ? .stop(rules: [], everything: true) : .stop(rules: runningRules(what.items), everything: false)
        case "set": return what.word(in: ["done", "lost", "exempt", "withdrawn"]).flatMap(FollowUp.State.init(rawValue:)).map { .set(state: $0) }
        case "setParty": return what.word(in: ["active", "deceased", "moved", "lost"]).flatMap(Party.Status.init(rawValue:)).map { .setParty(status: $0) }
        case "escalate": return escalation(what, scope)
        case "guide": return what.name(in: names.guidance, kind: "guidance").map { .guide($0) }
        default:
            if section.laterKeys.contains(key) { noteLater(what, basis: basis) }
            return nil
        }
    }

    private func raise(_ value: DocumentValue, _ scope: ActionScope) -> OutcomeAction? {
        if value.scalar != nil { return event(value).map { .raise(Raise(event: $0)) } }
        guard let section = DocumentSection(value, as: RegulationGrammar.raise), let event = section["event"].flatMap({ self.event($0) }) else { return nil }
        let (to, from) = (attributes(of: [event]), attributes(of: scope.events))
        let copy = section.items("copy").compactMap { $0.name(in: from.keys.filter { to[$0] != nil }.sorted(), kind: "attribute") }
        return .raise(Raise(event: event, set: setValues(section["set"], to), copy: copy, fill: fills(section["fill"], to, scope)))
    }

    private func setValues(_ value: DocumentValue?, _ known: [String: AttributeDefinition]) -> [String: String] {
        let pairs = value?.pairs().compactMap { name, value -> (String, String)? in
            guard let attribute = known[name] else { return value.rejectName(name, kind: "attribute", among: known.keys.sorted()) }
            let text = attribute.kind == .code ? value.word(in: attribute.codes.map(\.code)) : value.text()
            return text.map { (name, $0) }
        }
        return Dictionary(pairs ?? [], uniquingKeysWith: { a, _ in a })
    }

    private func fills(_ value: DocumentValue?, _ known: [String: AttributeDefinition], _ scope: ActionScope) -> [String: String] {
        let pairs = value?.pairs().compactMap { name, value -> (String, String)? in
            guard known[name] != nil else { return value.rejectName(name, kind: "attribute", among: known.keys.sorted()) }
            return value.name(in: scope.fields.map(\.id), kind: "field").map { (name, $0) }
        }
        return Dictionary(pairs ?? [], uniquingKeysWith: { a, _ in a })
    }

    private func again(_ value: DocumentValue, _ scope: ActionScope, _ basis: Basis) -> OutcomeAction? {
        guard let section = DocumentSection(value, as: RegulationGrammar.again) else { return nil }
        let dateRequired = section["date"]?.word(in: ["required"]) != nil
        if dateRequired && section["after"] != nil { value.report("againTwoDates") }
        return .again(Again(
            rule: section["rule"].flatMap { rule($0) }, after: periodFigure(section["after"]), dateRequired: dateRequired, maxNth: integerFigure(section["guard"]),
            afterGuard: actions(section["afterGuard"], scope, basis)))
    }

    private func duty(_ value: DocumentValue, _ scope: ActionScope, _ basis: Basis) -> DutyAction? {
        guard let section = DocumentSection(value, as: RegulationGrammar.duty), let id = section.text("id"), let title = section.wording("title"),
            let kind = section["kind"]?.word(in: RegulationGrammar.dutyKinds), let by = section["by"].flatMap({ source($0, events: scope.events, fields: scope.fields) })
        else { return nil }
        return DutyAction(
            id: id, kind: kind, title: title, by: by, review: section["review"].flatMap { source($0, events: scope.events) }, within: periodFigure(section["within"]),
            decision: section["decide"].flatMap { decision($0, scope, basis) })
    }

    private func decision(_ value: DocumentValue, _ scope: ActionScope, _ basis: Basis) -> DecisionAction? {
        guard let section = DocumentSection(value, as: RegulationGrammar.decision), let question = section.text("question"), let title = section.wording("title"),
            let by = section["by"].flatMap({ source($0, events: scope.events) })
        else { return nil }
        let options = choices(section["options"])
        let then = section["then"]?.pairs().compactMap { name, value -> (String, [OutcomeAction])? in
            guard options.contains(where: { $0.code == name }) else { return value.rejectName(name, kind: "option", among: options.map(\.code)) }
            return (name, actions(value, scope, basis))
        }
        return DecisionAction(question: question, title: title, options: options, by: by, then: Dictionary(then ?? [], uniquingKeysWith: { a, _ in a }))
    }

    private func escalation(_ value: DocumentValue, _ scope: ActionScope) -> OutcomeAction? {
        if value.scalar != nil { return role(value).map { .escalate(to: .role($0), within: nil) } }
        guard let section = DocumentSection(value, as: RegulationGrammar.escalation), let to = section["to"].flatMap({ source($0, events: scope.events) }) else { return nil }
        return .escalate(to: to, within: periodFigure(section["within"]))
    }
}
