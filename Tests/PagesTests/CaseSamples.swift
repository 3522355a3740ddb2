import Domain
import Pages

extension Sample {
    static let cases: [Sample] = [
        Sample("complaints") { ComplaintsPage.render(listed(.mine), $0) },
        Sample("complaints-sheets") { ComplaintsPage.render(sheetsListed, $0) },
        Sample("complaints-empty") { ComplaintsPage.render(ComplaintsPage.Model(show: .units, lines: []), $0) },
        Sample("complaint") { ComplaintPage.render(handled(), $0) },
        Sample("complaint-refused") { chrome in
            var model = handled()
            (model.refused, model.typed) = ("closure", ["conclusion": "已<更换>水泵", "proven": "no"])
            model.errors = [FieldError("cause", "请写明原因。"), FieldError("departments", "还有部门没有回复工作联系单。")]
            return ComplaintPage.render(model, chrome)
        },
        Sample("complaint-sheet") { chrome in
            var model = handled()
            model.acts = CaseActs()
            (model.refused, model.typed, model.errors) = ("answer.8", ["answer": " "], [FieldError("answer", "请写明内容。")])
            return ComplaintPage.render(model, chrome)
        },
        Sample("complaint-clash") { chrome in
            var model = plain
            model.acts = CaseActs()
            (model.acts.mayReopen, model.acts.mayNote) = (true, true)
            model.others = ["周敏（今天09:58打开）"]
            model.clash = CaseClash("这件已办结", meanwhile: "最近一步：办结，周敏，2026-11-20 09:58", written: [LabelledText("结论", "写了<很久>的结论")])
            return ComplaintPage.render(model, chrome)
        },
        Sample("complaint-plain") { ComplaintPage.render(plain, $0) },
        Sample("complaint-merged") { chrome in
            var model = plain
            (model.state, model.mergedInto) = (.merged, LabelledText("BL-20261113-0031", "/complaints/31"))
            model.acts = CaseActs()
            (model.acts.maySplit, model.acts.mayNote) = (true, true)
            return ComplaintPage.render(model, chrome)
        },
    ]

    private static func listed(_ show: ComplaintsPage.Show) -> ComplaintsPage.Model {
        ComplaintsPage.Model(
            show: show,
            lines: [
                .init(
                    id: "31", number: "BL-20261113-0031", title: "护士站呼叫铃长时间无人应答", person: "演示甲", unit: "神经内科", owner: "周敏", severity: Tag("重大", tone: .danger),
                    openedAt: Bench.at("2026-11-19 09:12"), due: Bench.at("2026-11-20 09:12"), lastStep: "转办"),
                .init(id: "32", number: "BL-20261118-0004", title: "维修后仍<漏>水", unit: "东苑管理处", owner: nil, openedAt: Bench.at("2026-11-20 09:02"), due: Bench.at("2026-11-20 17:02")),
                .init(id: "33", number: "BL-20261118-0005", title: "夜里太吵", unit: "东苑管理处", owner: "秦川", openedAt: Bench.at("2026-11-18 14:02"), state: .waiting, lastStep: "待补材料"),
            ], turn: PageTurn(next: "/complaints?after=1764036000000-33"))
    }

    private static let sheetsListed = ComplaintsPage.Model(
        show: .sheets, lines: [.init(id: "31", number: "BL-20261113-0031", title: "夜里太吵", unit: "东苑管理处", openedAt: Bench.at("2026-11-19 09:12"), task: "请查水泵房夜间噪声")])

    private static func handled() -> ComplaintPage.Model {
        var acts = CaseActs()
        acts.steps = [Choice("notPossibleNow", "暂时办不了"), Choice("replied", "答复"), Choice("awaitingMaterial", "待补材料")]
        acts.departments = [Choice("3", "工程部"), Choice("4", "保洁部")]
        acts.colleagues = [Choice("5", "秦川")]
        (acts.mayAccept, acts.mayClose, acts.closingNeeds) = (true, true, ["cause", "measure", "reply", "departments"])
        (acts.severities, acts.severity, acts.categories, acts.category) = ([Choice("general", "一般"), Choice("major", "重大")], "general", [Choice("noise", "噪声")], "noise")
        acts.questions = [
            .init("complexity", "是否疑难复杂？", chosen: "ordinary", options: [Choice("ordinary", "一般"), Choice("complex", "复杂")], mayDecide: true),
            .init("important", "是否重要投诉？", chosen: nil, options: [Choice("yes", "是")], mayDecide: false),
        ]
        acts.candidates = [.init(id: "40", title: "半夜有噪声", about: "BL-20261119-0009 · 同一人 · 文字相近62%")]
        (acts.mayWithdraw, acts.mayNote, acts.mayGiveCode) = (true, true, true)
        return ComplaintPage.Model(
            id: "31", number: "BL-20261113-0031", title: "夜里太吵", severity: Tag("一般"), state: .open,
            reports: [.init("“水泵房夜里一直响，<睡>不着。”", about: "2026-11-19 09:12 · 电话"), .init("还是吵", about: "2026-11-19 15:00 · 来访 · 原编号BL-20261119-0002")],
            facts: [LabelledText("部门", "东苑管理处"), LabelledText("责任人", "秦川"), LabelledText("首问责任人", "周敏")], person: PersonLine("演示甲", phone: "199****0001"), partyID: "50",
            clocks: [
                ClockLine("上报上级", .met(at: Bench.at("2026-11-19 10:02"))),
                ClockLine("答复来件人", .running(due: Bench.at("2026-11-20 17:12"), isProvisional: false), moved: (from: Bench.at("2026-11-20 09:12"), because: "材料补齐"), steps: ["从2026-11-19 09:12起算", "连续计24小时，到2026-11-20 09:12"], acts: ["已提醒秦川 今天13:12"]),
                ClockLine("立案后答复", .paused(since: Bench.at("2026-11-19 12:00"), rest: "3个工作日")), ClockLine("告知进展", .late(at: Bench.at("2026-11-19 18:00"), due: Bench.at("2026-11-19 15:00"))),
                ClockLine("一般事项", .replaced(by: "复杂事项")), ClockLine("当面答复", .dropped),
            ],
            sheets: [
                CaseSheet(id: "7", unit: "工程部", isLead: true, state: .sent, task: "请查<水泵>", sentAt: Bench.at("2026-11-19 11:00"), due: Bench.at("2026-11-20 17:00"), mayTake: true),
                CaseSheet(id: "8", unit: "保洁部", isLead: false, state: .accepted, task: "清理机房", sentAt: Bench.at("2026-11-19 11:00"), history: ["郭磊 2026-11-19 13:00"], mayAnswer: true),
                CaseSheet(id: "9", unit: "秩序部", isLead: false, state: .returned, task: "巡查", sentAt: Bench.at("2026-11-19 11:00"), words: "不归我部门"),
            ],
            timeline: [
                TimelineEntry(.changed, "转办", at: Bench.at("2026-11-19 11:00"), detail: "周敏 · 工程部", quote: "请查水泵"), TimelineEntry(.alert, "答复来件人", at: Bench.at("2026-11-20 05:12"), detail: "已提醒秦川"),
                TimelineEntry(.complaint, "受理", at: Bench.at("2026-11-19 09:12"), detail: "周敏"),
            ], related: [TimelineEntry(.created, "投诉回访", at: Bench.at("2026-11-22 09:00"), address: "/follow-ups/4/explanation")], repeats: "同一事项12个月内第3次。", acts: acts)
    }

    private static let plain: ComplaintPage.Model = {
        var acts = CaseActs()
        (acts.mayClose, acts.mayNote, acts.mayReopen) = (true, true, true)
        return ComplaintPage.Model(
            id: "32", number: "HF-20261118-0004", title: "回访中反映：维修后仍漏水", state: .closed, reports: [.init("维修后仍漏水", about: "2026-11-18 14:02")],
            facts: [LabelledText("部门", "东苑管理处")], timeline: [TimelineEntry(.complaint, "受理", at: Bench.at("2026-11-18 14:02"))], acts: acts)
    }()
}
