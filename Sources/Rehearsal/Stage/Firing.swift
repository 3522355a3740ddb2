import Domain
import Operations
import RegulationEngine
import Storage

/// Which parts of the regulations were at work on a stage, under the names that the clause trace gives them.
struct Firing {
    let stage: Stage

    init(_ stage: Stage) { self.stage = stage }

    func all() throws -> [String: Set<String>] {
        var fired = stage.looked
        for (id, adoption) in stage.adoptions {
            guard let regulation = stage.regulations[id] else { continue }
            fired[id, default: []].formUnion(try parts(of: adoption, regulation))
        }
        return fired
    }

    private func parts(of adoption: AdoptionID, _ regulation: Regulation) throws -> Set<String> {
        let rules = try stage.read { try StageRows.firedRules(of: adoption, Stage.organisation, in: $0) }
        let duties = try stage.read { try StageRows.periodDuties(of: adoption, Stage.organisation, in: $0) }.map { ($0.question == nil ? "duties." : "assessments.") + $0.duty.rule }
        let populations = regulation.followUps.compactMap { rule -> String? in
            guard rules.contains("followUps." + rule.id), case .each(let round) = rule.trigger else { return nil }
            return "populations." + round.population
        }
        return rules.union(populations).union(duties).union(try roles(of: adoption, regulation)).union(try guidance(of: adoption, regulation))
    }

    /// A role is at work when something was for it to do, to review, to decide or to be told.
    private func roles(of adoption: AdoptionID, _ regulation: Regulation) throws -> Set<String> {
        let names = try stage.read { try StageRows.firedRoles(of: adoption, Stage.organisation, in: $0) }
        let mapping = try stage.read { try AdoptionRows.roles(of: adoption, Stage.organisation, in: $0) }
        let atWork = regulation.roles.filter { names.contains($0.id) || names.contains(mapping[$0.id] ?? $0.id) }
        return Set(atWork.map { "roles." + $0.id })
    }

    /// Guidance stands beside the form at every contact by its rules, and at the cases it is for.
    private func guidance(of adoption: AdoptionID, _ regulation: Regulation) throws -> Set<String> {
        let contacted = try stage.read { try StageRows.contactedRules(of: adoption, Stage.organisation, in: $0) }
        let handled = try stage.read { try StageRows.handlingRules(of: adoption, Stage.organisation, in: $0) }
        let shown = regulation.guidance.filter { guide in
            if !handled.isDisjoint(with: guide.cases) { return true }
            return guide.rules.isEmpty ? !contacted.isEmpty && guide.cases.isEmpty : !contacted.isDisjoint(with: guide.rules)
        }
        return Set(shown.map { "guidance." + $0.id })
    }
}
