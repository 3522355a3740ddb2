import Domain
import RegulationEngine
import Testing

@Suite("Follow-ups that come back") struct RecurringTests {
    private func edition(
        every: Figure<Period> = .stated(Period(1, .years)), times: Figure<Int>? = nil, until: Figure<Period>? = nil, values: [String: String] = [:]
    ) -> Edition {
        var yearly = Sample.rule("yearly", window: WindowRule(within: .stated(Period(1, .months))))
        yearly.recurrence = Recurrence(
            every: every, times: times, until: until,
            endings: [Recurrence.Ending(rule: "complaint", state: .lost), Recurrence.Ending(rule: "yearly", state: .lost)])
        return Sample.edition([Sample.rule(), yearly], values: values)
    }

    private func nth(_ n: Int, _ edition: Edition, at: String = "2026-09-28 10:00", reached: Set<Recurrence.Ending> = []) -> PlanningOutcome {
        Sample.planner(edition).planRecurring(rule: "yearly", event: Sample.event(at: at), occurrence: n, reached: reached)
    }

    @Test("the first is planned with the event, a period after it") func first() {
        let outcome = Sample.planner(edition()).plan(Sample.event())
        let yearly = outcome.followUps.filter { $0.rule == "yearly" }
        #expect(
            yearly.map(\.occurrence) == [1] && yearly[0].window.opens == Sample.at("2027-09-28 00:00")
                && yearly[0].window.due == Sample.end("2027-10-28"))
        #expect(yearly[0].cohort == Sample.day("2027-09-28") && outcome.eligible.map(\.rule) == ["complaint", "yearly"])
    }

    @Test("the nth lies n periods after the event's own day") func days() {
        let leap = edition()
        let opens = (1...5).map { nth($0, leap, at: "2028-02-29 10:00").followUps.first?.cohort }
        #expect(opens == ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"].map { Sample.day($0) })
        #expect(nth(2, leap).eligible.isEmpty)
    }

    @Test("it ends after so many, beyond a period, or at a state that was reached") func ends() {
        #expect(nth(2, edition(times: .stated(2))).followUps.count == 1 && nth(3, edition(times: .stated(2))).followUps.isEmpty)
        #expect(nth(9, edition(times: .stated(0))).followUps.count == 1)
        #expect(
            nth(3, edition(until: .stated(Period(3, .years)))).followUps.count == 1
                && nth(4, edition(until: .stated(Period(3, .years)))).followUps.isEmpty)
        #expect(Sample.planner(edition(until: .stated(Period(11, .months)))).plan(Sample.event()).followUps.map(\.rule) == ["complaint"])
        #expect(nth(2, edition(), reached: [Recurrence.Ending(rule: "complaint", state: .lost)]).followUps.isEmpty)
        #expect(nth(2, edition(), reached: [Recurrence.Ending(rule: "complaint", state: .done)]).followUps.count == 1)
        #expect(Sample.planner(edition()).rulesEnded(by: Recurrence.Ending(rule: "yearly", state: .lost)) == ["yearly"])
        #expect(Sample.planner(edition()).rulesEnded(by: Recurrence.Ending(rule: "yearly", state: .done)) == [])
    }

    @Test("a figure that can't be meant is told, with the rule") func unfit() {
        #expect(nth(1, edition(every: .parameter("p"), values: ["p": "0 years"])).findings.map(\.code) == ["rule.figureUnfit"])
        #expect(nth(1, edition(times: .parameter("n"), values: ["n": "-1"])).findings.map(\.code) == ["rule.figureUnfit"])
        #expect(nth(1, edition(times: .parameter("n"))).findings.map(\.code) == ["rule.parameterMissing"])
        #expect(nth(Int.max, edition()).findings.isEmpty)
    }

    @Test("who has died hears no more") func dead() {
        var history = HistoryFacts()
        history.party = Party(id: PartyID(7), kind: .person, name: "N", status: .deceased)
        let outcome = Sample.planner(edition()).planRecurring(rule: "yearly", event: Sample.event(), occurrence: 2, reached: [], history: history)
        #expect(outcome.followUps.isEmpty && outcome.eligible.isEmpty)
    }

    @Test("the derivation says which one it is and why") func derivation() throws {
        let edition = edition()
        let rule = try #require(edition.regulation.rule("yearly"))
        let steps = try Sample.planner(edition).resolver.derivation(rule, for: Sample.event(), occurrence: 3).steps
        let recurs = try #require(steps.first { $0.code == "recurs" })
        #expect(recurs.arguments == ["nth": "3", "every": "1 year"])
        #expect(steps.contains { $0.code == "countedMonths" && $0.arguments["day"] == "2029-09-28" })
    }

    @Test("a correction moves what nobody has begun, and brings back nothing that has ended") func replanned() {
        let planner = Sample.planner(edition())
        let later = Sample.event(at: "2026-10-12 10:00", ["severity": .text("general")])
        let second = Sample.existing(2, .planned, rule: "yearly", occurrence: 2)
        let changes = planner.replan(later, existing: [second, Sample.existing(3, .accepted, rule: "yearly", occurrence: 3, touched: true)])
        #expect(changes.move.map(\.followUp) == [FollowUpID(2)] && changes.move[0].to.window.opens == Sample.at("2028-10-12 00:00"))
        #expect(changes.flag.map(\.followUp) == [FollowUpID(3)])
        let ended = ExistingFollowUp(Sample.existing(1, .withdrawn, rule: "yearly").followUp, isTouched: false, isFinal: true)
        #expect(planner.replan(later, existing: [ended]).reinstate.isEmpty)
        let beyond = Sample.planner(edition(times: .stated(1))).replan(later, existing: [second])
        #expect(beyond.withdraw == [.init(followUp: FollowUpID(2), reason: .noLongerApplies)] && beyond.move.isEmpty)
    }
}
