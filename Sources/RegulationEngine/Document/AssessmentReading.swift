import Domain

extension RegulationReader {
    func readAssessments() -> [AssessmentRule] {
        document["assessments"]?.pairs().compactMap { assessment($0.name, $0.value) } ?? []
    }

    private func assessment(_ name: String, _ value: DocumentValue) -> AssessmentRule? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.assessment), let title = section.wording("title"),
            let every = section["every"]?.word(in: NamedPeriod.names).flatMap(NamedPeriod.init),
            let measure = section["measure"]?.word(in: ["notMadeShare"]), let by = section["by"].flatMap({ source($0) })
        else { return nil }
        return AssessmentRule(
            id: name, title: title, every: every, measure: measure, of: runningRules(section.items("of")),
            tolerance: percentFigure(section["tolerance"]),
            reductions: section["reduce"]?.pairs().compactMap { reduction($0.name, $0.value) } ?? [], by: by,
            dueDay: integerFigure(section["dueDay"]),
            basis: section.basis())
    }

    private func reduction(_ name: String, _ value: DocumentValue) -> AssessmentRule.Reduction? {
        guard let section = DocumentSection(value, as: AssessmentGrammar.reduction), let title = section.wording("title"),
            let factor = TermShare.Fraction(section["factor"]?.text() ?? "1/1") ?? section["factor"]?.reject("notFraction")
        else { return nil }
        return AssessmentRule.Reduction(id: name, title: title, factor: factor)
    }
}
