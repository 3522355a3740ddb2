import Domain

extension RegulationReader {
    func readAssessments() -> [AssessmentRule] {
        document["assessments"]?.pairs().compactMap { assessment($0.name, $0.value) } ?? []
    }

    private func assessment(_ name: String, _ value: DocumentValue) -> AssessmentRule? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.assessment), let title = section.wording("title"),
            let every = section["every"]?.word(in: NamedPeriod.names).flatMap(NamedPeriod.init),
            let measure = section["measure"]?.word(AssessmentRule.Measured.self), let by = section["by"].flatMap({ source($0) })
        else { return nil }
        let rule = AssessmentRule(
            id: name, title: title, every: every, each: section["each"].flatMap { role($0) }, measure: measure, of: runningRules(section.items("of")),
            events: section.items("events").compactMap { event($0) }, whose: section["whose"].flatMap { source($0) },
            adjust: section["adjust"].flatMap { adjustment($0) }, tolerance: percentFigure(section["tolerance"]), target: percentFigure(section["target"]),
            reductions: section["reduce"]?.pairs().compactMap { reduction($0.name, $0.value) } ?? [],
            points: section["points"]?.pairs().compactMap { points($0.name, $0.value) } ?? [],
            measures: section["measures"]?.pairs().compactMap { consequence($0.name, $0.value, of: measure) } ?? [], by: by,
            dueDay: integerFigure(section["dueDay"]), tell: section["tell"].flatMap { role($0) }, objectWithin: periodFigure(section["objectWithin"]),
            heardBy: section["heardBy"].flatMap { role($0) }, basis: section.basis())
        return isWhole(rule, section) ? rule : nil
    }

    /// Each key fits what is measured and who is assessed; what does not is told where it stands.
    private func isWhole(_ rule: AssessmentRule, _ section: DocumentSection) -> Bool {
        func missing(_ key: String) -> Bool {
            section.place.report("assessment.missing", ["key": key, "measure": rule.measure.rawValue])
            return false
        }
        func unfit(_ key: String) -> Bool {
            (section[key] ?? section.place).report("assessment.unfit", ["key": key, "measure": rule.measure.rawValue])
            return false
        }
        if rule.measure == .eventCount, rule.events.isEmpty { return missing("events") }
        if rule.measure != .eventCount, rule.of.isEmpty { return missing("of") }
        if rule.measure.isRate, rule.target == nil, rule.hasProposals { return missing("target") }
        if !rule.measure.isRate, section["target"] != nil { return unfit("target") }
        if !rule.measure.isRate, section["adjust"] != nil { return unfit("adjust") }
        if !rule.measure.isShare, section["tolerance"] != nil { return unfit("tolerance") }
        if rule.measure.isCount, !rule.reductions.isEmpty { return unfit("reduce") }
        if rule.measure.isCount, !rule.points.isEmpty { return unfit("points") }
        if rule.each != nil, rule.whose == nil, !rule.measure.isRate { return missing("whose") }
        // Nobody's hand is on what was raised.
        if rule.each != nil, rule.measure == .handlingRate { return unfit("measure") }
        if rule.isTold, rule.objectWithin == nil { return missing("objectWithin") }
        if rule.isTold, rule.heardBy == nil { return missing("heardBy") }
        if rule.isTold, rule.each == nil, rule.tell == nil { return missing("tell") }
        return true
    }

    private func adjustment(_ value: DocumentValue) -> AssessmentRule.Adjustment? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.adjustment), let points = percentFigure(section["points"]) else { return nil }
        return AssessmentRule.Adjustment(verdicts: section.texts("verdict"), of: runningRules(section.items("of")), points: points)
    }

    private func reduction(_ name: String, _ value: DocumentValue) -> AssessmentRule.Reduction? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.reduction), let title = section.wording("title"),
            let factor = TermShare.Fraction(section["factor"]?.text() ?? "1/1") ?? section["factor"]?.reject("notFraction")
        else { return nil }
        let isOfTarget = section["as"]?.word(in: ["points", "shareOfTarget"]) == "shareOfTarget"
        return AssessmentRule.Reduction(id: name, title: title, factor: factor, isOfTarget: isOfTarget)
    }

    private func points(_ name: String, _ value: DocumentValue) -> AssessmentRule.Points? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.points), let title = section.wording("title"),
            let each = integerFigure(section["each"])
        else { return nil }
        return AssessmentRule.Points(id: name, title: title, each: each, countsBegun: section.flag("begun"))
    }

    private func consequence(_ name: String, _ value: DocumentValue, of measure: AssessmentRule.Measured) -> AssessmentRule.Consequence? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.consequence), let title = section.wording("title"),
            let kind = section["kind"]?.word(AssessmentRule.Consequence.Kind.self)
        else { return nil }
        let ways: [AssessmentRule.Consequence.When?] = [
            section["when"]?.word(in: ["missed", "met"]).map { $0 == "met" ? .met : .missed }, integerFigure(section["atLeast"]).map { .atLeast($0) },
            integerFigure(section["atMost"]).map { .atMost($0) },
        ]
        let said = ways.compactMap(\.self)
        let isOfCount = section["when"] == nil
        guard said.count == 1, isOfCount == measure.isCount else { return value.reject("assessment.whenUnclear", ["measure": measure.rawValue]) }
        return AssessmentRule.Consequence(id: name, kind: kind, title: title, when: said[0])
    }
}

extension AssessmentRule {
    var hasProposals: Bool { !reductions.isEmpty || !points.isEmpty || !measures.isEmpty }

    /// Figures that the organisation may fill in.
    var parameters: Set<String> {
        var names: Set<String> = []
        func use<T>(_ figure: Figure<T>?) { if case .parameter(let name)? = figure { names.insert(name) } }
        for figure in [tolerance, target, dueDay, adjust?.points] { use(figure) }
        use(objectWithin)
        for line in points { use(line.each) }
        for line in measures {
            switch line.when {
            case .atLeast(let figure), .atMost(let figure): use(figure)
            case .missed, .met: break
            }
        }
        return names
    }
}
