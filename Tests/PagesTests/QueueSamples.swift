import Domain
import Pages

extension Sample {
    static let views: [Sample] = [
        Sample("views") { ViewsPage.render(keptViews, $0) },
        Sample("views-empty") { ViewsPage.render(ViewsPage.Model(lines: []), $0) },
    ]

    private static let keptViews = ViewsPage.Model(
        lines: [
            ViewsPage.Line(ViewLink(id: "1", name: "我的超期 <b>", address: "/follow-ups?show=overdue&view=1"), isOwn: true, isFirst: true),
            ViewsPage.Line(
                ViewLink(id: "3", name: "护士本周", address: "/follow-ups?scope=unit&view=3"), isOwn: true, unit: "1", unitName: "普外科一病区", role: "nurse", roleName: "护士"),
            ViewsPage.Line(ViewLink(id: "2", name: "全科本周", address: "/follow-ups?scope=unit&view=2", by: "韩冰"), isOwn: false, unitName: "普外科一病区"),
        ], units: [Choice("1", "普外科一病区")], roles: [Choice("nurse", "护士"), Choice("headNurse", "护士长")])

    static let queue: [Sample] = [
        Sample("queue") { QueuePage.render(queueModel, $0) },
        Sample("queue-empty") { QueuePage.render(emptyQueue(QueuePage.Filter()), $0) },
        Sample("queue-no-match") { QueuePage.render(emptyQueue(QueuePage.Filter(show: .overdue, query: "龘")), $0) },
    ]

    private static func emptyQueue(_ filter: QueuePage.Filter) -> QueuePage.Model {
        QueuePage.Model(filter: filter, counts: [.all: BoundedCount(0), .overdue: BoundedCount(0), .done: BoundedCount(23)], rows: [], axis: axis,
                        side: QueueSide(done: 23, planned: 23))
    }

    static let axis = WindowAxis(around: LocalDay(iso: "2026-11-20")!)

    private static let queueModel = QueuePage.Model(
        filter: QueuePage.Filter(),
        counts: [
            .all: BoundedCount(1001), .overdue: BoundedCount(2), .alert: BoundedCount(1), .agreed: BoundedCount(4), .dueToday: BoundedCount(4),
            .soon: BoundedCount(30), .done: BoundedCount(23),
        ],
        rules: [Choice("discharge", "出院3日回访"), Choice("week", "出院7日回访")], units: [Choice("1", "普外科一病区"), Choice("2", "呼吸内科")], people: [Choice("11", "何雪梅"), Choice("12", "韩冰")],
        views: [
            ViewLink(id: "1", name: "我的超期 <b>", address: "/follow-ups?show=overdue&view=1", isCurrent: true),
            ViewLink(id: "2", name: "全科本周", address: "/follow-ups?scope=unit&period=nextWeek&view=2", by: "周敏"),
        ], sharingUnits: [Choice("1", "普外科一病区")],
        strip: [
            row("1", PersonLine("陈玉梅", sex: .female, age: 58, phone: "199****7720", tags: [Tag("高危", tone: .danger)]), "预警复访", ["自报发热", "肿瘤内科"],
                "2026-11-20 08:12", "2026-11-20 12:12", kind: .alert),
            row("2", PersonLine("周志远", sex: .male, age: 45, phone: "199****6631", phoneOf: "家属"), "出院3日回访", ["腹腔镜阑尾切除术后", "普外科二病区"],
                "2026-11-18 08:00", "2026-11-21 00:00", tries: ["2026-11-19 09:00"], kind: .agreed(at: Bench.at("2026-11-20 10:40")), result: "约定由家属接听"),
        ],
        rows: [
            row("3", PersonLine("王秀兰", sex: .female, age: 67, phone: "199****2716", tags: [Tag("独居", tone: .warn)]), "出院3日回访", ["腹腔镜胆囊切除术后", "普外科一病区"],
                "2026-11-17 08:00", "2026-11-19 18:00", tries: ["2026-11-18 15:42", "2026-11-19 10:05"], most: 3, result: "占线"),
            row("4", PersonLine("刘建国", sex: .male, age: 74, phone: "199****0458"), "出院7日回访", ["慢阻肺急性加重", "呼吸内科"],
                "2026-11-16 00:00", "2026-11-19 18:00", tries: ["2026-11-17 10:00", "2026-11-18 10:00", "2026-11-19 17:00"], most: 3, hint: "已达上限，待改派"),
            row("5", PersonLine("赵桂芳", sex: .female, age: 71, phone: "199****3092", tags: [Tag("听力下降")]), "术后1日回访", ["白内障超声乳化术", "眼科"],
                "2026-11-19 12:00", "2026-11-20 17:30"),
            row("6", PersonLine("孙浩然", sex: .male, age: 5, phone: "199****1187", phoneOf: "监护人"), "出院3日回访", ["支气管肺炎", "儿科"],
                "2026-11-18 00:00", "2026-11-20 17:30", tries: ["2026-11-19 18:20"], most: 3, result: "无人接听"),
            row("7", PersonLine("吴丽娟", sex: .female, age: 31, phone: "199****8846"), "产后7日回访", ["顺产", "产科", "母婴同访"], "2026-11-19 00:00", "2026-11-21 00:00",
                claim: QueueRow.Claim(by: "何雪梅", until: Bench.at("2026-11-20 10:50"), isMine: false)),
            row("8", PersonLine("3-2-501户", phone: "199****5509", phoneOf: "业主"), "维修回访", ["厨房水管更换", "东苑管理处"], "2026-11-19 00:00", "2026-11-23 00:00", provisional: true),
            row("9", PersonLine("欧阳慧敏", sex: .female, age: 48, phone: "199****6075", tags: [Tag("投诉后", tone: .plum)]), "投诉处理回访", ["门诊收费疑义（已办结）", "门诊办公室"],
                "2026-11-20 00:00", "2026-11-24 00:00"),
        ],
        axis: axis, next: "MTcwMDAw", waitingForAgreedTime: 3, mayReassign: true, mayPostpone: true,
        side: QueueSide(
            done: 23, planned: 64, today: [LabelledText("接通率", "71.9%"), LabelledText("平均通话", "3分12秒"), LabelledText("预警上报", "2例")],
            agreed: [
                QueueSide.AgreedCall(followUp: "2", at: Bench.at("2026-11-20 10:40"), name: "周志远", note: "家属接听"),
                QueueSide.AgreedCall(followUp: "12", at: Bench.at("2026-11-20 14:00"), name: "林晓燕", note: "午休后"),
                QueueSide.AgreedCall(followUp: "13", at: Bench.at("2026-11-20 15:30"), name: "马文涛"),
            ],
            coverageOf: "本组",
            coverage: [
                QueueSide.Coverage("出院3日", RateFigure(612, of: 654, target: 950, address: "/figures/coverage?rule=discharge")),
                QueueSide.Coverage("出院7日", RateFigure(488, of: 535, target: 900)),
                QueueSide.Coverage("慢病月访", RateFigure(902, of: 1174, target: 800)),
            ]))

    private static func row(
        _ id: String, _ person: PersonLine, _ title: String, _ details: [String], _ opens: String, _ due: String, tries: [String] = [],
        most: Int? = nil, kind: SlaState.Kind = .running, result: String? = nil, hint: String? = nil, claim: QueueRow.Claim? = nil, provisional: Bool = false
    ) -> QueueRow {
        var agreed: Instant?
        if case .agreed(let at) = kind { agreed = at }
        let marks = WindowMarks(opens: Bench.at(opens), due: Bench.at(due), attempts: tries.map(Bench.at), agreed: agreed, isAlert: kind == .alert)
        return QueueRow(
            id: id, person: person, title: title, details: details, sla: SlaState(kind, due: Bench.at(due), isProvisional: provisional),
            marks: marks, maxAttempts: most, lastResult: result, hint: hint, assignee: "周敏", claim: claim)
    }
}
