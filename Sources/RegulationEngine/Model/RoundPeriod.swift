import Domain

/// A period of the calendar in which everybody of a population has a turn.
public enum RoundPeriod: String, Sendable, Hashable, CaseIterable {
    case week, month, quarter, halfYear, year

    static let names = allCases.map(\.rawValue)

    private var months: Int? { NamedPeriod(rawValue: rawValue)?.months }

    /// First and last day of the period that `day` lies in. Weeks begin on Monday.
    func span(of day: LocalDay) -> ClosedRange<LocalDay> {
        guard let months else {
            let monday = day.adding(days: 1 - day.weekday)
            return monday...monday.adding(days: 6)
        }
        let first = day.firstOfMonth.adding(months: -((day.month - 1) % months))
        return first...first.adding(months: months - 1).lastOfMonth
    }

    /// `2026-W40`, `2026-09`, `2026-Q3`, `2026-H2`, `2026`.
    func name(of first: LocalDay) -> String {
        switch self {
        case .week: SamplingFrame.week.name(of: first)
        case .month: SamplingFrame.month.name(of: first)
        case .quarter: SamplingFrame.quarter.name(of: first)
        case .halfYear: "\(first.year)-H\(first.month > 6 ? 2 : 1)"
        case .year: String(first.year)
        }
    }

    /// So many parts of it, one after the other and together the whole: of months where they come out even, else of days, rounded down.
    func parts(of span: ClosedRange<LocalDay>, _ count: Int) -> [ClosedRange<LocalDay>] {
        let starts = (0...count).map { start($0, of: count, span) }
        return zip(starts, starts.dropFirst()).filter { $0 < $1 }.map { $0...$1.adding(days: -1) }
    }

    private func start(_ index: Int, of count: Int, _ span: ClosedRange<LocalDay>) -> LocalDay {
        if let months, months % count == 0 { return span.lowerBound.adding(months: months / count * index) }
        return span.lowerBound.adding(days: (span.upperBound.days(since: span.lowerBound) + 1) * index / count)
    }
}
