import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

/// Two people at the same follow-up: nothing that either wrote is lost.
@Suite struct ClashTests {
    private func scene(_ body: @Sendable (TestSite, Walk, String) async throws -> Void) async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            _ = try await walk.importDischarges([Walk.discharge("ZY1")])
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let queue = try await walk.browser(.head).get("/follow-ups?scope=unit")
            let id = try #require(queue.text.firstMatch(of: #/\/follow-ups\/(\d+)\/claim/#)).output.1
            try await body(bench, walk, String(id))
        }
    }

    private func draft(_ browser: Browser, _ id: String, base: String, _ text: String) async throws -> Answer {
        let token = await browser.csrf
        let headers: HTTPFields = [
            .accept: "application/json", .contentType: "application/x-www-form-urlencoded", .init("X-CSRF-Token")!: token, .init("X-Draft-Base")!: base,
        ]
        return try await browser.send(.put, "/follow-ups/\(id)/draft", headers, ByteBuffer(string: "note=" + text))
    }

    @Test func theSecondSeesBothAndTheDraftIsKept() async throws {
        try await scene { bench, walk, id in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            try await nurse.post("/follow-ups/\(id)/claim", [])
            let held = try await head.post("/follow-ups/\(id)/contacts", [("result", "complete"), ("channel", "phone"), ("requestKey", "h1"), ("note", "mine-first")])
            #expect(held.status == .conflict && held.text.contains("甲101") && held.text.contains("mine-first"))
            // Kept: what was entered stands in the console again once it is free.
            bench.moment.advance(seconds: 16 * 60)
            #expect(try await head.post("/follow-ups/\(id)/claim", []).location == "/follow-ups/\(id)")
            let own = try await head.get("/follow-ups/\(id)")
            #expect(own.text.contains("mine-first"))
            let refused = try await head.post("/follow-ups/\(id)/contacts", [("result", "refused"), ("channel", "phone"), ("respondent", "self"), ("requestKey", "h2"), ("note", "theirs-note")])
            #expect(refused.status == .seeOther)
            let late = try await nurse.post("/follow-ups/\(id)/contacts", [("result", "complete"), ("channel", "phone"), ("requestKey", "n1"), ("note", "yours-note")])
            #expect(late.status == .conflict && late.text.contains("yours-note"))
            #expect(late.text.contains("theirs-note") && late.text.contains("甲102"), "both versions stand side by side")
        }
    }

    /// A try that reached nobody leaves it open: the second is shown it, and decides whether a contact of their own is recorded too.
    @Test func whatWasRecordedMeanwhileIsNotPassedOver() async throws {
        try await scene { bench, walk, id in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            let opened = try await head.get("/follow-ups/\(id)")
            #expect(opened.text.contains(#"name="seen" value="0""#))
            let entry = [("result", "refused"), ("channel", "phone"), ("respondent", "self"), ("note", "second-note")]
            #expect(
                try await nurse.post("/follow-ups/\(id)/contacts", [("result", "noAnswer"), ("channel", "phone"), ("requestKey", "n1"), ("note", "first-note"), ("seen", "0")]).status
                    == .seeOther)
            bench.moment.advance(seconds: 60)
            let late = try await head.post("/follow-ups/\(id)/contacts", entry + [("requestKey", "h1"), ("seen", "0"), ("overrideReason", "x")])
            #expect(late.status == .conflict && late.text.contains("second-note") && late.text.contains("first-note") && late.text.contains("甲101"))
            // The console has the entry filled in, and knows of the first contact now.
            let again = try await head.get("/follow-ups/\(id)")
            #expect(again.text.contains("second-note") && again.text.contains(#"name="seen" value="1""#))
            #expect(try await head.post("/follow-ups/\(id)/contacts", entry + [("requestKey", "h2"), ("seen", "1"), ("overrideReason", "x")]).status == .seeOther)
        }
    }

    @Test func aKeptEntryIsFoundAgainAndDropped() async throws {
        try await scene { bench, walk, id in
            let (nurse, head, other) = (try await walk.browser(.nurse), try await walk.browser(.head), try await walk.browser(.otherHead))
            try await nurse.post("/follow-ups/\(id)/contacts", [("result", "refused"), ("channel", "phone"), ("respondent", "self"), ("requestKey", "n1")])
            _ = try await head.post("/follow-ups/\(id)/contacts", [("result", "complete"), ("channel", "phone"), ("requestKey", "h1"), ("note", "kept-note")])
            #expect(try await head.get("/follow-ups/\(id)").text.contains("/follow-ups/\(id)/draft"))
            #expect(try await head.get("/follow-ups/\(id)/draft").text.contains("kept-note"))
            #expect(try await nurse.get("/follow-ups/\(id)/draft").status == .seeOther, "nobody else's draft is shown")
            #expect(try await other.get("/follow-ups/\(id)/draft").status == .notFound)
            #expect(try await other.post("/follow-ups/\(id)/draft/removal", []).status == .notFound)
            try await nurse.post("/follow-ups/\(id)/draft/removal", [])
            #expect(try await head.get("/follow-ups/\(id)/draft").text.contains("kept-note"))
            #expect(try await head.post("/follow-ups/\(id)/draft/removal", []).status == .seeOther)
            #expect(try await head.get("/follow-ups/\(id)/draft").status == .seeOther)
        }
    }

    /// While a console is open, each sees that the other has it open too; whoever left is forgotten.
    @Test func eachSeesThatTheOtherHasItOpen() async throws {
        try await scene { bench, walk, id in
            let (nurse, head, other) = (try await walk.browser(.nurse), try await walk.browser(.head), try await walk.browser(.otherHead))
            let asks: HTTPFields = [.accept: "application/json"]
            let open = #"data-live="/pulse?followUp="# + id
            let first = try await nurse.get("/follow-ups/\(id)")
            #expect(first.text.contains(open) && first.text.contains(open + "\" hidden"))
            let second = try await head.get("/follow-ups/\(id)")
            #expect(second.text.contains("甲101") && !second.text.contains(open + "\" hidden"), "without a script it is said when the page is made")
            #expect(try await nurse.get("/pulse?followUp=\(id)", asks).text.contains("甲102"))
            #expect(try await other.get("/pulse?followUp=\(id)", asks).status == .notFound)
            #expect(!(try await nurse.get("/pulse?followUp=\(id)", asks)).text.contains("乙"))
            bench.moment.advance(seconds: OpenConsoles.seconds)
            #expect(try await nurse.get("/pulse?followUp=\(id)", asks).text.contains(#""words":"""#))
        }
    }

    @Test func twoWindowsOfOneAccountDoNotWriteOverEachOther() async throws {
        try await scene { bench, walk, id in
            let nurse = try await walk.browser(.nurse)
            try await nurse.post("/follow-ups/\(id)/claim", [])
            try await nurse.get("/follow-ups/\(id)")
            let first = try await draft(nurse, id, base: "0", "one")
            let base = try #require(first.headers[.init("X-Draft-Base")!])
            bench.moment.advance(seconds: 5)
            #expect(try await draft(nurse, id, base: "0", "other").status == .conflict)
            #expect(try await nurse.get("/follow-ups/\(id)").text.contains("one"))
            #expect(try await draft(nurse, id, base: base, "two").status == .noContent)
            #expect(try await nurse.get("/follow-ups/\(id)").text.contains("two"))
        }
    }

    /// Whoever goes on writing keeps it in hand; who stopped does not.
    @Test func writingKeepsTheFollowUpInHand() async throws {
        try await scene { bench, walk, id in
            let (nurse, head) = (try await walk.browser(.nurse), try await walk.browser(.head))
            try await nurse.post("/follow-ups/\(id)/claim", [])
            try await nurse.get("/follow-ups/\(id)")
            var base = "0"
            for _ in 0..<3 {
                bench.moment.advance(seconds: 10 * 60)
                base = try #require(try await draft(nurse, id, base: base, "x").headers[.init("X-Draft-Base")!])
            }
            #expect(try await head.post("/follow-ups/\(id)/claim", []).status == .conflict)
            bench.moment.advance(seconds: 16 * 60)
            #expect(try await head.post("/follow-ups/\(id)/claim", []).status == .seeOther)
            #expect(try await draft(nurse, id, base: base, "y").status == .conflict)
        }
    }
}
