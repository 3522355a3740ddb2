import Domain
import Pages

extension Sample {
    static let plans: [Sample] = [
        Sample("plans") { PlansPage.render(planList, $0) },
        Sample("plans-empty") { PlansPage.render(PlansPage.Model(lines: []), $0) },
        Sample("plan") { PlanPage.render(plan, $0) },
        Sample("plan-approved") { PlanPage.render(approved, $0) },
        Sample("plan-print") { PrintedPlanPage.render(plan, organisation: "安居物业", $0) },
    ]

    private static let planList = PlansPage.Model(
        lines: [
            PlansPage.Line(
                id: "2", rule: "每年两次上门", regulation: "T04 走访计划", unit: "东苑管理处", period: "2027/1", state: .open, due: Bench.at("2026-12-21 00:00"), visits: 412, dropped: 3),
            PlansPage.Line(id: "1", rule: "每年两次上门", regulation: "T04 走访计划", unit: "东苑管理处", period: "2026/2", state: .closed, due: Bench.at("2026-06-21 00:00"), visits: 398, dropped: 0),
        ], turn: PageTurn(next: "/plans?before=1"))

    private static let lines = [
        PlanPage.Line(party: "11", name: "1-101 <住户>", number: "1-101", day: LocalDay(iso: "2027-01-04"), standing: .proposed),
        PlanPage.Line(party: "12", name: "1-102", number: "1-102", day: LocalDay(iso: "2027-02-01"), staff: "7", staffName: "周助理", standing: .changed),
        PlanPage.Line(party: "13", name: "1-103", number: "1-103", day: nil, standing: .added),
        PlanPage.Line(party: "14", name: "1-104", number: "1-104", day: LocalDay(iso: "2027-01-05"), standing: .dropped, reason: "长期不在住"),
    ]

    private static let plan = PlanPage.Model(
        id: "2", rule: "每年两次上门", regulation: "T04 走访计划", unit: "东苑管理处", period: "2027/1", first: LocalDay(iso: "2027-01-01")!, last: LocalDay(iso: "2027-06-30")!,
        state: .open, due: Bench.at("2026-12-21 00:00"), duty: "91", visits: 412, dropped: 1, lines: lines, mayChange: true, staff: [Choice("7", "周助理"), Choice("8", "吴助理")],
        errors: [FieldError("number", "这个部门没有编号为9-999的对象")], turn: PageTurn(next: "/plans/2?after=100"))

    private static let approved = PlanPage.Model(
        id: "1", rule: "每年两次上门", regulation: "T04 走访计划", unit: "东苑管理处", period: "2026/2", first: LocalDay(iso: "2026-07-01")!, last: LocalDay(iso: "2026-12-31")!,
        state: .closed, due: Bench.at("2026-06-21 00:00"), duty: "90", visits: 398, dropped: 1, lines: lines)
}
