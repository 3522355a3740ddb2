/// A time of day in minutes, 00:00 … 24:00.
public struct LocalTime: Hashable, Comparable, Sendable, Codable {
    public let minutes: Int

    public init?(minutes: Int) {
        guard (0...1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    public init?(hour: Int, minute: Int) {
        guard (0...24).contains(hour), (0...59).contains(minute) else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    /// Reads `09:30` or `24:00`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), parts[1].count == 2 else { return nil }
        self.init(hour: hour, minute: minute)
    }

    public static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }
    public var text: String { pad(minutes / 60, 2) + ":" + pad(minutes % 60, 2) }

    public static let startOfDay = LocalTime(minutes: 0)!
    public static let endOfDay = LocalTime(minutes: 1440)!
}

/// A fixed offset from UTC. China has one zone and no summer time; an organisation elsewhere sets its own offset.
public struct CivilZone: Hashable, Sendable, Codable {
    public let offsetMinutes: Int

    public init(offsetMinutes: Int) { self.offsetMinutes = offsetMinutes }

    /// Asia/Shanghai, UTC+8.
    public static let shanghai = CivilZone(offsetMinutes: 480)

    public func day(of instant: Instant) -> LocalDay {
        LocalDay(number: Int32(Int(localMilliseconds(instant)).quotientFloor(86_400_000)))
    }

    /// Whole minutes into the local day, 0 … 1439.
    public func time(of instant: Instant) -> LocalTime {
        LocalTime(minutes: Int(localMilliseconds(instant)).remainderFloor(86_400_000) / 60_000)!
    }

    /// The moment of `time` on `day`; 24:00 is 00:00 of the next day.
    public func instant(_ day: LocalDay, _ time: LocalTime = .startOfDay) -> Instant {
        Instant(milliseconds: (Int64(day.number) * 1440 + Int64(time.minutes) - Int64(offsetMinutes)) * 60_000)
    }

    /// 24:00 of `day`: the latest moment that still belongs to it. A limit reached to the second is met (Civil Code art. 1259).
    public func end(of day: LocalDay) -> Instant { instant(day, .endOfDay) }

    /// The day whose limit `limit` is: a limit at 00:00 is the 24:00 of the day before.
    public func limitDay(of limit: Instant) -> LocalDay { day(of: Instant(milliseconds: limit.milliseconds - 1)) }

    /// `2026-11-25T10:00:00+08:00`, with milliseconds only when there are any.
    public func iso(_ instant: Instant) -> String {
        let local = Int(localMilliseconds(instant))
        let (second, fraction) = (local.remainderFloor(86_400_000) / 1000, local.remainderFloor(1000))
        let clock = pad(second / 3600, 2) + ":" + pad(second / 60 % 60, 2) + ":" + pad(second % 60, 2)
        return day(of: instant).iso + "T" + clock + (fraction == 0 ? "" : "." + pad(fraction, 3)) + offsetText
    }

    /// Reads `2026-11-25 10:00`, `2026-11-25T10:00:30`, with seconds, milliseconds and offset or `Z` optional; without an offset the local time is meant.
    public func instant(iso text: some StringProtocol) -> Instant? {
        CivilText(String(text)).instant(in: self)
    }

    private func localMilliseconds(_ instant: Instant) -> Int64 { instant.milliseconds + Int64(offsetMinutes) * 60_000 }

    private var offsetText: String {
        let size = abs(offsetMinutes)
        return (offsetMinutes < 0 ? "-" : "+") + pad(size / 60, 2) + ":" + pad(size % 60, 2)
    }
}
