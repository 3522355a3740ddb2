import Domain

/// Cases: clocks that can't be meant, and who handles what nobody is named for.
extension RegulationCheck {
    func caseFindings() -> [Finding] { regulation.cases.flatMap { rule in ownerFindings(rule) + rule.clocks.flatMap { clockFindings($0, rule) } } }

    private func ownerFindings(_ rule: CaseRule) -> [Finding] {
        guard rule.assign.isEmpty, !rule.staysWithReceiver, !rule.isBeside else { return [] }
        return [Finding(.error, "caseOwnerMissing", at: Place(path: "cases.\(rule.id).assign"), ["case": rule.id])]
    }

    private func clockFindings(_ clock: CaseClock, _ rule: CaseRule) -> [Finding] {
        leadFindings(clock, rule) + stopFindings(clock, rule) + hoursFindings(clock, rule) + repetitionFindings(clock, rule)
    }

    /// A reminder as early as the clock itself would never be given.
    private func leadFindings(_ clock: CaseClock, _ rule: CaseRule) -> [Finding] {
        guard case .budget(let figure) = clock.length, let budget = checkedValues.period(figure) else { return [] }
        return clock.before.compactMap { action in
            guard let lead = action.period.flatMap({ checkedValues.period($0) }), lead.unit == budget.unit, lead.count >= budget.count else { return nil }
            return finding(.warning, "clockLeadTooLong", clock, rule, ["lead": lead.text, "budget": budget.text])
        }
    }

    private func stopFindings(_ clock: CaseClock, _ rule: CaseRule) -> [Finding] {
        let both = Set(clock.start).intersection(clock.stop)
        return both.isEmpty ? [] : [finding(.error, "clockStopsAtOnce", clock, rule, ["step": both.sorted().joined(separator: ", ")])]
    }

    private func hoursFindings(_ clock: CaseClock, _ rule: CaseRule) -> [Finding] {
        guard clock.isWorkingTime, regulation.time.workingHours == nil else { return [] }
        return [finding(.error, "workingHoursMissing", clock, rule)]
    }

    private func repetitionFindings(_ clock: CaseClock, _ rule: CaseRule) -> [Finding] {
        clock.againUntil.isEmpty || clock.again != nil ? [] : [finding(.warning, "clockEndsWithoutBeginning", clock, rule)]
    }

    private func finding(_ severity: Finding.Severity, _ code: String, _ clock: CaseClock, _ rule: CaseRule, _ more: [String: String] = [:]) -> Finding {
        Finding(severity, code, at: Place(path: "cases.\(rule.id).clocks.\(clock.id)"), more.merging(["clock": clock.id, "case": rule.id]) { a, _ in a })
    }

    private var checkedValues: CheckedValues { CheckedValues(regulation, values) }
}
