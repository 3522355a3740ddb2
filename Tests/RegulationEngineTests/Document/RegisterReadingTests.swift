import Domain
import RegulationEngine
import Testing

@Suite("Registers and printed forms, as they are written") struct RegisterReadingTests {
    private static func document(_ columns: String, more: String = "", form: String = "") -> String {
        """
        regulation: X01
        version: 1
        title: {en: Sample}
        sector: hospital
        roles: {clerk: {en: Clerk}}
        forms:
          sheet:
            title: {en: Sheet}
            \(form)
            fields:
              opinion: {en: Opinion, type: longText, lines: 4}
        followUps:
          call:
            title: {en: Call}
            after: patientDischarged
            within: 1 week
            assign: clerk
            channels: [phone]
            form: sheet
            ours: true
        records:
          book:
            title: {en: Book}
            of: records
            columns: \(columns)
            ours: true
            \(more)
        """
    }

    private func read(_ columns: String, more: String = "", form: String = "") throws -> (regulation: Regulation?, codes: [String]) {
        let read = RegulationDocument.read(yaml: Self.document(columns, more: more, form: form), source: "x.yaml", registry: try Pack.registry())
        return (read.value, read.findings.map(\.code))
    }

    @Test("columns in their order, with what is printed over them") func whole() throws {
        let (regulation, codes) = try read(
            "[serial, {who: {from: party, en: Patient, width: 3}}, opinion, {remark: {from: blank}}]", more: "code: F31\n    form: sheet\n    per: quarter\n    sign: clerk")
        #expect(codes == [])
        let book = try #require(regulation?.records.first)
        #expect(book.columns == [
            RegisterColumn("serial"), RegisterColumn("who", from: "party", heading: LocalizedText(english: "Patient"), width: 3), RegisterColumn("opinion"),
            RegisterColumn("remark", from: "blank"),
        ])
        #expect(book.code == "F31" && book.forms == ["sheet"] && book.per == .quarter && book.sign == ["clerk"])
        #expect(regulation?.form("sheet")?.fields.first?.lines == 4)
    }

    @Test("what is wrong is said", arguments: [
        ("[serial, serial]", "", "registerColumnTwice"), ("[{serial: {width: 0}}]", "", "registerColumnWidth"), ("[{serial: {width: 21}}]", "", "registerColumnWidth"),
        ("[serial]", "form: sheets", "unknownName.near"), ("[serial]", "sign: clark", "unknownName.near"), ("[serial]", "per: week", "unknownWord"),
        ("[{serial: {wide: 3}}]", "", "unknownKey.near"),
    ])
    func wrong(columns: String, more: String, code: String) throws { #expect(try read(columns, more: more).codes == [code]) }

    @Test("a sheet has so many lines") func lines() throws {
        let yaml = Self.document("[serial]").replacing("lines: 4", with: "lines: 41")
        #expect(RegulationDocument.read(yaml: yaml, source: "x.yaml", registry: try Pack.registry()).findings.map(\.code) == ["formLines"])
    }

    private func check(_ columns: String, form: String = "") throws -> [Finding] {
        let regulation = try #require(try read(columns, form: form).regulation)
        return RegulationCheck(regulation, registry: try Pack.registry()).findings(roles: ["clerk"]).filter { $0.code.hasPrefix("register") || $0.code.hasPrefix("formHead") }
    }

    @Test("a column that shows nothing is found") func columnsThatShowNothing() throws {
        #expect(try check("[serial, opinion, attendingPhysician, {remark: {from: blank}}]") == [])
        let near = try check("[opinon]")
        #expect(near.map(\.code) == ["registerColumnUnknown.near"] && near.first?.arguments["nearest"] == "opinion")
        #expect(try check("[qqqqqqqqq]").map(\.code) == ["registerColumnUnknown"])
        #expect(try check("[\((1...25).map { "{c\($0): {from: blank}}" }.joined(separator: ", "))]").map(\.code) == ["registerTooWide"])
    }

    @Test("a box above the fields that shows nothing is found") func boxes() throws {
        #expect(try check("[serial]", form: "head: [party, diagnosis, due]") == [])
        #expect(try check("[serial]", form: "head: [partie]").map(\.code) == ["formHeadUnknown.near"])
        #expect(try check("[serial]", form: "head: [opinion]").map(\.code).allSatisfy { $0.hasPrefix("formHeadUnknown") })
    }

    @Test("every column of every pack shows something", arguments: ["R01", "R02", "R05", "R12", "R22", "R36", "R42", "R44", "R45", "R46"]) func packs(id: String) throws {
        let (regulation, registry) = (try Pack.regulation(id), try Pack.registry())
        let sources = RegisterSources(regulation, registry: registry)
        for register in regulation.records {
            for column in register.columns { #expect(sources.source(of: column, in: register) != nil, "\(register.id).\(column.name)") }
        }
        #expect(RegulationCheck(regulation, registry: registry).findings(roles: []).filter { $0.code.hasPrefix("register") || $0.code.hasPrefix("formHead") } == [])
    }

    @Test("attributes that hold a number of somebody are never shown whole") func numbersStayMasked() throws {
        let regulation = try Pack.regulation("R42")
        let register = RegisterDefinition(id: "x", title: LocalizedText(), of: .records, columns: [])
        let sources = RegisterSources(regulation, registry: try Pack.registry())
        #expect(sources.source(of: RegisterColumn("phone"), in: register) == .known("phone"))
        for name in sources.names(in: register) {
            if case .attribute(let attribute) = sources.source(of: RegisterColumn(name), in: register) {
                #expect(attribute.kind != .phone && attribute.kind != .address)
            }
        }
    }
}
