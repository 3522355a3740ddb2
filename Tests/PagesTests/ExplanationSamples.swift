import Domain
import Pages

extension Sample {
    static let explanation: [Sample] = [
        Sample("explanation") { ExplanationPage.render(explanationModel, $0) },
        Sample("event") { EventPage.render(eventModel, $0) },
        Sample("party") { PartyPage.render(partyModel, $0) },
        Sample("search") { SearchPage.render(searchModel, $0) },
        Sample("search-empty") { SearchPage.render(SearchPage.Model(query: "", hits: [], found: BoundedCount(0)), $0) },
        Sample("search-nothing") { SearchPage.render(SearchPage.Model(query: "<script>", hits: [], found: BoundedCount(0)), $0) },
    ]

    private static let explanationModel = ExplanationPage.Model(
        id: "3", title: "出院3日电话回访", number: "HF-20261117-0283", person: PersonLine("王秀兰", sex: .female, age: 67), partyID: "42",
        state: SlaState(due: Bench.at("2026-11-19 18:00"), isProvisional: true),
        origin: FollowUpOrigin(
            event: "出院", eventID: "9001", occurredAt: Bench.at("2026-11-16 10:30"), rule: "出院3日电话回访（discharge）", regulation: "出院病人回访制度",
            adoptionID: "5", edition: "第2版次，2026-10-01起", clauses: ["R22.3.1", "R22.3.2"], calendarRevision: "2026-1"),
        opens: Bench.at("2026-11-17 00:00"), aim: Bench.at("2026-11-19 00:00"), due: Bench.at("2026-11-19 18:00"),
        opensBecause: ["从2026-11-16出院起算，当天不计入", "最早满1天，即2026-11-17 00:00"],
        dueBecause: ["从2026-11-16出院起算，当天不计入（民法典第201条）", "3天内，到2026-11-19", "一天以18:00为止（closeOfBusiness）", "条款R22.3.1"],
        assigneeBecause: ["规则要求由随访护士负责", "普外科一病区的随访护士是周敏"],
        notes: [.calendarChanged(from: "2026-1", to: "2026-2"), .eventCorrected(version: 1), .notReproduced(opens: Bench.at("2026-11-17 00:00"), due: Bench.at("2026-11-21 00:00")), .handedOver],
        contacts: [TimelineEntry(.tried, "第2次：占线", at: Bench.at("2026-11-19 10:05"), detail: "周敏"), TimelineEntry(.tried, "第1次：无人接听", at: Bench.at("2026-11-18 15:42"), detail: "周敏，响铃45秒")],
        journal: journalLines, record: "77", lostProposal: "三次不同日期的电话和一次上门都没有联系上。", mayDecideLost: true)

    private static let eventModel = EventPage.Model(
        title: "出院 2026-11-16", occurredAt: Bench.at("2026-11-16 10:30"), recordedAt: Bench.at("2026-11-16 11:00"), source: "discharges-11.csv 第204行", sourceAddress: "/imports/7",
        person: "王秀兰", partyID: "42", facts: [LabelledText("住院号", "ZY2611-08842"), LabelledText("科室", "普外科一病区"), LabelledText("去向", "回家")],
        standings: [
            EventPage.Standing(rule: "出院3日电话回访", regulation: "出院病人回访制度", kind: .obligatory, clauses: ["R22.3.1"], followUp: "3", followUpState: SlaState(due: Bench.at("2026-11-19 18:00"))),
            EventPage.Standing(rule: "产后访视", regulation: "出院病人回访制度", kind: .exempt, reason: "不是产科出院", clauses: ["R22.5"]),
            EventPage.Standing(rule: "抽查", regulation: "质量抽查办法", kind: .cannotEvaluate, reason: "规则spotCheck需要“风险等级”，事件里没有"),
        ],
        history: [TimelineEntry(.changed, "更正：床号22改为23", at: Bench.at("2026-11-17 09:00"), detail: "导入更正")])

    private static let partyModel = PartyPage.Model(
        id: "42", line: PersonLine("王秀兰", sex: .female, age: 67, tags: [Tag("独居", tone: .warn), Tag("高血压")]),
        facts: [LabelledText("住院号", "ZY2611-08842"), LabelledText("出生日期", "1959-04-11")],
        phones: [ConsolePhone(id: "1", masked: "199****2716", owner: "本人"), ConsolePhone(id: "2", masked: "199****6120", owner: "女儿")],
        warnings: ["本人已拒绝电话回访（2026-06-02），仍可受理投诉"], relations: [LabelledText("女儿", "王莉")],
        open: [PartyPage.OpenFollowUp(id: "3", title: "出院3日电话回访", sla: SlaState(due: Bench.at("2026-11-19 18:00")), assignee: "周敏")],
        request: PartyPage.Asking(key: "k1", wish: "问一下复查时间", wantedAt: "2026-11-19T08:00", errors: [FieldError("wantedAt", "希望时间已经过去")]),
        timeline: [
            TimelineEntry(.created, "出院", at: Bench.at("2026-11-16 10:30"), detail: "普外科一病区", address: "/events/9001"),
            TimelineEntry(.complaint, "投诉：检查等候太久", at: Bench.at("2026-09-05 11:00"), address: "/complaints/31"),
            TimelineEntry(.done, "慢病月访，血压138/82", at: Bench.at("2026-10-21 09:00"), detail: "规律服药，无不适。"),
        ], turn: PageTurn(next: "/parties/42?after=20"))

    private static let searchModel = SearchPage.Model(
        query: "王 2716",
        hits: [
            SearchPage.Hit(.party, "王秀兰", details: ["女67岁", "199****2716", "ZY2611-08842"], address: "/parties/42"),
            SearchPage.Hit(.followUp, "王秀兰 出院3日电话回访", details: ["普外科一病区"], address: "/follow-ups/3", sla: SlaState(due: Bench.at("2026-11-19 18:00"))),
            SearchPage.Hit(.complaint, "检查等候太久", details: ["TS-20260905-0003"], address: "/complaints/31"),
        ], found: BoundedCount(3))
}
