import Domain
import RegulationEngine
import Testing

@Suite struct RegulationConflictsTests {
    private func adopted(_ id: String, _ event: String, from: String? = nil, within: String, values: [String: String] = [:]) -> RegulationConflicts.Adopted {
        func figure(_ text: String) -> Figure<Period> { text.hasPrefix("$") ? .parameter(String(text.dropFirst())) : .stated(Period(text)!) }
        let rule = FollowUpRule(
            id: "rule", title: LocalizedText(), trigger: .after(events: [event]), window: WindowRule(notBefore: from.map(figure), within: figure(within)), assign: [])
        return RegulationConflicts.Adopted(Regulation(id: id, version: 1, title: LocalizedText(), sector: "property", followUps: [rule]), values: values)
    }

    private func codes(_ a: RegulationConflicts.Adopted, _ b: RegulationConflicts.Adopted) throws -> [String] {
        RegulationConflicts.findings([a, b], registry: try Pack.registry()).map(\.code)
    }

    /// A repair within a month and a repair not before a month can hardly be met together.
    @Test func withinAMonthAgainstNotBeforeAMonth() throws {
        let (within, after) = (adopted("R02", "repairCompleted", within: "1 month"), adopted("R42", "repairCompleted", from: "1 month", within: "2 months"))
        let findings = RegulationConflicts.findings([within, after], registry: try Pack.registry())
        #expect(findings.map(\.code) == ["conflictingWindows"])
        #expect(findings.first?.arguments == ["first": "R02.rule", "second": "R42.rule", "ends": "1 month"])
        #expect(try codes(after, within) == ["conflictingWindows"])
    }

    @Test func windowsThatMeetAreOnlyTold() throws {
        #expect(try codes(adopted("A", "repairCompleted", within: "1 month"), adopted("B", "repairCompleted", from: "1 week", within: "1 month")) == ["sameEventTwice"])
    }

    @Test func figuresOfTheOrganisationDecide() throws {
        let fixed = adopted("B", "repairCompleted", from: "2 weeks", within: "1 month")
        #expect(try codes(adopted("A", "repairCompleted", within: "$limit", values: ["limit": "1 week"]), fixed) == ["conflictingWindows"])
        #expect(try codes(adopted("A", "repairCompleted", within: "$limit", values: ["limit": "3 weeks"]), fixed) == ["sameEventTwice"])
    }

    @Test func namesThatMeanDifferentThings() throws {
        #expect(try codes(adopted("A", "specialServiceCompleted", within: "1 week"), adopted("B", "otherServiceCompleted", within: "1 week")) == [])
        #expect(try codes(adopted("A", "specialServiceCompleted", within: "1 week"), adopted("B", "serviceCompleted", within: "1 week")) == ["sameEventTwice"])
        #expect(try codes(adopted("A", "repairCompleted", within: "1 week"), adopted("B", "patientDischarged", within: "1 week")) == [])
    }

    @Test func theTwoPacksDoNotMeet() throws {
        let packs = [RegulationConflicts.Adopted(try Pack.regulation("R02")), RegulationConflicts.Adopted(try Pack.regulation("R22"))]
        #expect(RegulationConflicts.findings(packs, registry: try Pack.registry()) == [])
    }
}
