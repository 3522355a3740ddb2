import Domain
import Storage

/// A stretch of limits that moves with the day, so that a kept filter asks for the same tomorrow.
public enum LimitPeriod: String, Sendable, Hashable, CaseIterable {
    /// Limits of today, passed or not.
    case today
    /// Limits from now until the end of the seventh day.
    case nextWeek
    /// Limits that passed within the last 30 days.
    case lastMonth

    /// After the first moment, until the second.
    func bounds(_ context: Context) -> (after: Instant, until: Instant) {
        let justNow = Instant(milliseconds: context.now.milliseconds - 1)
        switch self {
        case .today: return (context.zone.instant(context.today), context.endOfToday)
        case .nextWeek: return (justNow, context.zone.end(of: context.today.adding(days: 7)))
        case .lastMonth: return (context.zone.instant(context.today.adding(days: -30)), justNow)
        }
    }

    func narrow(_ filter: inout QueueRows.Filter, _ context: Context) {
        let (after, until) = bounds(context)
        filter.dueAfter = [filter.dueAfter, after].compactMap(\.self).max()
        filter.dueUntil = [filter.dueUntil, until].compactMap(\.self).min()
    }
}
