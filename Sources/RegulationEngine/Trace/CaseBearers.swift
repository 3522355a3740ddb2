import Domain

/// What a case rule carries out.
extension Bearers {
    mutating func add(_ rule: CaseRule) {
        let element = "cases.\(rule.id)"
        func own(_ basis: Basis) -> Basis { basis.clauses.isEmpty && !basis.isOurs ? rule.basis : basis }
        add(.trigger, element, ".opens", rule.basis)
        if rule.condition != .always { add(.scope, element, ".when", rule.basis) }
        // What it takes in has none of the limits of the rules after it.
        if rule.condition != .always, rule.clocks.isEmpty, !rule.isBeside { add(.exemption, element, ".when", rule.basis) }
        if rule.staysWithReceiver { add(.assignment, element, ".firstReceiver", rule.basis) }
        for line in rule.assign { add(.assignment, element, ".assign", own(line.basis)) }
        for decision in rule.decisions { add(.decision, element, ".decisions.\(decision.id)", own(decision.basis)) }
        for clock in rule.clocks { add(clock, element, own(clock.basis)) }
        add(.outcome, element, ".close", rule.closing.basis)
        if let merging = rule.merging { add(.exemption, element, ".merge", own(merging.basis), Self.names(merging.within)) }
        for consequence in rule.consequences { add(consequence, element, own(consequence.basis)) }
    }

    private mutating func add(_ clock: CaseClock, _ element: String, _ basis: Basis) {
        let used = UsedNames(clock).parameters
        add(.clock, element, ".clocks.\(clock.id)", basis, used)
        if !clock.pausedIn.isEmpty { add(.outcome, element, ".clocks.\(clock.id).pausedIn", basis, used) }
        for action in clock.before + clock.atDeadline {
            add(.message, element, ".clocks.\(clock.id).\(action.kind.rawValue)", action.basis.clauses.isEmpty ? basis : action.basis, used)
        }
    }

    private mutating func add(_ consequence: CaseConsequence, _ element: String, _ basis: Basis) {
        let used = UsedNames(consequence).parameters
        add(.outcome, element, ".follows.\(consequence.id)", basis, used)
        for action in consequence.then {
            for mechanism in Self.mechanisms(of: action) { add(mechanism, element, ".follows.\(consequence.id)", basis, used) }
        }
    }
}
