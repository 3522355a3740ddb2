import Domain
import RegulationEngine
import Testing

/// Random events, corrected at random, planned and planned again.
@Suite("Planning, over random cases") struct PlanningPropertyTests {
    private static let edition: Edition = {
        let major = Condition.attribute("severity", .oneOf(["major"]))
        var second = Sample.rule("second", window: WindowRule(within: .stated(Period(2, .months)), lastDay: .rolls))
        second.trigger = .follows(rule: "all", state: .done)
        let rules = [
            Sample.rule("all", window: WindowRule(notBefore: .stated(Period(2, .days)), within: .stated(Period(7, .days)))),
            Sample.rule("major", window: WindowRule(within: .stated(Period(1, .workdays))), condition: major),
            Sample.rule("contract", window: WindowRule(anchor: "contractEnd", within: .stated(Period(10, .days)))),
            Sample.rule("minor", condition: .not(major)), second,
        ]
        return Sample.edition(rules) { regulation in
            regulation.populations = [
                Population(
                    id: "written", title: LocalizedText(), of: ["complaintClosed"], condition: .attribute("category", .oneOf(["written"])),
                    exempt: ["all", "minor"])
            ]
        }
    }()
    private let planner = Sample.planner(Self.edition)

    private func event(_ random: inout Seeded) -> Event {
        var attributes: [String: AttributeValue] = [:]
        if random.chance(80) { attributes["severity"] = .text(random.pick(["general", "major"])) }
        if random.chance(80) { attributes["category"] = .text(random.pick(["written", "noise"])) }
        if random.chance(60) { attributes["contractEnd"] = .day(Sample.day("2026-01-01").adding(days: Int.random(in: 0..<400, using: &random))) }
        var event = Sample.event(attributes)
        event.occurredAt = Sample.at("2026-01-01 00:00").adding(minutes: Int64.random(in: 0..<500_000, using: &random))
        return event
    }

    @Test("each rule at most one row and one follow-up; windows in order; obligatory rows are the follow-ups; nothing without a word") func shapes() {
        var random = Seeded(31)
        for _ in 0..<Seeded.cases {
            let event = event(&random)
            let outcome = planner.plan(event)
            #expect(Set(outcome.eligible.map(\.rule)).count == outcome.eligible.count)
            #expect(outcome.eligible.filter { $0.standing == .obligatory }.map(\.rule) == outcome.followUps.map(\.rule))
            for followUp in outcome.followUps {
                #expect(followUp.window.opens <= followUp.window.due)
            }
            let spoken = Set(outcome.eligible.map(\.rule)).union(outcome.findings.filter { $0.severity == .error }.compactMap(\.place.path))
            let silent = Set(["all", "major", "contract", "minor"]).subtracting(spoken)
            let severity = event.attributes["severity"]?.text
            #expect(silent == (severity == "major" ? ["minor"] : severity == "general" ? ["major"] : []), "\(event.attributes)")
        }
    }

    @Test("planning again what was planned changes nothing; after a correction is carried out, neither") func converges() {
        var random = Seeded(32)
        for _ in 0..<Seeded.cases / 2 {
            let (first, corrected) = (event(&random), event(&random))
            var existing = carriedOut(planner.replan(first, existing: []), [])
            #expect(isQuiet(planner.replan(first, existing: existing)))
            existing = existing.map { ExistingFollowUp($0.followUp, isTouched: random.chance(40)) }
            let changes = planner.replan(corrected, existing: existing)
            for move in changes.move { #expect(existing.contains { $0.followUp.id == move.followUp && !$0.isTouched }) }
            for withdrawal in changes.withdraw { #expect(existing.contains { $0.followUp.id == withdrawal.followUp && !$0.isTouched }) }
            let again = planner.replan(corrected, existing: carriedOut(changes, existing))
            #expect(again.insert.isEmpty && again.move.isEmpty && again.withdraw.isEmpty && again.reinstate.isEmpty, "\(first) \(corrected)")
            #expect(again.flag == changes.flag)
        }
    }

    private func isQuiet(_ changes: PlanChanges) -> Bool {
        changes.insert.isEmpty && changes.move.isEmpty && changes.withdraw.isEmpty && changes.reinstate.isEmpty && changes.flag.isEmpty
    }

    /// What a careful caller makes of the changes.
    private func carriedOut(_ changes: PlanChanges, _ existing: [ExistingFollowUp]) -> [ExistingFollowUp] {
        var result = existing
        for index in result.indices {
            let id = result[index].followUp.id
            if let move = (changes.move + changes.reinstate).first(where: { $0.followUp == id }) {
                result[index].followUp = followUp(id, move.to)
            } else if changes.withdraw.contains(where: { $0.followUp == id }) {
                result[index].followUp.state = .withdrawn
            }
        }
        let next = Int64(result.count + 1)
        return result
            + changes.insert.enumerated().map { ExistingFollowUp(followUp(FollowUpID(next + Int64($0.offset)), $0.element), isTouched: false) }
    }

    private func followUp(_ id: FollowUpID, _ planned: PlannedFollowUp) -> FollowUp {
        FollowUp(
            id: id, adoption: AdoptionID(3), edition: EditionID(5), rule: planned.rule, event: planned.event, occurrence: planned.occurrence,
            party: planned.party, matter: planned.matter, unit: planned.unit, window: planned.window, state: .planned, severity: planned.severity,
            role: planned.role)
    }
}
