import Domain
import Operations
import RegulationEngine
import Rehearsal
import Testing

/// Measures of assessments that no pack of ours uses yet: points for missing percents, findings that take points of the rate, awards, complaints of a
/// year for departments and persons, commendations.
@Suite struct AssessmentRehearsalTests {
    private static let regulation = """
        regulation: X15
        version: 1
        title: {en: Follow-up and its assessment}
        sector: hospital
        roles:
          caller: {en: Caller, ours: true}
          checker: {en: Checker, ours: true}
          head: {en: Head, ours: true}
          office: {en: Office, ours: true}
          board: {en: Board, ours: true}
        events:
          aliases:
            provenComplaint: {en: Proven complaint, of: caseClosed, fixed: {class: complaint, proven: "true"}}
        followUps:
          first:
            title: {en: First}
            after: patientDischarged
            within: 2 weeks
            assign: caller
            channels: [phone]
            form: sheet
            ours: true
          audit:
            title: {en: Audit}
            after: patientDischarged
            notBefore: 15 days
            within: 4 weeks
            assign: checker
            channels: [phone]
            form: auditSheet
            ours: true
        forms:
          sheet:
            title: {en: Sheet}
            fields:
              remark: {en: Remark, type: text}
          auditSheet:
            title: {en: Audit}
            fields:
              verdict:
                en: Verdict
                type: choice
                options: {made: {en: made}, notMade: {en: not made}, perfunctory: {en: perfunctory}, falsified: {en: falsified}}
                required: true
        assessments:
          quarterly:
            title: {en: The quarter}
            every: quarter
            measure: followedUpRate
            of: first
            target: 70%
            adjust: {verdict: perfunctory, of: audit, points: 10%}
            reduce:
              pay: {title: {en: Pay}, as: shareOfTarget}
              half: {title: {en: Half}, factor: 1/2}
            points:
              whole: {title: {en: Whole percents}, each: 1}
              begun: {title: {en: Percents begun}, each: 2, begun: true}
            measures:
              awards: {title: {en: Awards}, kind: bar, when: missed}
              praise: {title: {en: Praise}, kind: commend, when: met}
            by: office
            dueDay: 20
            ours: true
          untrue:
            title: {en: Records that are not true}
            every: year
            each: caller
            measure: falsified
            of: audit
            whose: {whoDid: first}
            measures:
              awards: {title: {en: No awards}, kind: bar, atLeast: 1}
            by: office
            objectWithin: 3 days
            heardBy: board
            ours: true
          complaints:
            title: {en: Complaints of the year}
            every: year
            measure: eventCount
            events: provenComplaint
            measures:
              head: {title: {en: Head not excellent}, kind: bar, atLeast: 2}
              praise: {title: {en: Department praised}, kind: commend, atMost: 0}
            by: office
            ours: true
          ownComplaints:
            title: {en: A person's complaints}
            every: year
            each: caller
            measure: eventCount
            events: provenComplaint
            whose: {staff: respondents}
            measures:
              excellent: {title: {en: Not excellent}, kind: bar, atLeast: 1}
            by: office
            ours: true
        """

    private static let rehearsal = """
        rehearsal: every measure of an assessment
        regulation: X15
        with: {from: "2026-01-01"}
        organisation:
          units:
            - {id: surgery, kind: department}
            - {id: eyes, kind: department}
          staff:
            - {id: ann, roles: [caller], unit: surgery}
            - {id: bob, roles: [caller], unit: surgery}
            - {id: eve, roles: [caller], unit: eyes}
            - {id: cy, roles: [checker]}
            - {id: hal, roles: [head], unit: surgery}
            - {id: off, roles: [office]}
            - {id: boa, roles: [board]}
        days:
          - at: "2026-07-06 10:00"
            event:
              - {kind: patientDischarged, id: D1, unit: surgery, party: P1}
              - {kind: patientDischarged, id: D2, unit: surgery, party: P2}
              - {kind: patientDischarged, id: D3, unit: surgery, party: P3}
              - {kind: patientDischarged, id: D4, unit: surgery, party: P4}
              - {kind: patientDischarged, id: D6, unit: surgery, party: P6}
              - {kind: patientDischarged, id: D7, unit: surgery, party: P7}
              - {kind: patientDischarged, id: D8, unit: surgery, party: P8}
              - {kind: patientDischarged, id: D5, unit: eyes, party: P5}
          - at: "2026-07-08 10:00"
            record:
              - {of: D1, rule: first, by: bob, channel: phone}
              - {of: D2, rule: first, by: ann, channel: phone}
              - {of: D3, rule: first, by: bob, channel: phone}
              - {of: D5, rule: first, by: eve, channel: phone}
          - at: "2026-07-22 10:00"
            record:
              - {of: D1, rule: audit, by: cy, channel: phone, answers: {verdict: perfunctory}}
              - {of: D2, rule: audit, by: cy, channel: phone, answers: {verdict: falsified}}
              - {of: D3, rule: audit, by: cy, channel: phone, answers: {verdict: made}}
              - {of: D5, rule: audit, by: cy, channel: phone, answers: {verdict: made}}
          - at: "2026-08-03 10:00"
            event:
              - {kind: caseClosed, id: C1, unit: surgery, party: P8, class: complaint, proven: "true", respondents: [ann]}
              - {kind: caseClosed, id: C2, unit: surgery, party: P9, class: complaint, proven: "true", respondents: [bob, ann]}
              - {kind: caseClosed, id: C3, unit: surgery, party: P9, class: complaint, proven: "false", respondents: [bob]}
              - {kind: caseClosed, id: C4, unit: surgery, party: P9, class: problem, proven: "true", respondents: [bob]}
          - at: "2026-10-01 09:00"
            expect:
              duties:
                - {duty: quarterly, unit: surgery, period: "2026-07", due: "2026-10-20", figure: 3/7-1, missed: true, proposes: [53.1%, 18.6%, 37 points, 76 points, "yes", "no"]}
                - {duty: quarterly, unit: eyes, period: "2026-07", figure: 1/1, missed: false, proposes: [0.0%, 0.0%, 0 points, 0 points, "no", "yes"]}
          - at: "2026-10-02 09:00"
            decide: {question: quarterly, unit: surgery, by: off, option: asProposed}
            expect: {duties: [{duty: quarterly, unit: surgery, period: "2026-07", state: closed, figure: 3/7-1}]}
          - at: "2027-01-01 09:00"
            expect:
              duties:
                - {duty: untrue, staff: ann, figure: "1", proposes: ["yes"]}
                - {duty: untrue, staff: bob, figure: "0", proposes: ["no"]}
                - {duty: complaints, unit: surgery, figure: "2", proposes: ["yes", "no"]}
                - {duty: complaints, unit: eyes, figure: "0", proposes: ["no", "yes"]}
                - {duty: ownComplaints, staff: ann, figure: "2", proposes: ["yes"]}
                - {duty: ownComplaints, staff: bob, figure: "1", proposes: ["yes"]}
                - {duty: ownComplaints, staff: eve, figure: "0", proposes: ["no"]}
          - at: "2027-01-02 09:00"
            assess: {question: untrue, staff: ann, by: off, step: tell}
            expect: {duties: [{duty: untrue, staff: ann, stands: told, objectBy: "2027-01-05"}]}
          - at: "2027-01-03 09:00"
            assess: {question: untrue, staff: ann, by: ann, step: accept}
          - decide: {question: untrue, staff: ann, by: off, option: asProposed}
            expect: {duties: [{duty: untrue, staff: ann, state: closed, stands: decided, figure: "1"}]}
        """

    private func read(changing replacements: [(String, String)] = []) throws -> (regulation: Regulation?, codes: [String]) {
        let text = replacements.reduce(Self.regulation) { $0.replacing($1.0, with: $1.1) }
        let registry = try Theatre.library.get().registry
        let read = RegulationDocument.read(yaml: text, source: "x.yaml", registry: registry)
        return (read.value, read.findings.filter { $0.severity == .error }.map(\.code))
    }

    private func failures(changing replacements: [(String, String)] = []) throws -> [String] {
        let (regulation, codes) = try read(changing: replacements)
        #expect(codes == [])
        let script = try #require(RehearsalDocument.read(yaml: Self.rehearsal, source: "x15.yaml").value)
        return try Theatre.rehearsals.get().run(script, regulations: ["X15": try #require(regulation)]).failures.map(\.text)
    }

    @Test func everyMeasureIsCounted() throws { #expect(try failures() == []) }

    /// Each figure that is changed turns it red.
    @Test(arguments: [
        ("target: 70%", "target: 60%"), ("points: 10%", "points: 20%"), ("as: shareOfTarget", "as: points"), ("factor: 1/2", "factor: 1/3"),
        ("each: 1}", "each: 3}"), ("each: 2, begun: true", "each: 2"), ("when: missed", "when: met"), ("kind: commend, when: met", "kind: commend, when: missed"),
        ("verdict: perfunctory, of", "verdict: made, of"), ("measure: falsified", "measure: perfunctory"), ("whoDid: first", "whoDid: audit"),
        ("atLeast: 2", "atLeast: 3"), ("atMost: 0", "atMost: 9"), ("staff: respondents", "staff: receivedBy"), ("proven: \"true\"}}", "proven: \"false\"}}"),
        ("objectWithin: 3 days", "objectWithin: 4 days"), ("dueDay: 20", "dueDay: 19"),
    ])
    func aChangedFigureIsNoticed(_ written: String, _ instead: String) throws {
        try #require(Self.regulation.contains(written))
        #expect(try failures(changing: [(written, instead)]) != [])
    }

    /// What does not go together is told where it stands, and nothing is assessed by halves.
    @Test(arguments: [
        ("    target: 70%\n", "", "assessment.missing"), ("measure: falsified\n    of: audit", "measure: falsified", "assessment.missing"),
        ("    events: provenComplaint\n    measures:\n      head", "    measures:\n      head", "assessment.missing"),
        ("    whose: {whoDid: first}\n", "", "assessment.missing"), ("    heardBy: board\n", "", "assessment.missing"),
        ("kind: bar, atLeast: 1", "kind: bar, when: missed", "assessment.whenUnclear"), ("kind: bar, when: missed", "kind: bar, atLeast: 1", "assessment.whenUnclear"),
        ("kind: bar, atLeast: 2", "kind: bar, atLeast: 2, atMost: 3", "assessment.whenUnclear"),
        ("measure: falsified", "measure: falsified\n    target: 70%", "assessment.unfit"), ("measure: falsified", "measure: falsified\n    tolerance: 7%", "assessment.unfit"),
        ("measure: falsified", "measure: falsified\n    reduce: {pay: {title: {en: Pay}}}", "assessment.unfit"),
        ("measure: falsified", "measure: falsified\n    points: {less: {title: {en: Less}, each: 1}}", "assessment.unfit"),
        ("measure: falsified", "measure: falsified\n    adjust: {verdict: made, of: audit, points: 1%}", "assessment.unfit"),
        ("measure: falsified", "measure: handlingRate\n    target: 90%", "assessment.unfit"), ("measure: falsified", "measure: anger", "unknownWord"),
    ])
    func whatDoesNotFitIsTold(_ written: String, _ instead: String, _ code: String) throws {
        try #require(Self.regulation.contains(written))
        #expect(try read(changing: [(written, instead)]).codes.contains(code))
    }
}
