import Domain
import Phrasebook

/// Tokens with which other programs come in: make one, see when it was used, revoke it. `GET /tokens`
///
/// Forms with `csrf`: `POST /tokens` with `name`, `account`, `permit` (several), `unit`, `days`; `POST /tokens/{id}/revocation`.
/// A new token is shown once, by `handedOut`.
public enum TokensPage {
    public enum State: Sendable, Hashable { case valid, expired, revoked, ownerDisabled }

    public struct Line: Sendable {
        public var id: String
        public var name: String
        /// The account that it acts for, and whose that is.
        public var owner: String
        /// What it may do and where, in words.
        public var permits: [String]
        public var unit: String?
        public var expires: LocalDay
        public var lastUsed: Instant?
        public var state: State

        public init(
            id: String, name: String, owner: String, permits: [String], unit: String? = nil, expires: LocalDay, lastUsed: Instant? = nil,
            state: State = .valid
        ) {
            (self.id, self.name, self.owner, self.permits, self.unit) = (id, name, owner, permits, unit)
            (self.expires, self.lastUsed, self.state) = (expires, lastUsed, state)
        }
    }

    public struct Model: Sendable {
        public var lines: [Line]
        public var accounts: [Choice]
        public var permits: [Choice]
        public var units: [Choice]
        /// A token just made: its name and the token.
        public var handedOut: LabelledText?
        public var errors: [FieldError]
        /// What was typed and ticked, when it was sent back.
        public var name: String
        public var chosen: Set<String>

        public init(
            lines: [Line], accounts: [Choice] = [], permits: [Choice] = [], units: [Choice] = [], handedOut: LabelledText? = nil,
            errors: [FieldError] = [],
            name: String = "", chosen: Set<String> = []
        ) {
            (self.lines, self.accounts, self.permits, self.units) = (lines, accounts, permits, units)
            (self.handedOut, self.errors, self.name, self.chosen) = (handedOut, errors, name, chosen)
        }
    }

    /// How long a token may be valid, in days.
    public static let validities = [30, 90, 365, 730]

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let trail = [(p("nav.users"), Address.path("users"))]
        return Layout.page(
            title: p("tokens.title"), chrome, current: .users,
            body: """
                \(PageHead.render(p("tokens.title"), actions: linkButton(p("webhooks.title"), Address.path("webhooks"), icon: .send, class: "btn-sm", chrome), trail: trail, chrome))\(ErrorSummary.render(model.errors, chrome))\(with(model.handedOut) { handedOut($0, chrome) })
                <div class="columns"><section class="card" aria-label="\(p("tokens.title"))">\(list(model, chrome))</section>
                \(card(p("tokens.new"), inside(create(model, chrome))))</div>
                """)
    }

    private static func handedOut(_ pair: LabelledText, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("tokens.made", ["name": .text(pair.label)])
        return Alert.render(
            .ok, icon(.keyRound, chrome), title: title, body: "<code class=\"secret\">\(pair.text)</code> \(p("tokens.madeWords"))", isLive: true)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.keyRound, p("tokens.none"), p("tokens.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("tokens.name")), DataTable.Column(p("tokens.permits")), DataTable.Column(p("tokens.lastUsed")),
            DataTable.Column(p("tokens.until")),
            DataTable.Column(p("imports.state")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("tokens.title"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let revoke = postForm(
            Address.path("tokens", line.id, "revocation"), class: "row", chrome, submitButton(p("tokens.revoke"), class: "btn-sm btn-danger", chrome))
        return [
            "<span class=\"strong\">\(line.name)</span><div class=\"l2\">\(line.owner)</div>",
            "\(each(line.permits) { "<div>\($0)</div>" })\(with(line.unit) { "<div class=\"l2\">\($0)</div>" })",
            with(line.lastUsed) { time($0, chrome) }, "\(line.expires.iso)", state(line.state, chrome), line.state == .revoked ? .none : revoke,
        ]
    }

    private static func state(_ state: State, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        switch state {
        case .valid: return badge(.ok, .circleCheck, p("tokens.valid"), chrome)
        case .expired: return badge(.warn, .clock, p("tokens.expired"), chrome)
        case .revoked: return badge(.plain, .circleX, p("tokens.revoked"), chrome)
        case .ownerDisabled: return badge(.plain, .lock, p("tokens.ownerDisabled"), chrome)
        }
    }

    private static func create(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        let days = validities.map { Choice(String($0), p("tokens.days", ["n": .number($0)])) }
        return postForm(
            "/tokens", chrome,
            """
            \(fields.input("name", p("tokens.name"), value: model.name, hint: p("tokens.nameHint"), isRequired: true, extra: " autocomplete=\"off\" maxlength=\"100\""))
            \(fields.select("account", p("tokens.account"), model.accounts, hint: p("tokens.accountHint"), isRequired: true))
            \(fields.ticks("permits", named: "permit", p("tokens.permits"), model.permits, chosen: model.chosen))
            \(fields.select("unit", p("users.reach"), model.units, blank: p("tokens.everywhere"), hint: p("users.reachHint")))
            \(fields.select("days", p("tokens.validity"), days, value: "365", isRequired: true))
            \(submitButton(p("tokens.create"), icon: .keyRound, chrome))
            """)
    }
}
