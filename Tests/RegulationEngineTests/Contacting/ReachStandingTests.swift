import Domain
import RegulationEngine
import Testing

@Suite("Several people who must be reached") struct ReachStandingTests {
    private func rule(_ vacant: ReachRule.Vacant = .notCounted) -> ReachRule {
        ReachRule(posts: ["owner", "user", "payer"].map { CodeDefinition(code: $0, title: LocalizedText(english: $0)) }, vacant: vacant)
    }

    private func made(_ post: String, _ meaning: ContactResult.Meaning, _ result: String = "x", returned: Bool = false) -> ReachStanding.Made {
        ReachStanding.Made(post: post, result: result, meaning: meaning, isReturned: returned)
    }

    @Test("done when nobody is missing, whoever came first") func complete() {
        let standing = ReachStanding(rule(), contacts: [made("user", .reached), made("owner", .notReached), made("nobody", .reached)])
        #expect(standing.missing.map(\.code) == ["owner", "payer"] && !standing.isComplete)
        #expect(standing.adding(made("owner", .refused)).adding(made("payer", .reached)).isComplete)
        #expect(standing.adding(made("owner", .partly)).missing.count == 2)
    }

    @Test("a record that was given back counts no more") func returned() {
        let standing = ReachStanding(rule(), contacts: [made("user", .reached, returned: true), made("owner", .reached)])
        #expect(standing.missing.map(\.code) == ["user", "payer"])
    }

    @Test("a vacant post is left out where the rule says so; one where all are vacant was not followed up") func vacant() {
        let all = ["owner", "user", "payer"].map { made($0, .notReached, ReachRule.vacantResult) }
        #expect(ReachStanding(rule(), contacts: all).missing.isEmpty && !ReachStanding(rule(), contacts: all).isComplete)
        #expect(ReachStanding(rule(), contacts: Array(all.dropLast()) + [made("payer", .reached)]).isComplete)
        #expect(ReachStanding(rule(.counted), contacts: all).missing.count == 3)
    }
}
