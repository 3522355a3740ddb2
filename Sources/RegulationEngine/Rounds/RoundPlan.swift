import Domain

/// A round with its figures filled in: the occasions that the calendar gives.
public struct RoundPlan: Sendable {
    enum Rhythm: Sendable {
        case period(RoundPeriod)
        case festivals([Festival], before: Period, after: Period)
    }

    let rhythm: Rhythm
    let times: Int
    let isSpread: Bool
    public let until: Period?

    init(_ round: RoundRule, rule: String, figures: Figures) throws(RuleError) {
        rhythm = try Self.rhythm(round.rhythm, rule, figures)
        if let figure = round.times { times = try figures.count(figure, rule: rule) } else { times = 1 }
        guard (1...366).contains(times) else { throw RuleError(rule: rule, .figureUnfit, ["figure": "times", "value": String(times)]) }
        isSpread = round.isSpread
        if let figure = round.until { until = try figures.period(figure, rule: rule) } else { until = nil }
    }

    private static func rhythm(_ rhythm: RoundRule.Rhythm, _ rule: String, _ figures: Figures) throws(RuleError) -> Rhythm {
        switch rhythm {
        case .period(let figure):
            let word: String? = switch figure {
            case .stated(let word): word
            case .parameter(let name): figures.text(name)
            }
            guard let period = word.flatMap(RoundPeriod.init) else {
                throw RuleError(rule: rule, .figureUnfit, ["figure": "every", "value": word ?? ""])
            }
            return .period(period)
        case .festivals(let festivals, let before, let after):
            return .festivals(festivals, before: try days(before, rule, figures), after: try days(after, rule, figures))
        }
    }

    private static func days(_ figure: Figure<Period>?, _ rule: String, _ figures: Figures) throws(RuleError) -> Period {
        guard let figure else { return Period(0, .days) }
        let period = try figures.period(figure, rule: rule)
        guard [.days, .weeks, .months].contains(period.unit) else {
            throw RuleError(rule: rule, .figureUnfit, ["figure": "every", "value": period.text])
        }
        return period
    }

    /// Every occasion that touches the days from `from` to `through`, by its first day.
    func occasions(from: LocalDay, through: LocalDay, dates: FestivalDates) -> [RoundOccasion] {
        guard from <= through else { return [] }
        let all: [RoundOccasion]
        switch rhythm {
        case .period(let period): all = periods(period, from, through)
        case .festivals(let festivals, let before, let after):
            all = festivals.flatMap { self.festivals($0, before, after, from, through, dates) }
        }
        return all.filter { $0.first <= through && $0.last >= from }.sorted { ($0.first, $0.name) < ($1.first, $1.name) }
    }

    private func periods(_ period: RoundPeriod, _ from: LocalDay, _ through: LocalDay) -> [RoundOccasion] {
        var found: [RoundOccasion] = []
        var span = period.span(of: from)
        while span.lowerBound <= through {
            found += turns(period.name(of: span.lowerBound), isSpread ? period.parts(of: span, times) : Array(repeating: span, count: times))
            span = period.span(of: span.upperBound.adding(days: 1))
        }
        return found
    }

    private func turns(_ name: String, _ spans: [ClosedRange<LocalDay>]) -> [RoundOccasion] {
        spans.enumerated().map { index, span in
            RoundOccasion(name: times == 1 ? name : "\(name)/\(index + 1)", first: span.lowerBound, last: span.upperBound, nth: index + 1)
        }
    }

    private func festivals(
        _ festival: Festival, _ before: Period, _ after: Period, _ from: LocalDay, _ through: LocalDay, _ dates: FestivalDates
    ) -> [RoundOccasion] {
        let days = dates.dates(of: festival, in: after.moved(from, by: -1)...before.moved(through, by: 1))
        return days.map { day in
            RoundOccasion(
                name: "\(festival.rawValue)-\(day.year)", first: before.moved(day, by: -1), last: after.moved(day, by: 1), festival: festival, day: day)
        }
    }
}

extension Period {
    /// The day that lies this period before (-1) or after (1) `day`; of calendar periods only.
    public func moved(_ day: LocalDay, by sign: Int) -> LocalDay {
        switch unit {
        case .weeks: day.adding(days: sign * boundedCount * 7)
        case .months: day.adding(months: sign * boundedCount)
        case .years: day.adding(months: sign * boundedCount * 12)
        default: day.adding(days: sign * boundedCount)
        }
    }
}
