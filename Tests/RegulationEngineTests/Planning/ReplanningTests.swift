import Domain
import RegulationEngine
import Testing

@Suite("Planning a corrected event again") struct ReplanningTests {
    private let edition = Sample.edition([Sample.rule(), Sample.rule("major", condition: .attribute("severity", .oneOf(["major"])))])
    private var planner: Planner { Sample.planner(edition) }
    private let general = Sample.event(["severity": .text("general")])
    private let later = Sample.event(at: "2026-10-12 10:00", ["severity": .text("general")])

    @Test("the same facts change nothing") func nothing() {
        let changes = planner.replan(general, existing: [Sample.existing(1, .planned)])
        #expect(changes.insert.isEmpty && changes.move.isEmpty && changes.withdraw.isEmpty && changes.flag.isEmpty && changes.reinstate.isEmpty)
        #expect(changes.eligible.map(\.rule) == ["complaint"])
    }

    @Test("an untouched follow-up moves, a touched or settled one stays and is flagged") func moves() {
        let untouched = planner.replan(later, existing: [Sample.existing(1, .planned)])
        #expect(
            untouched.move.map(\.followUp) == [FollowUpID(1)] && untouched.move[0].to.window.due == Sample.end("2026-10-15") && untouched.flag.isEmpty
        )
        for state in [FollowUp.State.accepted, .done, .lost] {
            let changes = planner.replan(later, existing: [Sample.existing(1, state, touched: true)])
            #expect(changes.move.isEmpty && changes.insert.isEmpty)
            #expect(changes.flag.map(\.reason) == [.planDiffers] && changes.flag[0].wouldBe?.window.due == Sample.end("2026-10-15"))
        }
    }

    @Test("a loaded schedule moves begun work too") func calendar() {
        let changes = planner.replan(later, existing: [Sample.existing(1, .accepted, touched: true)], cause: .calendar)
        #expect(changes.move.count == 1 && changes.flag.isEmpty)
    }

    @Test("a rule that now applies is added; one that no longer does is withdrawn or flagged") func scope() {
        let major = Sample.event(["severity": .text("major")])
        let added = planner.replan(major, existing: [Sample.existing(1, .planned, severity: "major")])
        #expect(added.insert.map(\.rule) == ["major"] && added.move.isEmpty)
        let existing = [
            Sample.existing(1, .planned), Sample.existing(2, .planned, rule: "major"),
            Sample.existing(3, .accepted, rule: "major", occurrence: 2, touched: true),
        ]
        let dropped = planner.replan(general, existing: existing)
        #expect(dropped.withdraw == [.init(followUp: FollowUpID(2), reason: .noLongerApplies)])
        #expect(dropped.flag == [.init(followUp: FollowUpID(3), reason: .noLongerApplies)])
    }

    @Test("while a rule can't be evaluated its follow-ups stay") func undecided() {
        let changes = planner.replan(
            Sample.event(), existing: [Sample.existing(1, .planned, severity: nil), Sample.existing(2, .planned, rule: "major")])
        #expect(changes.withdraw.isEmpty && changes.flag.isEmpty && changes.findings.map(\.code) == ["rule.attributeUnknown"])
    }

    @Test("now exempt: withdrawn as exempted; due again: reinstated under the same key") func exemptions() {
        var dead = HistoryFacts()
        dead.party = Party(id: PartyID(7), kind: .person, name: "N", status: .deceased)
        let exempted = planner.replan(general, existing: [Sample.existing(1, .planned)], history: dead)
        #expect(exempted.withdraw == [.init(followUp: FollowUpID(1), reason: .exempted)] && exempted.eligible.map(\.standing) == [.exempt])
        let back = planner.replan(general, existing: [Sample.existing(1, .withdrawn)])
        #expect(back.reinstate.map(\.followUp) == [FollowUpID(1)] && back.insert.isEmpty && back.withdraw.isEmpty)
        #expect(planner.replan(general, existing: [Sample.existing(1, .withdrawn, touched: true)]).reinstate.isEmpty)
    }

    @Test("other adoptions and other events are left alone") func strangers() {
        var stranger = Sample.existing(1, .planned)
        stranger.followUp.adoption = AdoptionID(99)
        var other = Sample.existing(2, .planned)
        other.followUp.event = EventID(99)
        let changes = planner.replan(later, existing: [stranger, other])
        #expect(changes.insert.count == 1 && changes.move.isEmpty && changes.withdraw.isEmpty)
    }

    @Test("a second that counts from the event moves with it; later occurrences keep the day that was agreed") func seconds() {
        var second = Sample.rule("second", window: WindowRule(within: .stated(Period(2, .months))))
        second.trigger = .follows(rule: "complaint", state: .done)
        let planner = Sample.planner(Sample.edition([Sample.rule(), second]))
        let agreed = Sample.existing(3, .planned, occurrence: 2)
        let changes = planner.replan(
            later, existing: [Sample.existing(1, .done, touched: true), Sample.existing(2, .planned, rule: "second"), agreed])
        #expect(changes.move.map(\.followUp) == [FollowUpID(2)] && changes.move[0].to.window.due == Sample.end("2026-12-12"))
        #expect(changes.flag.map(\.followUp) == [FollowUpID(1)] && changes.withdraw.isEmpty)
        second.window.anchor = WindowResolver.triggerAnchor
        let fromTrigger = Sample.planner(Sample.edition([Sample.rule(), second]))
        let kept = fromTrigger.replan(later, existing: [Sample.existing(2, .planned, rule: "second")])
        #expect(kept.move.isEmpty && kept.flag.isEmpty && kept.findings.isEmpty)
    }
}

@Suite("Follow-ups that are asked for") struct RequestedFollowUpTests {
    private var visit: FollowUpRule {
        var rule = Sample.rule("visit", window: WindowRule(within: .stated(Period(7, .days))))
        rule.trigger = .onRequest
        return rule
    }

    private func window(
        _ rule: FollowUpRule, _ timing: RequestedTiming, at: String = "2026-09-30 15:00", nth: Int = 1, _ event: Event = Sample.event()
    ) throws -> Window {
        let planner = Sample.planner(Sample.edition([rule]))
        return try planner.planRequested(rule: rule.id, event: event, occurrence: nth, requestedAt: Sample.at(at), timing: timing).followUps[0].window
    }

    @Test("by the rule's own window, counted from the request") func byRule() throws {
        #expect(try window(visit, .byRule) == Window(opens: Sample.at("2026-09-30 15:00"), due: Sample.end("2026-10-07")))
        var again = Sample.rule(window: WindowRule(anchor: "repliedAt", within: .stated(Period(3, .days))))
        #expect(try window(again, .byRule, nth: 2) == Window(opens: Sample.at("2026-09-30 15:00"), due: Sample.end("2026-10-03")))
        again.trigger = .onRequest
        let event = Sample.event(["repliedAt": .instant(Sample.at("2026-10-09 09:00"))])
        #expect(try window(again, .byRule, event).due == Sample.end("2026-10-12"))
    }

    @Test("on the day that was fixed, a day off included") func fixed() throws {
        #expect(try window(visit, .on(Sample.day("2026-10-04"))) == Window(opens: Sample.at("2026-10-04 00:00"), due: Sample.end("2026-10-04")))
    }

    @Test("after a period, rolled where the rule rolls") func after() throws {
        #expect(try window(visit, .after(Period(3, .days))) == Window(opens: Sample.at("2026-10-03 00:00"), due: Sample.end("2026-10-03")))
        var rolling = visit
        rolling.window.lastDay = .rolls
        #expect(try window(rolling, .after(Period(3, .days))) == Window(opens: Sample.at("2026-10-03 00:00"), due: Sample.end("2026-10-08")))
        let planner = Sample.planner(Sample.edition([visit]) { $0.time.closeOfBusiness = LocalTime("17:30") })
        let late = try planner.planRequested(
            rule: "visit", event: Sample.event(), occurrence: 1, requestedAt: Sample.at("2026-09-30 20:00"), timing: .after(Period(24, .hours)))
        #expect(late.followUps[0].window == Window(opens: Sample.at("2026-10-01 20:00"), due: Sample.at("2026-10-01 20:00")))
        #expect(try window(visit, .after(Period(5, .hours))) == Window(opens: Sample.at("2026-09-30 20:00"), due: Sample.end("2026-09-30")))
    }

    @Test("the first of a rule is eligible, the next are not counted again") func eligible() throws {
        let planner = Sample.planner(Sample.edition([visit]))
        let first = try planner.planRequested(
            rule: "visit", event: Sample.event(), occurrence: 1, requestedAt: Sample.at("2026-09-30 15:00"), timing: .byRule)
        #expect(first.eligible == [Eligible(event: EventID(1), rule: "visit", standing: .obligatory, cohort: Sample.day("2026-09-30"))])
        let next = try planner.planRequested(
            rule: "visit", event: Sample.event(), occurrence: 2, requestedAt: Sample.at("2026-09-30 15:00"), timing: .byRule)
        #expect(next.eligible.isEmpty && next.followUps.map(\.occurrence) == [2])
        #expect(planner.plan(Sample.event()).followUps.isEmpty)
    }

    @Test("a rule that the regulation does not have is an error") func unknown() {
        #expect(throws: RuleError(rule: "nonesuch", .ruleUnknown)) {
            try Sample.planner(Sample.edition()).planRequested(
                rule: "nonesuch", event: Sample.event(), occurrence: 1, requestedAt: Sample.at("2026-09-30 15:00"), timing: .byRule)
        }
    }

    @Test("explained from the request or the day that was agreed") func explained() throws {
        let planner = Sample.planner(Sample.edition([visit]))
        func codes(_ timing: RequestedTiming) throws -> [String] {
            try planner.requestedDerivation(
                rule: "visit", event: Sample.event(), occurrence: 1, requestedAt: Sample.at("2026-09-30 15:00"), timing: timing
            ).steps.map(\.code)
        }
        #expect(try codes(.byRule) == ["rule", "event", "clause", "requested", "within", "countedDays", "opens", "due"])
        #expect(try codes(.on(Sample.day("2026-10-04"))) == ["rule", "event", "clause", "agreedDay", "opens", "due"])
    }

    @Test("a rule that follows another starts with its state, from the event's anchor or from that moment") func following() {
        var second = Sample.rule("second", window: WindowRule(within: .stated(Period(2, .months))))
        second.trigger = .follows(rule: "complaint", state: .done)
        var third = Sample.rule("third", window: WindowRule(anchor: WindowResolver.triggerAnchor, within: .stated(Period(1, .weeks))))
        third.trigger = .follows(rule: "complaint", state: .done)
        let planner = Sample.planner(Sample.edition([Sample.rule(), second, third]))
        let done = planner.planFollowing(rule: "complaint", state: .done, event: Sample.event(), at: Sample.at("2026-10-09 09:00"))
        #expect(done.followUps.map(\.window.due) == [Sample.end("2026-11-28"), Sample.end("2026-10-16")])
        #expect(done.eligible.map(\.rule) == ["second", "third"])
        #expect(planner.planFollowing(rule: "complaint", state: .lost, event: Sample.event(), at: Sample.at("2026-10-09 09:00")).followUps.isEmpty)
    }
}
