import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

/// Plans of rounds, and others in the place of those whom a draw has lost.
extension DemonstrationHouse {
    // MARK: Plans

    /// Whoever draws the plan up puts one visit on another day and leaves one out, with the reason.
    func changePlan(_ row: DutyRows.Row, _ now: Instant) throws {
        guard row.duty.kind == "plan", let plan = try plan(of: row), let context = owner(of: row, at: now) else { return }
        let plans = VisitPlans(premises)
        let lines = try plans.view(plan.id, context).lines.map(\.row).filter { $0.standing != .dropped }
        if let moved = lines.first, let day = moved.day {
            let later = nextWorkday(after: day)
            if later <= plan.last { try plans.move(moved.party, in: plan.id, to: later, by: nil, context) }
        }
        if lines.count > 4, random.happens(400), let dropped = lines.last {
            try plans.drop(dropped.party, from: plan.id, reason: pick("plan.drop", fallback: "comment"), context)
        }
    }

    /// Of what is planned for a time to come, one office has its plan waiting for approval and another still draws its own up.
    func isLeftForThePresent(_ row: DutyRows.Row) throws -> Bool {
        guard row.duty.kind == "plan", row.sourceKey.hasPrefix("visitPlan:"), let plan = try plan(of: row), plan.first > today else { return false }
        let offices = crew.directory.units.values.filter { $0.parent != nil }.sorted { $0.code < $1.code }.map(\.id)
        return switch offices.firstIndex(of: plan.unit) {
        case 1: row.duty.state == .handedIn
        case 2: row.duty.state == .open
        default: false
        }
    }

    private func plan(of row: DutyRows.Row) throws -> VisitPlanRows.Row? {
        try read { [organisation] in try VisitPlanRows.row(duty: row.duty.id, of: organisation.id, in: $0) }
    }

    func owner(of row: DutyRows.Row, at now: Instant) -> Context? {
        let holders = row.duty.owner.map { [$0] } ?? crew.holders(of: row.duty.role, near: row.duty.unit, on: zone.day(of: now))
        return holders.lazy.compactMap { self.crew.context($0, at: now) }.first
    }

    // MARK: Draws

    /// The next of the draw takes the place of one that counts as lost, while there is one.
    func replace(_ lost: FollowUpID, _ now: Instant) throws {
        guard let row = try read({ [organisation] in try FollowUpRows.row(lost, of: organisation.id, in: $0) }), let choice = try rule(of: row).0.choice,
            choice.isDrawn, let leader = crew.people(with: .lead, in: row.followUp.unit).first.flatMap({ crew.context($0, at: now) })
        else { return }
        let (event, group) = (row.followUp.event, try rule(of: row).0.drawGroup)
        let entry = try read { [organisation] in
            try DrawEntryRows.row(of: event, adoption: row.followUp.adoption, rule: group, organisation.id, in: $0)
        }
        guard let entry, try Draws(premises).proof(entry.draw, leader).replaceable.contains(event) else { return }
        try Draws(premises).replace(event, rule: row.followUp.rule, reason: pick("reason.replace", fallback: "comment"), leader)
        summary.replaced += 1
    }
}
