import Domain
import RegulationEngine
import Testing

@Suite("Reports as blocks, as they are written") struct ReportReadingTests {
    private func read(_ duty: String) throws -> (regulation: Regulation?, codes: [String]) {
        let yaml = """
            regulation: X01
            version: 1
            title: {en: Sample}
            sector: hospital
            roles: {clerk: {en: Clerk}, head: {en: Head}}
            forms:
              sheet: {title: {en: Sheet}, fields: {opinion: {en: Opinion, type: longText}}}
            duties:
              month:
                kind: report
                title: {en: Month}
                every: month
                by: clerk
            \(duty.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
                ours: true
            """
        let read = RegulationDocument.read(yaml: yaml, source: "x.yaml", registry: try Pack.registry())
        return (read.value, read.findings.map(\.code))
    }

    @Test("every part of it") func whole() throws {
        let (regulation, codes) = try read("to: head\ndueDay: 3\nblocks: [counts, {opinions: [opinion]}, comments]\nremind: 2 days\nescalate: head")
        #expect(codes == [])
        let duty = try #require(regulation?.duties.first)
        #expect(duty.blocks == [ReportBlock("counts"), ReportBlock("opinions", fields: ["opinion"]), ReportBlock("comments")])
        #expect(duty.isReport && duty.isCirculated && duty.remind == .stated(Period(2, .days)) && duty.escalate == .role("head"))
    }

    @Test("published where nobody is named, or where it says so") func delivery() throws {
        #expect(try read("blocks: [counts]").regulation?.duties.first?.isCirculated == false)
        #expect(try read("to: head\ndeliver: publish").regulation?.duties.first?.isCirculated == false)
    }

    @Test("what is wrong in it is said", arguments: [("blocks: [{opinions: [opinon]}]", "unknownName.near"), ("deliver: post", "unknownWord"), ("escalate: hed", "unknownName.near")])
    func wrong(duty: String, code: String) throws { #expect(try read(duty).codes == [code]) }

    @Test("what stands in the way of it is found", arguments: [
        ("blocks: [count]", "reportBlockUnknown.near"), ("blocks: [qqqqqqqqqqqq]", "reportBlockUnknown"), ("deliver: circulate", "reportToNobody"),
        ("remind: 2 days", "dutyWithoutLastDay"),
    ])
    func checked(duty: String, code: String) throws {
        let regulation = try #require(try read(duty).regulation)
        let codes = RegulationCheck(regulation, registry: try Pack.registry()).findings(roles: ["clerk", "head"]).map(\.code)
        #expect(codes.filter { $0.hasPrefix("report") || $0.hasPrefix("dutyWithout") } == [code])
    }

    @Test("every report of every pack", arguments: ["R01", "R02", "R05", "R12", "R22", "R36", "R42", "R44", "R45", "R46"]) func packs(id: String) throws {
        let codes = RegulationCheck(try Pack.regulation(id), registry: try Pack.registry()).findings(roles: []).map(\.code)
        #expect(codes.filter { $0.hasPrefix("report") || $0.hasPrefix("dutyWithout") } == [])
    }
}
