import Domain
import Synchronization

/// Counts failed sign-ins by address, beside the count by name that the accounts keep: trying many names from one place is slowed too.
/// It lives in memory and forgets with the process; the accounts' own count does not.
final class AddressThrottle: Sendable {
    private struct Failures {
        var count: Int
        var until: Instant
    }

    private let limit: Int
    private let window: Int64
    private let failures = Mutex<[String: Failures]>([:])
    /// So many addresses are remembered; beyond it the oldest windows go first.
    private static let most = 10_000

    init(limit: Int, windowSeconds: Int64) { (self.limit, window) = (limit, windowSeconds) }

    /// - Throws: ``TooManyTries`` while the address has to wait.
    func admit(_ address: String, at now: Instant) throws {
        let until = failures.withLock { failures in
            failures[address].flatMap { $0.count >= limit && now < $0.until ? $0.until : nil }
        }
        if let until { throw TooManyTries(seconds: max(1, (until.milliseconds(since: now) + 999) / 1000)) }
    }

    func failed(_ address: String, at now: Instant) {
        failures.withLock { failures in
            if failures.count >= Self.most { Self.makeRoom(&failures, at: now) }
            let known = failures[address].flatMap { now < $0.until ? $0 : nil }
            failures[address] = Failures(count: (known?.count ?? 0) + 1, until: known?.until ?? now.adding(seconds: window))
        }
    }

    private static func makeRoom(_ failures: inout [String: Failures], at now: Instant) {
        failures = failures.filter { now < $0.value.until }
        guard failures.count >= most else { return }
        for (address, _) in failures.sorted(by: { $0.value.until < $1.value.until }).prefix(most / 10) { failures[address] = nil }
    }
}
