import Domain
import RegulationEngine

/// What is drawn or chosen, from which frame, in which part of a term; who signs.
extension Mutations {
    mutating func changeChoice(_ index: Int, _ rule: FollowUpRule) {
        let path = "followUps.\(rule.id)"
        changeTerm(index, rule)
        guard let choice = rule.choice else { return }
        add("\(path) of all") { $0.followUps[index].choice = nil }
        // The steps of a rule are drawn as its first step says.
        guard rule.stepOf == nil || original.followUps.first(where: { $0.stepOf == rule.stepOf })?.id == rule.id else { return }
        add("\(path).choose from another frame") { $0.followUps[index].choice?.frame = choice.frame == .quarter ? .month : .quarter }
        if !choice.strata.isEmpty { add("\(path).choose without strata") { $0.followUps[index].choice?.strata = [] } }
        if choice.seed != nil { add("\(path).choose by another seed") { $0.followUps[index].choice?.seed = .stated("changed") } }
        if case .share = choice.manner { add("\(path).choose one of each") { $0.followUps[index].choice?.manner = .number(.stated(0)) } }
    }

    private mutating func changeTerm(_ index: Int, _ rule: FollowUpRule) {
        guard let term = rule.window.term else { return }
        add("followUps.\(rule.id) from the start") { $0.followUps[index].window.term?.from = TermShare.Fraction("0/1") ?? term.from }
        add("followUps.\(rule.id) to the end") { $0.followUps[index].window.term?.to = TermShare.Fraction("1/1") ?? term.to }
    }

    /// Whoever records is signed in: that signature is there whether it is asked for or not.
    mutating func changeSignatures(_ index: Int, _ rule: FollowUpRule) {
        for sign in rule.sign.indices where rule.sign[sign].who != "followUpStaff" || rule.sign[sign].level != .login || rule.sign[sign].onReceipt {
            vary(\.sign, of: index, "followUps.\(rule.id) without sign \(sign)") { $0.remove(at: sign) }
        }
    }
}
