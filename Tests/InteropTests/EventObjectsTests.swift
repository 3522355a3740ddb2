import Domain
import Foundation
import Testing

@testable import Interop

/// Events as JSON: the same facts as in tables, each mistake at its place.
@Suite("Events as JSON") struct EventObjectsTests {
    private let registry = EventRegistry(
        kinds: [Sample.discharged, Sample.closed, Sample.withdrawn],
        aliases: [EventAlias(name: "complaintClosed", title: LocalizedText(simplified: "投诉办结"), kind: "caseClosed", fixed: ["class": "complaint"])],
        envelope: Sample.registry.envelope)

    private func read(_ text: String) throws -> (event: IncomingEvent?, findings: [Finding]) {
        EventObjects(registry: registry).read(try JSONReader.read(Array(text.utf8)), at: "/0", number: 1)
    }

    private static let whole = """
        {"kind": "patientDischarged", "occurredAt": "2026-11-20T10:00:00+08:00", "unit": "A",
         "party": {"name": "演示甲", "number": "B1", "sex": "女", "bornOn": "1950-01-01", "address": "演示路1号",
                   "phones": [{"number": "199 0000 0001"}, {"number": "+86 199-0000-0002", "relation": "family"}]},
         "attributes": {"admission": "ZY1", "nth": 2, "surgery": true, "revisitOn": "2026-12-01", "tags": ["甲", "乙"], "cost": 12.5, "disposition": "1", "ward": null}}
        """

    @Test func everyFieldIsRead() throws {
        let (event, findings) = try read(Self.whole)
        #expect(findings == [])
        let read = try #require(event)
        #expect(read.kind == "patientDischarged" && read.unitCode == "A" && read.isTimeKnown && read.matterNumber == "ZY1")
        #expect(read.occurredAt == CivilZone.shanghai.instant(iso: "2026-11-20 10:00"))
        #expect(read.naturalKey == .declared("ZY1/2"))
        #expect(
            read.attributes == [
                "admission": .text("ZY1"), "nth": .number(2), "surgery": .flag(true), "revisitOn": .day(LocalDay(iso: "2026-12-01")!),
                "tags": .list(["甲", "乙"]),
                "cost": .number(12.5), "disposition": .text("home"),
            ])
        #expect(read.party?.phones == [PhoneDraft(number: "19900000001"), PhoneDraft(number: "19900000002", relation: "family")])
        #expect(read.party?.sex == "female" && read.party?.bornOn == LocalDay(iso: "1950-01-01"))
    }

    /// The same fact by table and by JSON is one fact.
    @Test func theKeyIsThatOfTables() throws {
        let table = "住院号,出院次数,姓名,科室,出院时间\nZY1,2,演示甲,A,2026-11-20 10:00\n"
        var events: [IncomingEvent] = []
        var source: [UInt8]? = Array(table.utf8)
        _ = try EventTable(registry: registry, words: Sample.words, defaultUnit: "A").read("patientDischarged") {
            defer { source = nil }
            return source
        } onEvent: {
            events.append($0)
        } onFinding: { _ in
        }
        #expect(try read(Self.whole).event?.naturalKey == events.first?.naturalKey)
    }

    @Test func aDayAloneHasNoTime() throws {
        let event = try read(#"{"kind": "complaintClosed", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"case": "T1"}}"#).event
        #expect(event?.isTimeKnown == false)
        #expect(event?.attributes["class"] == .text("complaint"), "what the alias says")
        #expect(event?.naturalKey == .declared("T1/1"))
    }

    @Test func aWithdrawalNamesTheWholeKey() throws {
        let event = try read(#"{"kind": "eventWithdrawn", "occurredAt": "2026-11-20", "attributes": {"kind": "出院", "event": "ZY1"}}"#).event
        #expect(event?.attributes["kind"] == .text("patientDischarged") && event?.attributes["event"] == .text("ZY1/1"))
    }

    @Test(arguments: [
        (#"7"#, "json.wrongType", "/0"),
        (#"{"kind": "patientDischarged", "unit": "A", "attributes": {"admission": "Z"}}"#, "json.required", "/0/occurredAt"),
        (#"{"kind": "nothing", "occurredAt": "2026-11-20", "unit": "A"}"#, "event.unknownKind", "/0/kind"),
        (#"{"occurredAt": "2026-11-20"}"#, "json.required", "/0/kind"),
        (#"{"kind": ["a"], "occurredAt": "2026-11-20"}"#, "json.wrongType", "/0/kind"),
        (
            #"{"kind": "patientDischarged", "occurredAt": "20.11.2026", "unit": "A", "attributes": {"admission": "Z"}}"#, "json.momentUnreadable",
            "/0/occurredAt"
        ),
        (#"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "attributes": {"admission": "Z"}}"#, "json.required", "/0/unit"),
        (#"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A"}"#, "json.required", "/0/attributes/admission"),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": 7}}"#, "json.wrongType",
            "/0/attributes/admission"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z", "nht": 1}}"#,
            "json.unknownField", "/0/attributes/nht"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z", "surgery": "yes"}}"#,
            "json.wrongType", "/0/attributes/surgery"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z", "revisitOn": "2026-02-30"}}"#,
            "json.dayUnreadable", "/0/attributes/revisitOn"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z", "disposition": "x"}}"#,
            "json.codeUnknown", "/0/attributes/disposition"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z", "tags": [1]}}"#,
            "json.wrongType", "/0/attributes/tags"
        ),
        (
            #"{"kind": "complaintClosed", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"case": "T", "class": "suggestion"}}"#,
            "json.otherKind", "/0/attributes/class"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z"}, "party": {"name": "甲", "phone": "1"}}"#,
            "json.unknownField", "/0/party/phone"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z"}, "party": {"name": "甲", "phones": [{"relation": "self"}]}}"#,
            "json.required", "/0/party/phones/0/number"
        ),
        (
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z"}, "a/b~c": 1}"#,
            "json.unknownField", "/0/a~1b~0c"
        ),
    ])
    func aMistakeHasItsPlace(text: String, code: String, path: String) throws {
        let (event, findings) = try read(text)
        #expect(event == nil)
        #expect(findings.map(\.code) == [code])
        #expect(findings.map(\.place.path) == [path])
    }

    @Test func aNumberThatIsNoneKeepsNothingOut() throws {
        let (event, findings) = try read(
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "Z"}, "party": {"name": "甲", "phones": [{"number": "12"}]}}"#
        )
        #expect(event?.party?.phones == [])
        #expect(findings.map(\.code) == ["json.phoneUnreadable"] && findings[0].severity == .warning)
    }

    @Test func longTextsAreRefused() throws {
        let long = String(repeating: "甲", count: 101)
        let (event, findings) = try read(
            #"{"kind": "patientDischarged", "occurredAt": "2026-11-20", "unit": "A", "attributes": {"admission": "\#(long)"}}"#)
        #expect(event == nil && findings.map(\.code) == ["json.tooLong"])
    }

    @Test("each code of this door is in the catalogue of every language", arguments: ["zh-Hans", "zh-Hant", "en"]) func words(language: String) throws
    {
        let text = String(decoding: Sample.file("Share/phrases/\(language)/programs.properties"), as: UTF8.self)
        let keys = Set(text.split(separator: "\n").map { String($0.prefix { $0 != " " }) })
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Sources/Interop/JSON")
        let sources = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map {
            try String(contentsOf: $0, encoding: .utf8)
        }
        let faults = ["notUTF8", "notJSON", "tooDeep", "twice", "badCharacter"].map { "json." + $0 }
        let codes = Set(sources.flatMap { $0.matches(of: /"(json\.[a-zA-Z]+)"/).map { String($0.output.1) } } + faults)
        #expect(codes.count >= 14)
        for code in codes { #expect(keys.contains("finding.\(code)") && keys.contains("finding.\(code).remedy"), "\(code)") }
    }
}
