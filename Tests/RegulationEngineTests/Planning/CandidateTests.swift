import Domain
import RegulationEngine
import Testing

@Suite("Events that wait for a draw") struct CandidateTests {
    private func planner(_ window: WindowRule = WindowRule(within: .stated(Period(1, .weeks)))) -> Planner {
        var rule = Sample.rule(window: window)
        rule.choice = ChoiceRule(manner: .share(.stated(3000)), frame: .week, strata: ["category"])
        return Sample.planner(Sample.edition([rule]))
    }

    @Test("a candidate waits with its would-be window; nothing is made") func waits() {
        let outcome = planner().plan(Sample.event(["category": .text("noise")]))
        #expect(outcome.followUps.isEmpty)
        #expect(outcome.candidates.map(\.stratum) == ["noise"])
        #expect(outcome.candidates.first?.followUp.window.due == Sample.end("2026-10-05"))
        #expect(outcome.eligible.map(\.standing) == [.waiting])
        #expect(outcome.eligible.first?.due == Sample.end("2026-10-05"))
    }

    @Test("planned again: what was drawn moves, what was not waits on") func again() {
        let corrected = Sample.event(at: "2026-09-29 10:00", ["category": .text("fees")])
        let none = planner().replan(corrected, existing: [])
        #expect(none.candidates.map(\.stratum) == ["fees"] && none.insert.isEmpty)
        let drawn = planner().replan(corrected, existing: [Sample.existing(9, .planned)])
        #expect(drawn.candidates.isEmpty && drawn.withdraw.isEmpty)
        #expect(drawn.move.map(\.to.window.due) == [Sample.end("2026-10-06")])
    }

    @Test("the middle third of a term, rounded down, and nothing without its days") func term() throws {
        let term = TermShare(from: .init("1/3")!, to: .init("2/3")!, start: "repliedAt", end: "contractEnd")
        let planner = planner(WindowRule(within: .stated(Period(0, .days)), term: term))
        let outcome = planner.plan(Sample.event(["repliedAt": .instant(Sample.at("2026-11-01 09:00")), "contractEnd": .day(Sample.day("2026-12-01"))]))
        #expect(outcome.candidates.map(\.followUp.window) == [Window(opens: Sample.at("2026-11-11 00:00"), due: Sample.end("2026-11-21"))])
        let unknown = planner.plan(Sample.event(["repliedAt": .instant(Sample.at("2026-11-01 09:00"))]))
        #expect(unknown.candidates.isEmpty && unknown.findings.map(\.code) == ["rule.attributeUnknown"])
    }

    @Test("periods of a frame hold each of their days", arguments: [SamplingFrame.week, .month, .quarter]) func periods(frame: SamplingFrame) throws {
        for number in 0..<800 {
            let day = Sample.day("2026-01-01").adding(days: number)
            let period = try #require(frame.period(of: day))
            #expect(period.first <= day && day <= period.last)
            #expect(frame.period(of: period.last.adding(days: 1))?.first == period.last.adding(days: 1))
        }
    }
}
