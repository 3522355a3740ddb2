import Testing

@testable import Statistics

@Suite struct AssessedFigureTests {
    @Test func aRateMissesByThePointsBelowItsTarget() {
        let figure = AssessedFigure(.rate, Rate(13, of: 20), bound: 7000)
        #expect(figure.missed.percentText == "5.0")
        #expect(figure.isMissed)
        #expect(ProposedConsequence.cut(figure, ofTarget: false, part: (1, 1)).percentText == "5.0")
        // As a share of the target: 5 of 70.
        #expect(ProposedConsequence.cut(figure, ofTarget: true, part: (1, 1)) == Rate(10_000 * 10_000, of: 7000 * 200_000))
        #expect(ProposedConsequence.cut(figure, ofTarget: true, part: (1, 2)).percentText == "3.6")
    }

    @Test func aTargetReachedExactlyIsKept() {
        let figure = AssessedFigure(.rate, Rate(14, of: 20), bound: 7000)
        #expect(!figure.isMissed)
        #expect(ProposedConsequence.points(figure, each: 1, countsBegun: true) == 0)
    }

    /// R15.B.2.2: each perfunctory follow-up takes ten points of the rate, and never more than there are.
    @Test func findingsTakePointsOfTheRate() {
        #expect(AssessedFigure(.rate, Rate(8, of: 10), findings: 1, each: 1000, bound: 7000).adjusted.percentText == "70.0")
        #expect(!AssessedFigure(.rate, Rate(8, of: 10), findings: 1, each: 1000, bound: 7000).isMissed)
        #expect(AssessedFigure(.rate, Rate(8, of: 10), findings: 2, each: 1000, bound: 7000).missed.percentText == "10.0")
        #expect(AssessedFigure(.rate, Rate(8, of: 10), findings: 9, each: 1000, bound: 7000).adjusted.numerator == 0)
    }

    /// R15.A.3: a point for each percent that is missing; one begun counts, where it is so set.
    @Test func pointsForEachMissingPercent() {
        let figure = AssessedFigure(.rate, Rate(573, of: 1000), bound: 6000)
        #expect(ProposedConsequence.points(figure, each: 1, countsBegun: true) == 3)
        #expect(ProposedConsequence.points(figure, each: 1, countsBegun: false) == 2)
        #expect(ProposedConsequence.points(figure, each: 2, countsBegun: false) == 4)
        let whole = AssessedFigure(.rate, Rate(58, of: 100), bound: 6000)
        #expect(ProposedConsequence.points(whole, each: 1, countsBegun: true) == 2)
        #expect(ProposedConsequence.points(whole, each: 1, countsBegun: false) == 2)
    }

    @Test func withoutABaseNothingIsProposed() {
        for kind in [AssessedFigure.Kind.share, .rate, .count] {
            let figure = AssessedFigure(kind, Rate(0, of: 0), bound: 7000)
            #expect(!figure.isMissed)
            #expect(ProposedConsequence.points(figure, each: 1, countsBegun: true) == nil)
            #expect(ProposedConsequence.cut(figure, ofTarget: true, part: (1, 1)) == Rate(0, of: 0))
        }
    }

    @Test(arguments: [("3/40", AssessedFigure.Kind.share), ("3/40-2", .rate), ("0/0", .rate), ("5", .count)])
    func theTextOfADecisionIsReadBack(text: String, kind: AssessedFigure.Kind) {
        let figure = AssessedFigure(kind, Rate(0, of: 0), each: 1000, bound: 7000).with(text: text)
        #expect(figure?.text == text)
        #expect(figure?.bound == 7000)
    }

    @Test(arguments: ["", "x", "3/", "3/4/5", "3-", "1-2-3", "as seen"])
    func otherTextsAreNoFigure(text: String) {
        #expect(AssessedFigure(.share, Rate(0, of: 0)).with(text: text) == nil)
        #expect(AssessedFigure(.count, Rate(0, of: 0)).with(text: text + "/") == nil)
    }
}
