import Domain
import RegulationEngine
import Testing

@Suite("The life of a follow-up") struct LifecycleTests {
    private func life(_ state: FollowUp.State, _ review: Record.Review? = nil) -> FollowUpLifecycle {
        FollowUpLifecycle(state: state, review: review)
    }

    @Test("planned, accepted, done") func plain() {
        var one = life(.planned)
        #expect(one.accept() == .set(.accepted) && one.accept() == .none)
        #expect(one.contacted(.notReached, needsReview: false) == .goOn && one.contacted(.callBack, needsReview: false) == .waitForAgreedTime)
        #expect(one.contacted(.reached, needsReview: false) == .complete(.notRequired) && one.state == .done && one.review == .notRequired)
    }

    @Test("the contact completes it, the review completes its record; one that is given back opens it again") func review() {
        var one = life(.accepted)
        #expect(one.contacted(.reached, needsReview: true) == .complete(.awaiting) && one.state == .done && one.review == .awaiting)
        #expect(one.contacted(.reached, needsReview: true) == .refuse(.alreadySettled))
        #expect(one.lose(needsConsent: false, hasConsent: false) == .refuse(.alreadySettled))
        #expect(one.returned() == .reopen && one.state == .accepted && one.review == .returned && one.signedOff() == .refuse(.nothingToReview))
        #expect(one.contacted(.reached, needsReview: true) == .complete(.awaiting) && one.signedOff() == .completeRecord && one.state == .done)
        #expect(one.signedOff() == .refuse(.nothingToReview) && one.returned() == .refuse(.nothingToReview))
    }

    @Test("a record is reviewed also when the party died meanwhile, and opens nothing then") func reviewedAfterTheEnd() {
        var one = life(.withdrawn, .awaiting)
        #expect(one.returned() == .none && one.state == .withdrawn && one.review == .returned)
        var other = life(.withdrawn, .awaiting)
        #expect(other.signedOff() == .completeRecord && other.state == .withdrawn)
    }

    @Test("a refusal completes it, a death ends everything") func ends() {
        var refused = life(.planned)
        #expect(refused.contacted(.refused, needsReview: false) == .complete(.notRequired))
        var dead = life(.planned)
        #expect(dead.contacted(.deceased, needsReview: true) == .stopEverything && dead.state == .withdrawn)
    }

    @Test("lost only with the consent that is needed") func lost() {
        var one = life(.accepted)
        #expect(one.lose(needsConsent: true, hasConsent: false) == .refuse(.consentMissing) && one.state == .accepted)
        #expect(one.lose(needsConsent: true, hasConsent: true) == .set(.lost) && one.lose(needsConsent: true, hasConsent: true) == .none)
    }

    @Test("what is settled stays settled", arguments: [FollowUp.State.done, .lost]) func settled(state: FollowUp.State) {
        var one = life(state)
        #expect(one.accept() == .refuse(.alreadySettled) && one.contacted(.reached, needsReview: false) == .refuse(.alreadySettled))
        #expect(one.withdraw() == .refuse(.alreadySettled) && one.exempt() == .refuse(.alreadySettled) && one.reinstate() == .refuse(.alreadySettled))
        #expect(one.state == state)
    }

    @Test("withdrawn and exempt come back only by a correction") func reinstated() {
        for state in [FollowUp.State.withdrawn, .exempt] {
            var one = life(state)
            #expect(one.accept() == .refuse(.alreadySettled) && one.reinstate() == .set(.planned) && one.reinstate() == .none)
        }
        var one = life(.planned)
        #expect(one.withdraw() == .set(.withdrawn) && one.withdraw() == .none)
    }

    @Test("no sequence of steps leaves the allowed transitions, and an end is an end") func random() {
        let allowed: [FollowUp.State: Set<FollowUp.State>] = [
            .planned: [.accepted, .done, .lost, .exempt, .withdrawn], .accepted: [.done, .lost, .exempt, .withdrawn], .done: [.accepted], .lost: [],
            .exempt: [.planned], .withdrawn: [.planned],
        ]
        let meanings: [ContactResult.Meaning] = [.reached, .partly, .notReached, .callBack, .refused, .deceased, .wrongContactPoint]
        var random = Seeded(11)
        for _ in 0..<Seeded.cases {
            var one = life(.planned)
            for _ in 0..<12 {
                let before = one
                let action = step(&one, &random, meanings)
                #expect(one.state == before.state || allowed[before.state]!.contains(one.state), "\(before.state) → \(one.state)")
                if case .refuse = action { #expect(one == before) }
                if case .set(let state) = action { #expect(state == one.state) }
                if case .complete(let review) = action { #expect(one.state == .done && one.review == review) }
                if before.state == .done && one.state != .done { #expect(action == .reopen && before.review == .awaiting) }
            }
        }
    }

    private func step(_ one: inout FollowUpLifecycle, _ random: inout Seeded, _ meanings: [ContactResult.Meaning]) -> FollowUpLifecycle.Action {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: one.accept()
        case 1: one.signedOff()
        case 2: one.returned()
        case 3: one.lose(needsConsent: random.chance(50), hasConsent: random.chance(50))
        case 4: one.exempt()
        case 5: one.withdraw()
        case 6: one.reinstate()
        default: one.contacted(random.pick(meanings), needsReview: random.chance(50))
        }
    }
}

@Suite("The chain of reviews") struct ReviewChainTests {
    private var rule: FollowUpRule {
        var rule = Sample.rule()
        rule.review = [
            ReviewStep(by: .role("head"), commentRequired: true, within: .stated(Period(3, .workdays)), ownWorkBy: .role("leader")),
            ReviewStep(by: .role("assistant")),
        ]
        return rule
    }

    @Test("one step after the other") func steps() {
        let chain = ReviewChain(rule)
        #expect(
            chain.next(signedSoFar: 0)?.by == .role("head") && chain.next(signedSoFar: 1)?.by == .role("assistant")
                && chain.next(signedSoFar: 2) == nil)
        #expect(ReviewChain(Sample.rule()).isEmpty)
    }

    @Test("never one's own record; a comment where the step asks for one") func findings() {
        let chain = ReviewChain(rule)
        func codes(_ index: Int, _ person: StaffID, _ comment: String?) -> [String] {
            chain.findings(signing: index, by: person, authors: [Estate.ann], comment: comment).map(\.code)
        }
        #expect(codes(0, Estate.boss, "fine") == [])
        #expect(codes(0, Estate.ann, "fine") == ["review.own"])
        #expect(codes(0, Estate.boss, " ") == ["review.commentMissing"] && codes(0, Estate.boss, nil) == ["review.commentMissing"])
        #expect(codes(1, Estate.boss, nil) == [] && codes(2, Estate.boss, nil) == ["review.complete"])
        #expect(
            chain.reviewer(of: rule.review[0], isOwnRecord: true) == .role("leader")
                && chain.reviewer(of: rule.review[1], isOwnRecord: true) == .role("assistant"))
    }

    @Test("due by the step's own limit") func due() throws {
        let edition = Sample.edition([rule])
        let deadlines = Deadlines(calendar: Sample.calendar)
        let due = try ReviewChain(rule).due(
            of: rule.review[0], from: Sample.at("2026-09-30 15:00"), rule: rule, figures: Figures(edition), time: TimeRules(), deadlines: deadlines)
        #expect(due?.at == Sample.end("2026-10-10"))
    }
}
