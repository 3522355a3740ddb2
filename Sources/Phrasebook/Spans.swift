import Domain

extension CivilWords {
    /// What is left until a limit, or by how much it is past: 7 h 36 min left, 2 days left, 16 h overdue.
    public func remaining(until limit: Instant) -> String {
        let milliseconds = limit.milliseconds(since: now)
        return milliseconds >= 0 ? left(minutes: Int(milliseconds / 60_000)) : over(minutes: Int(-milliseconds / 60_000))
    }

    private func left(minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        switch minutes {
        case ..<60: return phrases("time.leftMinutes", ["n": .number(max(minutes, 1))])
        case ..<(12 * 60) where rest > 0:
            return phrases("time.leftHoursMinutes", ["hours": .number(hours), "minutes": .number(rest)])
        case ..<(24 * 60): return phrases("time.leftHours", ["n": .number(hours)])
        default: return phrases("time.leftDays", ["n": .number(hours / 24)])
        }
    }

    private func over(minutes: Int) -> String {
        switch minutes {
        case ..<60: phrases("time.overMinutes", ["n": .number(max(minutes, 1))])
        case ..<(24 * 60): phrases("time.overHours", ["n": .number(minutes / 60)])
        default: phrases("time.overDays", ["n": .number(minutes / 1440)])
        }
    }

    /// How soon something agreed comes: in 16 min, in 3 h; past it, that its time has come.
    public func until(_ instant: Instant) -> String {
        let minutes = Int(instant.milliseconds(since: now) / 60_000)
        switch minutes {
        case ..<0: return phrases("time.reached")
        case ..<60: return phrases("time.inMinutes", ["n": .number(max(minutes, 1))])
        case ..<(24 * 60): return phrases("time.inHours", ["n": .number(minutes / 60)])
        default: return phrases("time.inDays", ["n": .number(minutes / 1440)])
        }
    }
}

extension Phrases {
    /// A length of time in its two largest parts: 3 min 12 s, 16 h 21 min, 2 days 4 h.
    public func duration(seconds: Int) -> String {
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        if days > 0 { return self("time.daysHours", ["days": .number(days), "hours": .number(hours)]) }
        if hours > 0 { return self("time.hoursMinutes", ["hours": .number(hours), "minutes": .number(minutes)]) }
        if minutes > 0 { return self("time.minutesSeconds", ["minutes": .number(minutes), "seconds": .number(seconds % 60)]) }
        return self("time.seconds", ["n": .number(seconds)])
    }

    /// A period of a regulation: 3 days, 5 workdays, 1 month.
    public func period(_ period: Period) -> String {
        let count: [String: PhraseValue] = ["n": .number(period.count)]
        switch period.unit {
        case .minutes: return self("time.periodMinutes", count)
        case .hours: return self("time.periodHours", count)
        case .days: return self("time.periodDays", count)
        case .workdays: return self("time.periodWorkdays", count)
        case .weeks: return self("time.periodWeeks", count)
        case .months: return self("time.periodMonths", count)
        case .years: return self("time.periodYears", count)
        }
    }
}
