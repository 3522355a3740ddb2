import Domain
import Logging
import Operations
import SQLCore
import ServiceLifecycle
import Storage

/// What happens by itself while the server runs: committed journal entries are chained, what is due by the clock is done, sessions that
/// have ended are swept away. An error is logged and tried again at the next beat; nothing ends the heart.
public final class Heartbeat: Sendable {
    private let site: Site
    private let beats = AtomicCount()
    private static let sweepEvery = 3600

    public init(_ site: Site) { self.site = site }

    /// One beat; `serve` calls it every second, a test as often as it likes.
    public func beat() async {
        let (premises, now) = (site.premises, site.clock())
        await attempt("seal", counting: "entries_sealed") { try Sealer(premises).seal(at: now) }
        await attempt("tick", counting: "follow_ups_opened") { try Self.tick(premises, at: now) }
        if beats.next() % Self.sweepEvery == 1 {
            await attempt("sweep", counting: "sweeps") {
                try Authentication(premises).sweep(at: now)
                try WebhookDelivery(premises).sweep(at: now)
                return 1
            }
        }
    }

    /// What the clock brings, organisation by organisation; trouble in one stops no other.
    private static func tick(_ premises: Premises, at now: Instant) throws -> Int {
        var failure: (any Error)?
        var opened = 0
        for organisation in try premises.database.read({ try DirectoryRows.organisations(in: $0) }) {
            do {
                opened += try Tick(premises).run(Authentication(premises).engine(of: organisation.id, at: now)).opened
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return opened
    }

    private func attempt(_ what: String, counting name: String, _ body: @escaping @Sendable () throws -> Int) async {
        do {
            site.metrics.count(name, try await site.rooms.run(body))
        } catch is CancellationError {
            // The server ends; the next start goes on.
        } catch {
            site.metrics.count(what + "_failed")
            site.logger.error("\(what) failed, tried again at the next beat: \(String(reflecting: type(of: error)))")
        }
    }
}

/// Beats once a second until the server is asked to end.
struct HeartbeatService: Service {
    let heartbeat: Heartbeat

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await heartbeat.beat()
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
