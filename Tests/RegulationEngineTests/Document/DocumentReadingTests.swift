import Domain
import RegulationEngine
import Testing

/// What is wrong in a document is said with its place and, where one is near, the name that was meant.
@Suite struct DocumentReadingTests {
    /// A small regulation that reads without findings; each test spoils one line.
    static let sound = """
        regulation: X01
        version: 1
        title: {zh-Hans: 试, en: Trial}
        sector: property
        severity: [general, major]
        roles:
          clerk: {en: Clerk}
          boss: {en: Boss}
        parameters:
          limit: {title: {en: Limit}, type: period, proposed: 3 days, ours: true}
        forms:
          sheet:
            title: {en: Sheet}
            fields:
              satisfaction: {en: Satisfied, type: satisfaction, options: {good: {en: good, satisfied: true}, bad: {en: bad, satisfied: false}}}
              urgent: {en: Urgent, type: flag}
              score: {en: Score, type: scale}
        followUps:
          complaint:
            title: {en: Complaint}
            after: complaintClosed
            within: $limit
            assign: clerk
            channels: [phone]
            form: sheet
            clauses: [R02.1.3.1]
        outcomes:
          bad:
            in: complaint
            when: {satisfaction: bad}
            then: [{raise: complaintReceived}]
            ours: true
        """

    private func read(_ change: (old: String, new: String)? = nil) throws -> Reading<Regulation> {
        var yaml = Self.sound
        if let change {
            #expect(yaml.contains(change.old), "the test spoils a line that is not there")
            yaml = yaml.replacing(change.old, with: change.new)
        }
        return RegulationDocument.read(yaml: yaml, source: "x.yaml", registry: try Pack.registry())
    }

    @Test func soundReadsWithoutFindings() throws {
        let reading = try read()
        #expect(reading.findings == [])
        let rule = try #require(reading.value?.rule("complaint"))
        #expect(rule.trigger == .after(events: ["complaintClosed"]))
        #expect(rule.window.within == .parameter("limit"))
        #expect(rule.assign == [AssignLine(to: [.role("clerk")])])
        #expect(reading.value?.outcomes.first?.when == .answer(field: "satisfaction", .oneOf(["bad"])))
    }

    struct Slip: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let code: String
        var arguments: [String: String] = [:]
        var line: Int?
        var testDescription: String { new }
    }

    @Test(arguments: [
        Slip(old: "    within: $limit", new: "    whithin: $limit", code: "unknownKey", arguments: ["key": "whithin", "nearest": "within"], line: 22),
        Slip(old: "    within: $limit\n", new: "", code: "missingKey", arguments: ["key": "within"]),
        Slip(old: "within: $limit", new: "within: $limits", code: "unknownName", arguments: ["kind": "parameter", "name": "limits", "nearest": "limit"], line: 22),
        Slip(old: "within: $limit", new: "within: 3 day s", code: "notPeriod", arguments: ["value": "3 day s"], line: 22),
        Slip(old: "after: complaintClosed", new: "after: complaintClose", code: "unknownName", arguments: ["kind": "event", "nearest": "complaintClosed"], line: 21),
        Slip(old: "assign: clerk", new: "assign: clark", code: "unknownName", arguments: ["kind": "role", "nearest": "clerk"]),
        Slip(old: "assign: clerk", new: "assign: [clerk, boss]", code: "assignSaysNoMode"),
        Slip(old: "form: sheet", new: "form: sheep", code: "unknownName", arguments: ["kind": "form", "nearest": "sheet"]),
        Slip(old: "channels: [phone]", new: "channels: [phon]", code: "unknownWord", arguments: ["nearest": "phone"]),
        Slip(old: "channels: [phone]", new: "channels: [{fax: {tries: 3}}]", code: "unknownName", arguments: ["kind": "channel", "name": "fax"]),
        Slip(old: "when: {satisfaction: bad}", new: "when: {satisfacton: bad}", code: "unknownName", arguments: ["kind": "condition", "nearest": "satisfaction"]),
        Slip(old: "when: {satisfaction: bad}", new: "when: {satisfaction: worse}", code: "unknownWord"),
        Slip(old: "when: {satisfaction: bad}", new: "when: {severity: mayor}", code: "unknownWord", arguments: ["nearest": "major"]),
        Slip(old: "when: {satisfaction: bad}", new: "when: {urgent: perhaps}", code: "notFlag"),
        Slip(old: "when: {satisfaction: bad}", new: "when: {score: low}", code: "notComparison"),
        Slip(old: "when: {satisfaction: bad}", new: "when: bad", code: "notMapping"),
        Slip(old: "then: [{raise: complaintReceived}]", new: "then: [{rise: complaintReceived}]", code: "unknownKey", arguments: ["nearest": "raise"]),
        Slip(old: "then: [{raise: complaintReceived}]", new: "then: [{raise: complaintReceived, tell: boss}]", code: "oneActionEach"),
        Slip(old: "proposed: 3 days", new: "proposed: soon", code: "notPeriod", line: 10),
        Slip(old: "proposed: 3 days", new: "proposed: 3 days, stated: 2 days", code: "parameterStanding"),
        Slip(old: "type: period", new: "type: number", code: "parameterOfOtherKind"),
        Slip(old: "clauses: [R02.1.3.1]", new: "clauses: [clause 3]", code: "notClause"),
        Slip(old: "sector: property", new: "sector: porperty", code: "unknownWord", arguments: ["nearest": "property"]),
        Slip(old: "version: 1", new: "version: one", code: "notInteger", line: 2),
        Slip(old: "title: {zh-Hans: 试, en: Trial}", new: "title: {}", code: "noWording", line: 3),
        Slip(old: "regulation: X01", new: "regulation: [X01]", code: "notText", line: 1),
        Slip(old: "assign: clerk", new: "assign: clerk\n    assign: boss", code: "yamlDoubledKey"),
        Slip(old: "regulation: X01", new: "regulation: &x X01", code: "yamlAnchor"),
        Slip(old: "roles:", new: "roles: {", code: "yamlSyntax"),
        Slip(old: "after: complaintClosed", new: "after: complaintClosed\n    onRequest: true", code: "twoTriggers"),
    ])
    func everySlipIsAFindingWithItsPlace(slip: Slip) throws {
        let reading = try read((slip.old, slip.new))
        let found = reading.findings.first { finding in
            finding.code == slip.code + (slip.arguments["nearest"] == nil ? "" : ".near") && slip.arguments.allSatisfy { finding.arguments[$0.key] == $0.value }
        }
        #expect(found != nil, "\(reading.findings)")
        #expect(found?.severity == .error)
        #expect(found?.place.source == "x.yaml")
        #expect(found?.place.line != nil)
        if let line = slip.line { #expect(found?.place.line == line) }
    }

    @Test func pathsLeadToTheLine() throws {
        let reading = try read(("within: $limit", "within: soon"))
        #expect(reading.findings.map(\.place.path) == ["followUps.complaint.within"])
        #expect(reading.findings.first?.place.column == 13)
    }

    @Test func laterSectionsAreReadAndNamed() throws {
        let cases = "\nvalidity:\n  issue: {clauses: [R36.4.3], from: 2026}\n"
        let reading = RegulationDocument.read(yaml: Self.sound + cases, source: "x.yaml", registry: try Pack.registry())
        #expect(reading.findings.map(\.code) == ["laterSection"])
        #expect(reading.findings.first?.severity == .note)
        #expect(reading.value?.later == [LaterEntry(path: "validity", basis: Basis(clauses: ["R36.4.3"]))])
    }

    @Test func aRuleThatWaitsForALaterSectionIsNotMade() throws {
        let reading = try read(("    within: $limit", "    within: $limit\n    survey: {modes: [phone]}"))
        #expect(!reading.hasErrors)
        #expect(reading.value?.followUps == [])
        #expect(reading.value?.outcomes == [])
        #expect(reading.value?.later.map(\.path) == ["followUps.complaint.survey", "outcomes.bad"])
    }

    @Test func likeTakesOverWhatIsNotWritten() throws {
        let more = "\n  second:\n    title: {en: Second}\n    like: complaint\n    after: {rule: complaint, state: done}\n    within: 2 weeks\n    ours: true\noutcomes:"
        let rule = try #require(try read(("\noutcomes:", more)).value?.rule("second"))
        #expect(rule.trigger == .follows(rule: "complaint", state: .done))
        #expect(rule.window.within == .stated(Period(2, .weeks)))
        #expect(rule.assign == [AssignLine(to: [.role("clerk")])])
        #expect(rule.form == "sheet")
        #expect(rule.basis == Basis(isOurs: true))
    }

    @Test func contactHoldsForRulesThatSayNothingElse() throws {
        let reading = try read(("    channels: [phone]\n", ""))
        #expect(reading.value?.rule("complaint")?.channels == [])
        let contact = RegulationDocument.read(
            yaml: Self.sound.replacing("    channels: [phone]\n", with: "") + "\ncontact: {channels: [homeVisit]}\n", source: "x.yaml", registry: try Pack.registry())
        #expect(contact.value?.rule("complaint")?.channels == [ChannelStep(channel: .homeVisit)])
    }

    @Test func ownEventsMayNotTakeACommonName() throws {
        let own = "\nevents: {kinds: {repairCompleted: {en: Mine, subject: household}}}\n"
        let reading = RegulationDocument.read(yaml: Self.sound + own, source: "x.yaml", registry: try Pack.registry())
        #expect(reading.findings.map(\.code) == ["eventNameTaken"])
    }

    @Test(arguments: ["", "- a\n- b\n", "text", "\u{0}", "a: [", String(repeating: "[", count: 5000), String(repeating: "a: {", count: 5000)])
    func nonsenseIsAFindingAndNoCrash(yaml: String) throws {
        let reading = RegulationDocument.read(yaml: yaml, source: "x.yaml", registry: try Pack.registry())
        #expect(reading.value == nil)
        #expect(reading.hasErrors)
    }

    @Test func canonicalFormForgetsTheDressOnly() throws {
        let plain = "b: 2\na: [x, 'y']\n"
        #expect(CanonicalForm.text(ofDocument: plain) == #"{"a":["x","y"],"b":"2"}"#)
        #expect(CanonicalForm.text(ofDocument: "# note\na:\n  - x\n  - \"y\"\nb:   2\n") == CanonicalForm.text(ofDocument: plain))
        #expect(CanonicalForm.text(ofDocument: "a: [x, z]\nb: 2\n") != CanonicalForm.text(ofDocument: plain))
    }
}
