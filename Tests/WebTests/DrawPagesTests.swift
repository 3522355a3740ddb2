import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The room of the draws.
@Suite struct DrawPagesTests {
    @Test func whoLeadsSeesTheDrawsAndNobodySeesOthers() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let head = try await walk.browser(.head)
            #expect(try await head.get("/draws").status == .ok)
            for address in ["/draws/9", "/draws/9/print", "/draws/9/frame.txt", "/draws/x"] {
                #expect(try await head.get(address).status == .notFound, "\(address)")
            }
            #expect(try await head.post("/draws/9/choices", [("event", "1"), ("reason", "x")]).status == .notFound)
            #expect(try await head.post("/draws/9/replacements", [("event", "1"), ("reason", "x")]).status == .notFound)
            #expect(try await head.post("/follow-ups/9/acceptance", []).status == .notFound)
        }
    }
}
