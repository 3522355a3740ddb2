import Domain
import Pages

extension Sample {
    static let draws: [Sample] = [
        Sample("draws") { DrawsPage.render(drawList, $0) },
        Sample("draws-empty") { DrawsPage.render(DrawsPage.Model(lines: []), $0) },
        Sample("draw") { DrawPage.render(draw, $0) },
        Sample("draw-open") { DrawPage.render(openDraw, $0) },
        Sample("draw-print") { PrintedDrawPage.render(draw, organisation: "安居物业", $0) },
    ]

    private static let drawList = DrawsPage.Model(
        lines: [
            DrawsPage.Line(
                id: "2", rule: "维修回访", regulation: "R42 业主回访作业", unit: "东苑管理处", frame: "2026-11", isFrozen: false, closesAt: Bench.at("2026-12-01 00:00"), entries: 14,
                drawn: 0, chosen: 1),
            DrawsPage.Line(
                id: "1", rule: "维修回访", regulation: "R42 业主回访作业", unit: "东苑管理处", frame: "2026-10", isFrozen: true, closesAt: Bench.at("2026-11-01 00:00"), entries: 41,
                drawn: 13, chosen: 0),
        ], turn: PageTurn(next: "/draws?before=1"))

    private static let draw = DrawPage.Model(
        id: "1", rule: "维修回访", regulation: "R42 业主回访作业", unit: "东苑管理处", frame: "2026-10", isFrozen: true, closesAt: Bench.at("2026-11-01 00:00"),
        frozenAt: Bench.at("2026-11-01 00:00"), seed: "R42", frameHash: String(repeating: "0f", count: 32),
        text: "huiyin-frame 1\nregulation R42@1\nrule repair\nunit east\nframe 2026-10\nentries 3\nwater\trepairCompleted W1\nwater\trepairCompleted W2\nwater\trepairCompleted <W3>\n",
        clauses: ["R42.4.1.2.2"],
        lines: [
            DrawPage.Line(event: "11", name: "repairCompleted W2", words: "维修完工 W2", stratum: "water", place: 1, standing: .drawn, reason: "两次未遇", mayReplace: true),
            DrawPage.Line(event: "12", name: "repairCompleted <W3>", words: "维修完工 <W3>", stratum: "water", place: 2, standing: .replacement, reason: "两次未遇"),
            DrawPage.Line(event: "13", name: "repairCompleted W1", words: "维修完工 W1", stratum: "water", place: 3, standing: .notDrawn, mayChoose: true),
            DrawPage.Line(event: "14", name: "repairCompleted W4", words: "维修完工 W4", stratum: "water", place: nil, standing: .left, reason: "事件已撤回"),
        ])

    private static let openDraw = DrawPage.Model(
        id: "2", rule: "维修回访", regulation: "R42 业主回访作业", unit: "东苑管理处", frame: "2026-11", isFrozen: false, closesAt: Bench.at("2026-12-01 00:00"), seed: "R42",
        chosen: (1, 3),
        lines: [
            DrawPage.Line(event: "21", name: "repairCompleted W9", words: "维修完工 W9", stratum: "electric", place: nil, standing: .waiting, mayChoose: true),
            DrawPage.Line(event: "22", name: "repairCompleted W8", words: "维修完工 W8", stratum: "electric", place: nil, standing: .chosen, reason: "住户要求"),
        ])
}
