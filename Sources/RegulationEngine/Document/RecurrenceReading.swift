import Domain

/// Rules that come back, and work that nobody checks for themselves.
extension RegulationReader {
    func recurrence(_ section: DocumentSection, _ trigger: Trigger) -> Recurrence? {
        if case .each = trigger { return nil }
        for key in ["joining", "spread"] { section[key]?.report("needsEach", ["key": key]) }
        guard let value = section["every"] else {
            for key in ["times", "until"] { section[key]?.report("needsEvery", ["key": key]) }
            return nil
        }
        guard case .after = trigger else { return value.reject("everyNeedsEvents") }
        for key in ["choose", "steps", "between"] where section[key] != nil && section[key]?.scalar != "all" {
            value.report("everyExcludes", ["key": key])
        }
        let ends = section.items("until")
        let periods = ends.filter { !$0.isMapping }
        if periods.count > 1 { periods[1].report("untilTwice") }
        let intervals = value.items.compactMap { periodFigure($0) }
        guard let every = intervals.first, intervals.count == value.items.count else { return nil }
        return Recurrence(
            every: every, further: Array(intervals.dropFirst()), times: integerFigure(section["times"]), until: periodFigure(periods.first),
            endings: ends.filter(\.isMapping).compactMap { ending($0) })
    }

    private func ending(_ value: DocumentValue) -> Recurrence.Ending? {
        guard let section = DocumentSection(value, as: RegulationGrammar.ending), let rule = section["rule"].flatMap({ self.rule($0) }),
            let state = section["state"]?.word(in: ["done", "lost"]).flatMap(FollowUp.State.init(rawValue:))
        else { return nil }
        return Recurrence.Ending(rule: rule, state: state)
    }

    func independence(_ section: DocumentSection, _ events: [String]) -> (attributes: [String], makers: [String]) {
        let items = section.items("independentOf")
        let makers = items.filter(\.isMapping).compactMap { item in
            DocumentSection(item, as: RegulationGrammar.maker)?["whoDid"].flatMap { rule($0) }
        }
        let known = attributes(of: events).keys.sorted()
        return (items.filter { !$0.isMapping }.compactMap { $0.name(in: known, kind: "attribute") }, makers)
    }
}
