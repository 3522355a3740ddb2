import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Synchronization
import Testing

@testable import Web

/// A webhook from its page to its receiver: one that works, fails, is slow, and comes back.
@Suite struct WebhookPagesTests {
    /// A receiver in the place of the network.
    private final class FakeReceiver: WebhookSending {
        struct Received: Sendable, Equatable {
            var url: String
            var id: String
            var body: String
        }

        let received = Mutex<[Received]>([])
        let status = Mutex(200)
        let gate = Mutex<(@Sendable (String) async -> Void)?>(nil)

        func refusal(of url: String) -> String? { url.hasPrefix("https://") ? nil : "notSecure" }

        func send(to url: String, headers: [String: String], body: String) async -> ParcelOutcome {
            received.withLock { $0.append(Received(url: url, id: headers["webhook-id"] ?? "", body: body)) }
            if let gate = gate.withLock({ $0 }) { await gate(url) }
            return .answered(status.withLock { $0 })
        }

        var all: [Received] { received.withLock { $0 } }
    }

    private func bench(_ body: @Sendable (Walk, FakeReceiver, WebhookRunner, Browser) async throws -> Void) async throws {
        let (bench, receiver) = (try TestSite.make(), FakeReceiver())
        var site = bench.site
        site.webhookRefusal = { receiver.refusal(of: $0) }
        let changed = TestSite(site: site, spool: bench.spool, moment: bench.moment)
        try await changed.test { client in
            let walk = Walk(bench: changed, client: client)
            try await body(walk, receiver, WebhookRunner(changed.site, sending: receiver), try await walk.browser(.admin))
        }
    }

    private func make(_ admin: Browser, _ url: String, happening: String = "followUp.opened") async throws -> (id: String, secret: String) {
        let made = try await admin.post("/webhooks", [("name", "接收方"), ("url", url), ("happening", happening)])
        let secret = try #require(made.text.firstMatch(of: #/<code class="secret">(whsec_[^<]+)</#)).output.1
        let ids = made.text.matches(of: #/\/webhooks\/(\d+)\/ping/#).map { String($0.output.1) }
        return (try #require(ids.last), String(secret))
    }

    @Test func aWebhookIsMadeTestedAndToldWhatHappens() async throws {
        try await bench { walk, receiver, runner, admin in
            let wrong = try await admin.post("/webhooks", [("name", "接收方"), ("url", "http://10.0.0.1/")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("http://10.0.0.1/"), "what was typed is still there")
            let made = try await make(admin, "https://example.org/hook")
            #expect(!(try await admin.get("/webhooks").text.contains(made.secret)), "shown once")
            #expect(try await admin.post("/webhooks/\(made.id)/ping", []).status == .seeOther)
            await runner.beat()
            #expect(receiver.all.map(\.url) == ["https://example.org/hook"] && receiver.all[0].body.contains("\"ping\""))

            try await walk.adoptR22()
            let source = try await walk.program(.quality, [.eventsWrite])
            _ = try await source.post("/api/v1/events", Walk.dischargeObject("ZY1"), key: "1")
            walk.bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(walk.bench.site).beat()
            await runner.beat()
            #expect(receiver.all.count == 2 && receiver.all[1].body.contains("followUp.opened"))
            await runner.beat()
            #expect(receiver.all.count == 2, "once")
            let page = try await walk.browser(.admin).get("/webhooks/\(made.id)")
            #expect(page.text.matches(of: /已送达/).count == 2)
            for person in [TestSite.Person.nurse, .quality] { #expect(try await walk.browser(person).get("/webhooks").status == .forbidden) }
            #expect(try await walk.browser(.stranger).get("/webhooks/\(made.id)").status == .notFound)
        }
    }

    @Test func aReceiverThatFailsAndComesBackHearsEverything() async throws {
        try await bench { walk, receiver, runner, admin in
            let made = try await make(admin, "https://example.org/hook")
            receiver.status.withLock { $0 = 500 }
            try await admin.post("/webhooks/\(made.id)/ping", [])
            await runner.beat()
            await runner.beat()
            #expect(receiver.all.count == 1, "not at once again")
            #expect(try await admin.get("/webhooks").text.contains("目前送不到"))
            receiver.status.withLock { $0 = 204 }
            walk.bench.moment.advance(seconds: 7)
            await runner.beat()
            #expect(receiver.all.count == 2 && receiver.all[0] == receiver.all[1], "the same message with the same id")
            #expect(!(try await admin.get("/webhooks").text.contains("目前送不到")))

            receiver.status.withLock { $0 = 410 }
            try await admin.post("/webhooks/\(made.id)/ping", [])
            let (premises, site) = (walk.bench.site.premises, walk.bench.site)
            for _ in 1...12 {
                await runner.beat()
                walk.bench.moment.advance(seconds: 36_000)
                let now = walk.bench.moment.current
                try await site.rooms.run {
                    try WebhookAdministration(premises).resume(
                        Int64(made.id)!, Authentication(premises).engine(of: TestSite.Person.admin.organisation, at: now))
                }
            }
            let later = try await walk.browser(.admin)
            let page = try await later.get("/webhooks/\(made.id)")
            let replay = String(try #require(page.text.firstMatch(of: #/action="(\/webhooks\/\d+\/messages\/\d+\/replay)"/#)).output.1)
            receiver.status.withLock { $0 = 200 }
            #expect(try await later.post(replay, []).status == .seeOther)
            await runner.beat()
            #expect(try await later.get("/webhooks/\(made.id)").text.matches(of: /已送达/).count == 2)
            #expect(try await later.post(replay, []).status == .conflict)
        }
    }

    /// A slow receiver holds up nobody else.
    @Test func aSlowReceiverHoldsUpNobodyElse() async throws {
        try await bench { walk, receiver, runner, admin in
            let (slow, fast) = (try await make(admin, "https://slow.example/"), try await make(admin, "https://fast.example/"))
            let (stream, opening) = AsyncStream<Void>.makeStream()
            receiver.gate.withLock { $0 = { url in if url.contains("slow") { for await _ in stream { break } } } }
            for id in [slow.id, fast.id] { try await admin.post("/webhooks/\(id)/ping", []) }
            async let first: Void = runner.beat()
            while receiver.all.count < 2 { await Task.yield() }
            try await admin.post("/webhooks/\(fast.id)/ping", [])
            try await admin.post("/webhooks/\(slow.id)/ping", [])
            while receiver.all.count < 3 { await runner.beat() }
            #expect(receiver.all.map(\.url).filter { $0.contains("slow") }.count == 1, "it has its hands full")
            opening.finish()
            await first
            await runner.beat()
            #expect(receiver.all.map(\.url).filter { $0.contains("slow") }.count == 2)
        }
    }

    @Test func whatIsPausedWaitsAndWhatIsRemovedIsNotSent() async throws {
        try await bench { walk, receiver, runner, admin in
            let (one, other) = (try await make(admin, "https://one.example/"), try await make(admin, "https://two.example/"))
            for id in [one.id, other.id] { try await admin.post("/webhooks/\(id)/ping", []) }
            #expect(try await admin.post("/webhooks/\(one.id)/pause", []).status == .seeOther)
            #expect(try await admin.post("/webhooks/\(other.id)/removal", []).status == .seeOther)
            await runner.beat()
            #expect(receiver.all == [])
            #expect(try await admin.get("/webhooks/\(other.id)").status == .notFound)
            try await admin.post("/webhooks/\(one.id)/resumption", [])
            await runner.beat()
            #expect(receiver.all.map(\.url) == ["https://one.example/"])
        }
    }
}
