import Domain

/// Names that cases use.
extension UsedNames {
    mutating func gather(_ rule: CaseRule) {
        gather(rule.condition)
        for line in rule.assign {
            gather(line.condition)
            (line.to + line.optionallyWith).forEach { gather($0) }
        }
        rule.decisions.forEach { gather($0.by) }
        rule.clocks.forEach { gather($0) }
        rule.closing.by.map { gather($0) }
        use(rule.merging?.within)
        rule.consequences.forEach { gather($0) }
    }

    mutating func gather(_ clock: CaseClock) {
        gather(clock.condition)
        if case .budget(let figure) = clock.length { use(figure) }
        use(clock.again)
        for action in clock.before + clock.atDeadline {
            use(action.period)
            if case .source(let source) = action.to { gather(source) }
        }
    }

    mutating func gather(_ consequence: CaseConsequence) {
        gather(consequence.condition)
        consequence.then.forEach { gather($0) }
    }
}
