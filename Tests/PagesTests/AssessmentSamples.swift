import Domain
import Pages

extension Sample {
    static let assessments: [Sample] = [
        Sample("assessments") { AssessmentsPage.render(AssessmentsPage.Model(lines: lines, turn: PageTurn(next: "/assessments?before=3")), $0) },
        Sample("assessments-empty") { AssessmentsPage.render(AssessmentsPage.Model(lines: []), $0) },
        Sample("assessments-print") { PrintedAssessmentsPage.render(lines, organisation: "云川市第一人民医院", $0) },
        Sample("assessment-open") { AssessmentPage.render(open, $0) },
        Sample("assessment-told") { AssessmentPage.render(told, $0) },
        Sample("assessment-objected") { AssessmentPage.render(objected, $0) },
        Sample("assessment-decided") { AssessmentPage.render(decided, $0) },
    ]

    /// Three of forty audits found nothing; the head's bonus is cut by that share, the department's by half of it.
    private static let bonuses = [AssessmentCard.Line("科主任年终管理目标奖", .cut(3, of: 40)), AssessmentCard.Line("全科室年终奖", .cut(3, of: 80))]

    private static let yearEnd = AssessmentCard(
        measure: "notMadeShare", from: LocalDay(iso: "2026-01-01")!, to: LocalDay(iso: "2026-12-31")!, figure: .share(3, of: 40, tolerance: 0), open: 2, isFrozen: false,
        lines: bonuses)

    private static let quarter = AssessmentCard(
        measure: "followedUpRate", from: LocalDay(iso: "2026-07-01")!, to: LocalDay(iso: "2026-09-30")!,
        figure: .rate(65, of: 100, target: 7000, findings: 2, left: "45.0%"), open: 0, isFrozen: true,
        lines: [AssessmentCard.Line("考核得分", .points(25)), AssessmentCard.Line("科室评选先进", .bar(true)), AssessmentCard.Line("通报表扬", .commend(false))])

    private static let lines = [
        AssessmentsPage.Line(
            id: "9", title: "年终考核", regulation: "R01 出院病人随访", period: "2026-01-01 – 2026-12-31", unit: "普外科", figure: .share(3, of: 40, tolerance: 0), lines: bonuses,
            state: .objected),
        AssessmentsPage.Line(
            id: "8", title: "季度考核", regulation: "R15 <随访>", period: "2026-07-01 – 2026-09-30", unit: "普外科",
            figure: .rate(65, of: 100, target: 7000, findings: 2, left: "45.0%"), lines: quarter.lines, state: .decided, decision: "照建议执行"),
        AssessmentsPage.Line(
            id: "7", title: "年度投诉", regulation: "R46 投诉", period: "2026-01-01 – 2026-12-31", unit: "普外科", staff: "周敏", figure: .count(5),
            lines: [AssessmentCard.Line("不得评为优秀", .bar(true))], state: .told),
    ]

    private static func sample(_ state: AssessmentState, _ card: AssessmentCard, _ acts: Set<AssessmentPage.Act>) -> AssessmentPage.Model {
        AssessmentPage.Model(
            id: "9", title: "年终考核", state: state, facts: [LabelledText("所在部门", "普外科"), LabelledText("条款", "R01.7.1")], card: card,
            evidence: [TimelineEntry(.complaint, "出院", at: Bench.at("2026-08-02 10:00"), address: "/events/2")], acts: acts)
    }

    private static let open = sample(.open, yearEnd, [.tell])

    private static let told: AssessmentPage.Model = {
        var model = sample(.told, quarter, [.accept, .object])
        model.objectBy = Bench.at("2026-10-16 00:00")
        model.history = [TimelineEntry(.message, "告知", at: Bench.at("2026-10-08 10:00"), detail: "易科长")]
        model.earlier = AssessmentPage.Earlier(
            id: "5", period: "2026-04-01 – 2026-06-30", decided: .rate(70, of: 100, target: 7000, findings: 0, left: "70.0%"),
            now: .rate(71, of: 101, target: 7000, findings: 0, left: "70.3%"), hasChanged: true,
            corrections: [TimelineEntry(.changed, "易科长", at: Bench.at("2026-08-08 10:00"), quote: "一位病人漏登")])
        model.errors = [FieldError("reason", "要写理由")]
        return model
    }()

    private static let objected: AssessmentPage.Model = {
        var model = sample(.objected, quarter, [.hear])
        model.history = [TimelineEntry(.alert, "提出异议", at: Bench.at("2026-10-09 10:00"), detail: "苏主任", quote: "有通话记录")]
        return model
    }()

    private static let decided: AssessmentPage.Model = {
        var model = sample(.decided, quarter, [.correct])
        model.corrections = [TimelineEntry(.changed, "易科长", at: Bench.at("2026-11-08 10:00"), quote: "又查到一条通话记录")]
        model.options = [Choice("none", "不予采纳")]
        model.acts.insert(.decide)
        return model
    }()
}
