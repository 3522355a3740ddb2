import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The page of whoever reported something.
@Suite struct MyCasePagesTests {
    private struct Slip {
        var number: String
        var code: String
        var address: String

        func fields(_ more: [(String, String)] = []) -> [(String, String)] { [("number", number), ("code", code)] + more }
    }

    private func reported(_ nurse: Browser) async throws -> Slip {
        let form = try await nurse.get("/complaints/new").text
        let unit = form.firstMatch(of: #/name="unit"[\s\S]*?<option value="(\d+)"/#).map { String($0.output.1) } ?? ""
        let sent = [("requestKey", "k1"), ("unit", unit), ("class", "complaint"), ("way", "phone"), ("text", "夜里太吵"), ("anonymous", "1")]
        let address = try #require(try await nurse.post("/complaints", sent).headers[.location])
        let slip = try await nurse.post(address + "/access-codes", [])
        #expect(slip.status == .ok)
        let cells = slip.text.matches(of: #/<td><strong>([^<]+)<\/strong>/#).map { String($0.output.1) }
        return Slip(number: try #require(cells.first), code: try #require(cells.last), address: address)
    }

    private func outside(_ bench: TestSite, _ client: any TestClientProtocol) async throws -> Browser {
        let person = Browser(client)
        #expect(try await person.get("/my-case").status == .ok)
        return person
    }

    @Test func numberAndCodeOpenItAndNothingElseDoes() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let slip = try await reported(try await Walk(bench: bench, client: client).browser(.nurse))
            let person = try await outside(bench, client)
            let shown = try await person.post("/my-case", slip.fields())
            #expect(shown.status == .ok && shown.text.contains("夜里太吵") && !shown.text.contains("周"))
            #expect(try await person.post("/my-case", [("number", slip.number.lowercased()), ("code", " " + slip.code.lowercased())]).status == .ok)
            #expect(try await person.post("/my-case", [("number", slip.number), ("code", "AAAAAAAA")]).status == .unprocessableContent)
            #expect(try await person.post("/my-case", [("number", "BL-1"), ("code", slip.code)]).status == .unprocessableContent)
            #expect(try await person.get("/my-case?number=\(slip.number)&code=\(slip.code)").text.contains("夜里太吵") == false)
        }
    }

    @Test func aNewCodeEndsTheOldOne() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let nurse = try await Walk(bench: bench, client: client).browser(.nurse)
            let slip = try await reported(nurse)
            _ = try await nurse.post(slip.address + "/access-codes", [])
            #expect(try await outside(bench, client).post("/my-case", slip.fields()).status == .unprocessableContent)
        }
    }

    @Test func afterSeveralWrongCodesEvenTheRightOneWaits() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let slip = try await reported(try await Walk(bench: bench, client: client).browser(.nurse))
            let person = try await outside(bench, client)
            for _ in 0..<5 { _ = try await person.post("/my-case", [("number", slip.number), ("code", "ZZZZZZZZ")]) }
            #expect(try await person.post("/my-case", slip.fields()).status != .ok)
            bench.moment.advance(seconds: 3600)
            #expect(try await person.post("/my-case", slip.fields()).status == .ok)
        }
    }

    @Test func thePersonAddsRatesOnceAndTakesItBack() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let nurse = try await Walk(bench: bench, client: client).browser(.nurse)
            let slip = try await reported(nurse)
            let person = try await outside(bench, client)
            #expect(try await person.post("/my-case/rating", slip.fields([("content", "yes")])).status == .unprocessableContent)
            #expect(try await person.post("/my-case/additions", slip.fields([("text", " ")])).status == .unprocessableContent)
            #expect(try await person.post("/my-case/additions", slip.fields([("text", "凌晨两点")])).text.contains("凌晨两点"))
            #expect(try await nurse.post(slip.address + "/closure", [("conclusion", "已处理"), ("proven", "yes")]).status == .seeOther)
            let closed = try await person.post("/my-case", slip.fields())
            #expect(closed.text.contains("已处理") && closed.text.contains("/my-case/rating") && !closed.text.contains("/my-case/withdrawal"))
            #expect(try await person.post("/my-case/rating", slip.fields([("content", "perhaps")])).status == .unprocessableContent)
            #expect(try await person.post("/my-case/rating", slip.fields([("content", "no"), ("words", "还是吵")])).status == .ok)
            #expect(try await person.post("/my-case/rating", slip.fields([("content", "yes")])).status == .unprocessableContent)
            #expect(try await nurse.post(slip.address + "/reopening", [("reason", "还是吵")]).status == .seeOther)
            #expect(try await person.post("/my-case/withdrawal", slip.fields([("reason", "算了")])).status == .ok)
            #expect(try await person.post("/my-case/additions", slip.fields([("text", "x")])).status == .unprocessableContent)
        }
    }

    @Test func aPageOfAnotherSiteDoesNothing() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let slip = try await reported(try await Walk(bench: bench, client: client).browser(.nurse))
            let person = try await outside(bench, client)
            #expect(try await person.post("/my-case/withdrawal", slip.fields(), csrf: "forged").status == .forbidden)
            #expect(try await person.post("/my-case", slip.fields()).text.contains("/my-case/withdrawal"))
        }
    }
}
