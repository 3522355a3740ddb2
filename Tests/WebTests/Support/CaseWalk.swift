import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Testing

@testable import Web

/// Cases of a house with a small regulation of its own: received by whoever works in a ward, asked of two departments, closed with what it demands.
struct CaseWalk {
    static let pack = SourceFile(
        path: "X21/regulation.yaml",
        text: """
            regulation: X21
            version: 1
            title: {en: Desk}
            sector: hospital
            time: {workingHours: ["08:30-12:00", "14:00-17:30"]}
            roles:
              followUpStaff: {en: Staff, ours: true}
              departmentHead: {en: Head, ours: true}
            cases:
              complaint:
                title: {en: Complaint}
                opens: complaintReceived
                firstReceiver: true
                assign: followUpStaff
                steps:
                  lookedInto: {en: Looked into}
                decisions:
                  complexity: {title: {en: Complex?}, options: {ordinary: {en: Ordinary}, complex: {en: Complicated}}, initially: ordinary, by: departmentHead, ours: true}
                clocks:
                  reply: {title: {en: Answer the person}, stop: replied, budget: 24 hours, pausedIn: awaitingMaterial, atDeadline: {transfer: departmentHead}, ours: true}
                close: {needs: [cause, measure, reply, departments], ours: true}
                form: contactSheet
                ours: true
            forms:
              contactSheet: {title: {en: Contact sheet}, head: [number, party], fields: {answer: {en: Answer, type: longText}}}
            """)

    let bench: TestSite
    let client: any TestClientProtocol

    /// A site where the regulation is in force.
    static func run(_ body: @Sendable (CaseWalk) async throws -> Void) async throws {
        let bench = try TestSite.make(packs: [pack])
        try await bench.test { client in
            let walk = CaseWalk(bench: bench, client: client)
            try await walk.adopt()
            try await body(walk)
        }
    }

    func browser(_ person: TestSite.Person) async throws -> Browser { try await Walk(bench: bench, client: client).browser(person) }

    private func adopt() async throws {
        let (quality, director) = (try await browser(.quality), try await browser(.director))
        let address = try #require(try await quality.post("/regulations/X21/adoptions", []).location)
        #expect(try await quality.post("\(address)/rehearsal", []).status == .seeOther)
        #expect(try await quality.post("\(address)/submission", [("basis", "院务会")]).status == .seeOther)
        #expect(try await director.post("\(address)/approval", [("comment", "同意")]).status == .seeOther)
        #expect(try await quality.post("\(address)/activation", [("from", "2026-11-25")]).status == .seeOther)
    }

    /// The address of a case of ward A.
    func received(_ text: String = "夜里太吵", by nurse: Browser) async throws -> String {
        let form = try await nurse.get("/complaints/new").text
        let unit = try #require(form.firstMatch(of: #/name="unit"[\s\S]*?<option value="(\d+)"/#)).output.1
        let key = try #require(form.firstMatch(of: #/name="requestKey" value="([^"]+)"/#)).output.1
        let sent = [
            ("requestKey", String(key)), ("unit", String(unit)), ("class", "complaint"), ("way", "phone"), ("text", text), ("category", "noise"), ("anonymous", "1"),
        ]
        return try #require(try await nurse.post("/complaints", sent).location)
    }

    /// The sheets on a page by the act that it offers on them.
    static func sheets(_ act: String, in page: String) -> [String] {
        page.matches(of: #/action="(\/sheets\/\d+\/[a-z]+)"/#).map { String($0.output.1) }.filter { $0.hasSuffix("/" + act) }
    }
}
