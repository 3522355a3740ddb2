import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import Operations
import Testing

@testable import Web

/// Who comes in at `/api/v1`, and who does not.
@Suite struct ApiDoorTests {
    private static let address = "/api/v1/follow-ups"

    @Test func aTokenMadeOnThePageOpensTheDoor() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let admin = try await walk.browser(.admin)
            #expect(try await admin.get("/users").text.contains(#"href="/tokens""#))
            let head = String(TestSite.Person.head.rawValue + 1000)
            let empty = try await admin.post("/tokens", [("name", ""), ("account", head), ("days", "30")])
            #expect(empty.status == .unprocessableContent)
            let made = try await admin.post("/tokens", [("name", "外呼平台"), ("account", head), ("permit", "followUps.read"), ("days", "30")])
            let token = String(try #require(made.text.firstMatch(of: #/<code class="secret">([^<]+)</code>/#)).output.1)
            let program = Program(client: client, token: token)
            #expect(try await program.get(Self.address).status == 200)
            let list = try await admin.get("/tokens").text
            #expect(list.contains("外呼平台") && !list.contains(token), "shown once")

            let id = try #require(list.firstMatch(of: #/\/tokens\/(\d+)\/revocation/#)).output.1
            #expect(try await admin.post("/tokens/\(id)/revocation", []).status == .seeOther)
            let refused = try await program.get(Self.address)
            #expect(refused.status == 401 && refused["type"] == "urn:huiyin:problem:token")
            #expect(refused.headers[.wwwAuthenticate] == #"Bearer error="invalid_token""#)
            #expect(try await walk.browser(.nurse).get("/tokens").status == .forbidden)
        }
    }

    @Test func withoutAGoodTokenNobodyComesIn() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let program = try await walk.program(.head, [.followUpsRead], days: 1)
            for header in [
                "", "Basic YTpi", "Bearer", "Bearer ", program.token, "Bearer x" + program.token, "Bearer " + String(repeating: "x", count: 1000),
            ] {
                let answer = try await Program(client: client, token: "").get(Self.address, [.authorization: header, .accept: "text/html"])
                #expect(answer.status == 401, "\(header)")
                #expect(answer.headers[.contentType] == "application/problem+json", "JSON whatever is asked for")
            }
            bench.moment.advance(seconds: 2 * 86_400)
            let expired = try await program.get(Self.address)
            #expect(expired.status == 401 && expired["detail"] == "This token has expired; have a new one made")
        }
    }

    /// A page of another site could make a browser send its cookies; they open nothing here.
    @Test func cookiesDoNotCount() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.head)
            #expect(try await browser.get(Self.address).status == .unauthorized)
            #expect(try await browser.post("/api/v1/events", []).status == .unauthorized)
        }
    }

    @Test func aTokenDoesWhatItMay() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let reader = try await walk.program(.head, [.followUpsRead])
            let refused = try await reader.post("/api/v1/events", Walk.dischargeObject("ZY1"), key: "k")
            #expect(refused.status == 403 && refused.findings.first?["code"] == "token.permitMissing")
            for address in ["/api/v1/parties", "/api/v1/reports"] { #expect(try await reader.get(address).status == 403, "\(address)") }
            #expect(try await reader.get("/api/v1/nothing").status == 404)
            #expect(try await reader.get("/api/v1/follow-ups/1").status == 404)
            #expect(try await reader.get("/api/v1/follow-ups/x").status == 404)
        }
    }

    @Test func askingTooOftenHasToWait() async throws {
        let bench = try TestSite.make(settings: SiteSettings(tokenBurst: 3, tokenPerSecond: 0.5))
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let (one, other) = (try await walk.program(.head, [.followUpsRead]), try await walk.program(.head, [.followUpsRead]))
            for _ in 1...3 { #expect(try await one.get(Self.address).status == 200) }
            let refused = try await one.get(Self.address)
            #expect(refused.status == 429 && refused.headers[.retryAfter] == "2")
            #expect(try await other.get(Self.address).status == 200, "each token for itself")
            bench.moment.advance(seconds: 2)
            #expect(try await one.get(Self.address).status == 200)
            #expect(try await one.get(Self.address).status == 429)
        }
    }

    @Test func tryingTokensIsSlowed() async throws {
        let bench = try TestSite.make(settings: SiteSettings(failuresPerAddress: 3))
        try await bench.test { client in
            let good = try await Walk(bench: bench, client: client).program(.head, [.followUpsRead])
            for number in 1...3 { #expect(try await Program(client: client, token: "hyt_\(number)").get(Self.address).status == 401) }
            #expect(try await good.get(Self.address).status == 429)
            bench.moment.advance(seconds: 301)
            #expect(try await good.get(Self.address).status == 200)
        }
    }
}
