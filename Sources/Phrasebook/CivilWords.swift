import Domain

/// Days and moments in words, as seen from a moment in a place: today 17:30, 11-20 18:00, 7 h left.
public struct CivilWords: Sendable {
    public let phrases: Phrases
    public let zone: CivilZone
    public let now: Instant

    public init(_ phrases: Phrases, zone: CivilZone, now: Instant) {
        (self.phrases, self.zone, self.now) = (phrases, zone, now)
    }

    public var today: LocalDay { zone.day(of: now) }

    /// `11-20`, with the year when it is not this one.
    public func day(_ day: LocalDay) -> String {
        day.year == today.year ? String(day.iso.dropFirst(5)) : day.iso
    }

    /// `11-20`, or the word for yesterday, today and tomorrow.
    public func nearDay(_ day: LocalDay) -> String {
        switch day.days(since: today) {
        case -1: phrases("time.yesterday")
        case 0: phrases("time.today")
        case 1: phrases("time.tomorrow")
        default: self.day(day)
        }
    }

    /// `17:30`.
    public func time(_ instant: Instant) -> String { zone.time(of: instant).text }

    /// Today 17:30, yesterday 10:05, 11-18 15:42.
    public func moment(_ instant: Instant) -> String {
        moment(day: zone.day(of: instant), time: time(instant))
    }

    /// The same for the end of a period: the midnight after a day is that day's 24:00.
    public func limit(_ instant: Instant) -> String {
        let day = zone.limitDay(of: instant)
        return moment(day: day, time: zone.end(of: day) == instant ? LocalTime.endOfDay.text : time(instant))
    }

    /// `2026-11-20 10:21`: complete, for paper and records.
    public func full(_ instant: Instant) -> String { zone.day(of: instant).iso + " " + time(instant) }

    /// The same for the end of a period.
    public func fullLimit(_ instant: Instant) -> String {
        let day = zone.limitDay(of: instant)
        return day.iso + " " + (zone.end(of: day) == instant ? LocalTime.endOfDay.text : time(instant))
    }

    /// `2026-11-20T10:21`: what a `datetime-local` field takes.
    public func fieldValue(_ instant: Instant) -> String { zone.day(of: instant).iso + "T" + time(instant) }

    /// Friday, 20 November, 10:24.
    public func dateline(_ instant: Instant) -> String {
        let day = zone.day(of: instant)
        return phrases("time.dateline", [
            "month": .text(phrases(Self.months[day.month - 1])), "day": .text(String(day.day)),
            "weekday": .text(phrases(Self.weekdays[day.weekday - 1])), "time": .text(time(instant)),
        ])
    }

    /// November 2026.
    public func month(of day: LocalDay) -> String {
        phrases("time.month", ["year": .text(String(day.year)), "month": .text(phrases(Self.months[day.month - 1]))])
    }

    /// Fri.
    public func weekday(_ day: LocalDay) -> String { weekdayName(day.weekday) }

    /// 1 is Monday, 7 is Sunday.
    func weekdayName(_ number: Int) -> String { phrases(Self.weekdays[number - 1]) }

    private func moment(day: LocalDay, time: String) -> String {
        switch day.days(since: today) {
        case -1: phrases("time.yesterdayAt", ["time": .text(time)])
        case 0: phrases("time.todayAt", ["time": .text(time)])
        case 1: phrases("time.tomorrowAt", ["time": .text(time)])
        default: self.day(day) + " " + time
        }
    }

    private static let weekdays: [PhraseKey] = [
        "time.monday", "time.tuesday", "time.wednesday", "time.thursday", "time.friday", "time.saturday", "time.sunday",
    ]
    private static let months: [PhraseKey] = [
        "time.month1", "time.month2", "time.month3", "time.month4", "time.month5", "time.month6",
        "time.month7", "time.month8", "time.month9", "time.month10", "time.month11", "time.month12",
    ]
}
