import Domain
import Testing

@testable import RegulationEngine

@Suite("Occasions of rounds") struct RoundPlanTests {
    private static let dates = FestivalDates([
        .springFestival: [Sample.day("2026-02-17"), Sample.day("2027-02-06")], .midAutumn: [Sample.day("2026-09-25")],
    ])

    private func occasions(_ rhythm: RoundRule.Rhythm, times: Figure<Int>? = nil, spread: Bool = true, from: String, through: String) throws -> [String] {
        let round = RoundRule(population: "all", turn: "householdTurn", of: .household, rhythm: rhythm, times: times, isSpread: spread)
        let plan = try RoundPlan(round, rule: "r", figures: Figures(Sample.edition(values: ["often": "quarter", "n": "3", "lead": "1 week"])))
        return plan.occasions(from: Sample.day(from), through: Sample.day(through), dates: Self.dates).map { "\($0.name) \($0.first.iso)…\($0.last.iso)" }
    }

    @Test("periods of the calendar") func periods() throws {
        #expect(try occasions(.period(.stated("month")), from: "2026-11-15", through: "2026-12-01") == ["2026-11 2026-11-01…2026-11-30", "2026-12 2026-12-01…2026-12-31"])
        #expect(try occasions(.period(.parameter("often")), from: "2026-12-31", through: "2027-01-01") == ["2026-Q4 2026-10-01…2026-12-31", "2027-Q1 2027-01-01…2027-03-31"])
        #expect(try occasions(.period(.stated("halfYear")), from: "2026-07-01", through: "2026-07-01") == ["2026-H2 2026-07-01…2026-12-31"])
        #expect(try occasions(.period(.stated("year")), from: "2028-02-29", through: "2028-02-29") == ["2028 2028-01-01…2028-12-31"])
        #expect(try occasions(.period(.stated("week")), from: "2027-01-01", through: "2027-01-01") == ["2026-W53 2026-12-28…2027-01-03"])
        #expect(try occasions(.period(.stated("week")), from: "2027-01-02", through: "2027-01-01") == [])
    }

    @Test("several turns of a period: each in its part, together the whole, or all in the whole") func parts() throws {
        #expect(try occasions(.period(.stated("year")), times: .stated(2), from: "2026-06-30", through: "2026-07-01") == ["2026/1 2026-01-01…2026-06-30", "2026/2 2026-07-01…2026-12-31"])
        #expect(
            try occasions(.period(.stated("month")), times: .parameter("n"), from: "2026-02-01", through: "2026-02-28")
                == ["2026-02/1 2026-02-01…2026-02-09", "2026-02/2 2026-02-10…2026-02-18", "2026-02/3 2026-02-19…2026-02-28"])
        #expect(
            try occasions(.period(.stated("month")), times: .stated(2), spread: false, from: "2026-02-01", through: "2026-02-01")
                == ["2026-02/1 2026-02-01…2026-02-28", "2026-02/2 2026-02-01…2026-02-28"])
    }

    @Test("festivals, by the dates that are known") func festivals() throws {
        let rhythm = RoundRule.Rhythm.festivals([.springFestival, .midAutumn], before: .parameter("lead"), after: .stated(Period(2, .days)))
        #expect(
            try occasions(rhythm, from: "2026-02-19", through: "2027-01-30")
                == ["springFestival-2026 2026-02-10…2026-02-19", "midAutumn-2026 2026-09-18…2026-09-27", "springFestival-2027 2027-01-30…2027-02-08"])
        #expect(try occasions(rhythm, from: "2027-02-09", through: "2028-12-31") == [])
    }

    @Test("figures that cannot be meant name the rule") func unfit() {
        for (rhythm, times) in [
            (RoundRule.Rhythm.period(.stated("decade")), Figure.stated(1)), (.period(.stated("year")), .stated(0)), (.period(.stated("year")), .stated(400)),
            (.festivals([.qixi], before: .stated(Period(3, .workdays)), after: nil), .stated(1)),
        ] {
            #expect(throws: RuleError.self) { _ = try occasions(rhythm, times: times, from: "2026-01-01", through: "2026-01-01") }
        }
    }

    @Test("a birthday on 29 February is kept in other years on 1 March") func years() {
        #expect(Sample.day("1964-02-29").fullYears(until: Sample.day("2026-02-28")) == 61)
        #expect(Sample.day("1964-02-29").fullYears(until: Sample.day("2026-03-01")) == 62)
    }
}
