import Domain

/// Populations, targets, duties of every period, guidance, stated clauses.
extension RegulationReader {
    func readPopulations() -> [Population] {
        document["populations"]?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.population), let title = section.wording("title") else { return nil }
            let events = section.items("of").compactMap { event($0) }
            return Population(
                id: name, title: title, of: events, condition: condition(section["when"], in: scope(events: events)), exempt: runningRules(section.items("exempt")),
                still: section.texts("still"), isSoft: section.flag("soft"), basis: section.basis())
        } ?? []
    }

    func readTargets() -> [Target] {
        document["targets"]?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.target), let measure = section.text("measure") else { return nil }
            let rules = runningRules(section.items("of"))
            guard !rules.isEmpty else {
                noteLater(value, basis: section.basis())
                return nil
            }
            return Target(
                id: name, measure: measure, of: rules, atLeast: percentFigure(section["atLeast"]),
                per: section.items("per").compactMap { $0.word(in: Target.periodsAndGroups + attributes(of: rules.flatMap { events(of: $0) }).keys.sorted()) },
                isOfAll: section["base"]?.word(in: ["all", "made"]) == "all",
                channels: section.items("channel").compactMap { $0.word(in: RegulationGrammar.channelNames) }.compactMap(ContactChannel.init(rawValue:)),
                by: section["by"].flatMap { role($0) }, count: integerFigure(section["count"]), isSoft: section.flag("soft"), basis: section.basis())
        } ?? []
    }

    func readDuties() -> [DutyRule] {
        document["duties"]?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.dutyRule), let title = section.wording("title"),
                let kind = section["kind"]?.word(in: RegulationGrammar.dutyKinds), let by = section["by"].flatMap({ source($0) })
            else { return nil }
            let every: Figure<String>? = figure(section["every"], of: ["choice"]) { $0.word(in: NamedPeriod.names) }
            return DutyRule(
                id: name, kind: kind, title: title, every: every, by: by, to: section.items("to").compactMap { source($0) },
                approve: section["approve"].flatMap { source($0) }, dueDay: integerFigure(section["dueDay"]), monthFrom: section["monthFrom"].flatMap { monthFrom($0) }, blocks: section.items("blocks").flatMap(blocks),
                delivery: section["deliver"]?.word(DutyRule.Delivery.self), remind: periodFigure(section["remind"]), escalate: section["escalate"].flatMap { source($0) },
                basis: section.basis())
        } ?? []
    }

    /// A name by itself, or names with the fields that they list.
    private func blocks(_ value: DocumentValue) -> [ReportBlock] {
        guard value.isMapping else { return value.text().map { [ReportBlock($0)] } ?? [] }
        return value.pairs().map { name, value in ReportBlock(name, fields: value.items.compactMap { $0.name(in: names.fields, kind: "field") }) }
    }

    /// Every month has days up to the 28th.
    private func monthFrom(_ value: DocumentValue) -> Int? {
        guard let day = value.integer() else { return nil }
        return (1...28).contains(day) ? day : value.reject("notMonthDay")
    }

    func readGuidance() -> [Guidance] { document["guidance"]?.pairs().compactMap { guidance($0.name, $0.value) } ?? [] }

    private func guidance(_ name: String, _ value: DocumentValue) -> Guidance? {
        guard let section = DocumentSection(value, as: RegulationGrammar.guidance) else { return nil }
        let written = ["before", "say", "never", "script"].filter { section[$0] != nil }
        guard written.count == 1, let moment = Guidance.Moment(rawValue: written[0]), let text = section.wording(written[0]) else { return value.reject("guidanceMoment") }
        let rules = runningRules(section.items("in"))
        let scope = scope(of: rules.isEmpty ? names.rules : rules)
        let cases = section.items("cases").compactMap { $0.name(in: names.cases, kind: "case") }
        return Guidance(id: name, moment: moment, text: text, rules: rules, cases: cases, condition: condition(section["when"], in: scope), basis: section.basis())
    }

    func readStated() -> [StatedClause] {
        document["stated"]?.pairs().compactMap { name, value in
            guard ClauseText.isValid(name) else { return value.reject("notClause", ["value": name]) }
            guard let section = DocumentSection(value, as: RegulationGrammar.stated), let reason = section.languages() else { return nil }
            return StatedClause(clause: name, reason: reason, isAbsent: section.flag("absent"))
        } ?? []
    }
}
