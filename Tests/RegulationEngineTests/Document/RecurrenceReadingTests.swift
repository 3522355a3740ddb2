import Domain
import RegulationEngine
import Testing

@Suite("Rules that come back, and assessments, as they are written") struct RecurrenceReadingTests {
    private static func document(_ rule: String, more: String = "") -> String {
        """
        regulation: X01
        version: 1
        title: {en: Sample}
        sector: hospital
        roles: {clerk: {en: Clerk}, head: {en: Head}}
        parameters:
          most: {title: {en: Most}, type: number, proposed: "0", ours: true}
        followUps:
          first:
            title: {en: First}
            after: patientDischarged
            within: 1 week
            assign: clerk
            channels: [phone]
            ours: true
          again:
            title: {en: Again}
            within: 1 month
            assign: clerk
            channels: [phone]
            ours: true
        \(rule.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        \(more)
        """
    }

    private func read(_ rule: String, more: String = "") throws -> (regulation: Regulation?, codes: [String]) {
        let read = RegulationDocument.read(yaml: Self.document(rule, more: more), source: "x.yaml", registry: try Pack.registry())
        return (read.value, read.findings.map(\.code))
    }

    @Test("every part of it") func whole() throws {
        let (regulation, codes) = try read(
            "after: patientDischarged\nevery: half year\ntimes: $most\nuntil: [10 years, {rule: first, state: lost}]\nindependentOf: [attendingPhysician, {whoDid: first}]"
        )
        let rule = try #require(regulation?.rule("again"))
        let wanted = Recurrence(
            every: .stated(Period(6, .months)), times: .parameter("most"), until: .stated(Period(10, .years)),
            endings: [.init(rule: "first", state: .lost)])
        #expect(codes == [] && rule.recurrence == wanted)
        #expect(rule.independentOf == ["attendingPhysician"] && rule.independentOfMakers == ["first"])
    }

    @Test(
        "what goes wrong",
        arguments: [
            ("after: patientDischarged\ntimes: 3", "needsEvery"), ("after: {rule: first}\nevery: 1 year", "everyNeedsEvents"),
            ("after: patientDischarged\nevery: 1 year\nchoose: {draw: 3, frame: week}", "everyExcludes"),
            ("after: patientDischarged\nevery: 1 year\nuntil: [1 year, 2 years]", "untilTwice"),
            ("after: patientDischarged\nevery: yearly", "notPeriod"),
        ]) func wrong(rule: String, code: String) throws
    {
        #expect(try read(rule).codes.contains(code))
    }

    @Test("an outcome may not ask for one more") func asked() throws {
        let (regulation, _) = try read(
            "after: patientDischarged\nevery: 1 year",
            more: "outcomes:\n  more: {in: again, when: {result: noAnswer}, then: [{again: {guard: 3}}], ours: true}")
        let findings = RegulationCheck(try #require(regulation), registry: try Pack.registry()).findings(roles: ["clerk"])
        #expect(findings.contains { $0.code == "recurringAskedFor" && $0.arguments["rule"] == "again" })
    }

    @Test("an assessment with parts of a share") func assessment() throws {
        let text =
            "assessments:\n  yearEnd:\n    title: {en: Year}\n    every: year\n    measure: notMadeShare\n    of: first\n    tolerance: 2.5%\n    reduce: {bonus: {title: {en: Bonus}, factor: 1/2}}\n    by: head\n    ours: true"
        let (regulation, codes) = try read("after: patientDischarged\nevery: 1 year", more: text)
        let assessment = try #require(regulation?.assessment("yearEnd"))
        #expect(
            codes == [] && assessment.tolerance == .stated(250) && assessment.reductions.map(\.factor.text) == ["1/2"]
                && assessment.duty.kind == "decide")
        #expect(try read("after: patientDischarged", more: text.replacing("1/2", with: "half")).codes == ["notFraction"])
    }
}
