import Domain
import Foundation
import Interop
import Testing

/// A small registry and the words of the product.
enum Sample {
    static let words: ImportWords = {
        var findings: [Finding] = []
        var words = ImportWords(file("Share/import/words.csv")) { findings.append($0) }
        words.messages.take({ file("Share/import/" + $0) }, onFinding: { findings.append($0) })
        #expect(findings == [])
        return words
    }()

    /// A file of the project, beside which this test stands.
    static func file(_ path: String) -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return (try? Data(contentsOf: root.appending(path: path))).map(Array.init) ?? []
    }

    static func attribute(_ name: String, _ title: String, _ kind: AttributeDefinition.Kind, _ headings: [String] = [], required: Bool = false, codes: [CodeDefinition] = []) -> AttributeDefinition {
        AttributeDefinition(name: name, title: LocalizedText(simplified: title), kind: kind, codes: codes, isRequired: required, headings: headings)
    }

    static func code(_ code: String, _ title: String, _ spellings: [String] = []) -> CodeDefinition {
        CodeDefinition(code: code, title: LocalizedText(simplified: title), spellings: spellings)
    }

    static let discharged = EventKind(
        name: "patientDischarged", title: LocalizedText(simplified: "出院"), partyKind: .person, subject: "patient", matter: "admission",
        naturalKey: ["admission", "nth"],
        attributes: [
            attribute("admission", "住院号", .text, ["住院号", "住院流水号"], required: true),
            attribute("nth", "第几次出院", .number, ["出院次数"]),
            attribute("ward", "病区", .unit, ["出院病区"]),
            attribute("attendingPhysician", "主管医生", .staff, ["主管医生", "主管医师"]),
            attribute("diagnosis", "出院诊断", .text, ["诊断"]),
            attribute("surgery", "手术", .flag, ["是否手术"]),
            attribute("revisitOn", "复诊日期", .day, ["复诊日期"]),
            attribute("tags", "标签", .list, ["标签"]),
            attribute("cost", "费用", .number, ["费用"]),
            attribute("disposition", "离院方式", .code, ["离院方式"], codes: [code("home", "医嘱离院", ["1", "回家"]), code("died", "死亡", ["5"])]),
        ], matterNumber: "admission", occurredHeadings: ["出院日期", "出院时间"])

    static let closed = EventKind(
        name: "caseClosed", title: LocalizedText(simplified: "处理完毕"), partyKind: .household, subject: "complainant", matter: "feedback",
        naturalKey: ["case", "nth"],
        attributes: [
            attribute("case", "办件编号", .text, ["投诉编号", "编号"], required: true), attribute("nth", "第几次办结", .number, ["办结次数"]),
            attribute("class", "类别", .code, ["类别"], required: true, codes: [code("complaint", "投诉"), code("suggestion", "建议")]),
        ], matterNumber: "case", occurredHeadings: ["办结时间"])

    static let withdrawn = EventKind(
        name: "eventWithdrawn", title: LocalizedText(simplified: "事件撤回"), partyKind: nil, subject: "event", matter: nil, naturalKey: ["kind", "event"],
        attributes: [
            attribute("kind", "种类", .text, ["事件种类"], required: true), attribute("event", "事件", .text, ["住院号"], required: true),
        ], occurredHeadings: ["取消时间"])

    static let changed = EventKind(
        name: "subjectChanged", title: LocalizedText(simplified: "对象变动"), partyKind: .person, subject: "party", matter: nil, naturalKey: [],
        attributes: [
            attribute("status", "状态", .code, ["状态"], codes: [code("deceased", "已故")]), attribute("mergedInto", "并入", .text, ["并入编号"]),
        ], occurredHeadings: ["变动日期"])

    static let registry = EventRegistry(
        kinds: [discharged, closed, withdrawn, changed],
        aliases: [EventAlias(name: "complaintClosed", title: LocalizedText(simplified: "投诉处理完毕"), kind: "caseClosed", fixed: ["class": "complaint"])],
        envelope: [
            attribute("unit", "单位或科室", .unit, ["单位", "科室", "病区", "管理处"], required: true), attribute("partyNumber", "对象编号", .text, ["病案号", "房号"]),
            attribute("partyName", "姓名", .text, ["姓名", "业主"]), attribute("phone", "电话", .phone, ["联系电话", "电话"]),
            attribute("contactPhone", "联系人电话", .phone, ["家属电话"]), attribute("contactRelation", "关系", .text, ["与患者关系"]),
            attribute("address", "地址", .address, ["住址"]),
            attribute("sex", "性别", .code, ["性别"], codes: [code("female", "女", ["2"]), code("male", "男", ["1"])]),
            attribute("bornOn", "出生日期", .day, ["出生日期"]),
        ])

    /// Reads a table of the sample's events.
    static func read(_ text: String, as event: String = "patientDischarged", afterLine: Int = 0) -> (events: [IncomingEvent], findings: [Finding], summary: EventTable.Summary) {
        var (events, findings): ([IncomingEvent], [Finding]) = ([], [])
        let summary = try? EventTable(registry: registry, words: words, name: "a.csv").read(
            event, afterLine: afterLine, source: Chunks(Array(text.utf8), of: 100).source(), onEvent: { events.append($0) }, onFinding: { findings.append($0) })
        return (events, findings, summary ?? EventTable.Summary())
    }
}
