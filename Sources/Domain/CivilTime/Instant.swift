/// A moment: milliseconds since 1970-01-01T00:00:00Z. The only form in which moments are stored.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }

    public func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }
    public func adding(minutes: Int64) -> Instant { adding(seconds: minutes * 60) }
    public func adding(hours: Int64) -> Instant { adding(seconds: hours * 3600) }

    /// Whole and broken milliseconds from `earlier` to here; negative when here is earlier.
    public func milliseconds(since earlier: Instant) -> Int64 { milliseconds - earlier.milliseconds }
}
