import Domain
import Interop
import Testing

@Suite("Headings of tables") struct TableMappingTests {
    private func map(_ headings: String, as event: String = "patientDischarged") -> TableMapping {
        let (kind, fixed) = Sample.registry.resolve(event)!
        let header = CSVRow(line: 1, fields: headings.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        return TableMapping(header: header, kind: kind, fixed: fixed, envelope: Sample.registry.envelope, name: "a.csv")
    }

    @Test("case, blanks, width, marks and remarks in brackets make no difference") func folding() {
        let mapping = map("＊住 院 号：,姓名,出院日期,科室,联系电话（手机）,ADMISSION")
        #expect(mapping.targets == [.attribute("admission"), .envelope("partyName"), .occurredAt, .envelope("unit"), .envelope("phone"), nil])
        #expect(mapping.findings.map(\.code) == ["table.doubledColumn"])
        #expect(mapping.isUsable)
    }

    @Test("a department column leaves the ward its own meaning; alone, the ward is the unit") func wards() {
        #expect(map("病区,科室,住院号,姓名,出院日期").targets.prefix(2) == [.attribute("ward"), .envelope("unit")])
        #expect(map("病区,住院号,姓名,出院日期").targets.first == .envelope("unit"))
    }

    @Test("missing columns say which headings would do") func missing() {
        let mapping = map("姓名,备注")
        #expect(!mapping.isUsable)
        #expect(mapping.findings.map(\.code) == ["table.missingColumn", "table.missingColumn", "table.missingColumn", "table.unknownColumn"])
        #expect(mapping.findings.map { $0.arguments["accepted"] } == ["出院日期, 出院时间", "单位, 科室, 病区, 管理处, 单位或科室", "住院号, 住院流水号", nil])
        #expect(mapping.findings.last?.place == Place(source: "a.csv", line: 1, column: 2, path: "备注"))
        #expect(mapping.findings.last?.severity == .note)
    }

    @Test("the number of the party will do for its name") func party() {
        #expect(map("病案号,住院号,出院日期,科室").isUsable)
        #expect(map("住院号,出院日期,科室").findings.map(\.code) == ["table.missingColumn"])
    }

    @Test("an alias fixes its column; a withdrawal needs no unit") func aliases() {
        #expect(map("投诉编号,办结时间,管理处,业主", as: "complaintClosed").isUsable)
        #expect(!map("投诉编号,办结时间,管理处,业主", as: "caseClosed").isUsable)
        #expect(map("事件种类,住院号,取消时间", as: "eventWithdrawn").isUsable)
    }

    @Test("the kinds a table may hold") func kinds() {
        let table = EventTable(registry: Sample.registry, words: Sample.words)
        let names = ["patientDischarged", "caseClosed", "complaintClosed", "eventWithdrawn"]
        #expect(table.kinds(for: CSVRow(line: 1, fields: ["投诉编号", "办结时间", "管理处", "业主"]), among: names) == ["complaintClosed"])
        #expect(table.kinds(for: CSVRow(line: 1, fields: ["x"]), among: names) == [])
    }

    @Test("an alias that the header does not tell apart comes after the kind itself") func aliasAfterKind() {
        var registry = Sample.registry
        registry.aliases["admissionEnded"] = EventAlias(
            name: "admissionEnded", title: LocalizedText(simplified: "离院"), kind: "patientDischarged", fixed: [:])
        let table = EventTable(registry: registry, words: Sample.words)
        let header = CSVRow(line: 1, fields: ["住院号", "出院日期", "科室", "姓名"])
        #expect(table.kinds(for: header, among: ["admissionEnded", "patientDischarged"]) == ["patientDischarged", "admissionEnded"])
    }

    @Test("a table without needed columns was not usable") func usable() throws {
        func isUsable(_ text: String) throws -> Bool {
            var rest = [Array(text.utf8)]
            let table = EventTable(registry: Sample.registry, words: Sample.words)
            return try table.read("patientDischarged", source: { rest.popLast() }, onEvent: { _ in }, onFinding: { _ in }).isUsable
        }
        #expect(try isUsable("住院号,出院日期,科室,姓名\n"))
        #expect(try !isUsable("姓名\n演示甲\n"))
        #expect(try !isUsable(""))
    }
}
