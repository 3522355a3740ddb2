import Domain

/// Rounds that the calendar or their own figures cannot carry.
extension RegulationCheck {
    /// Figures of a round that cannot be meant, a window that reaches beyond the turn, festivals whose dates are not known.
    func roundFindings(_ rule: FollowUpRule, _ calendar: WorkingCalendar?, _ year: Int?) -> [Finding] {
        guard case .each(let round) = rule.trigger else { return [] }
        return figures(round, rule) + beyond(round, rule) + undated(round, rule, calendar, year)
    }

    private func figures(_ round: RoundRule, _ rule: FollowUpRule) -> [Finding] {
        let edition = Edition(id: EditionID(0), adoption: AdoptionID(0), regulation: regulation, values: proposed)
        do throws(RuleError) {
            _ = try RoundPlan(round, rule: rule.id, figures: Figures(edition))
            return []
        } catch {
            // A figure that nobody accepted yet is told where figures are.
            guard error.code == .figureUnfit else { return [] }
            return [finding(.error, "roundUnfit", rule, "every", ["figure": error.arguments["figure"] ?? "", "value": error.arguments["value"] ?? ""])]
        }
    }

    private var proposed: [String: String] {
        Dictionary(regulation.parameters.compactMap { one in one.value.map { (one.id, $0) } }, uniquingKeysWith: { a, _ in a }).merging(values) { _, b in b }
    }

    /// The next turn would come while the last one may still be made.
    private func beyond(_ round: RoundRule, _ rule: FollowUpRule) -> [Finding] {
        let known = CheckedValues(regulation, values)
        guard rule.window.term == nil, let within = known.period(rule.window.within), let period = shortest(round),
            PeriodLength.least(within) > PeriodLength.most(period)
        else { return [] }
        return [finding(.warning, "windowBeyondTurn", rule, "within", ["ends": within.text, "every": period.text])]
    }

    private func shortest(_ round: RoundRule) -> Period? {
        guard case .period(let figure) = round.rhythm else { return nil }
        let word: String? = switch figure {
        case .stated(let word): word
        case .parameter(let name): proposed[name]
        }
        switch word.flatMap(RoundPeriod.init) {
        case .week: return Period(1, .weeks)
        case .month: return Period(1, .months)
        case .quarter: return Period(3, .months)
        case .halfYear: return Period(6, .months)
        case .year: return Period(1, .years)
        case nil: return nil
        }
    }

    private func undated(_ round: RoundRule, _ rule: FollowUpRule, _ calendar: WorkingCalendar?, _ year: Int?) -> [Finding] {
        guard case .festivals(let festivals, _, _) = round.rhythm, let calendar, let year else { return [] }
        return festivals.filter { festival in [year, year + 1].contains { !calendar.festivalDates.knows(festival, in: $0) } }.map {
            finding(.warning, "festivalUndated", rule, "every", ["festival": $0.rawValue])
        }
    }

    private func finding(_ severity: Finding.Severity, _ code: String, _ rule: FollowUpRule, _ key: String, _ more: [String: String]) -> Finding {
        Finding(severity, code, at: Place(path: "followUps.\(rule.id).\(key)"), more.merging(["rule": rule.id]) { a, _ in a })
    }
}
