import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// From chosen rows by way of the preview to what was done, and back again.
@Suite struct BulkPagesTests {
    /// Three patients' calls, due in the ward of the nurse and the head.
    private func inTheWard(_ body: @Sendable (TestSite, Browser, [String]) async throws -> Void) async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges((1...3).map { Walk.discharge("ZY\($0)") })
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let head = try await walk.browser(.head)
            let queue = try await head.get("/follow-ups?scope=unit")
            let ids = Set(queue.text.matches(of: #/name="followUp" value="(\d+)"/#).map { String($0.output.1) }).sorted()
            try #require(ids.count == 3)
            try await body(bench, head, ids)
        }
    }

    private func heads(_ page: Answer) -> Int { page.text.matches(of: #/class="t12 faint">甲102</#).count }

    @Test func chosenLookedAtDoneAndTakenBack() async throws {
        try await inTheWard { _, head, ids in
            let chosen = ids.prefix(2).map { ("followUp", $0) } + [("deed", "reassign"), ("return", "/follow-ups?scope=unit")]
            let planned = try await head.post("/bulk", chosen)
            let address = try #require(planned.location)
            #expect(address.hasPrefix("/bulk/") && address.hasSuffix("?return=%2Ffollow-ups%3Fscope%3Dunit"))
            let place = String(address.prefix { $0 != "?" })
            #expect(try await head.get(address).text.contains(#"<option value="102">"#))
            let refused = try await head.post(place, [("step", "do"), ("assignee", "102")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#f-reason\""))
            let look = try await head.post(place, [("step", "look"), ("assignee", "102"), ("reason", "调班")])
            #expect(look.status == .ok && look.text.contains("\n调班</textarea>"))
            let before = try await head.get("/follow-ups?scope=unit")
            #expect(heads(before) == 0)
            let done = try await head.post(place, [("step", "do"), ("assignee", "102"), ("reason", "调班"), ("return", "/follow-ups?scope=unit")])
            #expect(done.location == "/follow-ups?scope=unit")
            let after = try await head.get("/follow-ups?scope=unit")
            #expect(heads(after) == 2 && after.text.contains("\(place)/undoing"))
            let undone = try await head.post("\(place)/undoing", [("return", "/follow-ups?scope=unit")])
            let back = try await head.get("/follow-ups?scope=unit")
            #expect(undone.location == "/follow-ups?scope=unit" && heads(back) == 0)
            #expect(try await head.post("\(place)/undoing", []).status == .conflict)
            #expect(try await head.get("/bulk").text.contains(place))
        }
    }

    @Test func nothingChosenSaysSoAndOthersActsAreNotFound() async throws {
        try await inTheWard { bench, head, ids in
            let none = try await head.post("/bulk", [("deed", "remind"), ("return", "/follow-ups?scope=unit")])
            #expect(none.location == "/follow-ups?scope=unit" && none.setCookies.contains { $0.value.contains("flash.nothingChosen") })
            let all = try await head.post("/bulk", [("deed", "remind"), ("all", "1"), ("scope", "unit"), ("show", "all")])
            let place = try #require(all.location)
            #expect(try await head.get(place).text.contains("催办这"))
            #expect(try await head.post("/bulk", [("deed", "explode"), ("followUp", ids[0])]).status == .notFound)
        }
    }
}
