import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// Steps that several tests take before they come to their own: a regulation in force, facts imported, a follow-up in somebody's queue.
struct Walk {
    let bench: TestSite
    let client: any TestClientProtocol

    func browser(_ person: TestSite.Person) async throws -> Browser {
        let browser = Browser(client)
        try await browser.signIn(person)
        try await browser.get("/preferences")
        return browser
    }

    /// R22 adopted by one, approved by another, in force from today.
    func adoptR22() async throws {
        let quality = try await browser(.quality)
        let began = try await quality.post("/regulations/R22/adoptions", [])
        let address = try #require(began.location)
        for name in ["callNotBefore", "callWithin", "visitWithin", "solveWithin", "checkWithin", "improveWithin", "maxChecks", "callTries", "visitTries"] {
            #expect(try await quality.post("\(address)/parameters/\(name)/acceptance", []).status == .seeOther, "\(name)")
        }
        #expect(try await quality.post("\(address)/rehearsal", []).status == .seeOther)
        #expect(try await quality.post("\(address)/submission", [("basis", "院务会")]).status == .seeOther)
        let alone = try await quality.post("\(address)/approval", [])
        #expect(alone.status != .seeOther, "whoever hands in does not approve")
        let director = try await browser(.director)
        #expect(try await director.post("\(address)/approval", [("comment", "同意")]).status == .seeOther)
        #expect(try await quality.post("\(address)/activation", [("from", "2026-11-25")]).status == .seeOther)
    }

    /// A table of discharges with Chinese headings, uploaded and read to its end.
    func importDischarges(_ rows: [String]) async throws -> Answer {
        let table = ([Self.headings] + rows).joined(separator: "\r\n") + "\r\n"
        return try await importFile("出院.csv", Array(table.utf8))
    }

    /// A file, uploaded and read to its end.
    func importFile(_ name: String, _ bytes: [UInt8]) async throws -> Answer {
        let quality = try await browser(.quality)
        try await quality.get("/imports")
        let answer = try await quality.upload("/imports", file: (name, bytes))
        let address = try #require(answer.location)
        while try await quality.get("\(address)/progress").headers[.init("HX-Refresh")!] == nil {}
        return try await quality.get(address)
    }

    static let headings = "住院号,出院次数,姓名,病案号,性别,出生日期,联系电话,科室,出院时间,主管医生,出院诊断"

    static func discharge(_ number: String, name: String = "演示甲", ward: String = "内科", at moment: String = "2026-11-25 09:00") -> String {
        "\(number),1,\(name),B\(number),女,1950-01-01,199 0000 0001,\(ward),\(moment),甲101,演示诊断"
    }
}

extension Walk {
    /// A report of the present month, drafted from the page; its id.
    func reportOfNovember(by person: TestSite.Person) async throws -> String {
        let drafter = try await browser(person)
        let form = try await drafter.get("/reports").text
        let adoption = try #require(form.firstMatch(of: #/name="regulation"[\s\S]*?<option value="(\d+)"/#)).output.1
        let begun = try await drafter.post("/reports", [("regulation", String(adoption)), ("month", "2026-11")])
        return String(try #require(begun.location).split(separator: "/").last ?? "")
    }
}
