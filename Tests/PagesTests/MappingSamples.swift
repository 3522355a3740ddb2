import Domain
import Pages

extension Sample {
    static let mappings: [Sample] = [
        Sample("mapping") { MappingPage.render(waiting, $0) },
        Sample("mapping-saved") { MappingPage.render(saved, $0) },
        Sample("mappings") { MappingsPage.render(lines, $0) },
        Sample("mappings-empty") { MappingsPage.render([], $0) },
    ]

    private static let columns = [
        MappingPage.Column(heading: "工单流水", samples: ["W1", "W2", "W3"], target: "attribute.order"),
        MappingPage.Column(heading: "户主（系统）", samples: ["演示甲", "演示乙"], target: "envelope.partyName"),
        MappingPage.Column(heading: "结束于", samples: ["11/25/2026 14:30"], target: "occurredAt"), MappingPage.Column(heading: "<要点>", samples: [], target: nil),
    ]

    private static let targets = [Choice("occurredAt", "发生时间"), Choice("attribute.order", "维修单号"), Choice("envelope.partyName", "姓名或户名")]
    private static let orders = [Choice("yearFirst", "年月日"), Choice("monthFirst", "月日年")]

    private static let waiting: MappingPage.Model = {
        var model = MappingPage.Model(
            file: "token", fileName: "报修 2026-11.csv", kinds: [Choice("repairCompleted", "维修完成"), Choice("caseClosed", "处理完毕")], kind: "repairCompleted",
            columns: columns, targets: targets, dateOrders: orders)
        model.rows = [
            MappingPage.Row(line: 2, cells: ["W1", "演示甲", "2026-11-25 14:30", "漏水"], isRead: true),
            MappingPage.Row(line: 3, cells: ["W2", "演示乙", "11/25/2026", "<b>"], isRead: false),
        ]
        model.findings = [FindingLine(severity: .error, line: 3, column: "结束于", value: "11/25/2026", sentence: "日期分不清是几月几日", remedy: "选定日期顺序。")]
        model.errors = [FieldError("name", "没有写名称")]
        return model
    }()

    private static let saved = MappingPage.Model(
        id: "7", kinds: [Choice("repairCompleted", "维修完成")], kind: "repairCompleted", columns: columns, targets: targets, dateOrders: orders, dateOrder: "monthFirst",
        yes: "搞定", no: "没", name: "报修系统导出", pattern: "repairs-*.csv")

    private static let lines = [
        MappingsPage.Line(id: "7", name: "报修系统导出", kind: "维修完成", columns: 3, pattern: "repairs-*.csv", by: "周敏", at: Bench.at("2026-11-20 10:00")),
        MappingsPage.Line(id: "8", name: "<HIS>", kind: "出院", columns: 9, by: "周敏", at: Bench.at("2026-11-21 10:00")),
    ]
}
