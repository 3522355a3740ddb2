import Domain
import Pages

extension Sample {
    static let console: [Sample] = [
        Sample("console") { ConsolePage.render(consoleModel(), $0) },
        Sample("console-errors") { ConsolePage.render(wrongConsole(), $0) },
        Sample("console-override") { ConsolePage.render(unreasonedConsole(), $0) },
        Sample("console-held") { ConsolePage.render(heldConsole(), $0) },
        Sample("console-receipt") { ConsolePage.render(unreceivedConsole(), $0) },
        Sample("console-free") { ConsolePage.render(freeConsole(), $0) },
    ]

    private static func heldConsole() -> ConsolePage.Model {
        var model = consoleModel()
        model.claim = QueueRow.Claim(by: "何雪梅", until: Bench.at("2026-11-20 10:50"), isMine: false)
        return model
    }

    private static func unreceivedConsole() -> ConsolePage.Model {
        var model = consoleModel()
        (model.mustBeReceived, model.claim) = (true, nil)
        return model
    }

    private static func freeConsole() -> ConsolePage.Model {
        var model = consoleModel()
        model.claim = nil
        model.signatures = [SignatureNeed(by: "customer", title: "受访者", level: .drawn, note: "上门时"), SignatureNeed(by: "attendingPhysician", title: "主管医生", level: .paper)]
        model.notices = [ConsoleNotice(.warn, "审核退回", "第4题没有填，请补问。"), ConsoleNotice(.info, "有一件未办结的投诉", "TS-0031", address: "/complaints/31")]
        model.contact.notBefore = Bench.at("2026-11-20 14:05")
        return model
    }

    private static func wrongConsole() -> ConsolePage.Model {
        var model = consoleModel()
        model.errors = [
            FieldError("result", "请选择本次接触的结果"), FieldError("answer.pain", "请填写“现在伤口疼几分”"),
            FieldError("callBackAt", "回拨时间须在8:00–20:00之间"), FieldError("overrideReason", "现在不在规定的联系时段，请写明理由"),
        ]
        model.contact.outsideHours = "联系时段外的理由（8:00–20:00以外）"
        model.draft.values = ["callBackAt": "2026-11-20T23:30", "result": "callBack"]
        return model
    }

    /// Within contact hours, but off the ladder: the reason is asked for only now.
    private static func unreasonedConsole() -> ConsolePage.Model {
        var model = consoleModel()
        model.errors = [FieldError("overrideReason", "电话已经用完，请写明为何还用这个渠道")]
        return model
    }

    private static func consoleModel() -> ConsolePage.Model {
        ConsolePage.Model(
            id: "3", title: "出院3日电话回访", number: "HF-20261117-0283", sla: SlaState(due: Bench.at("2026-11-19 18:00")),
            claim: QueueRow.Claim(by: "周敏", until: Bench.at("2026-11-20 10:54"), isMine: true), person: consolePerson,
            matter: ConsoleMatter("本次住院", [
                LabelledText("科室", "普外科一病区23床"), LabelledText("住院", "11-12至11-16（4天）"), LabelledText("诊断", "胆囊结石伴慢性胆囊炎"),
                LabelledText("主管", "李文博"),
            ]),
            earlier: [
                TimelineEntry(.done, "慢病月访，血压138/82", at: Bench.at("2026-10-21 09:00"), detail: "规律服药，无不适。"),
                TimelineEntry(.done, "门诊满意度5分", at: Bench.at("2026-09-03 15:00"), quote: "“排队时间短了很多。”"),
                TimelineEntry(.tried, "慢病月访，未接通", at: Bench.at("2026-08-20 10:00")),
            ],
            script: [
                ScriptStep(.before, "看过出院小结和带药；核对姓名和出院日期。"),
                ScriptStep(.say, "王阿姨您好，我是云川市第一人民医院的周敏，想了解一下您出院这4天伤口恢复得怎么样。"),
                ScriptStep(.never, "不在电话里讲他人病情，不评价其他医院。"),
            ],
            sections: [FormSection("出院回访表", questions: questions), FormSection("投诉处理回访表", followUp: "9", questions: [opinion])],
            others: [OtherFollowUp(id: "9", title: "投诉处理回访", sla: SlaState(due: Bench.at("2026-11-24 00:00")), isChosen: true)],
            reason: ConsoleReason(
                opens: Bench.at("2026-11-17 08:00"), due: Bench.at("2026-11-19 18:00"), event: "11-16出院", regulation: "出院病人回访制度，第2版",
                clauses: ["R22.3.1", "R22.3.2"], assignee: "周敏（随访中心一组）", ladder: "最多3次，间隔不少于4小时"),
            history: [
                TimelineEntry(.tried, "第2次：占线", at: Bench.at("2026-11-19 10:05"), detail: "周敏"),
                TimelineEntry(.alert, "超过窗口", at: Bench.at("2026-11-19 18:00"), detail: "已通知组长何雪梅"),
                TimelineEntry(.created, "生成回访", at: Bench.at("2026-11-16 10:30"), detail: "导入的出院事件"),
            ],
            contact: contact, requestKey: "k-1", seen: 2, othersHere: "何雪梅也打开着", draft: Draft(savedAt: Bench.at("2026-11-20 10:24")), record: "77", colleagues: [Choice("11", "何雪梅")], mayPostpone: true)
    }

    private static let consolePerson = ConsolePerson(
        id: "42",
        line: PersonLine("王秀兰", sex: .female, age: 67, tags: [Tag("独居", tone: .warn), Tag("高血压"), Tag("青霉素过敏", tone: .danger)]),
        numbers: [LabelledText("住院号", "ZY2611-08842"), LabelledText("门诊号", "0021-7756")],
        phones: [
            ConsolePhone(id: "1", masked: "199****2716", owner: "本人"), ConsolePhone(id: "2", masked: "199****6120", owner: "女儿", revealed: "19900006120"),
            ConsolePhone(id: "3", masked: "199****9999", owner: "家属", isWrong: true),
        ],
        phoneNote: "宜拨时段9:00–11:30、15:00–20:00。", warnings: [])

    private static let opinion = Question(id: "opinion", label: "对处理结果的意见", kind: .longText)

    private static let questions: [Question] = [
        Question(id: "identity", label: "出院日期", kind: .given("2026-11-16")),
        Question(id: "wound", label: "伤口情况", ask: "敷料是干的吗？有没有红肿、渗液？", kind: .choice([
            Question.Option("dry", "干燥愈合"), Question.Option("red", "轻微红肿"), Question.Option("wet", "有渗液", isAlert: true),
            Question.Option("open", "裂开或化脓", isAlert: true),
        ]), isRequired: true, values: ["wet"]),
        Question(id: "temperature", label: "出院后最高体温", kind: .number(minimum: 35, maximum: 42, unit: "℃"), values: ["37.6"]),
        Question(id: "pain", label: "现在伤口疼几分？", kind: .scale(from: 0, to: 10, low: "不疼", high: "最疼"), isRequired: true),
        Question(id: "drugs", label: "出院带药怎么服用", kind: .several([Question.Option("on", "按时"), Question.Option("miss", "偶有漏服"), Question.Option("stop", "自行停药")]), values: ["on"]),
        Question(id: "why", label: "停药的原因", kind: .text, shownWhen: ["drugs": ["stop", "miss"]]),
        Question(id: "visit", label: "知道要来复诊吗", kind: .flag),
        Question(id: "visitOn", label: "复诊日期", kind: .date, values: ["2026-11-27"], shownWhen: ["visit": ["true"]]),
        Question(id: "overall", label: "对这次住院总体满意吗", kind: .satisfaction([
            Question.Option("5", "很满意"), Question.Option("4", "满意"), Question.Option("3", "一般"), Question.Option("2", "不满意", isAlert: true),
            Question.Option("1", "很不满意", isAlert: true),
        ]), isRequired: true),
        Question(id: "words", label: "意见与建议", kind: .longText),
    ]

    private static let contact = ContactChoices(
        results: [
            ContactChoices.Result("complete", "完成", key: 1, needsForm: true), ContactChoices.Result("partial", "部分完成", key: 2, extras: [.callBackAt]),
            ContactChoices.Result("noAnswer", "无人接听", key: 3), ContactChoices.Result("busy", "占线", key: 4), ContactChoices.Result("off", "关机停机", key: 5),
            ContactChoices.Result("wrongNumber", "空号错号", key: 6), ContactChoices.Result("callBack", "约定回拨", key: 7, extras: [.callBackAt]),
            ContactChoices.Result("refused", "拒访", key: 8, extras: [.reason]), ContactChoices.Result("moved", "已搬离", key: 9),
            ContactChoices.Result("deceased", "已故"),
        ],
        channels: [Choice("phone", "电话"), Choice("homeVisit", "上门")], respondents: [Choice("self", "本人"), Choice("family", "家属")])
}
