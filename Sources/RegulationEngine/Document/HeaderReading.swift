import Domain

/// Severity, time, roles, parameters.
extension RegulationReader {
    func readSeverities() -> [CodeDefinition] {
        guard let value = document["severity"] else { return [] }
        if value.isMapping { return value.pairs().compactMap { pair in pair.value.wording().map { CodeDefinition(code: pair.name, title: $0) } } }
        return value.items.compactMap { $0.text() }.map { CodeDefinition(code: $0, title: LocalizedText(simplified: $0)) }
    }

    func readTime() -> TimeRules {
        guard let value = document["time"], let section = DocumentSection(value, as: RegulationGrammar.time) else { return TimeRules() }
        for key in section.laterKeys { section[key].map { noteLater($0) } }
        _ = section["workdays"]?.word(in: ["statutory"])
        return TimeRules(
            lastDay: section["lastDay"].flatMap { lastDay($0) } ?? .stays, contactSlot: section["contactSlot"].flatMap { contactSlot($0) } ?? .any,
            contactHours: section["hours"].flatMap { hours($0) }, closeOfBusiness: section["closeOfBusiness"]?.timeOfDay(),
            workingHours: section["workingHours"].flatMap { workingHours($0) })
    }

    private func workingHours(_ value: DocumentValue) -> WorkingHours? {
        WorkingHours(value.items.compactMap { span($0) }) ?? value.reject("workingHoursUnfit")
    }

    func lastDay(_ value: DocumentValue) -> TimeRules.LastDay? {
        value.word(in: ["stays", "rolls"]).flatMap(TimeRules.LastDay.init(rawValue:))
    }

    private func contactSlot(_ value: DocumentValue) -> TimeRules.ContactSlot? {
        value.word(in: ["any", "lastAllowedInside", "firstAllowedAfter"]).flatMap(TimeRules.ContactSlot.init(rawValue:))
    }

    func hours(_ value: DocumentValue) -> ContactHours? {
        guard let section = DocumentSection(value, as: RegulationGrammar.hours) else { return nil }
        let spans = section.items("allowed").compactMap { span($0) }
        let mayOverride = section["outside"]?.word(in: ["refused", "withReason"]) != "refused"
        return ContactHours(spans: spans, workdaysOnly: section.flag("workdaysOnly"), mayOverride: mayOverride, basis: section.basis())
    }

    private func span(_ value: DocumentValue) -> ContactHours.Span? {
        guard let text = value.text() else { return nil }
        let parts = text.split(separator: "-").map { $0.filter { $0 != " " } }
        guard parts.count == 2, let from = LocalTime(parts[0]), let to = LocalTime(parts[1]), from < to else { return value.reject("notTimeSpan") }
        return ContactHours.Span(from: from, to: to)
    }

    func readRoles() -> [RoleDefinition] {
        document["roles"]?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.role) else { return nil }
            let source = section["is"].flatMap { DocumentSection($0, as: RegulationGrammar.roleSource) }.flatMap { sourceKey($0, [], []) }
            return RoleDefinition(id: name, title: section.languages() ?? LocalizedText(simplified: name), source: source, basis: section.basis())
        } ?? []
    }

    func readParameters() -> [Parameter] { document["parameters"]?.pairs().compactMap { parameter($0.name, $0.value) } ?? [] }

    private func parameter(_ name: String, _ value: DocumentValue) -> Parameter? {
        guard let section = DocumentSection(value, as: RegulationGrammar.parameter), let title = section.wording("title") else { return nil }
        guard case .word(let words)? = RegulationGrammar.parameter.key("type")?.shape, let written = section["type"]?.word(in: words),
            let kind = Parameter.Kind(rawValue: written)
        else { return nil }
        let choices = choices(section["choices"])
        guard let (standing, text) = standing(section) else { return nil }
        if let text, let problem = ParameterValue.problem(text, kind: kind, choices: choices.map(\.code)) {
            section[standing.rawValue]?.report(problem)
        }
        return Parameter(
            id: name, title: title, kind: kind, standing: standing, value: text, choices: choices, note: section.wording("note"),
            setBy: section["setBy"].flatMap { role($0) }, basis: section.basis())
    }

    private func standing(_ section: DocumentSection) -> (Parameter.Standing, String?)? {
        let written = ["stated", "proposed", "required"].filter { section[$0] != nil }
        guard written.count == 1 else { return section.place.reject("parameterStanding") }
        switch written[0] {
        case "stated": return section.text("stated").map { (.stated, $0) }
        case "proposed": return section.text("proposed").map { (.proposed, $0) }
        default: return section.flag("required") ? (.required, nil) : section.place.reject("parameterStanding")
        }
    }

    func choices(_ value: DocumentValue?) -> [CodeDefinition] {
        value?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.choice) else { return nil }
            return CodeDefinition(code: name, title: section.languages() ?? LocalizedText(simplified: name))
        } ?? []
    }
}
