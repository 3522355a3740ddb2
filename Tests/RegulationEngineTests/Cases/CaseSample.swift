import Domain
import RegulationEngine

/// A desk with the clocks of R36 and R45, and the steps of one report.
enum CaseSample {
    static let text = """
        regulation: X9
        version: 1
        title: {en: Desk}
        sector: property
        severity: [ordinary, major]
        time: {workingHours: ["08:30-12:00", "14:00-17:30"]}
        roles: {desk: {en: Desk}, head: {en: Head}, director: {en: Director}}
        parameters: {progressAgain: {title: {en: Again}, type: period, proposed: 48 hours, ours: true}}
        cases:
          feedback:
            title: {en: Feedback}
            opens: feedbackReceived
            firstReceiver: true
            assign: desk
            steps: {beyondAuthority: {en: Beyond authority}, notPossibleNow: {en: Not possible now}}
            decisions:
              complexity: {title: {en: Complex?}, options: {ordinary: {en: Ordinary}, complex: {en: Complex}}, initially: ordinary, by: head, ours: true}
            clocks:
              reportUp: {title: {en: Report up}, stop: reportedUp, budget: 2 hours, when: {step: beyondAuthority}, atDeadline: {inform: head}, ours: true}
              reply:
                title: {en: Reply}
                stop: replied
                budget: 24 hours
                when: {complexity: ordinary}
                pausedIn: awaitingMaterial
                before: {remind: owner, at: 4 hours}
                atDeadline: [{inform: head}, {inform: director, after: 4 hours}, {transfer: director, after: 4 hours}]
                ours: true
              progress: {title: {en: Progress}, stop: progressTold, budget: 48 hours, again: $progressAgain, againUntil: replied, when: {step: notPossibleNow}, ours: true}
              answer: {title: {en: Answer}, start: clarified, stop: replied, budget: 2 hours, ours: true}
              filed: {title: {en: Filed}, start: filed, stop: replied, budget: 5 workdays, pausedIn: [awaitingMaterial], before: {remind: owner, at: 1 workday}, atDeadline: {inform: head}, ours: true}
              filedComplex: {title: {en: Complex}, start: filed, stop: replied, budget: 15 workdays, when: {complexity: complex}, overrides: filed, ours: true}
              office: {title: {en: Office hours}, start: passedOn, stop: accepted, budget: 4 hours, hours: working, atDeadline: {remind: owner}, ours: true}
              asked: {title: {en: As asked}, stop: replied, dated: requestedBy, overrides: reply, ours: true}
            ours: true
        """

    static func regulation(_ yaml: String = text) throws -> Regulation { try Pack.require(reading(yaml)) }
    static func reading(_ yaml: String) throws -> Reading<Regulation> { RegulationDocument.read(yaml: yaml, source: "x9.yaml", registry: try Pack.registry()) }

    static func event(at: String, _ attributes: [String: AttributeValue] = [:]) -> Event {
        Event(
            id: EventID(1), kind: "feedbackReceived", naturalKey: "T1", occurredAt: Sample.at(at), recordedAt: Sample.at(at), unit: UnitID(1), sender: .form,
            attributes: attributes.merging(["number": .text("T1"), "class": .text("complaint")]) { given, _ in given })
    }

    static func facts(_ opened: String, _ steps: [(String, String)] = [], decisions: [String: String] = [:], attributes: [String: AttributeValue] = [:]) -> CaseFacts {
        CaseFacts(
            event: event(at: opened, attributes), decisions: decisions, openedAt: Sample.at(opened),
            steps: steps.map { CaseStep($0.0, at: Sample.at($0.1)) })
    }
}

/// The desk's clocks at work.
struct CaseBench {
    let regulation: Regulation
    let clocks: CaseClocks
    var rule: CaseRule { regulation.cases[0] }

    init() throws {
        regulation = try CaseSample.regulation()
        clocks = CaseClocks(edition: Edition(id: EditionID(1), adoption: AdoptionID(1), regulation: regulation, values: ["progressAgain": "48 hours"]), registry: try Pack.registry())
    }

    func all(_ facts: CaseFacts, _ calendar: WorkingCalendar = Sample.calendar, now: String = "2026-12-01 00:00") -> ClockStandings {
        clocks.standings(of: rule, facts, now: Sample.at(now)) { _, _ in calendar }
    }

    func standing(_ clock: String, round: Int = 1, _ facts: CaseFacts, _ calendar: WorkingCalendar = Sample.calendar) -> ClockStanding? {
        all(facts, calendar).standings.first { $0.clock == clock && $0.round == round }
    }

    func acts(_ clock: String, _ facts: CaseFacts, done: [String: Instant] = [:]) throws -> [ClockAct] {
        guard let standing = standing(clock, facts) else { return [] }
        return try clocks.acts(of: rule.clock(clock)!, standing, facts, done: done, calendar: Sample.calendar)
    }
}
