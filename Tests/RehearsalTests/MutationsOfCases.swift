import Domain
import RegulationEngine

/// Cases: who answers for them, their clocks, decisions, closing and what follows.
extension Mutations {
    mutating func leaveOutOfCases() {
        for (index, rule) in original.cases.enumerated() {
            let path = "cases.\(rule.id)"
            add("without \(path)") { $0.cases.remove(at: index) }
            for clock in rule.clocks.indices { add("without \(path).clocks.\(rule.clocks[clock].id)") { $0.cases[index].clocks.remove(at: clock) } }
            for one in rule.consequences.indices { add("without \(path).follows.\(rule.consequences[one].id)") { $0.cases[index].consequences.remove(at: one) } }
            for one in rule.decisions.indices { add("without \(path).decisions.\(rule.decisions[one].id)") { $0.cases[index].decisions.remove(at: one) } }
        }
    }

    mutating func changeCases() {
        for (index, rule) in original.cases.enumerated() {
            changeOwner(index, rule)
            for clock in rule.clocks.indices { changeClock(index, clock, rule.clocks[clock], "cases.\(rule.id).clocks.\(rule.clocks[clock].id)") }
            changeDecisions(index, rule)
            changeClosing(index, rule)
            for one in rule.consequences.indices { changeConsequence(index, one, rule.consequences[one], "cases.\(rule.id).follows.\(rule.consequences[one].id)") }
        }
        changeCaseRegisters()
    }

    private mutating func changeOwner(_ index: Int, _ rule: CaseRule) {
        let path = "cases.\(rule.id)"
        add("\(path) the receiver, or not") { $0.cases[index].staysWithReceiver.toggle() }
        if rule.condition != .always { add("\(path) of everything") { $0.cases[index].condition = .always } }
        if rule.isBeside { add("\(path) not beside") { $0.cases[index].isBeside = false } }
        for line in rule.assign.indices {
            if rule.assign.count > 1 { add("\(path).assign without line \(line)") { $0.cases[index].assign.remove(at: line) } }
            for source in rule.assign[line].to.indices {
                for role in others(than: rule.assign[line].to[source]) { add("\(path).assign \(line) to \(role)") { $0.cases[index].assign[line].to[source] = .role(role) } }
            }
        }
    }

    private mutating func changeClock(_ index: Int, _ place: Int, _ clock: CaseClock, _ path: String) {
        func vary(_ name: String, _ change: (inout CaseClock) -> Void) { add("\(path) \(name)") { change(&$0.cases[index].clocks[place]) } }
        if case .budget(let budget) = clock.length {
            vary("longer") { $0.length = .budget(Self.longer(budget)) }
            if case .stated(let period) = budget { vary("in another unit") { $0.length = .budget(.stated(Period(period.count, Self.other(period.unit)))) } }
        }
        if clock.length.isInHours(original) { vary("in other hours") { $0.isWorkingTime.toggle() } }
        if clock.condition != .always { vary("in all cases") { $0.condition = .always } }
        if !clock.pausedIn.isEmpty { vary("never paused") { $0.pausedIn = [] } }
        for one in clock.start.indices where clock.start.count > 1 { vary("not from \(clock.start[one])") { $0.start.remove(at: one) } }
        if clock.start != [CaseStep.received] { vary("from the report") { $0.start = [CaseStep.received] } }
        for one in clock.stop.indices { vary("not until \(clock.stop[one])") { $0.stop.remove(at: one) } }
        for one in clock.overrides.indices { vary("beside \(clock.overrides[one])") { $0.overrides.remove(at: one) } }
        if let again = clock.again {
            vary("once") { ($0.again, $0.againUntil) = (nil, []) }
            vary("again later") { $0.again = Self.longer(again) }
        }
        if !clock.againUntil.isEmpty { vary("without end") { $0.againUntil = [] } }
        changeActs(clock.before, \.before, "before", index, place, path)
        changeActs(clock.atDeadline, \.atDeadline, "atDeadline", index, place, path)
    }

    private mutating func changeActs(
        _ acts: [ClockAction], _ part: any WritableKeyPath<CaseClock, [ClockAction]> & Sendable, _ name: String, _ index: Int, _ place: Int, _ path: String
    ) {
        for (at, act) in acts.enumerated() {
            func vary(_ what: String, _ change: (inout [ClockAction]) -> Void) { add("\(path).\(name) \(at) \(what)") { change(&$0.cases[index].clocks[place][keyPath: part]) } }
            vary("left out") { $0.remove(at: at) }
            vary("of another kind") { $0[at].kind = act.kind == .inform ? .remind : .inform }
            if let period = act.period { vary("at another time") { $0[at].period = Self.longer(period) } }
            let recipient: AssigneeSource? = if case .source(let source) = act.to { source } else { nil }
            for role in original.roles.map(\.id).filter({ recipient != .role($0) }).prefix(1) { vary("to \(role)") { $0[at].to = .source(.role(role)) } }
        }
    }

    private static func other(_ unit: Period.Unit) -> Period.Unit {
        switch unit {
        case .minutes: .hours
        case .hours: .minutes
        case .days: .workdays
        case .workdays: .days
        default: .days
        }
    }

    private mutating func changeDecisions(_ index: Int, _ rule: CaseRule) {
        for (place, decision) in rule.decisions.enumerated() {
            let path = "cases.\(rule.id).decisions.\(decision.id)"
            for role in others(than: decision.by) { add("\(path) by \(role)") { $0.cases[index].decisions[place].by = .role(role) } }
            for option in decision.options.indices { add("\(path) without \(decision.options[option].code)") { $0.cases[index].decisions[place].options.remove(at: option) } }
        }
    }

    private mutating func changeClosing(_ index: Int, _ rule: CaseRule) {
        let path = "cases.\(rule.id).close"
        for one in rule.closing.needs.indices { add("\(path) without \(rule.closing.needs[one])") { $0.cases[index].closing.needs.remove(at: one) } }
        for role in rule.closing.by.map(others) ?? [] { add("\(path) by \(role)") { $0.cases[index].closing.by = .role(role) } }
    }

    private mutating func changeConsequence(_ index: Int, _ place: Int, _ one: CaseConsequence, _ path: String) {
        if one.condition != .always { add("\(path) in all cases") { $0.cases[index].consequences[place].condition = .always } }
        for step in one.steps.indices where one.steps.count > 1 { add("\(path) not after \(one.steps[step])") { $0.cases[index].consequences[place].steps.remove(at: step) } }
        for (position, changed) in variants(of: one.then).enumerated() {
            add("\(path) actions \(position): \(changed.name)") { $0.cases[index].consequences[place].then = changed.actions }
        }
    }

    private mutating func changeCaseRegisters() {
        for (index, register) in original.records.enumerated() where register.of == .cases {
            if !register.classes.isEmpty { add("records.\(register.id) of every class") { $0.records[index].classes = [] } }
            if register.isAnonymous { add("records.\(register.id) with names") { $0.records[index].isAnonymous = false } }
        }
    }
}

extension CaseClock.Length {
    fileprivate func isInHours(_ regulation: Regulation) -> Bool {
        guard regulation.time.workingHours != nil, case .budget(let budget) = self else { return false }
        switch budget {
        case .stated(let period): return [.hours, .minutes].contains(period.unit)
        case .parameter(let name): return regulation.parameters.first { $0.id == name }?.value.flatMap { Period($0) }.map { [.hours, .minutes].contains($0.unit) } ?? false
        }
    }
}
