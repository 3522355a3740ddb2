import Domain
import Foundation
import Rehearsal
import RegulationEngine
import Testing

@Suite struct RehearsalReadingTests {
    static let sound = """
        rehearsal: "One call"
        regulation: R22
        organisation:
          units: [{id: ward}]
          staff: [{id: lin, roles: [followUpStaff], unit: ward}]
        days:
          - at: "2026-10-12 10:00"
            event: {kind: patientDischarged, id: D1, party: P1, condition: serious, attributes: {kind: x}}
          - at: "2026-10-14 15:00"
            record: {of: D1, by: lin, channel: phone, answers: {recovery: good}, signed: {customer: drawn}}
            review: {of: D1, by: lin, comment: seen}
            expect:
              followUps: [{of: D1, rule: call, status: done, due: "2026-10-15", opens: "2026-10-14 00:00"}]
              refused: review.own
        """

    private func read(_ old: String = "", _ new: String = "") -> Reading<RehearsalScript> {
        RehearsalDocument.read(yaml: old.isEmpty ? Self.sound : Self.sound.replacing(old, with: new), source: "x.yaml")
    }

    @Test func readsIntoValues() throws {
        let reading = read()
        #expect(reading.findings == [])
        let script = try #require(reading.value)
        #expect(script.regulations == ["R22"])
        #expect(script.organisation.staff == [OrganisationSetting.Member(id: "lin", name: "lin", roles: ["followUpStaff"], unit: "ward")])
        #expect(script.steps.count == 2)
        #expect(script.steps[0].acts == [.event(EventAct(kind: "patientDischarged", id: "D1", party: "P1", attributes: ["condition": ["serious"], "kind": ["x"]]))])
        #expect(script.steps[1].acts.count == 2)
        guard case .record(let record) = script.steps[1].acts[0] else { return #expect(Bool(false), "acts keep their order") }
        #expect(record.entries == [RecordAct.Entry(followUp: FollowUpSelector(of: "D1"), answers: ["recovery": ["good"]], signatures: ["customer": .drawn])])
        #expect(record.result == "complete")
    }

    @Test func expectationsKnowTheirPlace() throws {
        let expectations = try #require(read().value?.steps[1].expectations)
        var expected = FollowUpExpectation(selector: FollowUpSelector(of: "D1", rule: "call"))
        expected.state = .done
        expected.due = .day(try #require(LocalDay(iso: "2026-10-15")))
        expected.opens = .moment(CivilZone.shanghai.instant(try #require(LocalDay(iso: "2026-10-14"))))
        #expect(expectations.map(\.kind) == [.followUp(expected), .refused(code: "review.own")])
        #expect(expectations[0].place.line == 13)
    }

    @Test(arguments: [
        ("status: done", "status: finished", "unknownWord"), ("by: lin, channel", "by: lin, chanel", "unknownKey.near"), ("at: \"2026-10-14 15:00\"", "at: \"2026-10-10 15:00\"", "stepGoesBack"),
        ("at: \"2026-10-12 10:00\"", "tick: true", "stepWithoutMoment"), ("2026-10-15", "2026-10-32", "notMoment"), ("kind: patientDischarged, ", "", "missingKey"),
        ("unit: ward}]", "unit: wards}]", "unknownName.near"), ("review: {of: D1, by", "review: {by", "reviewOfNothing"),
    ])
    func slipsAreFindings(old: String, new: String, code: String) {
        #expect(Self.sound.contains(old))
        #expect(read(old, new).findings.map(\.code).contains(code), "\(read(old, new).findings)")
    }

    @Test func theDocumentedExampleReads() throws {
        let page = try String(contentsOf: PackRehearsalsReadTests.root.appendingPathComponent("docs/rehearsal-format.md"), encoding: .utf8)
        let example = page.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
        let reading = RehearsalDocument.read(yaml: example, source: "example")
        #expect(reading.findings == [])
        #expect(reading.value?.steps.count == 2)
    }

    @Test func aStepWithoutMomentHasThatOfTheOneBefore() throws {
        let script = try #require(read("  - at: \"2026-10-14 15:00\"\n    record", "  - record").value)
        #expect(script.steps[1].at == script.steps[0].at)
    }
}
