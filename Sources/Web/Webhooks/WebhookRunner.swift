import Domain
import Logging
import Operations
import ServiceLifecycle
import Synchronization

/// Sends a message of ours to another program. `serve` is given one that uses the network.
public protocol WebhookSending: Sendable {
    /// Why an address may not be told; nil for one that may, as far as that can be said without asking where its name leads.
    func refusal(of url: String) -> String?
    func send(to url: String, headers: [String: String], body: String) async -> ParcelOutcome
}

/// Delivers what the outbox holds. An address that answers slowly holds up its own messages and nobody else's.
public final class WebhookRunner: Sendable {
    private let site: Site
    private let sending: any WebhookSending
    private let busy = Mutex<Set<Int64>>([])

    public init(_ site: Site, sending: any WebhookSending) { (self.site, self.sending) = (site, sending) }

    /// Everything that is due now, each address for itself; returns when all of it is settled.
    public func beat() async {
        do {
            let (premises, now, passing) = (site.premises, site.clock(), busy.withLock { $0 })
            let parcels = try await site.rooms.run { try WebhookDelivery(premises).due(passing: passing, at: now) }
            await withDiscardingTaskGroup { group in
                for (webhook, some) in Dictionary(grouping: parcels, by: \.webhook) {
                    busy.withLock { _ = $0.insert(webhook) }
                    group.addTask { [self] in
                        for parcel in some { await deliver(parcel) }
                        busy.withLock { _ = $0.remove(webhook) }
                    }
                }
            }
        } catch is CancellationError {
            // The server ends; what waits is sent when it runs again.
        } catch {
            tell(error)
        }
    }

    private func deliver(_ parcel: Parcel) async {
        let outcome = await sending.send(to: parcel.url, headers: parcel.headers, body: parcel.body)
        do {
            let (premises, now) = (site.premises, site.clock())
            let isDead = try await site.rooms.run { try WebhookDelivery(premises).settle(parcel, outcome, at: now) }
            site.metrics.count(isDead ? "webhooks_given_up" : outcome.isTaken ? "webhooks_delivered" : "webhooks_failed")
        } catch {
            // Handed out again after its lease: the receiver knows the message by its id.
            tell(error)
        }
    }

    private func tell(_ error: any Error) {
        site.metrics.count("webhook_run_failed")
        site.logger.error("webhooks: tried again later: \(String(reflecting: type(of: error)))")
    }
}

/// Looks into the outbox every second until the server is asked to end.
struct WebhookService: Service {
    let runner: WebhookRunner

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    group.addTask { await runner.beat() }
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }
}
