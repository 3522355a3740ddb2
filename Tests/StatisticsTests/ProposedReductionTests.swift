import Statistics
import Testing

@Suite("By how much something is to be cut") struct ProposedReductionTests {
    @Test("the share beyond what is tolerated, or a part of it") func parts() {
        #expect(ProposedReduction.rate(Rate(3, of: 40), tolerance: 0, part: (1, 1)).percentText == "7.5")
        #expect(ProposedReduction.rate(Rate(3, of: 40), tolerance: 0, part: (1, 2)).percentText == "3.8")
        #expect(ProposedReduction.rate(Rate(1, of: 2), tolerance: 3000, part: (1, 2)).percentText == "10.0")
    }

    @Test("a share that reaches the tolerance exactly is within it") func exactly() {
        #expect(ProposedReduction.rate(Rate(3, of: 10), tolerance: 3000, part: (1, 1)).numerator == 0)
        #expect(ProposedReduction.rate(Rate(1, of: 3), tolerance: 3333, part: (1, 1)).numerator == 1)
        #expect(ProposedReduction.rate(Rate(0, of: 3), tolerance: 3333, part: (1, 1)).numerator == 0)
    }

    @Test("without a verdict nothing is proposed") func none() {
        #expect(ProposedReduction.rate(Rate(0, of: 0), tolerance: 0, part: (1, 1)) == Rate(0, of: 0))
    }
}
