import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct FormLimitTests {
    @Test func aFormThatIsTooLargeIsRefused() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            #expect(try await browser.post("/preferences", [("note", String(repeating: "x", count: 5000))]).status == .contentTooLarge)
            #expect(try await browser.upload("/preferences", [("note", String(repeating: "x", count: 5000))], file: nil).status == .contentTooLarge)
        }
    }

    @Test func aFileWhereNoneIsTakenIsRefused() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            #expect(try await browser.upload("/preferences", file: ("a.csv", [1, 2, 3])).status == .badRequest)
            #expect(bench.spooled.isEmpty)
        }
    }

    @Test(arguments: [("text/plain", "a=b"), ("application/json", "{}"), ("multipart/form-data", "x"), ("multipart/form-data; boundary=B", "x")])
    func otherBodiesAreRefused(type: String, body: String) async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            let headers: HTTPFields = [.contentType: type, Reception.token: await browser.csrf]
            let answer = try await browser.send(.post, "/preferences", headers, ByteBuffer(string: body))
            #expect(answer.status == .badRequest)
        }
    }

    @Test func aSpoolFileIsOnlyTheServers() throws {
        let bench = try TestSite.make()
        let file = try Spool(folder: bench.spool).file(named: "x")
        try file.append([1, 2, 3])
        #expect(bench.spooled == ["upload-x"])
        #expect(throws: SpoolFile.Failure.self) { try Spool(folder: bench.spool).file(named: "x") }
        file.remove()
        #expect(bench.spooled.isEmpty)
    }

    @Test func fieldsAndAFileThatFit() async throws {
        let bench = try TestSite.make()
        var filling = FormFilling(limits: FormLimits(fields: 10, file: 5), spool: bench.site.spool, token: { "t" })
        let work = bench.site.rooms
        try await filling.take(.part(PartHeader(field: "a")), work)
        try await filling.take(.data(Array("hello".utf8)), work)
        try await filling.take(.endOfPart, work)
        try await filling.take(.part(PartHeader(field: "none", fileName: "")), work)
        try await filling.take(.endOfPart, work)
        try await filling.take(.part(PartHeader(field: "file", fileName: "x.csv")), work)
        try await filling.take(.data([1, 2, 3]), work)
        try await filling.take(.data([4, 5]), work)
        try await filling.take(.endOfPart, work)
        #expect(filling.form["a"] == "hello")
        #expect(filling.form.files.map(\.size) == [5])
        #expect(filling.form.files.map(\.name) == ["x.csv"])
        try await filling.take(.part(PartHeader(field: "more")), work)
        await #expect(throws: BadForm.tooLarge(limit: 10)) { try await filling.take(.data([UInt8](repeating: 65, count: 6)), work) }
        filling.removeFiles()
        #expect(bench.spooled.isEmpty)
    }
}
