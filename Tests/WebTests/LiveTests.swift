import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// What an open page asks by itself: rows and notices, nothing twice, nobody's session kept alive by it.
@Suite struct LiveTests {
    private static let json: HTTPFields = [.accept: "application/json"]

    @Test func rowsAndNoticesAndNothingTwice() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges((1...3).map { Walk.discharge("ZY\($0)") })
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let (head, other) = (try await walk.browser(.head), try await walk.browser(.otherHead))
            let first = try await head.get("/pulse?scope=unit", Self.json)
            let ids = first.text.matches(of: #/"(\d{10,})"/#).map { String($0.output.1) }
            #expect(first.status == .ok && ids.count == 3)
            let mark = try #require(first.headers[.eTag])
            #expect(try await head.get("/pulse?scope=unit", Self.json + [.ifNoneMatch: mark]).status == .notModified)
            #expect(try await other.get("/pulse?scope=unit", Self.json).text.contains("\"rows\":[]"), "another ward's are not there")
            #expect(!(try await head.get("/pulse", Self.json)).text.contains("rows"))

            let planned = try await head.post("/bulk", [("followUp", ids[0]), ("deed", "reassign")])
            let place = String(try #require(planned.location).prefix { $0 != "?" })
            _ = try await head.post(place, [("step", "do"), ("assignee", "pool"), ("reason", "x")])
            let nurse = try await walk.browser(.nurse)
            #expect(try await nurse.get("/pulse?scope=mine", Self.json).text.contains("\"count\":\"1\""), "the nurse is told")
            #expect(try await head.get("/pulse?scope=mine", Self.json).text.contains("\"count\":\"\""))
        }
    }

    @Test func lookingKeepsNoSessionAlive() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let nurse = Browser(client)
            try await nurse.signIn(.nurse)
            for _ in 0..<8 {
                bench.moment.advance(seconds: 14 * 60)
                #expect(try await nurse.get("/pulse", Self.json).status == .ok)
            }
            bench.moment.advance(seconds: 9 * 60)
            #expect(try await nurse.get("/pulse", Self.json).status == .unauthorized)
        }
    }

    @Test func anAccountLooksSoOftenAndNoOftener() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let (one, two) = (Browser(client), Browser(client))
            try await one.signIn(.nurse)
            try await two.signIn(.nurse)
            for _ in 0..<30 {
                #expect(try await one.get("/pulse", Self.json).status == .ok)
                #expect(try await two.get("/pulse", Self.json).status == .ok)
            }
            let over = try await one.get("/pulse", Self.json)
            #expect(over.status == .tooManyRequests && over.headers[.retryAfter] == "61")
            bench.moment.advance(seconds: 61)
            #expect(try await two.get("/pulse", Self.json).status == .ok)
        }
    }
}
