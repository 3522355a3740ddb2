/// Which days are worked: the statutory schedule with its make-up workdays, and the organisation's own days on top.
///
/// A year whose schedule is not loaded never stops planning: weekends and known festival days count as off,
/// and everything decided with it is *provisional*.
public struct WorkingCalendar: Sendable, Hashable {
    /// Why a day is worked or not.
    public enum Reason: String, Sendable, Hashable, Codable {
        case weekday, weekend, holiday, makeUpWorkday, ownDayOff, ownWorkday, festivalAssumedOff
    }

    public struct Status: Sendable, Hashable {
        public let isWorkday: Bool
        public let reason: Reason
        /// The holiday's name as the schedule gives it, if any.
        public let name: String?
        /// The year's schedule is not published or not loaded.
        public let isProvisional: Bool

        public init(isWorkday: Bool, reason: Reason, name: String? = nil, isProvisional: Bool = false) {
            (self.isWorkday, self.reason, self.name, self.isProvisional) = (isWorkday, reason, name, isProvisional)
        }
    }

    public struct Entry: Sendable, Hashable {
        public let isWorkday: Bool
        public let name: String
        public init(isWorkday: Bool, name: String) { (self.isWorkday, self.name) = (isWorkday, name) }
    }

    /// Names this content: two calendars with the same revision give the same answers.
    public let revision: String
    public let loadedYears: Set<Int>
    private let statutory: [LocalDay: Entry]
    private let own: [LocalDay: Entry]
    private let festivals: [LocalDay: String]
    /// Dates of the festivals that rounds go by, days off or not.
    public let festivalDates: FestivalDates
    private let table: WorkdayTable

    public init(
        revision: String, loadedYears: Set<Int>, statutory: [LocalDay: Entry], own: [LocalDay: Entry] = [:], festivals: [LocalDay: String] = [:],
        festivalDates: FestivalDates = FestivalDates()
    ) {
        self.festivalDates = festivalDates
        (self.revision, self.loadedYears, self.statutory, self.own, self.festivals) = (revision, loadedYears, statutory, own, festivals)
        let days = Array(statutory.keys) + Array(own.keys) + Array(festivals.keys)
        table = WorkdayTable(covering: loadedYears.union(days.map(\.year))) {
            Self.judge($0, loadedYears, statutory: statutory, own: own, festivals: festivals)
        }
    }

    /// The same schedule with an organisation's own days on top; another content has another revision.
    public func adding(own days: [LocalDay: Entry]) -> WorkingCalendar {
        let text = days.sorted { $0.key < $1.key }.map { "\($0.key.number):\($0.value.isWorkday):\($0.value.name)" }.joined(separator: ";")
        // FNV-1a: a name for the content, not a proof of it.
        let name = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return WorkingCalendar(
            revision: revision + "+own." + String(name, radix: 16), loadedYears: loadedYears, statutory: statutory, own: days, festivals: festivals,
            festivalDates: festivalDates)
    }

    /// The same calendar, in which these days are what they are said to be: for a clock whose past was counted by an earlier calendar.
    public func remembering(_ days: [LocalDay: Entry]) -> WorkingCalendar {
        WorkingCalendar(
            revision: revision, loadedYears: loadedYears, statutory: statutory, own: own.merging(days) { _, past in past }, festivals: festivals,
            festivalDates: festivalDates)
    }

    /// The same calendar with the schedule of one more year loaded, in place of what it knew of that year.
    public func loading(year: Int, _ days: [LocalDay: Entry]) -> WorkingCalendar {
        let merged = statutory.filter { $0.key.year != year }.merging(days) { _, new in new }
        return WorkingCalendar(
            revision: revision + "+" + String(year), loadedYears: loadedYears.union([year]), statutory: merged, own: own, festivals: festivals,
            festivalDates: festivalDates)
    }

    /// The same calendar as it was before these years were published: everything in them is provisional.
    public func forgetting(years: Set<Int>) -> WorkingCalendar {
        WorkingCalendar(
            revision: revision + "-" + years.sorted().map(String.init).joined(separator: "-"), loadedYears: loadedYears.subtracting(years),
            statutory: statutory.filter { !years.contains($0.key.year) }, own: own, festivals: festivals, festivalDates: festivalDates)
    }

    /// Weekends off and nothing else known; every year provisional.
    public static let weekendsOnly = WorkingCalendar(revision: "weekends", loadedYears: [], statutory: [:])

    public func status(of day: LocalDay) -> Status { Self.judge(day, loadedYears, statutory: statutory, own: own, festivals: festivals) }

    private static func judge(
        _ day: LocalDay, _ loadedYears: Set<Int>, statutory: [LocalDay: Entry], own: [LocalDay: Entry], festivals: [LocalDay: String]
    ) -> Status {
        let provisional = !loadedYears.contains(day.year)
        if let entry = own[day] {
            return Status(isWorkday: entry.isWorkday, reason: entry.isWorkday ? .ownWorkday : .ownDayOff, name: entry.name, isProvisional: false)
        }
        if let entry = statutory[day] {
            return Status(isWorkday: entry.isWorkday, reason: entry.isWorkday ? .makeUpWorkday : .holiday, name: entry.name)
        }
        if provisional, let name = festivals[day] {
            return Status(isWorkday: false, reason: .festivalAssumedOff, name: name, isProvisional: true)
        }
        let weekend = day.weekday >= 6
        return Status(isWorkday: !weekend, reason: weekend ? .weekend : .weekday, isProvisional: provisional)
    }

    /// `status(of:).isWorkday`, from a table where the calendar says anything about the year.
    public func isWorkday(_ day: LocalDay) -> Bool { table.isWorkday(day) ?? status(of: day).isWorkday }

    /// `status(of:).isProvisional`, from the same table.
    public func isProvisional(_ day: LocalDay) -> Bool { table.isProvisional(day) ?? status(of: day).isProvisional }

    /// `day` itself when worked, else the next worked day (Civil Code art. 203). Gives up after two years of days off.
    public func firstWorkday(onOrAfter day: LocalDay) -> LocalDay {
        var candidate = day
        for _ in 0..<731 where !isWorkday(candidate) { candidate = candidate.adding(days: 1) }
        return candidate
    }
}
