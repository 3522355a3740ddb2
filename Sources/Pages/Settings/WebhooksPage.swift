import Domain
import Phrasebook

/// Addresses of other programs that are told what happens. `GET /webhooks`
///
/// Forms with `csrf`: `POST /webhooks` with `name`, `url`, `happening` (several), `unit`; `POST /webhooks/{id}/pause`, `/resumption`, `/ping`,
/// `/removal`. A new secret is shown once, by `handedOut`.
public enum WebhooksPage {
    public enum State: Sendable, Hashable { case working, failing, paused }

    public struct Line: Sendable {
        public var id: String
        public var name: String
        public var url: String
        /// What it is told and of where, in words.
        public var happenings: [String]
        public var unit: String?
        public var state: State
        public var delivered: Instant?
        public var pending: BoundedCount
        public var dead: BoundedCount

        public init(
            id: String, name: String, url: String, happenings: [String], unit: String? = nil, state: State = .working, delivered: Instant? = nil,
            pending: BoundedCount, dead: BoundedCount
        ) {
            (self.id, self.name, self.url, self.happenings, self.unit) = (id, name, url, happenings, unit)
            (self.state, self.delivered, self.pending, self.dead) = (state, delivered, pending, dead)
        }
    }

    public struct Model: Sendable {
        public var lines: [Line]
        public var happenings: [Choice]
        public var units: [Choice]
        /// A secret just made: the webhook's name and the secret.
        public var handedOut: LabelledText?
        public var errors: [FieldError]
        /// What was typed and ticked, when it was sent back.
        public var name: String
        public var url: String
        public var chosen: Set<String>

        public init(
            lines: [Line], happenings: [Choice] = [], units: [Choice] = [], handedOut: LabelledText? = nil, errors: [FieldError] = [],
            name: String = "",
            url: String = "", chosen: Set<String> = []
        ) {
            (self.lines, self.happenings, self.units, self.handedOut) = (lines, happenings, units, handedOut)
            (self.errors, self.name, self.url, self.chosen) = (errors, name, url, chosen)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let trail = [(p("nav.users"), Address.path("users"))]
        return Layout.page(
            title: p("webhooks.title"), chrome, current: .users,
            body: """
                \(PageHead.render(p("webhooks.title"), trail: trail, chrome))\(ErrorSummary.render(model.errors, chrome))\(with(model.handedOut) { handedOut($0, chrome) })
                <div class="columns"><section class="card" aria-label="\(p("webhooks.title"))">\(list(model, chrome))</section>
                \(card(p("webhooks.new"), inside(create(model, chrome))))</div>
                """)
    }

    private static func handedOut(_ pair: LabelledText, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("webhooks.made", ["name": .text(pair.label)])
        return Alert.render(
            .ok, icon(.keyRound, chrome), title: title, body: "<code class=\"secret\">\(pair.text)</code> \(p("webhooks.madeWords"))", isLive: true)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.send, p("webhooks.none"), p("webhooks.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("webhooks.receiver")), DataTable.Column(p("webhooks.told")), DataTable.Column(p("webhooks.delivered")),
            DataTable.Column(p("webhooks.messages")), DataTable.Column(p("imports.state")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("webhooks.title"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let address = Address.path("webhooks", line.id)
        return [
            "<a class=\"strong\" href=\"\(url: address)\">\(line.name)</a><div class=\"l2 secret\">\(line.url)</div>",
            "\(each(line.happenings) { "<div>\($0)</div>" })\(with(line.unit) { "<div class=\"l2\">\($0)</div>" })",
            with(line.delivered) { time($0, chrome) }, waiting(line, address, p), state(line.state, chrome), acts(line, chrome),
        ]
    }

    private static func waiting(_ line: Line, _ address: String, _ p: Phrases) -> HTML {
        """
        <div>\(p("webhooks.pending", ["n": .text(line.pending.written(p))]))</div>\
        \(when(line.dead.count > 0, "<div><a href=\"\(url: address)\">\(p("webhooks.dead", ["n": .text(line.dead.written(p))]))</a></div>"))
        """
    }

    static func state(_ state: State, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        switch state {
        case .working: return badge(.ok, .circleCheck, p("webhooks.working"), chrome)
        case .failing: return badge(.warn, .triangleAlert, p("webhooks.failing"), chrome)
        case .paused: return badge(.plain, .pause, p("webhooks.paused"), chrome)
        }
    }

    private static func acts(_ line: Line, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        func act(_ name: String, _ words: String, class kind: String = "btn-sm") -> HTML {
            postForm(Address.path("webhooks", line.id, name), class: "row", chrome, submitButton(words, class: kind, chrome))
        }
        let toggle = line.state == .paused ? act("resumption", p("webhooks.resume")) : act("pause", p("webhooks.pause"))
        return
            "<div class=\"row row-wrap\">\(act("ping", p("webhooks.ping")))\(toggle)\(act("removal", p("webhooks.remove"), class: "btn-sm btn-danger"))</div>"
    }

    private static func create(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return postForm(
            "/webhooks", chrome,
            """
            \(fields.input("name", p("tokens.name"), value: model.name, isRequired: true, extra: " autocomplete=\"off\" maxlength=\"100\""))
            \(fields.input("url", p("webhooks.url"), kind: "url", value: model.url, hint: p("webhooks.urlHint"), isRequired: true, extra: " autocomplete=\"off\""))
            \(fields.ticks("happenings", named: "happening", p("webhooks.told"), model.happenings, chosen: model.chosen))
            \(fields.select("unit", p("users.reach"), model.units, blank: p("webhooks.everywhere"), hint: p("users.reachHint")))
            \(submitButton(p("webhooks.create"), icon: .send, chrome))
            """)
    }
}
