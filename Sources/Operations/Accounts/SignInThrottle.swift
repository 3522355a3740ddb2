import Domain
import Storage

/// How failures slow the next try: four are free, from the fifth on a pause that doubles from half a minute up to a quarter of an hour.
enum SignInThrottle {
    private static let free = 4
    private static let firstPause: Int64 = 30
    private static let longestPause: Int64 = 15 * 60
    /// Failures older than this are forgotten.
    static let memoryHours: Int64 = 24

    static func isLocked(_ failures: FailureRows.Failures?, at now: Instant) -> Bool {
        failures?.lockedUntil.map { now < $0 } ?? false
    }

    static func afterFailure(_ failures: FailureRows.Failures?, at now: Instant) -> FailureRows.Failures {
        let count = (failures?.count ?? 0) + 1
        return FailureRows.Failures(count: count, lockedUntil: pause(after: count).map { now.adding(seconds: $0) })
    }

    private static func pause(after count: Int) -> Int64? {
        guard count > free else { return nil }
        let doublings = min(count - free - 1, 10)
        return min(firstPause << doublings, longestPause)
    }
}
