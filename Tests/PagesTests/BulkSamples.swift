import Domain
import Pages

extension Sample {
    static let bulk: [Sample] = [
        Sample("bulk-planned") { BulkPage.render(planned, $0) },
        Sample("bulk-errors") { BulkPage.render(refused, $0) },
        Sample("bulk-running") { BulkPage.render(running, $0) },
        Sample("bulk-done") { BulkPage.render(done, $0) },
        Sample("bulk-acts") { BulkActsPage.render(acts, PageTurn(next: "/bulk?after=3"), $0) },
        Sample("bulk-acts-empty") { BulkActsPage.render([], PageTurn(), $0) },
    ]

    static let clashes: [Sample] = [
        Sample("clash") { ClashPage.render(clash(isRecorded: true), $0) },
        Sample("clash-held") { ClashPage.render(clash(isRecorded: false), $0) },
    ]

    private static func clash(isRecorded: Bool) -> ClashPage.Model {
        ClashPage.Model(
            who: "王秀兰", words: isRecorded ? "您填写期间，韩冰已在今天10:20记录，这条回访已办结。" : "韩冰从今天10:20起正在处理这条回访，您这次没有保存成记录。",
            lines: [
                ClashPage.Line("结果", theirs: "完成", yours: "完成"), ClashPage.Line("恢复情况", theirs: "好", yours: "一般"),
                ClashPage.Line("备注", theirs: "", yours: "伤口 <b> 有点红"),
            ], isRecorded: isRecorded, isOpen: !isRecorded, address: "/follow-ups/3", removal: "/follow-ups/3/draft/removal")
    }

    static let team: [Sample] = [Sample("team") { TeamPage.render(people, $0) }]

    private static let people = TeamPage.Model(
        units: [Choice("1", "普外科一病区"), Choice("2", "呼吸内科")],
        lines: [
            TeamPage.Line(id: nil, name: "待领取", open: 4, dueToday: 1, overdue: 0),
            TeamPage.Line(id: "11", name: "何雪梅", units: ["普外科一病区"], open: 61, dueToday: 12, overdue: 3, doneToday: 9),
            TeamPage.Line(id: "12", name: "韩冰 <i>", units: ["普外科一病区", "呼吸内科"], open: 1_234, dueToday: 0, overdue: 0, absence: "请假到2026-11-24，何雪梅代班"),
        ])

    private static let first = [
        BulkPage.Line("/follow-ups/3", name: "王秀兰", title: "出院3日回访", limit: Bench.at("2026-11-21 18:00"), holder: "周敏"),
        BulkPage.Line("/follow-ups/4", name: "刘建国 <b>", title: "出院7日回访", limit: Bench.at("2026-11-22 18:00"), holder: nil),
    ]

    private static let left = [
        BulkPage.Left("已由该责任人负责", count: 4, names: ["赵桂芳", "孙浩然"]), BulkPage.Left("别人正在处理", count: 1, names: ["吴丽娟"]),
    ]

    private static let planned = BulkPage.Model(
        id: "7", deed: .reassign, state: .planned, total: 2_000, cutAt: 2_000, taken: 1_995, left: left,
        holders: [LabelledText("周敏", "1,990"), LabelledText("待领取", "5")], first: first, colleagues: [Choice("11", "何雪梅"), Choice("12", "韩冰")], assignee: "11",
        reason: "周敏请假", absence: "何雪梅请假到2026-11-24，由韩冰代班", by: "周敏", at: Bench.now)

    private static let refused = BulkPage.Model(
        id: "8", deed: .postpone, state: .planned, total: 2, taken: 2, first: first, by: "周敏", at: Bench.now,
        errors: [FieldError("until", "请填写延后到什么时候。"), FieldError("reason", "请写明理由。")])

    private static let running = BulkPage.Model(
        id: "7", deed: .reassign, state: .running, total: 1_200, taken: 396, waiting: 800, left: left, reason: "周敏请假", by: "周敏", at: Bench.now, target: "何雪梅")

    private static let done = BulkPage.Model(
        id: "7", deed: .reassign, state: .done, total: 7, taken: 2, left: left, holders: [LabelledText("周敏", "2")], first: first, reason: "周敏请假", by: "周敏",
        at: Bench.now, target: "何雪梅", mayUndo: true)

    private static let acts = [
        BulkActsPage.Line(id: "9", deed: .reassign, isUndoing: true, total: 2, at: Bench.now, reason: "", isRunning: false),
        BulkActsPage.Line(id: "7", deed: .reassign, isUndoing: false, total: 7, at: Bench.now, reason: "周敏请假", isRunning: false),
        BulkActsPage.Line(id: "5", deed: .remind, isUndoing: false, total: 3, at: Bench.at("2026-11-19 09:00"), reason: "请今天完成", isRunning: false),
    ]
}
