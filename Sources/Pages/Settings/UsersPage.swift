import Domain
import Phrasebook

/// Accounts: create, reset the password, disable. `GET /users`
///
/// Forms with `csrf`: `POST /users` with `name`, `staff`, `preset` (staff | head | management | quality | admin), `unit`;
/// `POST /users/{id}/password`; `POST /users/{id}/disabling` with `why`; `POST /users/{id}/enabling`;
/// `POST /users/{id}/grants` with `preset`, `unit`. A new password is shown once, by `handedOut`.
public enum UsersPage {
    /// A set of rights that is given together: `Operations.RightPreset`, in words.
    public enum Preset: String, Sendable, CaseIterable {
        case staff, head, management, quality, admin

        func title(_ p: Phrases) -> String {
            switch self {
            case .staff: p("users.presetStaff")
            case .head: p("users.presetHead")
            case .management: p("users.presetManagement")
            case .quality: p("users.presetQuality")
            case .admin: p("users.presetAdmin")
            }
        }
    }

    public struct Account: Sendable {
        public var id: String
        public var name: String
        public var person: String?
        /// Rights with the unit they reach, in words.
        public var grants: [String]
        public var isDisabled: Bool
        public var lastSeen: Instant?
        public var mayChange: Bool

        public init(id: String, name: String, person: String? = nil, grants: [String], isDisabled: Bool = false, lastSeen: Instant? = nil, mayChange: Bool = true) {
            (self.id, self.name, self.person, self.grants) = (id, name, person, grants)
            (self.isDisabled, self.lastSeen, self.mayChange) = (isDisabled, lastSeen, mayChange)
        }
    }

    public struct Model: Sendable {
        public var accounts: [Account]
        public var staff: [Choice]
        public var units: [Choice]
        /// A password just made: account and password, to be handed over.
        public var handedOut: LabelledText?
        public var turn: PageTurn
        public var errors: [FieldError]
        /// What was typed, when it was sent back.
        public var name: String

        public init(
            accounts: [Account], staff: [Choice] = [], units: [Choice] = [], handedOut: LabelledText? = nil, turn: PageTurn = PageTurn(), errors: [FieldError] = [], name: String = ""
        ) {
            (self.accounts, self.staff, self.units, self.handedOut) = (accounts, staff, units, handedOut)
            (self.turn, self.errors, self.name) = (turn, errors, name)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.users"), chrome, current: .users, body: """
            \(PageHead.render(p("nav.users"), actions: linkButton(p("tokens.title"), Address.path("tokens"), icon: .keyRound, class: "btn-sm", chrome), chrome))\(ErrorSummary.render(model.errors, chrome))\(with(model.handedOut) { handedOut($0, chrome) })
            <div class="columns"><section class="card" aria-label="\(p("nav.users"))">\(table(model, chrome))\(model.turn.render(chrome))</section>
            \(card(p("users.new"), inside(create(model, chrome))))</div>
            """)
    }

    private static func handedOut(_ pair: LabelledText, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("users.password", ["name": .text(pair.label)])
        return Alert.render(.ok, icon(.keyRound, chrome), title: title, body: "<code class=\"secret\">\(pair.text)</code> \(p("users.passwordWords"))", isLive: true)
    }

    private static func table(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("signIn.name")), DataTable.Column(p("users.rights")), DataTable.Column(p("users.lastSeen")), DataTable.Column(p("imports.state")),
            DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("nav.users"), columns: columns, rows: model.accounts.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ account: Account, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let state = account.isDisabled ? badge(.plain, .lock, p("users.disabled"), chrome) : badge(.ok, .circleCheck, p("users.enabled"), chrome)
        return [
            "<span class=\"strong\">\(account.name)</span><div class=\"l2\">\(account.person)</div>", each(account.grants) { "<div>\($0)</div>" },
            with(account.lastSeen) { time($0, chrome) }, state, account.mayChange ? acts(account, chrome) : .none,
        ]
    }

    private static func acts(_ account: Account, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let reset = postForm(Address.path("users", account.id, "password"), class: "row", chrome, submitButton(p("users.reset"), class: "btn-sm", chrome))
        let toggle = account.isDisabled
            ? postForm(Address.path("users", account.id, "enabling"), class: "row", chrome, submitButton(p("users.enable"), class: "btn-sm", chrome))
            : postForm(Address.path("users", account.id, "disabling"), class: "row", chrome, submitButton(p("users.disable"), class: "btn-sm btn-danger", chrome))
        return "<div class=\"row row-wrap\">\(reset)\(toggle)</div>"
    }

    private static func create(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return postForm("/users", chrome, """
            \(fields.input("name", p("signIn.name"), value: model.name, hint: p("users.nameHint"), isRequired: true, extra: " autocomplete=\"off\" autocapitalize=\"none\""))
            \(fields.select("staff", p("staff.person"), model.staff, blank: p("console.none")))
            \(fields.select("preset", p("users.preset"), Preset.allCases.map { Choice($0.rawValue, $0.title(p)) }, isRequired: true))
            \(fields.select("unit", p("users.reach"), model.units, hint: p("users.reachHint"), isRequired: true))
            \(submitButton(p("users.create"), icon: .userPlus, chrome))
            """)
    }
}
