import Domain
import RegulationEngine

/// The slow and obvious way to a limit: one day, or one minute, after the other. Shares nothing with `Deadlines`.
struct DayWalk {
    let calendar: WorkingCalendar
    let zone = CivilZone.shanghai
    let pauses: [Pause]
    var closeOfBusiness: LocalTime?

    func end(of day: LocalDay) -> Instant { zone.instant(day, closeOfBusiness ?? .endOfDay) }

    /// A day whose end falls into a pause does not count.
    func isPaused(_ day: LocalDay) -> Bool {
        let end = end(of: day)
        return pauses.contains { $0.from < end && end <= $0.to! }
    }

    func limit(from start: Instant, _ budget: Period, _ lastDay: TimeRules.LastDay) -> Instant {
        if budget.isClockTime { return clock(from: start, minutes: budget.count * (budget.unit == .hours ? 60 : 1)) }
        var day = lastDay == .rolls ? rolled(counted(from: start, budget)) : counted(from: start, budget)
        while budget.count == 0 && isPaused(day) { day = day.adding(days: 1) }
        return max(end(of: day), start)
    }

    private func counted(from start: Instant, _ budget: Period) -> LocalDay {
        let zero = zone.day(of: start)
        var left = needed(budget, zero)
        var day = zero
        if left == 0 { return firstUnpaused(zero, worked: budget.unit == .workdays) }
        while left > 0 {
            day = day.adding(days: 1)
            let counts = budget.unit == .workdays ? calendar.status(of: day).isWorkday : true
            if counts && !isPaused(day) { left -= 1 }
        }
        return day
    }

    private func firstUnpaused(_ zero: LocalDay, worked: Bool) -> LocalDay {
        guard isPaused(zero) else { return zero }
        var day = zero.adding(days: 1)
        while isPaused(day) || (worked && !calendar.status(of: day).isWorkday) { day = day.adding(days: 1) }
        return day
    }

    private func needed(_ budget: Period, _ zero: LocalDay) -> Int {
        switch budget.unit {
        case .weeks: budget.count * 7
        case .months: corresponding(zero, budget.count).days(since: zero)
        case .years: corresponding(zero, budget.count * 12).days(since: zero)
        default: budget.count
        }
    }

    /// Month by month; the month's last day where there is no corresponding one.
    private func corresponding(_ zero: LocalDay, _ months: Int) -> LocalDay {
        var (year, month) = (zero.year, zero.month)
        for _ in 0..<months { (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1) }
        var day = zero.day
        while LocalDay(year: year, month: month, day: day) == nil { day -= 1 }
        return LocalDay(year: year, month: month, day: day)!
    }

    private func rolled(_ day: LocalDay) -> LocalDay {
        var day = day
        guard !calendar.status(of: day).isWorkday else { return day }
        repeat { day = day.adding(days: 1) } while !calendar.status(of: day).isWorkday || isPaused(day)
        return day
    }

    /// Minute by minute; starts and pauses of the samples lie on whole minutes.
    private func clock(from start: Instant, minutes: Int) -> Instant {
        var (moment, left) = (start, minutes)
        while minutes == 0, pauses.contains(where: { $0.from < moment && moment < $0.to! }) { moment = moment.adding(minutes: 1) }
        while left > 0 {
            let isPaused = pauses.contains { $0.from <= moment && moment < $0.to! }
            moment = moment.adding(minutes: 1)
            if !isPaused { left -= 1 }
        }
        return moment
    }
}

/// Random, but the same for the same seed: calendars, starts, budgets, pauses.
struct TimeCase {
    let walk: DayWalk
    let start: Instant
    let budget: Period
    let reading: LimitReading

    private static let epoch = LocalDay(iso: "2024-01-01")!

    static let calendars: [WorkingCalendar] = {
        var random = Seeded(17)
        return (0..<8).map { index in
            let days = (0..<120).map { _ in epoch.adding(days: Int.random(in: 0..<2200, using: &random)) }
            let entries = Dictionary(
                days.map { ($0, WorkingCalendar.Entry(isWorkday: random.chance(30), name: "x")) }, uniquingKeysWith: { a, _ in a })
            return WorkingCalendar(revision: "random \(index)", loadedYears: index == 0 ? [] : [2024, 2025, 2026, 2027], statutory: entries)
        }
    }()

    init(_ random: inout Seeded, pausing: Bool) {
        let unit = random.pick(Period.Unit.allCases)
        let most: [Period.Unit: Int] = [.minutes: 3000, .hours: 60, .days: 60, .workdays: 40, .weeks: 9, .months: 14, .years: 2]
        budget = Period(Int.random(in: 0...most[unit]!, using: &random), unit)
        start = Self.moment(&random, Int.random(in: 0..<1200, using: &random))
        let close = random.chance(30) ? random.pick([LocalTime("17:30")!, LocalTime("12:00")!, LocalTime("08:01")!]) : nil
        reading = LimitReading(lastDay: random.chance(50) ? .rolls : .stays, closeOfBusiness: close)
        let begin = start
        let pauses = pausing ? (0..<Int.random(in: 0...3, using: &random)).map { _ in Self.pause(&random, near: begin) } : []
        walk = DayWalk(calendar: random.pick(Self.calendars), pauses: Self.apart(pauses), closeOfBusiness: close)
    }

    private static func moment(_ random: inout Seeded, _ day: Int) -> Instant {
        let minute = random.chance(20) ? random.pick([0, 1, 1439]) : Int.random(in: 0..<1440, using: &random)
        return CivilZone.shanghai.instant(epoch.adding(days: day)).adding(minutes: Int64(minute))
    }

    private static func pause(_ random: inout Seeded, near start: Instant) -> Pause {
        let day = Int(CivilZone.shanghai.day(of: start).days(since: epoch)) + Int.random(in: -2...40, using: &random)
        let from = moment(&random, max(0, day))
        return Pause(from: from, to: from.adding(minutes: Int64(Int.random(in: 1...(random.chance(50) ? 9000 : 600), using: &random))))
    }

    /// Without overlap: two pauses that touch through midnight would be one, and the walk looks at each alone.
    private static func apart(_ pauses: [Pause]) -> [Pause] {
        pauses.sorted { $0.from < $1.from }.reduce(into: []) { kept, pause in
            if kept.last.map({ $0.to!.adding(minutes: 1) < pause.from }) ?? true { kept.append(pause) }
        }
    }
}
