import Domain
import Pages

extension Sample {
    static let access: [Sample] = [
        Sample("sign-in") { SignInPage.render(SignInPage.Model(demonstration: demonstration, demonstrationPassword: "回音-示例-2026"), guest($0)) },
        Sample("sign-in-wrong") { SignInPage.render(SignInPage.Model(name: "zhou", returnTo: "/reviews", failure: .wrong), guest($0)) },
        Sample("sign-in-ended") { SignInPage.render(SignInPage.Model(failure: .ended), guest($0)) },
        Sample("error-not-found") { ErrorPage.render(ErrorPage.Model(.notFound), $0) },
        Sample("error-failed") { ErrorPage.render(ErrorPage.Model(.failed, number: "5f2c-91"), $0) },
        Sample("error-conflict") { ErrorPage.render(ErrorPage.Model(.conflict("何雪梅1分钟前保存了这条记录"), back: "/follow-ups/3"), $0) },
        Sample("error-unacceptable") { ErrorPage.render(ErrorPage.Model(.unacceptable(["请选择改派给谁", "请写明理由"])), $0) },
        Sample("error-guest") { ErrorPage.render(ErrorPage.Model(.staleForm, back: "/sign-in"), guest($0)) },
        Sample("preferences") { PreferencesPage.render(preferences, $0) },
        Sample("users") { UsersPage.render(users, $0) },
        Sample("tokens") { TokensPage.render(tokens, $0) },
        Sample("tokens-none") { TokensPage.render(TokensPage.Model(lines: []), $0) },
        Sample("webhooks") { WebhooksPage.render(webhooks, $0) },
        Sample("webhooks-none") { WebhooksPage.render(WebhooksPage.Model(lines: []), $0) },
        Sample("webhook") { WebhookPage.render(webhook, $0) },
        Sample("webhook-none") { WebhookPage.render(WebhookPage.Model(id: "1", name: "外呼平台", url: "https://dial.example.org/hook", state: .working, lines: []), $0) },
        Sample("staff") { StaffPage.render(staff, $0) },
        Sample("journal") { JournalPage.render(journal, $0) },
    ]

    private static func guest(_ chrome: PageChrome) -> PageChrome {
        var copy = chrome
        (copy.user, copy.navigation, copy.path) = (nil, [], "/sign-in")
        return copy
    }

    private static let demonstration = [LabelledText("zhou", "随访护士，普外科"), LabelledText("he", "护士长"), LabelledText("qin", "质控科"), LabelledText("wu", "物业助理，东苑")]

    private static let preferences = PreferencesPage.Model(
        account: "zhou", rights: ["处理回访：普外科一病区"], posts: ["随访护士，普外科一病区"],
        sessions: [
            PreferencesPage.Session(id: "1", begun: Bench.at("2026-11-20 08:01"), lastSeen: Bench.now, isThis: true),
            PreferencesPage.Session(id: "2", begun: Bench.at("2026-11-19 08:01"), lastSeen: Bench.at("2026-11-19 17:40"), isThis: false),
        ], mustChangePassword: true, errors: [FieldError("new", "密码至少10个字符")])

    private static let users = UsersPage.Model(
        accounts: [
            UsersPage.Account(id: "1", name: "zhou", person: "周敏", grants: ["一线人员，普外科一病区"], lastSeen: Bench.at("2026-11-20 08:01")),
            UsersPage.Account(id: "2", name: "he", person: "何雪梅", grants: ["负责人，外科"], lastSeen: Bench.at("2026-11-19 17:40")),
            UsersPage.Account(id: "3", name: "old", person: "韩冰", grants: [], isDisabled: true),
            UsersPage.Account(id: "4", name: "admin", person: "郭磊", grants: ["管理员，全院"], mayChange: false),
        ],
        staff: [Choice("1", "周敏"), Choice("2", "何雪梅")], units: [Choice("1", "全院"), Choice("2", "普外科一病区")], handedOut: LabelledText("zhou", "kind-river-7402"))

    private static let tokens = TokensPage.Model(
        lines: [
            TokensPage.Line(
                id: "1", name: "医院信息系统，出院", owner: "his · 接口账号", permits: ["送入和撤回事件"], expires: LocalDay(iso: "2027-11-20")!, lastUsed: Bench.at("2026-11-20 10:20")),
            TokensPage.Line(
                id: "2", name: "外呼平台", owner: "zhou · 周敏", permits: ["读取回访", "登记接触"], unit: "普外科一病区", expires: LocalDay(iso: "2026-11-19")!, state: .expired),
            TokensPage.Line(id: "3", name: "旧平台", owner: "old · 韩冰", permits: ["读取报表"], expires: LocalDay(iso: "2027-01-01")!, state: .revoked),
            TokensPage.Line(id: "4", name: "随访屏", owner: "old · 韩冰", permits: ["读取回访"], expires: LocalDay(iso: "2027-01-01")!, state: .ownerDisabled),
        ],
        accounts: [Choice("1", "zhou · 周敏"), Choice("2", "he · 何雪梅")], permits: [Choice("events.write", "送入和撤回事件"), Choice("followUps.read", "读取回访")],
        units: [Choice("1", "全院"), Choice("2", "普外科一病区")], handedOut: LabelledText("外呼平台", "hyt_kind-river-7402"),
        errors: [FieldError("permits", "没有勾选任何一项")], name: "外呼平台", chosen: ["followUps.read"])

    private static let webhooks = WebhooksPage.Model(
        lines: [
            WebhooksPage.Line(
                id: "1", name: "外呼平台", url: "https://dial.example.org/hook", happenings: ["回访开始", "登记了接触"], delivered: Bench.at("2026-11-20 10:20"),
                pending: BoundedCount(2), dead: BoundedCount(0)),
            WebhooksPage.Line(
                id: "2", name: "数据平台", url: "https://data.example.org/in", happenings: ["报表定稿"], unit: "普外科一病区", state: .failing, delivered: Bench.at("2026-11-19 08:00"),
                pending: BoundedCount(14), dead: BoundedCount(3)),
            WebhooksPage.Line(
                id: "3", name: "旧平台", url: "https://old.example.org/", happenings: ["有投诉"], state: .paused, pending: BoundedCount(1000), dead: BoundedCount(0)),
        ],
        happenings: [Choice("followUp.opened", "回访开始"), Choice("contact.recorded", "登记了接触")], units: [Choice("1", "全院")],
        handedOut: LabelledText("外呼平台", "whsec_a2luZC1yaXZlci03NDAyLWtpbmQtcml2ZXItNzQwMg=="), errors: [FieldError("happenings", "没有勾选任何一项")], name: "外呼平台",
        url: "https://dial.example.org/hook", chosen: ["contact.recorded"])

    private static let webhook = WebhookPage.Model(
        id: "1", name: "外呼平台", url: "https://dial.example.org/hook", state: .failing,
        lines: [
            WebhookPage.Line(
                id: "9", happening: "回访开始", state: .pending, attempts: 3, created: Bench.at("2026-11-20 10:00"), at: Bench.at("2026-11-20 10:30"), answer: "未及时答复"),
            WebhookPage.Line(
                id: "8", happening: "登记了接触", state: .delivered, attempts: 1, created: Bench.at("2026-11-20 09:00"), at: Bench.at("2026-11-20 09:00"), answer: "状态码204"),
            WebhookPage.Line(
                id: "7", happening: "有投诉", state: .dead, attempts: 12, created: Bench.at("2026-11-18 09:00"), at: Bench.at("2026-11-19 18:00"), answer: "状态码503"),
        ], turn: PageTurn(next: "/webhooks/1?before=7"))

    private static let staff = StaffPage.Model(
        people: [
            StaffPage.Person(id: "1", code: "N0213", name: "周敏", posts: [
                StaffPage.PostLine(id: "1", role: "随访护士", unit: "普外科一病区", from: LocalDay(iso: "2025-03-01")!),
                StaffPage.PostLine(id: "2", role: "随访护士", unit: "普外科二病区", from: LocalDay(iso: "2026-10-01")!, to: LocalDay(iso: "2026-12-31")!),
            ], absences: ["11-25至11-27，何雪梅代"]),
            StaffPage.Person(id: "2", code: "N0007", name: "何雪梅", posts: [StaffPage.PostLine(id: "3", role: "护士长", unit: "外科", from: LocalDay(iso: "2024-01-01")!)]),
            StaffPage.Person(id: "3", code: "D0113", name: "李文博", isActive: false),
        ], roles: [Choice("followUpStaff", "随访护士"), Choice("head", "护士长")], units: [Choice("1", "普外科一病区"), Choice("2", "普外科二病区")], mayChange: true)

    static let journalLines = [
        JournalLine(sequence: "18,204", recordedAt: Bench.at("2026-11-20 10:05"), occurredAt: Bench.at("2026-11-19 18:10"), actor: "周敏", what: "登记接触：占线", why: "补录", clause: "R22.4.2", seal: "9c1f0a7e", address: "/follow-ups/3/explanation"),
        JournalLine(sequence: "18,203", recordedAt: Bench.at("2026-11-20 09:58"), actor: "周敏", what: "显示号码", seal: "77aa310c"),
        JournalLine(sequence: "18,190", recordedAt: Bench.at("2026-11-16 10:30"), actor: "系统", what: "生成回访", clause: "R22.3.1"),
    ]

    private static let journal = JournalPage.Model(
        lines: journalLines, actors: [Choice("1", "周敏"), Choice("2", "何雪梅")], kinds: [Choice("contact", "接触"), Choice("reveal", "显示号码")], kind: "contact",
        from: "2026-11-01", turn: PageTurn(next: "/journal?after=18190"), chain: "已核验到第18,203条，1条待封存")
}
