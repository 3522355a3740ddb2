import Domain
import Operations
import RegulationEngine
import Storage

/// Plans as whoever draws them up changes them.
extension Stage {
    func plan(_ act: PlanAct) throws {
        let (plans, context) = (VisitPlans(premises), try acting(act.by))
        let id = try plan(act.rule, act.period, unit: act.unit).id
        let staff = try act.staff.map { name in try self.staff[name] ?? { throw Missing("nobody is called \(name)") }() }
        if act.isAdded { return try plans.add(number: act.party, to: id, on: act.day, by: staff, context) }
        let party = try party(numbered: act.party)
        if let reason = act.drop { return try plans.drop(party, from: id, reason: reason, context) }
        try plans.move(party, in: id, to: act.day, by: staff, context)
    }

    /// The plan of a rule and period, of this unit or the first that has one.
    func plan(_ rule: String, _ period: String, unit: String?) throws -> VisitPlanRows.Row {
        let wanted = try unit.map { name in [try units[name] ?? { throw Missing("no unit \(name)") }()] } ?? units.values.sorted()
        for adoption in adoptions.values.sorted() {
            for unit in wanted {
                let row = try read {
                    try VisitPlanRows.row(adoption: adoption, rule: rule, unit: unit, period: period, of: Stage.organisation, in: $0)
                }
                if let row { return row }
            }
        }
        throw Missing("no plan \(rule) \(period)")
    }

    private func party(numbered number: String) throws -> PartyID {
        guard let party = try read({ try PartyRows.parties(number: number, of: Stage.organisation, limit: 1, in: $0) }).first else {
            throw Missing("no party \(number)")
        }
        return party
    }
}
