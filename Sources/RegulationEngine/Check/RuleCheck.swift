import Domain

/// Who makes a follow-up, by which way, and whether anything starts it.
extension RegulationCheck {
    func roleFindings(_ mapped: Set<String>) -> [Finding] {
        let used = UsedNames(regulation).roles
        return regulation.roles.filter { used.contains($0.id) && $0.source == nil && !mapped.contains($0.id) }.map {
            Finding(.error, "roleUnmapped", at: Place(path: "roles.\($0.id)"), ["role": $0.id])
        }
    }

    func assignFindings(_ rule: FollowUpRule) -> [Finding] {
        guard let last = rule.assign.last else { return [finding(.error, "assignMissing", rule, "assign")] }
        let isExhaustive = rule.assign.contains { $0.condition == .always } || coversEverySeverity(rule)
        let unreached = rule.assign.dropLast().contains { $0.condition == .always }
        return (isExhaustive ? [] : [finding(.warning, "assignNotExhaustive", rule, "assign")])
            + (unreached ? [finding(.warning, "assignLineUnreached", rule, "assign", ["last": last.to.first?.roleName ?? ""])] : [])
    }

    private func coversEverySeverity(_ rule: FollowUpRule) -> Bool {
        let named = rule.assign.flatMap { line -> [String] in
            if case .attribute("severity", .oneOf(let codes)) = line.condition { codes } else { [] }
        }
        return !regulation.severities.isEmpty && Set(regulation.severities.map(\.code)).isSubset(of: named)
    }

    func channelFindings(_ rule: FollowUpRule) -> [Finding] {
        guard !rule.channels.isEmpty else { return [finding(.error, "channelsMissing", rule, "channels")] }
        let endless = rule.channels.dropLast().firstIndex { $0.tries == nil && $0.condition == .always && $0.fromNth == nil }
        let stuck = rule.ladder.lostAgreedBy != nil && endless != nil
        let noForm = rule.form == nil ? [finding(.warning, "formMissing", rule, "form")] : []
        return noForm + (stuck ? [finding(.warning, "channelUnreachable", rule, "channels", ["channel": rule.channels[endless ?? 0].channel.rawValue])] : [])
    }

    func triggerFindings(_ rule: FollowUpRule) -> [Finding] {
        guard rule.trigger == .onRequest else { return [] }
        let isAsked = regulation.outcomes.flatMap { AskedRules.of($0.then) }.contains(rule.id)
        return isAsked ? [] : [finding(.warning, "requestedByNobody", rule, "onRequest")]
    }

    func reviewFindings(_ rule: FollowUpRule) -> [Finding] {
        let makers = Set(rule.assign.flatMap(\.to))
        return rule.review.filter { makers.contains($0.by) && $0.ownWorkBy == nil }.map {
            finding(.warning, "reviewOfOwnWork", rule, "review", ["role": $0.by.roleName])
        }
    }

    private func finding(_ severity: Finding.Severity, _ code: String, _ rule: FollowUpRule, _ key: String, _ more: [String: String] = [:]) -> Finding {
        Finding(severity, code, at: Place(path: "followUps.\(rule.id).\(key)"), more.merging(["rule": rule.id]) { a, _ in a })
    }
}

/// Rules that actions ask for by name.
enum AskedRules {
    static func of(_ actions: [OutcomeAction]) -> [String] {
        actions.flatMap { action -> [String] in
            switch action {
            case .again(let again): [again.rule].compactMap { $0 } + of(again.afterGuard)
            case .duty(let duty): duty.decision.map { $0.then.values.flatMap(of) } ?? []
            case .decide(let decision): decision.then.values.flatMap(of)
            default: []
            }
        }
    }
}
