import Domain
import Pages

extension Sample {
    static let registers: [Sample] = [
        Sample("registers") { RegistersPage.render(shelves, $0) },
        Sample("registers-empty") { RegistersPage.render(RegistersPage.Model(shelves: []), $0) },
        Sample("register") { RegisterPage.render(register, $0) },
        Sample("register-empty") { RegisterPage.render(emptyRegister, $0) },
        Sample("register-print") { PrintedRegisterPage.render(printed, $0) },
        Sample("form-blank") { PrintedRecordPage.render(blank, $0) },
    ]

    private static let shelves = RegistersPage.Model(shelves: [
        RegistersPage.Shelf(
            regulation: "R42 业主回访作业",
            lines: [
                RegistersPage.Line(title: "回访记录表", address: "/registers/7/followUpRecords", code: "F01", per: "每月", keep: "办公室，2年"),
                RegistersPage.Line(title: "回访统计表", address: "/registers/7/followUpStatistics", per: "每季度"),
            ], forms: [LabelledText("回访记录表", "/forms/7/followUpRecord/print"), LabelledText("活动和报刊回访记录表", "/forms/7/activityRecord/print")]),
    ])

    private static let columns = [
        RegisterPage.Column("编号", width: 3), RegisterPage.Column("姓名或户名"), RegisterPage.Column("回访时间"), RegisterPage.Column("回访内容", width: 6),
        RegisterPage.Column("次数", isNumber: true, width: 1), RegisterPage.Column("签名"),
    ]

    private static let lines = [
        RegisterPage.Line(address: "/records/3/print", cells: ["R42-2026-0001", "3栋2单元501", "2026-11-05 10:20", "水管修好了，现场看过，没有再漏 <b>", "1", ""]),
        RegisterPage.Line(cells: ["", "3栋2单元502", "2026-11-06 15:00", "", "2", ""]),
    ]

    private static let register = RegisterPage.Model(
        title: "回访记录表", regulation: "R42 业主回访作业", address: "/registers/7/followUpRecords", query: [LabelledText("period", "2026-11")], columns: columns, lines: lines,
        count: 132, periods: [Choice("2026-11", "2026年11月"), Choice("2026-10", "2026年10月")], period: "2026-11", units: [Choice("1", "东苑"), Choice("2", "西苑")],
        facts: [LabelledText("表单编号", "F01"), LabelledText("保存", "办公室，2年")], turn: PageTurn(next: "/registers/7/followUpRecords?after=2"))

    private static let emptyRegister = RegisterPage.Model(
        title: "回访记录表", regulation: "R42 业主回访作业", address: "/registers/7/followUpRecords", columns: columns, lines: [], count: 0,
        periods: [Choice("2026-11", "2026年11月")], period: "2026-11")

    private static let printed = PrintedRegisterPage.Model(
        organisation: "安居物业", title: "回访记录表", code: "F01", unit: "东苑", period: "2026年11月", back: "/registers/7/followUpRecords", columns: columns,
        lines: lines.map(\.cells), left: 130, signatures: [PrintedSignature("服务中心主管"), PrintedSignature("经理助理")], retention: "保存：办公室，2年。", printedBy: "周敏",
        printedAt: Bench.now)

    private static let blank = PrintedRecordPage.Model(
        organisation: "安居物业", title: "回访记录表", formNumber: "F01", recordNumber: "",
        head: [
            PrintedRecordPage.HeadRow([LabelledText("姓名或户名", "3栋2单元501"), LabelledText("电话", "199****0002"), LabelledText("期限", "2026-11-30 24:00")]),
            PrintedRecordPage.HeadRow([LabelledText("回访时间", ""), LabelledText("回访方式", "")]),
        ],
        answers: [
            ("回访内容", .lines(4)), ("满意程度", .boxes([("满意", false), ("基本满意", false), ("不满意", false)])), ("人数", .lines(1)),
        ],
        blocks: [LabelledText("服务中心主管审核意见", "")], signatures: [PrintedSignature("住户"), PrintedSignature("回访人")], printedBy: "周敏", printedAt: Bench.now,
        note: "记录念给住户听后签名。", back: "/follow-ups/3")
}
