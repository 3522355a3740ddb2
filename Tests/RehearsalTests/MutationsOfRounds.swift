import Domain
import RegulationEngine

/// What comes back, who may not check it, and what a period's figure brings.
extension Mutations {
    mutating func changeRecurrence(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id)"
        for maker in rule.independentOfMakers.indices {
            add("\(path) by its own maker \(maker)") { $0.followUps[index].independentOfMakers.remove(at: maker) }
        }
        changeRound(index, rule)
        guard let recurrence = rule.recurrence else { return }
        add("\(path) once") { $0.followUps[index].recurrence?.times = .stated(1) }
        add("\(path).every longer") { $0.followUps[index].recurrence?.every = Self.longer(recurrence.every) }
        if recurrence.times != nil { add("\(path) without times") { $0.followUps[index].recurrence?.times = nil } }
        if recurrence.until != nil { add("\(path) without until") { $0.followUps[index].recurrence?.until = nil } }
        for ending in recurrence.endings.indices {
            add("\(path) without ending \(ending)") { $0.followUps[index].recurrence?.endings.remove(at: ending) }
        }
    }

    private mutating func changeRound(_ index: Int, _ rule: FollowUpRule) {
        guard case .each(let round) = rule.trigger else { return }
        func vary(_ name: String, _ change: (inout RoundRule) -> Void) {
            var other = round
            change(&other)
            if other != round { add("followUps.\(rule.id) \(name)") { $0.followUps[index].trigger = .each(other) } }
        }
        vary("other joining") { $0.joining = round.joining == .nextPeriod ? .thisPeriod : .nextPeriod }
        vary("other spread") { $0.isSpread = round.times == nil ? round.isSpread : !round.isSpread }
        if round.times != nil { vary("once a period") { $0.times = nil } }
        if round.until != nil { vary("without until") { $0.until = nil } }
        switch round.rhythm {
        case .period(let figure):
            vary("every year") { $0.rhythm = .period(.stated(figure == .stated("year") ? "month" : "year")) }
        case .festivals(let festivals, let before, let after):
            for leftOut in festivals.indices {
                var others = festivals
                others.remove(at: leftOut)
                vary("without \(festivals[leftOut])") { $0.rhythm = .festivals(others, before: before, after: after) }
            }
            vary("a day later") { $0.rhythm = .festivals(festivals, before: before, after: .stated(Period(23, .days))) }
            vary("earlier") { $0.rhythm = .festivals(festivals, before: .stated(Period(27, .days)), after: after) }
        }
        guard let population = original.populations.firstIndex(where: { $0.id == round.population }), original.populations[population].condition != .always
        else { return }
        add("populations.\(round.population) of everybody") { $0.populations[population].condition = .always }
    }

    mutating func changeAssessments() {
        for (index, assessment) in original.assessments.enumerated() {
            let path = "assessments.\(assessment.id)"
            add("\(path) other period") { $0.assessments[index].every = .quarter }
            if assessment.measure.isShare { add("\(path) with tolerance") { $0.assessments[index].tolerance = .stated(123) } }
            if assessment.target != nil { add("\(path) other target") { $0.assessments[index].target = .stated(123) } }
            add("\(path) other measure") { $0.assessments[index].measure = .handlingRate }
            if assessment.each != nil { add("\(path) of departments") { $0.assessments[index].each = nil } }
            if assessment.tell != nil { add("\(path) nobody told") { $0.assessments[index].tell = nil } }
            if assessment.objectWithin != nil { add("\(path) longer to object") { $0.assessments[index].objectWithin = assessment.objectWithin.map(Self.longer) } }
            for role in original.roles.map(\.id).filter({ $0 != assessment.heardBy }).prefix(assessment.heardBy == nil ? 0 : 1) {
                add("\(path) heard by \(role)") { $0.assessments[index].heardBy = role }
            }
            for one in assessment.of.indices where assessment.of.count == 1 { add("\(path) of nothing \(one)") { $0.assessments[index].of.remove(at: one) } }
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
