import Domain

/// Draws, choices, and the steps of a rule.
extension RegulationReader {
    func choice(_ section: DocumentSection, _ trigger: Trigger, basis rule: Basis) -> ChoiceRule? {
        guard let value = section["choose"], value.scalar != "all", let section = DocumentSection(value, as: ChoiceGrammar.choose) else { return nil }
        let events: [String]
        switch trigger {
        case .after(let names): events = names
        case .each(let round): events = [round.turn]
        case .follows, .onRequest: return value.reject("chooseNeedsEvents")
        }
        guard let manner = manner(section), let frame = section["frame"].flatMap({ self.frame($0) }) else { return nil }
        if trigger.isRound, frame != .round { section["frame"]?.report("frameIsRound") }
        if !trigger.isRound, frame == .round { section["frame"]?.report("frameNeedsRound") }
        let known = attributes(of: events).keys.sorted()
        let own = section.basis()
        return ChoiceRule(
            manner: manner, frame: frame, strata: section.items("stratum").compactMap { $0.name(in: known, kind: "attribute") },
            seed: figure(section["seed"], of: ["text"]) { $0.text() }, basis: own.clauses.isEmpty && !own.isOurs ? rule : own)
    }

    private func manner(_ section: DocumentSection) -> ChoiceRule.Manner? {
        switch (section["draw"], section["by"]) {
        case (let draw?, nil): share(draw)
        case (nil, let by?): source(by).map { .byRole($0, atLeast: integerFigure(section["atLeast"])) }
        default: section.place.reject("chooseOneOf")
        }
    }

    /// `30%` is a share, `3` a number; of a parameter its kind decides.
    private func share(_ value: DocumentValue) -> ChoiceRule.Manner? {
        guard let text = value.scalar else { return value.reject("notText") }
        let isNumber = text.hasPrefix("$") ? names.parameters[String(text.dropFirst())] == "number" : !text.hasSuffix("%")
        return isNumber ? integerFigure(value).map { .number($0) } : percentFigure(value).map { .share($0) }
    }

    private func frame(_ value: DocumentValue) -> SamplingFrame? {
        if value.isMapping {
            guard let section = DocumentSection(value, as: ChoiceGrammar.block), let size = section["blocks"]?.integer() else { return nil }
            return size > 0 ? .blocks(of: size) : value.reject("notInteger")
        }
        return switch value.word(in: ["week", "month", "quarter", "round"]) {
        case "round": .round
        case "week": .week
        case "month": .month
        case "quarter": .quarter
        default: nil
        }
    }

    // MARK: steps

    /// The sections of a rule's steps, each with the rule's own keys filled in; nil for a rule without steps.
    func steps(_ section: DocumentSection) -> [(name: String, section: DocumentSection)]? {
        guard let value = section["steps"] else { return nil }
        return value.pairs().compactMap { pair in
            guard var step = DocumentSection(pair.value, as: ChoiceGrammar.step) else { return nil }
            let own: Set<String> = ["steps", "like", "title", "notBefore", "opensAfter", "aim", "within", "lastDay"]
            step.inherit(from: section, except: step["clauses"] == nil && step["ours"] == nil ? own : own.union(["clauses", "ours", "gap"]))
            if step["within"] == nil && step["between"] == nil { pair.value.report("missingKey", ["key": "within", "section": "step"]) }
            return (pair.name, step)
        }
    }

    func term(_ section: DocumentSection, _ events: [String]) -> TermShare? {
        guard let between = section["between"] else { return nil }
        let fractions = between.items.compactMap { value in value.text().flatMap { TermShare.Fraction($0) } }
        guard between.items.count == 2, fractions.count == 2, !fractions[0].isAfter(fractions[1]) else { return between.reject("notTermShare") }
        let days = section.items("of").compactMap { anchor($0, events) }
        guard days.count == 2 else { return between.reject("notTermShare") }
        return TermShare(from: fractions[0], to: fractions[1], start: days[0], end: days[1])
    }
}
