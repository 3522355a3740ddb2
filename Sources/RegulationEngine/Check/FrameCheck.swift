import Domain

/// Draws that come too late for the windows that they decide on.
extension RegulationCheck {
    func frameFindings(_ rule: FollowUpRule) -> [Finding] {
        guard let choice = rule.choice, choice.isDrawn, choice.frame != .round, rule.window.anchor == nil, rule.window.term == nil else { return [] }
        guard let wait = choice.frame.longestWait else { return [finding(.note, "frameMayStayOpen", rule, [:])] }
        let limits = ([rule.window.within] + rule.window.orEarlier.map(\.within)).compactMap { CheckedValues(regulation, values).period($0) }
        guard let shortest = limits.min(by: { PeriodLength.least($0) < PeriodLength.least($1) }), PeriodLength.least(shortest) <= wait * 1440 else { return [] }
        return [finding(.warning, "frameClosesLate", rule, ["ends": shortest.text, "days": String(wait + 1)])]
    }

    private func finding(_ severity: Finding.Severity, _ code: String, _ rule: FollowUpRule, _ more: [String: String]) -> Finding {
        Finding(severity, code, at: Place(path: "followUps.\(rule.id).choose"), more.merging(["rule": rule.id]) { a, _ in a })
    }
}
