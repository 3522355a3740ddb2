import Domain
import RegulationEngine
import Testing

/// Clocks of a case: when each starts, stops, stands, is replaced, starts anew.
@Suite struct CaseClockTests {
    private func running(_ text: String) -> ClockStanding.State { .running(Deadline(at: Sample.at(text))) }

    @Test("hours run through the night and the holidays") func runningHours() throws {
        let facts = CaseSample.facts("2026-09-30 17:50")
        #expect(try CaseBench().standing("reply", facts)?.state == running("2026-10-01 17:50"))
    }

    @Test("a limit reached to the millisecond is met, a millisecond later it is late") func met() throws {
        let bench = try CaseBench()
        let met = CaseSample.facts("2026-09-28 10:00", [("replied", "2026-09-29 10:00")])
        #expect(bench.standing("reply", met)?.state == .stopped(at: Sample.at("2026-09-29 10:00"), deadline: Deadline(at: Sample.at("2026-09-29 10:00")), isLate: false))
        let late = CaseFacts(
            event: CaseSample.event(at: "2026-09-28 10:00"), openedAt: Sample.at("2026-09-28 10:00"),
            steps: [CaseStep("replied", at: Instant(milliseconds: Sample.at("2026-09-29 10:00").milliseconds + 1))])
        guard case .stopped(_, _, let isLate)? = bench.standing("reply", late)?.state else { return #expect(Bool(false), "not stopped") }
        #expect(isLate)
    }

    @Test("what was answered while the clock stood is in time, and nothing runs on") func pausedThenSettled() throws {
        let facts = CaseSample.facts("2026-09-28 10:00", [("awaitingMaterial", "2026-09-28 12:00"), ("closed", "2026-10-20 09:00")])
        let bench = try CaseBench()
        #expect(bench.standing("reply", facts)?.state == .stopped(at: Sample.at("2026-10-20 09:00"), deadline: nil, isLate: false))
        #expect(!bench.all(facts).standings.contains { $0.isOpen })
    }

    @Test("while it stands there is no limit, only a rest") func paused() throws {
        let facts = CaseSample.facts("2026-09-28 10:00", [("awaitingMaterial", "2026-09-28 12:00")])
        #expect(try CaseBench().standing("reply", facts)?.state == .paused(.milliseconds(22 * 3_600_000), since: Sample.at("2026-09-28 12:00")))
        let on = CaseSample.facts("2026-09-28 10:00", [("awaitingMaterial", "2026-09-28 12:00"), ("materialReceived", "2026-10-03 12:00")])
        #expect(try CaseBench().standing("reply", on)?.state == running("2026-10-04 10:00"))
    }

    @Test("a pause over the weekend costs workdays only the days it covers") func pausedOverWeekend() throws {
        // Filed on Thursday 10 September; waits from Friday noon to Monday morning: only Friday does not count.
        let steps = [("filed", "2026-09-10 10:00"), ("awaitingMaterial", "2026-09-11 12:00"), ("materialReceived", "2026-09-14 09:00")]
        #expect(try CaseBench().standing("filed", CaseSample.facts("2026-09-10 09:00", steps))?.state == running("2026-09-19 00:00"))
        #expect(try CaseBench().standing("filed", CaseSample.facts("2026-09-10 09:00", [steps[0]]))?.state == running("2026-09-18 00:00"))
    }

    @Test("five workdays pass over the holiday and count its make-up day") func workdays() throws {
        let facts = CaseSample.facts("2026-09-29 09:00", [("filed", "2026-09-29 09:00")])
        // 30 September, 8, 9, 10 (made up), 12 October.
        #expect(try CaseBench().standing("filed", facts)?.state == running("2026-10-13 00:00"))
    }

    @Test("a case that is decided to be complex has the longer clock from the same beginning") func complex() throws {
        let bench = try CaseBench()
        let facts = CaseSample.facts("2026-09-10 09:00", [("filed", "2026-09-10 09:00")], decisions: ["complexity": "complex"])
        #expect(bench.standing("filed", facts)?.state == .replaced(by: "filedComplex"))
        // The 14th workday is 30 September, with the 20th made up and the 25th off; the 15th is 8 October.
        #expect(bench.standing("filedComplex", facts)?.state == running("2026-10-09 00:00"))
        #expect(bench.standing("reply", facts)?.state == .dropped)
    }

    @Test("a clock of working time stands at noon, at night and on days off") func workingTime() throws {
        let facts = CaseSample.facts("2026-09-30 15:00", [("passedOn", "2026-09-30 16:30")])
        // 1 h until 17:30, then 8 October: 3 h of the morning's 3.5.
        #expect(try CaseBench().standing("office", facts)?.state == running("2026-10-08 11:30"))
    }

    @Test("what the report asks for comes before the general limit") func asAsked() throws {
        let bench = try CaseBench()
        let facts = CaseSample.facts("2026-09-28 10:00", attributes: ["requestedBy": .instant(Sample.at("2026-09-28 15:00"))])
        #expect(bench.standing("asked", facts)?.state == running("2026-09-28 15:00"))
        #expect(bench.standing("reply", facts)?.state == .replaced(by: "asked"))
        #expect(bench.standing("asked", CaseSample.facts("2026-09-28 10:00")) == nil || bench.standing("asked", CaseSample.facts("2026-09-28 10:00"))?.state == .dropped)
    }

    @Test("progress is told again and again, counted from when it was told") func again() throws {
        let bench = try CaseBench()
        let steps = [("notPossibleNow", "2026-09-28 11:00"), ("progressTold", "2026-09-30 14:00")]
        let facts = CaseSample.facts("2026-09-28 10:00", steps)
        guard case .stopped(_, _, let isLate)? = bench.standing("progress", facts)?.state else { return #expect(Bool(false), "not stopped") }
        #expect(isLate)
        #expect(bench.standing("progress", round: 2, facts)?.state == running("2026-10-02 14:00"))
        let replied = CaseSample.facts("2026-09-28 10:00", steps + [("replied", "2026-10-01 09:00")])
        #expect(!bench.all(replied).standings.contains { $0.clock == "progress" && $0.isOpen })
        #expect(bench.standing("progress", round: 3, replied) == nil)
    }

    @Test("a clock that needs a step to start waits for it") func notStarted() throws {
        let bench = try CaseBench()
        #expect(bench.standing("answer", CaseSample.facts("2026-09-28 10:00")) == nil)
        #expect(bench.standing("answer", CaseSample.facts("2026-09-28 10:00", [("clarified", "2026-09-28 16:00")]))?.state == running("2026-09-28 18:00"))
        #expect(bench.standing("reportUp", CaseSample.facts("2026-09-28 10:00"))?.state == .dropped)
    }

    @Test("opened again, it begins a new life: what was done before counts no more") func reopened() throws {
        let facts = CaseFacts(
            event: CaseSample.event(at: "2026-09-01 10:00"), openedAt: Sample.at("2026-09-28 10:00"),
            steps: [CaseStep("replied", at: Sample.at("2026-09-01 12:00")), CaseStep("closed", at: Sample.at("2026-09-02 12:00"))])
        #expect(try CaseBench().standing("reply", facts)?.state == running("2026-09-29 10:00"))
    }

    @Test("withdrawn, it has neither met nor missed anything") func withdrawn() throws {
        let facts = CaseSample.facts("2026-09-28 10:00", [("withdrawn", "2026-10-10 10:00")])
        #expect(try CaseBench().standing("reply", facts)?.state == .dropped)
    }

    @Test("steps may be told in any order") func orderOfTelling() throws {
        let steps = [("awaitingMaterial", "2026-09-28 12:00"), ("materialReceived", "2026-09-29 12:00"), ("clarified", "2026-09-29 13:00")]
        let bench = try CaseBench()
        #expect(bench.all(CaseSample.facts("2026-09-28 10:00", steps)).standings == bench.all(CaseSample.facts("2026-09-28 10:00", steps.reversed())).standings)
    }

    @Test("each limit says how it was come by, and ends with itself") func derivation() throws {
        let facts = CaseSample.facts("2026-09-29 09:00", [("filed", "2026-09-29 09:00")])
        for standing in try CaseBench().all(facts).standings {
            guard case .running(let deadline) = standing.state else { continue }
            #expect(standing.derivation.steps.last?.arguments["moment"] == CivilZone.shanghai.iso(deadline.at), "\(standing.clock)")
        }
    }

    /// What cannot be worked out is told by the clock's name, so that it is not taken for one that does not run; the others go on.
    @Test func aClockWhoseConditionCannotBeReadIsUndecided() throws {
        let bench = try CaseBench()
        var rule = bench.rule
        let place = try #require(rule.clocks.firstIndex { $0.id == "reply" })
        rule.clocks[place].condition = .population("gone")
        let result = bench.clocks.standings(of: rule, CaseSample.facts("2026-11-24 10:00"), now: Sample.at("2026-11-24 11:00")) { _, _ in Sample.calendar }
        #expect(result.undecided == ["reply"] && result.findings.count == 1)
        #expect(!result.standings.contains { $0.clock == "reply" } && result.standings.contains { $0.clock == "reportUp" })
    }
}
