import Domain
import Pages

extension Sample {
    static let figures: [Sample] = [
        Sample("dashboard") { DashboardPage.render(dashboard, $0) },
        Sample("dashboard-empty") { DashboardPage.render(emptyDashboard, $0) },
        Sample("reports") { ReportsPage.render(reports, $0) },
        Sample("report") { ReportPage.render(report, $0) },
        Sample("report-draft") { ReportPage.render(draft, $0) },
        Sample("figure") { FigurePage.render(figure, $0) },
    ]

    private static let units: [UnitRate] = [
        ("产科", 206, 212), ("眼科", 268, 278), ("心血管内科", 309, 326), ("儿科", 284, 305), ("普外科", 379, 412), ("骨科", 263, 288), ("神经内科", 209, 236),
        ("呼吸内科", 219, 252), ("肿瘤内科", 160, 190), ("泌尿外科与男科微创诊疗中心", 101, 127),
    ].map { UnitRate($0.0, RateFigure($0.1, of: $0.2, target: 900, address: "/figures/coverage?unit=1")) }

    private static let satisfaction = SatisfactionItems(
        levels: ["很满意", "满意", "一般", "不满意", "很不满意"],
        items: [
            SatisfactionItems.Item("护理服务", counts: [681, 293, 20, 4, 2], satisfied: 974, answered: 1000, interval: 962...982, address: "/figures/satisfaction?item=care"),
            SatisfactionItems.Item("饮食", counts: [440, 420, 102, 28, 10], satisfied: 860, answered: 1000, interval: 837...880),
            SatisfactionItems.Item("检查等候", counts: [41, 43, 11, 4, 1], satisfied: 84, answered: 100),
        ])

    private static let dashboard = DashboardPage.Model(
        periods: [Choice("2026-11", "本月至今（11-01至11-20）"), Choice("2026-10", "2026年10月")], period: "2026-11", units: [Choice("1", "外科")], regulations: [Choice("5", "出院病人回访制度")],
        asOf: Bench.at("2026-11-20 10:20"),
        figures: [
            KeyFigure("覆盖率", .rate(RateFigure(2398, of: 2626, target: 900)), notes: ["比上月+1.8个百分点"], address: "/figures/coverage"),
            KeyFigure("按时完成", .outOf(2304, 2398), address: "/figures/inTime"), KeyFigure("接通率", .rate(RateFigure(1790, of: 2400)), address: "/figures/reached"),
            KeyFigure("满意度", .rate(RateFigure(1898, of: 2013)), notes: ["95%区间93.2%–95.2%"], address: "/figures/satisfaction"),
            KeyFigure("超期未访", .count(90), tone: .danger, notes: ["最久11天"], address: "/follow-ups?show=overdue"), KeyFigure("未办结投诉", .count(6), address: "/complaints"),
        ],
        byUnit: units,
        trend: Trend(
            title: "近12周趋势", labels: ["08-31", "09-07", "09-14", "09-21", "09-28", "10-05", "10-12", "10-19", "10-26", "11-02", "11-09", "11-16"],
            series: [
                Trend.Series("覆盖率", [841, 850, 862, 860, 824, nil, 872, 881, 886, 894, 903, 910]),
                Trend.Series("满意度", [932, 935, 931, 940, 936, 942, 941, 946, 940, 944, 941, 943]), Trend.Series("接通率", [702, 710, 714, 708, 669, 688, 725, 731, 730, 740, 742, 746]),
            ], target: 900),
        satisfaction: satisfaction,
        overdue: OverdueTable([
            OverdueTable.Row("泌尿外科", counts: [4, 7, 9, 6], responsible: "孙丽", address: "/follow-ups?show=overdue&unit=9"), OverdueTable.Row("肿瘤内科", counts: [6, 9, 5, 2], responsible: "吴敏华"),
            OverdueTable.Row("骨科", counts: [5, 3, 1, 0], responsible: "朱琳"),
        ]),
        quotas: [
            QuotaLine("出院3日", RateFigure(612, of: 654, target: 950), plan: "30日前再完成10例；9例的窗口在周五关闭，先做这些", address: "/follow-ups?rule=discharge"),
            QuotaLine("慢病月访", RateFigure(902, of: 1174, target: 800), plan: "已无法达到80%，最多79.1%", isReachable: false),
        ],
        notes: [DashboardPage.Note(.danger, "泌尿外科覆盖率79.5%，连续3周下降", address: "/figures/coverage?unit=9"), DashboardPage.Note(.warn, "检查等候满意率84.0%，低于其他各项")],
        exportAddress: "/figures/coverage/rows.csv?period=2026-11", exportWorkbookAddress: "/figures/coverage/rows.xlsx?period=2026-11", reportAddress: "/reports/12")

    private static let emptyDashboard = DashboardPage.Model(
        periods: [Choice("2026-11", "本月至今")], period: "2026-11", asOf: Bench.now, figures: [KeyFigure("覆盖率", .rate(RateFigure(0, of: 0, target: 900)), address: "/figures/coverage")],
        byUnit: [], overdue: OverdueTable([]))

    private static let reports = ReportsPage.Model(
        lines: [
            ReportsPage.Line(id: "12", month: LocalDay(iso: "2026-10-01")!, title: "出院病人回访", unit: "全院", version: 1, state: .draft, cutOff: Bench.at("2026-11-05 00:00"), coverage: RateFigure(2398, of: 2626, target: 900), by: "秦川"),
            ReportsPage.Line(id: "11", month: LocalDay(iso: "2026-09-01")!, title: "出院病人回访", unit: "全院", version: 2, state: .frozen, cutOff: Bench.at("2026-10-12 00:00"), coverage: RateFigure(2100, of: 2420, target: 900), by: "秦川"),
        ], months: [Choice("2026-11", "2026年11月")], regulations: [Choice("7", "出院病人回访")])

    private static func counts(_ eligible: Int, _ exempt: Int, _ inTime: Int, _ late: Int, _ lost: Int, _ notDone: Int, _ open: Int, _ unit: String) -> ReportPage.Counts {
        let base = inTime + late + lost + notDone
        return ReportPage.Counts(
            eligible: eligible, exempt: exempt, obligatory: base + open, inTime: inTime, late: late, lost: lost, notDone: notDone, open: open,
            coverage: RateFigure(inTime + late, of: base, target: 900), address: "/figures/coverage?report=12&unit=" + unit)
    }

    private static let report = ReportPage.Model(
        id: "12", title: "回访工作月度总结（2026年10月）", period: "2026-10-01–2026-10-31", organisation: "云川市第一人民医院", version: 1, state: .handedIn, cutOff: Bench.at("2026-11-05 00:00"),
        figures: [
            KeyFigure("覆盖率", .rate(RateFigure(2398, of: 2626, target: 900)), address: "/figures/coverage?report=12"), KeyFigure("按时率", .rate(RateFigure(2304, of: 2626)), address: "/figures/inTime?report=12"),
            KeyFigure("满意度", .rate(RateFigure(1898, of: 2013)), notes: ["95%区间93.2%–95.2%"], address: "/figures/satisfaction?report=12"),
        ],
        sections: [
            ReportPage.Section(title: "按部门", heading: "部门", lines: [("产科", counts(220, 8, 200, 6, 1, 5, 0, "1")), ("泌尿外科", counts(140, 3, 88, 13, 4, 22, 10, "2"))], sum: counts(360, 11, 288, 19, 5, 27, 10, "")),
            ReportPage.Section(title: "按规则", heading: "规则", lines: [("出院3日电话回访", counts(360, 11, 288, 19, 5, 27, 10, "1"))]),
        ],
        satisfaction: satisfaction,
        parts: [
            ReportPart(
                title: "与上期比较", headings: ["指标", "本期", "上期", "增减"], numbers: [1, 2, 3],
                rows: [ReportPart.Row(["覆盖率", "91.3%", "89.5%", "+1.8"]), ReportPart.Row(["应访", "2,636", "2,600", "+36"])], empty: ""),
            ReportPart(title: "意见和建议", headings: ["内容", "项目"], rows: [ReportPart.Row(["饭菜<凉>了", "意见"], address: "/records/3/print")], empty: "", note: "只列前500条，全部见明细。"),
            ReportPart(title: "未访到", headings: ["对象"], rows: [], empty: "这一期都访到了。"),
        ],
        definitions: [
            LabelledText("覆盖率", "按时完成与逾期完成之和，除以应访数减去截止时窗口仍未到期的数。失访、未完成计入分母；免访不计入。"), LabelledText("满意度", "评价为很满意、满意的份数，除以作出评价的份数；区间为威尔逊95%区间。"),
        ],
        steps: [TimelineEntry(.created, "生成草稿", at: Bench.at("2026-11-05 08:00"), detail: "秦川")], hash: "sha256 1f77…c0", laterFacts: 2, remarks: "泌尿外科的号码错误较多，已请科室核对。",
        mayReturn: true, receipts: [("院办公室", nil), ("李主任", Bench.at("2026-11-06 09:00"))], mayApprove: true)

    private static let draft = ReportPage.Model(
        id: "13", title: "回访工作月度总结（2026年10月）", period: "2026-10-01–2026-10-31", organisation: "云川市第一人民医院", version: 1, state: .draft,
        cutOff: Bench.at("2026-11-05 00:00"), figures: [], sections: [], definitions: [], remarks: "", mayWrite: true, mayHandIn: true, returned: "请补充原因",
        due: Bench.at("2026-11-23 00:00"))

    private static let figure = FigurePage.Model(
        title: "未完成", definition: "截止时窗口已过、既没有完成也没有认定失访的回访。", scope: [LabelledText("部门", "泌尿外科"), LabelledText("期间", "2026年10月")], total: 22,
        figure: RateFigure(101, of: 127, target: 900),
        lines: [
            FigurePage.Line(followUp: "3", person: "王秀兰", title: "出院3日电话回访", unit: "泌尿外科", by: "周敏", cohort: LocalDay(iso: "2026-10-16")!, state: SlaState(due: Bench.at("2026-10-19 18:00"))),
            FigurePage.Line(event: "9001", person: "刘建国", title: "出院7日回访", unit: "泌尿外科", cohort: LocalDay(iso: "2026-10-12")!, reason: "院内死亡，免访"),
        ], turn: PageTurn(next: "/figures/coverage?after=22"), csv: "/figures/coverage/rows.csv?part=notDone", workbook: "/figures/coverage/rows.xlsx?part=notDone", report: LabelledText("2026年10月回访月报", "/reports/12"))
}
