import Domain
import RegulationEngine
import Testing

@Suite("Counts over history") struct HistoryCountTests {
    private let event = Sample.event(at: "2026-11-20 10:00", id: 9, ["category": .text("noise")])

    private func complaint(_ id: Int64, _ at: String, _ category: String, party: Int64 = 7, version: Int = 1) -> Event {
        var event = Sample.event(at: at, id: id, party: party, ["category": .text(category)])
        event.version = version
        return event
    }

    private func holds(
        _ events: [Event], atLeast: Int, same: [String] = ["issue"], inARow: Bool = false, within: Period = Period(12, .months),
        of: String = "complaintClosed",
        about event: Event? = nil, now: String = "2026-11-25 10:00"
    ) throws -> Bool {
        let evaluator = ConditionEvaluator(edition: Sample.edition(), registry: Sample.registry, calendar: Sample.calendar)
        let count = HistoryCount(of: of, same: same, inARow: inARow, atLeast: .stated(atLeast), within: .stated(within))
        let context = ConditionContext(event: event ?? self.event, history: HistoryFacts(events: events), now: Sample.at(now))
        return try evaluator.holds(.count(count), in: context, rule: "repeat")
    }

    @Test("the event itself counts, once, even when it is among the facts") func itself() throws {
        #expect(try holds([], atLeast: 1))
        #expect(try !holds([event, event], atLeast: 2))
        #expect(try holds([event, complaint(1, "2026-10-01 10:00", "noise")], atLeast: 2))
    }

    @Test("same party and category; others don't count") func same() throws {
        #expect(try !holds([complaint(1, "2026-10-01 10:00", "water")], atLeast: 2))
        #expect(try !holds([complaint(1, "2026-10-01 10:00", "noise", party: 8)], atLeast: 2))
        #expect(try holds([complaint(1, "2026-10-01 10:00", "noise", party: 8)], atLeast: 2, same: ["category"]))
    }

    @Test("in a row: another category of the same party breaks it, another party's does not") func inARow() throws {
        let earlier = complaint(1, "2026-10-01 10:00", "noise")
        #expect(try holds([earlier], atLeast: 2, inARow: true))
        #expect(try !holds([earlier, complaint(2, "2026-10-15 10:00", "water")], atLeast: 2, inARow: true))
        #expect(try holds([earlier, complaint(2, "2026-10-15 10:00", "water", party: 8)], atLeast: 2, inARow: true))
        #expect(try holds([earlier, complaint(2, "2026-10-15 10:00", "water")], atLeast: 2))
    }

    @Test("the window reaches back to the same day so many months ago, and not past the moment of asking") func window() throws {
        #expect(try holds([complaint(1, "2025-11-25 00:00", "noise")], atLeast: 2))
        #expect(try !holds([complaint(1, "2025-11-24 23:59", "noise")], atLeast: 2))
        #expect(try !holds([complaint(1, "2026-11-26 10:00", "noise")], atLeast: 2))
        #expect(
            try holds(
                [complaint(1, "2026-11-23 08:00", "noise")], atLeast: 2, within: Period(2, .workdays),
                about: complaint(9, "2026-11-24 10:00", "noise")))
        #expect(
            try !holds(
                [complaint(1, "2026-11-22 08:00", "noise")], atLeast: 2, within: Period(2, .workdays),
                about: complaint(9, "2026-11-24 10:00", "noise")))
        #expect(try !holds([complaint(1, "2026-11-24 09:00", "noise")], atLeast: 2, within: Period(25, .hours)))
    }

    @Test("a corrected event counts in its latest version") func versions() throws {
        #expect(try !holds([complaint(1, "2026-10-01 10:00", "noise"), complaint(1, "2026-10-01 10:00", "water", version: 2)], atLeast: 2))
    }

    @Test("an alias counts only what it means; an event without what must agree has no equals") func aliases() throws {
        let rework = { (id: Int64, flag: Bool?) in
            Sample.event(
                kind: "repairCompleted", at: "2026-11-0\(id) 10:00", id: id,
                ["trade": .text("water")].merging(flag.map { ["rework": .flag($0)] } ?? [:]) { a, _ in a })
        }
        let events = [rework(1, true), rework(2, nil), rework(3, true), rework(4, false)]
        #expect(try holds(events, atLeast: 3, same: ["party", "trade"], of: "repairReworked", about: rework(5, true)))
        #expect(try !holds(events, atLeast: 3, same: ["party", "trade"], of: "repairReworked", about: rework(5, false)))
        #expect(try !holds(events, atLeast: 1, same: ["party", "trade"], of: "repairReworked", about: Sample.event(kind: "repairCompleted")))
        #expect(try !holds([], atLeast: 1, about: Sample.event(party: nil, ["category": .text("noise")])))
    }

    @Test("a query for what is not flagged admits what says nothing of the flag") func unflagged() {
        let since = Sample.at("2026-01-01 00:00")
        let query = HistoryQuery(kind: "repairCompleted", fixed: ["rework": "false"], since: since, until: Sample.at("2026-12-31 00:00"))
        #expect(query.admits(Sample.event(kind: "repairCompleted")) && query.admits(Sample.event(kind: "repairCompleted", ["rework": .flag(false)])))
        #expect(!query.admits(Sample.event(kind: "repairCompleted", ["rework": .flag(true)])))
    }

    @Test("queries name just what must be fetched") func queries() {
        let edition = Sample.edition { regulation in
            regulation.outcomes = [
                OutcomeRule(
                    id: "repeat", rules: ["complaint"],
                    when: .anyOf([
                        .count(HistoryCount(of: "complaintClosed", same: ["issue"], atLeast: .stated(2), within: .stated(Period(12, .months)))),
                        .not(.count(HistoryCount(of: "repairReworked", same: ["unit"], atLeast: .stated(2), within: .parameter("window")))),
                    ]), then: [])
            ]
        }
        let rules = OutcomeRules(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        let now = Sample.at("2026-11-25 10:00")
        let queries = rules.queries(rule: "complaint", event: event, now: now)
        #expect(queries == [HistoryQuery(kind: "complaintClosed", since: Sample.at("2025-11-25 00:00"), until: now, party: PartyID(7))])
        #expect(rules.queries(rule: "other", event: event, now: now).isEmpty)
        #expect(
            queries[0].admits(complaint(1, "2026-10-01 10:00", "water")) && !queries[0].admits(complaint(1, "2026-10-01 10:00", "noise", party: 8)))
    }
}
