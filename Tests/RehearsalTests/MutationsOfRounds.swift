import Domain
import RegulationEngine

/// What comes back, who may not check it, and what a period's figure brings.
extension Mutations {
    mutating func changeRecurrence(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id)"
        for maker in rule.independentOfMakers.indices {
            add("\(path) by its own maker \(maker)") { $0.followUps[index].independentOfMakers.remove(at: maker) }
        }
        guard let recurrence = rule.recurrence else { return }
        add("\(path) once") { $0.followUps[index].recurrence?.times = .stated(1) }
        add("\(path).every longer") { $0.followUps[index].recurrence?.every = Self.longer(recurrence.every) }
        if recurrence.times != nil { add("\(path) without times") { $0.followUps[index].recurrence?.times = nil } }
        if recurrence.until != nil { add("\(path) without until") { $0.followUps[index].recurrence?.until = nil } }
        for ending in recurrence.endings.indices {
            add("\(path) without ending \(ending)") { $0.followUps[index].recurrence?.endings.remove(at: ending) }
        }
    }

    mutating func changeAssessments() {
        for (index, assessment) in original.assessments.enumerated() {
            let path = "assessments.\(assessment.id)"
            add("\(path) other period") { $0.assessments[index].every = .quarter }
            add("\(path) with tolerance") { $0.assessments[index].tolerance = .stated(123) }
            if assessment.dueDay != nil { add("\(path) other day") { $0.assessments[index].dueDay = .stated(17) } }
            for role in original.roles.map(\.id).filter({ .role($0) != assessment.by }).prefix(1) {
                add("\(path) by \(role)") { $0.assessments[index].by = .role(role) }
            }
            for reduction in assessment.reductions.indices {
                add("\(path) without reduction \(reduction)") { $0.assessments[index].reductions.remove(at: reduction) }
                let other = TermShare.Fraction(assessment.reductions[reduction].factor.text == "1/3" ? "1/1" : "1/3")
                add("\(path).reduction \(reduction) other factor") {
                    $0.assessments[index].reductions[reduction].factor = other ?? assessment.reductions[reduction].factor
                }
            }
        }
    }
}
