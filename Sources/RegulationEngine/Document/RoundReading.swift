import Domain

/// Rules that everybody of a population has a turn by.
extension RegulationReader {
    func round(_ each: DocumentValue, _ section: DocumentSection) -> RoundRule? {
        guard let population = each.name(in: names.populations, kind: "population") else { return nil }
        guard let (turn, kind) = turn(of: population) else { return each.reject("eachNeedsTurns", ["name": population]) }
        guard let every = section["every"] else { return section.place.reject("missingKey", ["key": "every", "section": "followUp"]) }
        guard let rhythm = rhythm(every) else { return nil }
        if section["steps"] != nil { each.report("everyExcludes", ["key": "steps"]) }
        return RoundRule(
            population: population, turn: turn, of: kind, rhythm: rhythm, times: integerFigure(section["times"]),
            isSpread: section["spread"]?.flag() ?? true,
            joining: section["joining"]?.word(RoundRule.Joining.self) ?? .nextPeriod, until: roundEnd(section["until"]))
    }

    func plan(_ value: DocumentValue?, _ trigger: Trigger) -> PlanRule? {
        guard let value else { return nil }
        guard trigger.isRound else { return value.reject("planNeedsEach") }
        guard let section = DocumentSection(value, as: RoundGrammar.plan), let by = section["by"].flatMap({ source($0) }),
            let drafted = periodFigure(section["drafted"])
        else { return nil }
        return PlanRule(
            by: by, drafted: drafted, ready: periodFigure(section["ready"]), approve: section["approve"].flatMap { source($0) }, basis: section.basis())
    }

    /// The one kind of turn that a population is about.
    private func turn(of population: String) -> (name: String, of: Party.Kind)? {
        let events = names.populationEvents[population] ?? []
        guard events.count == 1, let (kind, fixed) = registry.resolve(events[0]), kind.name == RoundRule.kind,
            let party = fixed["of"].flatMap(Party.Kind.init(rawValue:))
        else { return nil }
        return (events[0], party)
    }

    private func rhythm(_ value: DocumentValue) -> RoundRule.Rhythm? {
        guard value.isMapping else { return figure(value, of: ["choice"]) { $0.word(RoundPeriod.self)?.rawValue }.map { .period($0) } }
        guard let section = DocumentSection(value, as: RoundGrammar.festivals) else { return nil }
        return .festivals(
            section.items("festivals").compactMap { $0.word(Festival.self) }, before: periodFigure(section["before"]), after: periodFigure(section["after"]))
    }

    private func roundEnd(_ value: DocumentValue?) -> Figure<Period>? {
        guard let value else { return nil }
        return value.isMapping || value.isList ? value.reject("notPeriod") : periodFigure(value)
    }
}
