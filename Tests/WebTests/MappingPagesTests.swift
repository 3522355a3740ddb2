import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// A table with unknown headings: settled on the page, read, and known the next time.
@Suite struct MappingPagesTests {
    private static let table = "流水,姓,病历,结束于,在哪\r\nZY1,演示甲,B1,24/11/2026,内科\r\nZY2,演示乙,B2,25/11/2026,内科\r\n"
    private static let targets = ["attribute.admission", "envelope.partyName", "envelope.partyNumber", "occurredAt", "envelope.unit"]

    private func form(_ page: Answer, _ more: [(String, String)]) throws -> [(String, String)] {
        let hidden = page.text.matches(of: #/<input type="hidden" name="(file|fileName|heading\.\d+)" value="([^"]*)"/#).map { (String($0.output.1), String($0.output.2)) }
        #expect(hidden.count == 7)
        return hidden + [("kind", "patientDischarged"), ("guessed", "patientDischarged")] + more
    }

    private var columns: [(String, String)] { Self.targets.enumerated().map { ("column.\($0.offset)", $0.element) } }

    @Test func settledOnceAndKnownAgain() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            let quality = try await walk.browser(.quality)
            try await quality.get("/imports")
            let upload = try await quality.upload("/imports", file: ("his.csv", Array(Self.table.utf8)))
            let address = try #require(upload.location)
            #expect(address.hasPrefix("/imports/columns?file="))
            let guessed = try await quality.get(address)
            #expect(guessed.status == .ok && guessed.text.contains("演示甲"), "samples of the values are shown")
            let refused = try await quality.post("/imports/columns", try form(guessed, columns + [("name", "HIS"), ("act", "preview")]))
            #expect(refused.status == .ok && refused.text.contains("24/11/2026"))
            let tried = try await quality.post("/imports/columns", try form(guessed, columns + [("dateOrder", "dayFirst"), ("act", "preview")]))
            #expect(tried.text.matches(of: /badge[^>]*ok/).count >= 2 || tried.text.contains("ZY2"))
            let nameless = try await quality.post("/imports/columns", try form(guessed, columns + [("dateOrder", "dayFirst"), ("act", "save")]))
            #expect(nameless.status == .unprocessableContent)
            let saved = try await quality.post("/imports/columns", try form(guessed, columns + [("dateOrder", "dayFirst"), ("name", "HIS"), ("act", "save")]))
            let run = try #require(saved.location)
            while try await quality.get("\(run)/progress").headers[.init("HX-Refresh")!] == nil {}
            #expect(bench.spooled.isEmpty, "nothing is left in the spool")
            let again = try await walk.importFile("other.csv", Array(Self.table.replacing("ZY", with: "ZX").utf8))
            #expect(again.text.contains("other.csv"))
            let list = try await quality.get("/imports/mappings")
            let one = try #require(list.text.firstMatch(of: #/href="(\/imports\/mappings\/\d+)"/#).map { String($0.output.1) })
            #expect(try await quality.get(one).status == .ok)
            #expect(try await quality.post(one + "/deletion", []).location == "/imports/mappings")
            #expect(try await quality.get(one).status == .notFound)
        }
    }

    @Test func whatIsNotThereOrNotAllowed() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            let quality = try await walk.browser(.quality)
            #expect(try await quality.get("/imports/columns?file=..%2F..%2Fetc&name=x").status == .conflict)
            #expect(try await quality.get("/imports/mappings/9").status == .notFound)
            let nurse = try await walk.browser(.nurse)
            #expect(try await nurse.get("/imports/mappings").status == .forbidden)
        }
    }
}
