import Domain
import RegulationEngine
import Testing

@Suite("Rules that everybody has a turn by") struct RoundReadingTests {
    static func document(_ rule: String, of turn: String = "householdTurn", more: String = "") -> String {
        """
        regulation: X9
        version: 1
        title: {en: X}
        sector: property
        roles:
          clerk: {en: Clerk, ours: true}
        parameters:
          often: {title: {en: Often}, type: choice, proposed: month, choices: {month: {en: a month}, fortnight: {en: fortnight}}, ours: true}
          most: {title: {en: Most}, type: number, proposed: "3", ours: true}
        populations:
          some: {title: {en: Some}, of: \(turn), ours: true}
        followUps:
          first:
            title: {en: First}
            assign: clerk
            channels: [phone]
            ours: true
        \(rule.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        \(more)
        """
    }

    private func read(_ rule: String, of turn: String = "householdTurn", more: String = "") throws -> (regulation: Regulation?, codes: [String]) {
        let read = RegulationDocument.read(yaml: Self.document(rule, of: turn, more: more), source: "x.yaml", registry: try Pack.registry())
        return (read.value, read.findings.map(\.code))
    }

    private func round(_ rule: FollowUpRule?) -> RoundRule? { if case .each(let round)? = rule?.trigger { round } else { nil } }

    @Test("every part of it") func whole() throws {
        let (regulation, codes) = try read("each: some\nevery: $often\ntimes: $most\nspread: false\njoining: thisPeriod\nuntil: 5 years")
        let wanted = RoundRule(
            population: "some", turn: "householdTurn", of: .household, rhythm: .period(.parameter("often")), times: .parameter("most"), isSpread: false,
            joining: .thisPeriod, until: .stated(Period(5, .years)))
        #expect(codes == [] && round(regulation?.rule("first")) == wanted)
        #expect(regulation?.rule("first")?.window.term?.end == "until" && regulation?.rule("first")?.recurrence == nil)
    }

    @Test("festivals, and a window of its own") func festivals() throws {
        let (regulation, codes) = try read(
            "each: some\nevery: {festivals: [springFestival, chongyang], before: 10 days}\nwithin: 5 days\nwhen: {age: \">=60\"}", of: "personTurn")
        #expect(codes == [])
        let rule = try #require(regulation?.rule("first"))
        #expect(round(rule)?.rhythm == .festivals([.springFestival, .chongyang], before: .stated(Period(10, .days)), after: nil))
        #expect(round(rule)?.of == .person && rule.window.term == nil && rule.window.within == .stated(Period(5, .days)))
    }

    @Test(
        "what goes wrong",
        arguments: [
            ("each: some", "missingKey"), ("each: some\nevery: 1 month", "unknownWord"), ("each: none\nevery: month", "unknownName"),
            ("each: some\nevery: month\nafter: patientDischarged", "twoTriggers"), ("each: some\nevery: month\naim: 3 days", "needsWithin"),
            ("each: some\nevery: month\nuntil: {rule: first, state: done}", "notPeriod"), ("each: some\nevery: $most", "parameterOfOtherKind"),
            ("each: some\nevery: {festivals: [summer]}", "unknownWord"), ("each: some\nevery: month\nchoose: {draw: 3, frame: month}", "frameIsRound"),
            ("after: patientDischarged\nwithin: 1 day\nchoose: {draw: 3, frame: round}", "frameNeedsRound"),
            ("after: patientDischarged\nwithin: 1 day\njoining: thisPeriod", "needsEach"), ("after: patientDischarged", "missingKey"),
            ("after: patientDischarged\nwithin: 1 day\nplan: {by: clerk, drafted: 1 month}", "planNeedsEach"),
            ("after: appointmentBooked\nwithin: 1 day\nahead: 1 day", "aheadNeedsAnchor"),
            ("after: patientDischarged\nwithin: 1 day\nreach: {posts: {one: {en: One}}}", "reachNeedsPosts"),
        ]) func wrong(rule: String, code: String) throws
    {
        #expect(try read(rule).codes.contains { $0.hasPrefix(code) })
    }

    @Test("only populations of turns have rounds") func ofEvents() throws {
        #expect(try read("each: some\nevery: month", of: "patientDischarged").codes == ["eachNeedsTurns"])
        #expect(try read("each: some\nevery: month", of: "turnCame").codes == ["eachNeedsTurns"])
    }

    private func checked(_ rule: String, _ calendar: WorkingCalendar? = nil) throws -> [String] {
        let regulation = try #require(try read(rule).regulation)
        let check = RegulationCheck(regulation, registry: try Pack.registry(), values: ["often": "month", "most": "3"])
        return check.findings(roles: ["clerk"], calendar: calendar, year: 2026).map(\.code).filter { !["parameterUnused", "formMissing"].contains($0) }
    }

    @Test("what the check finds before it is in force") func check() throws {
        #expect(try checked("each: some\nevery: month") == [])
        #expect(try checked("each: some\nevery: month\ntimes: 0") == ["roundUnfit"])
        #expect(try checked("each: some\nevery: week\nwithin: 8 days") == ["windowBeyondTurn"])
        #expect(try checked("each: some\nevery: week\nwithin: 7 days") == [])
        #expect(try checked("each: some\nevery: {festivals: qixi}", Sample.calendar).contains("festivalUndated"))
    }
}
