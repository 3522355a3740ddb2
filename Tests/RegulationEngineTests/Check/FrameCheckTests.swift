import Domain
import RegulationEngine
import Testing

@Suite("Draws that come too late") struct FrameCheckTests {
    private func codes(_ frame: SamplingFrame, within: Period) throws -> [String] {
        var rule = Sample.rule(window: WindowRule(within: .stated(within)))
        rule.choice = ChoiceRule(manner: .share(.stated(3000)), frame: frame)
        let regulation = Sample.edition([rule]).regulation
        return RegulationCheck(regulation, registry: Sample.registry).findings(roles: []).map(\.code).filter { $0.hasPrefix("frame") }
    }

    @Test func aFrameMustCloseBeforeTheWindow() throws {
        #expect(try codes(.week, within: Period(6, .days)) == ["frameClosesLate"])
        #expect(try codes(.week, within: Period(1, .weeks)) == [])
        #expect(try codes(.month, within: Period(1, .months)) == ["frameClosesLate"])
        #expect(try codes(.month, within: Period(2, .months)) == [])
        #expect(try codes(.quarter, within: Period(3, .months)) == ["frameClosesLate"])
        #expect(try codes(.blocks(of: 10), within: Period(3, .days)) == ["frameMayStayOpen"])
    }
}
