import Domain
import Testing

@testable import Interop

@Suite("Tables of events") struct EventTableTests {
    private let header = "住院号,姓名,病案号,性别,出生日期,联系电话,家属电话,与患者关系,住址,科室,出院时间,主管医生,诊断,是否手术,离院方式\n"

    @Test("a whole row") func row() throws {
        let (events, findings, summary) = Sample.read(header + "ZY2026001,演示患者01,B01,女,1980-2-9,199 0000 0001,19900000002,女儿,演示路1号,内科,2026/11/20 10:30,D01,=演示诊断,是,回家\n")
        #expect(findings == [])
        let event = try #require(events.first)
        #expect(event.kind == "patientDischarged")
        #expect(CivilZone.shanghai.iso(event.occurredAt) == "2026-11-20T10:30:00+08:00")
        #expect(event.isTimeKnown)
        #expect(event.unitCode == "内科")
        #expect(event.matterNumber == "ZY2026001")
        #expect(event.naturalKey == .declared("ZY2026001/1"))
        #expect(event.line == 2)
        #expect(event.party == PartyDraft(
            name: "演示患者01", number: "B01", kind: .person, phones: [PhoneDraft(number: "19900000001"), PhoneDraft(number: "19900000002", relation: "family")],
            address: "演示路1号", sex: "female", bornOn: LocalDay(iso: "1980-02-09")))
        #expect(event.attributes == [
            "admission": .text("ZY2026001"), "attendingPhysician": .text("D01"), "diagnosis": .text("=演示诊断"), "surgery": .flag(true), "disposition": .text("home"),
        ])
        #expect(summary.events == 1 && summary.leftOut == 0)
    }

    @Test("one bad row does not stop the others; each finding has line, column, heading and value") func badRows() {
        let rows = [
            "1,甲,,,,,,,,内科,2026-02-30,,,,", "2,乙,,,,,,,,内科,2026-11-20,,,,", ",丙,,,,,,,,内科,2026-11-20,,,,", "4,丁,,,,,,,,,2026-11-20,,,,",
            "5,戊,,不明,,,,,,内科,2026-11-20,,,也许,飞走", "6,己,,,,12,,,,内科,,,,,", "1.2E+17,庚,,,,,,,,内科,2026-11-20,,,,", "8,坏\u{FFFD},,,,,,,,内科,2026-11-20,,,,",
            "9,辛", "10,壬,,,,12345,,,,内科,2026-11-20,,,,",
        ]
        let (events, findings, summary) = Sample.read(header + rows.joined(separator: "\n"))
        #expect(events.map(\.matterNumber) == ["2", "10"])
        #expect(summary.events == 2 && summary.leftOut == 8 && summary.table.broken == 1)
        #expect(findings.map { "\($0.place.line ?? 0):\($0.place.column ?? 0) \($0.code)" } == [
            "2:11 row.dateImpossible", "4:1 row.required", "5:10 row.required", "6:4 row.codeUnknown", "6:14 row.flagUnreadable", "6:15 row.codeUnknown",
            "7:11 row.required", "7:6 row.phoneUnreadable", "8:1 row.scientificNumber", "9:2 row.unreadableCharacter", "10:0 csv.ragged", "11:6 row.phoneUnreadable",
        ])
        #expect(findings[0].place.path == "出院时间")
        #expect(findings[0].arguments == ["heading": "出院时间", "value": "2026-02-30"])
        #expect(findings[3].arguments["accepted"] == "女, 男")
        #expect(findings.last?.severity == .warning)
    }

    @Test("too long values are told, not cut") func long() {
        let text = String(repeating: "长", count: 2001)
        let (events, findings, _) = Sample.read("住院号,姓名,科室,出院日期,诊断\n1,甲,内科,2026-11-20,\(text)\n2,乙,内科,2026-11-20,\(text.dropLast())\n")
        #expect(events.map(\.matterNumber) == ["2"])
        #expect(findings.first?.arguments["length"] == "2001")
    }

    @Test("a day without a time says so; a serial number is read with a note") func days() {
        let (events, findings, _) = Sample.read("住院号,姓名,科室,出院日期,复诊日期\n1,甲,内科,20261120,46351\n")
        #expect(events.first?.isTimeKnown == false)
        #expect(events.first.map { CivilZone.shanghai.iso($0.occurredAt) } == "2026-11-20T00:00:00+08:00")
        #expect(events.first?.attributes["revisitOn"] == .day(LocalDay(iso: "2026-11-25")!))
        #expect(findings.map(\.code) == ["row.dateSerial"])
        #expect(findings.first?.severity == .note)
    }

    @Test("numbers and lists", arguments: [("1,234.5", 1234.5), ("-3", -3), ("１２", 12), ("0.5", 0.5)]) func numbers(text: String, value: Double) {
        let (events, _, _) = Sample.read("住院号;姓名;科室;出院日期;费用;标签\n1;甲;内科;2026-11-20;\(text);重点、 独居\n")
        #expect(events.first?.attributes["cost"] == .number(value))
        #expect(events.first?.attributes["tags"] == .list(["重点", "独居"]))
    }

    @Test("what is no number", arguments: ["12元", "1,23", "nan", "0x10", "1/2", "", "--1"]) func noNumbers(text: String) {
        let (events, findings, _) = Sample.read("住院号;姓名;科室;出院日期;费用\n1;甲;内科;2026-11-20;\(text)\n")
        #expect(events.count == (text.isEmpty ? 1 : 0))
        #expect(findings.map(\.code) == (text.isEmpty ? [] : ["row.numberUnreadable"]))
    }

    @Test("the nth fact of a matter has its own key; values with a slash stay apart") func keys() {
        let (events, _, _) = Sample.read("住院号,姓名,科室,出院日期,出院次数\n1,甲,内科,2026-11-20,2\n1/2,甲,内科,2026-11-20,\n1,甲,内科,2026-11-20,1\n")
        #expect(events.map(\.naturalKey) == [.declared("1/2"), .declared("1\\/2/1"), .declared("1/1")])
    }

    @Test("a kind without a key is recognised by what the row says") func columnKey() {
        let text = "变动日期,病案号,状态\n2026-11-20,B1,已故\n2026-11-20,B1,已故\n2026-11-21,B1,已故\n2026-11-20,B2,已故\n"
        let keys = Sample.read(text, as: "subjectChanged").events.map(\.naturalKey)
        #expect(keys[0] == keys[1])
        #expect(Set(keys.map(\.text)).count == 3)
        #expect(keys[0] != .declared(keys[0].text))
    }

    @Test("an alias fixes its attribute, and a row of another kind is told") func alias() {
        let (events, findings, _) = Sample.read("投诉编号,办结时间,管理处,业主,类别\nT1,2026-11-20 09:00,一处,甲,投诉\nT2,2026-11-20 09:00,一处,乙,建议\n", as: "complaintClosed")
        #expect(events.map(\.matterNumber) == ["T1"])
        #expect(events.first?.kind == "caseClosed")
        #expect(events.first?.attributes["class"] == .text("complaint"))
        #expect(events.first?.party?.kind == .household)
        #expect(findings.map(\.code) == ["row.otherKind"])
    }

    @Test("a withdrawal names the kind by its title and the event by the matter's number") func withdrawal() {
        let (events, _, _) = Sample.read("事件种类,住院号,取消时间\n出院,ZY1,2026-11-20 09:00\n投诉处理完毕,T1/2,2026-11-20 09:00\n", as: "eventWithdrawn")
        #expect(events.map { $0.attributes["kind"] } == [.text("patientDischarged"), .text("caseClosed")])
        #expect(events.map { $0.attributes["event"] } == [.text("ZY1/1"), .text("T1/2")])
        #expect(events.first?.unitCode == "" && events.first?.party == nil)
    }

    @Test("nobody named is an anonymous fact with a note") func anonymous() {
        let (events, findings, _) = Sample.read("投诉编号,办结时间,管理处,业主\nT1,2026-11-20 09:00,一处,\n", as: "complaintClosed")
        #expect(events.count == 1 && events.first?.party == nil)
        #expect(findings.map(\.code) == ["row.nobodyNamed"])
    }

    @Test("an import goes on after the last line it had") func resume() {
        let text = "住院号,姓名,科室,出院日期\n1,甲,内科,2026-11-20\n2,乙,内科,2026-02-30\n3,丙,内科,2026-11-20\n"
        let (events, findings, summary) = Sample.read(text, afterLine: 3)
        #expect(events.map(\.line) == [4])
        #expect(findings == [])
        #expect(summary.passedOver == 2)
    }

    @Test("a unit for rows that name none") func defaultUnit() throws {
        let table = EventTable(registry: Sample.registry, words: Sample.words, defaultUnit: "H1")
        var units: [String] = []
        for text in ["住院号,姓名,出院日期\n1,甲,2026-11-20\n", "住院号,姓名,出院日期,科室\n1,甲,2026-11-20,\n2,乙,2026-11-20,外科\n"] {
            var recognised = 0
            _ = try table.read(
                "patientDischarged", source: Chunks(Array(text.utf8), of: 9).source(), onMapping: { recognised = $1.targets.count { $0 != nil } },
                onEvent: { units.append($0.unitCode) }, onFinding: { Issue.record("\($0)") })
            #expect(recognised == 3 || recognised == 4)
        }
        #expect(units == ["H1", "H1", "外科"])
    }

    @Test("an unknown kind, a missing column") func refused() {
        #expect(Sample.read("a,b\n1,2\n", as: "nothing").findings.map(\.code) == ["event.unknownKind"])
        let missing = Sample.read("住院号,姓名\n1,甲\n")
        #expect(missing.events == [])
        #expect(missing.findings.map(\.code) == ["table.missingColumn", "table.missingColumn"])
    }
}
