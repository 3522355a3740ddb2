import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// The desk at which reports come in.
@Suite struct ReceptionPagesTests {
    private func fields(_ more: [(String, String)] = [], without: Set<String> = [], unit: String) -> [(String, String)] {
        let all = [("requestKey", "k1"), ("unit", unit), ("class", "complaint"), ("way", "phone"), ("text", "夜里太吵"), ("name", "演示甲"), ("phone", "199 0000 0001"), ("partyKind", "person")]
        return all.filter { field in !without.contains(field.0) && !more.contains { $0.0 == field.0 } } + more
    }

    private func unit(in page: String) -> String {
        page.firstMatch(of: #/name="unit"[\s\S]*?<option value="(\d+)"/#).map { String($0.output.1) } ?? ""
    }

    @Test func aReportIsACaseAtOnceAndOnlyOnce() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let nurse = try await Walk(bench: bench, client: client).browser(.nurse)
            let form = try await nurse.get("/complaints/new")
            #expect(form.status == .ok)
            let sent = fields(unit: unit(in: form.text))
            let first = try await nurse.post("/complaints", sent)
            #expect(first.status == .seeOther)
            let again = try await nurse.post("/complaints", sent)
            #expect(again.headers[.location] == first.headers[.location])
            let page = try await nurse.get(first.headers[.location] ?? "")
            #expect(page.status == .ok && page.text.contains("夜里太吵") && page.text.contains("演示甲"))
            #expect(!page.text.contains("19900000001"))
        }
    }

    /// What was typed stays, with what to change beside each field.
    @Test func whatIsMissingIsSaidAndNothingIsLost() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let nurse = try await Walk(bench: bench, client: client).browser(.nurse)
            let unit = unit(in: try await nurse.get("/complaints/new").text)
            let cases: [([(String, String)], Set<String>, String)] = [
                ([("text", " ")], [], "f-text"), ([], ["name"], "f-name"), ([("class", "anger")], [], "f-class"), ([("category", "weather")], [], "f-category"),
                ([("requestedBy", "2020-01-01T10:00")], [], "f-requestedBy"), ([("occurredAt", "2030-01-01T10:00")], [], "f-occurredAt"),
            ]
            for (more, without, place) in cases {
                let answer = try await nurse.post("/complaints", fields(more, without: without, unit: unit))
                #expect(answer.status == .unprocessableContent && answer.text.contains("id=\"\(place)-e\""), "\(place)")
                #expect(answer.text.contains("199 0000 0001"), "\(place)")
            }
            #expect(try await nurse.post("/complaints", fields(unit: "999999")).status == .notFound)
        }
    }

    @Test func whoWasFoundIsChosenByALinkAndAnonymousNeedsNoName() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let nurse = try await walk.browser(.nurse)
            let unit = unit(in: try await nurse.get("/complaints/new").text)
            _ = try await nurse.post("/complaints", fields(unit: unit))
            let found = try await nurse.get("/complaints/new?q=%E6%BC%94%E7%A4%BA")
            let link = try #require(found.text.firstMatch(of: #/\/complaints\/new\?party=(\d+)/#)).output
            let chosen = try await nurse.get(String(link.0))
            #expect(chosen.text.contains("name=\"party\" value=\"\(link.1)\"") && !chosen.text.contains("name=\"name\""))
            #expect(chosen.text.contains("夜里太吵"))
            let second = try await nurse.post("/complaints", fields([("requestKey", "k2"), ("party", String(link.1)), ("text", "还是吵")], without: ["name", "phone"], unit: unit))
            #expect(second.status == .seeOther)
            let nameless = try await nurse.post("/complaints", fields([("requestKey", "k3"), ("anonymous", "1")], without: ["name", "phone"], unit: unit))
            #expect(nameless.status == .seeOther)
            #expect(try await nurse.post("/complaints", fields([("requestKey", "k4"), ("party", "999999")], unit: unit)).status == .notFound)
        }
    }

    @Test func aPageOfAnotherSiteSendsNothing() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let nurse = try await Walk(bench: bench, client: client).browser(.nurse)
            let unit = unit(in: try await nurse.get("/complaints/new").text)
            #expect(try await nurse.post("/complaints", fields(unit: unit), csrf: "forged").status == .forbidden)
            #expect(!(try await nurse.get("/complaints").text.contains("夜里太吵")))
        }
    }
}
