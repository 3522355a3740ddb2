import Domain

/// Windows that open after they end.
struct WindowCheck {
    let rule: FollowUpRule
    let values: CheckedValues

    var findings: [Finding] { limits.flatMap(against) + aim }

    private var limits: [(path: String, period: Period)] {
        let further = rule.window.orEarlier.enumerated().map { ("orEarlier[\($0.offset)]", $0.element.within) }
        return ([("within", rule.window.within)] + further).compactMap { path, figure in values.period(figure).map { (path, $0) } }
    }

    private func against(_ limit: (path: String, period: Period)) -> [Finding] {
        let openings = [("notBefore", rule.window.notBefore), ("opensAfter", rule.window.after)].compactMap { name, figure in
            values.period(figure).map { (name, $0) }
        }
        return openings.filter { PeriodLength.least($0.1) > PeriodLength.most(limit.period) + day(after: $0.1, limit.period) }.map { name, opening in
            Finding(
                .error, "windowImpossible", at: Place(path: "followUps.\(rule.id).\(limit.path)"),
                ["rule": rule.id, name: opening.text, "opens": opening.text, "ends": limit.period.text])
        }
    }

    /// A limit of days ends at 24:00: hours that count from the same moment may reach into its last day.
    private func day(after opening: Period, _ limit: Period) -> Int { opening.isClockTime && !limit.isClockTime ? 1440 : 0 }

    private var aim: [Finding] {
        guard let aim = values.period(rule.window.aim), let within = values.period(rule.window.within), PeriodLength.least(aim) > PeriodLength.most(within) else { return [] }
        return [Finding(.warning, "aimBeyondLimit", at: Place(path: "followUps.\(rule.id).aim"), ["rule": rule.id, "aim": aim.text, "ends": within.text])]
    }
}

/// How long a period may be in minutes, whatever day it starts: months have 28 to 31 days, working days at least one and, through the longest
/// holiday, at most some more calendar days.
enum PeriodLength {
    private static let day = 1440

    static func least(_ period: Period) -> Int {
        switch period.unit {
        case .minutes: period.count
        case .hours: period.count * 60
        case .days, .workdays: period.count * day
        case .weeks: period.count * 7 * day
        case .months: period.count * 28 * day
        case .years: period.count * 365 * day
        }
    }

    static func most(_ period: Period) -> Int {
        switch period.unit {
        case .minutes, .hours, .days, .weeks: least(period)
        case .workdays: (period.count * 7 / 5 + 10) * day
        case .months: period.count * 31 * day
        case .years: period.count * 366 * day
        }
    }
}
