import Domain
import Pages

extension Sample {
    static let work: [Sample] = [
        Sample("imports") { ImportsPage.render(imports, $0) },
        Sample("imports-empty") { ImportsPage.render(ImportsPage.Model(kinds: imports.kinds, runs: [], limit: "200 MB"), $0) },
        Sample("import-findings") { ImportPage.render(importModel(.doneWithFindings), $0) },
        Sample("import-running") { ImportPage.render(running, $0) },
        Sample("import-same") { ImportPage.render(same, $0) },
        Sample("reviews") { ReviewsPage.render(reviews, $0) },
        Sample("review") { ReviewPage.render(ReviewPage.Model(record: record, role: "护士长", isCommentRequired: true, earlier: [TimelineEntry(.review, "退回补做", at: Bench.at("2026-11-19 16:00"), detail: "何雪梅", quote: "第4题没有填，请补问。")]), $0) },
        Sample("review-own") { ReviewPage.render(ReviewPage.Model(record: record, role: "护士长", isCommentRequired: true, whyNot: "这是你本人的记录，须由别人审核"), $0) },
        Sample("duties") { DutiesPage.render(duties, $0) },
        Sample("duty") { DutyPage.render(duty(.handIn), $0) },
        Sample("duty-decision") { DutyPage.render(duty(.decide(question: "是否启动纠正措施程序", options: [Choice("yes", "启动"), Choice("no", "不启动")])), $0) },
        Sample("notices") { NoticesPage.render(notices, $0) },
        Sample("notices-empty") { NoticesPage.render(NoticesPage.Model(showsAll: false, lines: [], unseen: BoundedCount(0, limit: 99)), $0) },
        Sample("record-print") { PrintedRecordPage.render(printed, $0) },
    ]

    private static let imports = ImportsPage.Model(
        kinds: [Choice("patientDischarged", "出院"), Choice("repairCompleted", "维修完成")], units: [Choice("1", "普外科一病区")],
        runs: [
            ImportRun(id: "9", fileName: "出院-2026-11-20.csv", by: "秦川", startedAt: Bench.at("2026-11-20 10:20"), state: .running(read: 41_200, share: 0.41), counts: ImportRun.Counts(new: 41_000, rejected: 200)),
            ImportRun(id: "7", fileName: "discharges-11.csv", by: "秦川", startedAt: Bench.at("2026-11-16 11:00"), state: .doneWithFindings, counts: ImportRun.Counts(new: 1_284, same: 12, corrected: 3, rejected: 4)),
            ImportRun(id: "6", fileName: "discharges-10.csv", by: "秦川", startedAt: Bench.at("2026-11-01 09:00"), state: .done, counts: ImportRun.Counts(same: 3_204)),
            ImportRun(id: "5", fileName: "照片.png", by: "秦川", startedAt: Bench.at("2026-10-30 09:00"), state: .refused, counts: ImportRun.Counts()),
        ], turn: PageTurn(next: "/imports?after=5"), limit: "200 MB",
        headings: [LabelledText("出院", "住院号、姓名、科室、出院时间、主管医生、电话"), LabelledText("维修完成", "工单号、房号、业主、完工时间、工种、维修工")])

    private static func importModel(_ state: ImportRun.State) -> ImportPage.Model {
        ImportPage.Model(
            run: ImportRun(id: "7", fileName: "discharges-11.csv", kind: "出院", by: "秦川", startedAt: Bench.at("2026-11-16 11:00"), state: state, counts: ImportRun.Counts(new: 1_284, same: 12, corrected: 3, rejected: 4)),
            encoding: "GB18030", separator: "逗号", mapping: [LabelledText("住院号", "admission"), LabelledText("出院时间", "occurredAt"), LabelledText("联系电话", "phone")], ignoredHeadings: ["备注", "序号"],
            findings: [
                FindingLine(severity: .error, line: 204, column: "出院时间", value: "2026-13-02", sentence: "“2026-13-02”不是日期。", remedy: "写成2026-11-02或2026-11-02 10:30。"),
                FindingLine(severity: .error, line: 311, column: "科室", value: "普外<科>", sentence: "没有名为“普外<科>”的部门。", remedy: "改成部门表里的名称，或先在人员与岗位里加上。"),
                FindingLine(severity: .warning, line: 402, column: "联系电话", value: "1990000", sentence: "电话只有7位。", remedy: "手机号应为11位。"),
                FindingLine(severity: .note, sentence: "“备注”列没有用到。"),
            ], findingsTotal: 4, planned: 1_287, plannedAddress: "/follow-ups?q=7")
    }

    private static let running = ImportPage.Model(
        run: ImportRun(id: "9", fileName: "出院-2026-11-20.csv", by: "秦川", startedAt: Bench.at("2026-11-20 10:20"), state: .running(read: 41_200, share: 0.41), counts: ImportRun.Counts(new: 41_000, rejected: 200)))

    private static let same = ImportPage.Model(
        run: ImportRun(id: "8", fileName: "discharges-11.csv", by: "秦川", startedAt: Bench.at("2026-11-20 09:00"), state: .done, counts: ImportRun.Counts(same: 1_303)), sameAs: "7")

    private static let reviews = ReviewsPage.Model(
        show: .awaiting, counts: [.awaiting: BoundedCount(9), .returned: BoundedCount(2), .signedOff: BoundedCount(1001)],
        lines: [
            ReviewsPage.Line(record: "77", person: "王秀兰", title: "出院3日电话回访", unit: "普外科一病区", by: "周敏", doneAt: Bench.at("2026-11-20 09:10"), result: "满意", resultTone: .ok, due: Bench.at("2026-11-25 00:00")),
            ReviewsPage.Line(record: "78", person: "刘建国", title: "出院7日回访", unit: "呼吸内科", by: "周敏", doneAt: Bench.at("2026-11-19 15:00"), result: "不满意", resultTone: .danger, due: Bench.at("2026-11-20 18:00")),
            ReviewsPage.Line(record: "79", person: "马文涛", title: "出院7日回访", unit: "呼吸内科", by: "何雪梅", doneAt: Bench.at("2026-11-19 16:00"), result: "完成", isOwn: true),
        ], turn: PageTurn(next: "/reviews?after=79"))

    private static let record = RecordView(
        id: "77", followUp: "3", person: PersonLine("王秀兰", sex: .female, age: 67), partyID: "42", title: "出院3日电话回访", form: "出院回访表", review: .awaiting,
        facts: [LabelledText("时间", "2026-11-20 10:21（按时）"), LabelledText("方式", "电话，第3次接通"), LabelledText("回访人", "周敏"), LabelledText("受访人", "本人")],
        answers: [RecordView.AnswerLine("伤口情况", "有渗液", isAlert: true), RecordView.AnswerLine("出院后最高体温", "37.6 ℃"), RecordView.AnswerLine("意见与建议", "饮食单的字印大一点。")],
        signatures: ["周敏（登录）"], note: "已提醒换药。", amendments: [TimelineEntry(.changed, "体温37.3改为37.6", at: Bench.at("2026-11-20 11:00"), detail: "周敏")])

    private static let notices = NoticesPage.Model(showsAll: true, lines: [
        NoticesPage.Line(id: "9", tone: .danger, words: "上报给您处理：投诉回访，3-2-501户", unit: "东苑管理处", at: Bench.at("2026-11-20 09:10"), address: "/follow-ups/31"),
        NoticesPage.Line(id: "8", tone: .info, words: "秦川转给您：出院回访，王秀兰", quote: "本周外出学习", unit: "普外科一病区", at: Bench.at("2026-11-19 16:40"), address: "/follow-ups/30"),
        NoticesPage.Line(id: "7", tone: .warn, words: "时限改动：出院回访，李桂芳，由11月28日改为11月30日", unit: "普外科一病区", at: Bench.at("2026-11-18 00:00"), isSeen: true),
    ], unseen: BoundedCount(2, limit: 99), turn: PageTurn(next: "/notices?show=all&before=7"))

    private static let duties = DutiesPage.Model(showsDone: false, lines: [
        DutiesPage.Line(id: "1", title: "重复维修分析", about: "3-2-501户 水电，12个月内第3次", owner: "吴敏华", unit: "东苑管理处", state: .open, due: Bench.at("2026-11-27 00:00")),
        DutiesPage.Line(id: "2", title: "重复投诉分析", about: "停车收费", owner: "孙丽", unit: "西苑管理处", state: .reviewed),
    ])

    private static func duty(_ next: DutyPage.Step) -> DutyPage.Model {
        DutyPage.Model(
            id: "1", title: "重复维修分析", state: .open, due: Bench.at("2026-11-27 00:00"), because: "3-2-501户的水电维修在12个月内已有3次（条款R02.4.6），制度要求分析原因并由主管审核。",
            evidence: [TimelineEntry(.created, "维修完成：厨房水管", at: Bench.at("2026-11-18 15:00"), address: "/events/1"), TimelineEntry(.created, "维修完成：厨房水管", at: Bench.at("2026-08-02 10:00"), address: "/events/2")],
            facts: [LabelledText("责任人", "吴敏华"), LabelledText("审核人", "孙丽")], findings: "接头老化，前两次只更换了软管。", measures: nil,
            history: [TimelineEntry(.created, "生成", at: Bench.at("2026-11-18 15:00"))], next: next)
    }

    private static let printed = PrintedRecordPage.Model(
        organisation: "云川市第一人民医院", title: "回访记录表", formNumber: "SF-02 / 第2版", recordNumber: "HF-20261117-0283", classification: "内部",
        head: [
            PrintedRecordPage.HeadRow([LabelledText("姓名", "王秀兰"), LabelledText("性别 / 年龄", "女 / 67岁"), LabelledText("住院号", "ZY2611-08842")]),
            PrintedRecordPage.HeadRow([LabelledText("出院诊断", "胆囊结石伴慢性胆囊炎"), LabelledText("联系电话", "199****2716")]),
            PrintedRecordPage.HeadRow([LabelledText("回访时间", "2026-11-20 10:21（第3次拨打接通）")]),
        ],
        answers: [
            ("伤口情况", .boxes([("干燥愈合", false), ("轻微红肿", false), ("有渗液", true), ("裂开或化脓", false)])), ("疼痛评分", .words("3分")),
            ("意见与建议", .words("“饮食单的字印大一点。”")),
        ],
        blocks: [LabelledText("处置", "2026-11-20 10:25生成医生任务，嘱当日来院换药。"), LabelledText("健康指导", "低脂饮食；伤口保持干燥。")],
        signatures: [
            PrintedSignature("回访人签名", name: "周敏", at: Bench.at("2026-11-20 10:27")),
            PrintedSignature("受访人签名", strokes: [[(10, 20), (30, 40), (60, 10)], [(70, 15), (90, 45)]]), PrintedSignature("科室负责人签名"),
        ], printedBy: "周敏", printedAt: Bench.at("2026-11-20 11:10"), checkCode: "7C4E-91AB-02F6", retention: "保存期3年。")
}
