import Domain
import Phrasebook

/// What one address was told, newest first. `GET /webhooks/{id}`; `POST /webhooks/{id}/messages/{message}/replay` sends a dead message again.
public enum WebhookPage {
    public enum State: Sendable, Hashable { case pending, delivered, dead }

    public struct Line: Sendable {
        public var id: String
        public var happening: String
        public var state: State
        public var attempts: Int
        public var created: Instant
        /// When it was settled, or when it is tried next.
        public var at: Instant
        /// What came of the last attempt, in words.
        public var answer: String?

        public init(id: String, happening: String, state: State, attempts: Int, created: Instant, at: Instant, answer: String? = nil) {
            (self.id, self.happening, self.state, self.attempts) = (id, happening, state, attempts)
            (self.created, self.at, self.answer) = (created, at, answer)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var name: String
        public var url: String
        public var state: WebhooksPage.State
        public var lines: [Line]
        public var turn: PageTurn

        public init(id: String, name: String, url: String, state: WebhooksPage.State, lines: [Line], turn: PageTurn = PageTurn()) {
            (self.id, self.name, self.url, self.state, self.lines, self.turn) = (id, name, url, state, lines, turn)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let trail = [(p("nav.users"), Address.path("users")), (p("webhooks.title"), Address.path("webhooks"))]
        return Layout.page(
            title: model.name, chrome, current: .users,
            body: """
                \(PageHead.render(model.name, beside: "\(WebhooksPage.state(model.state, chrome))<span class=\"faint secret\">\(model.url)</span>", trail: trail, chrome))
                <section class="card" aria-label="\(p("webhooks.messages"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
                """)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.send, p("webhooks.noMessages"), p("webhooks.noMessagesWords"), chrome) }
        let columns = [
            DataTable.Column(p("webhooks.happening")), DataTable.Column(p("webhooks.since")),
            DataTable.Column(p("webhooks.attempts"), isNumber: true),
            DataTable.Column(p("webhooks.answer")), DataTable.Column(p("imports.state")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("webhooks.messages"), columns: columns, rows: model.lines.map { row($0, model.id, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ webhook: String, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let again = postForm(
            Address.path("webhooks", webhook, "messages", line.id, "replay"), class: "row", chrome,
            submitButton(p("webhooks.again"), class: "btn-sm", chrome))
        return [
            "\(line.happening)", time(line.created, chrome), "\(p.number(line.attempts))", with(line.answer) { "\($0)" }, state(line, chrome),
            line.state == .dead ? again : .none,
        ]
    }

    private static func state(_ line: Line, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let (mark, words): (HTML, String) =
            switch line.state {
            case .pending: (badge(.info, .clock, p("webhooks.statePending"), chrome), p("webhooks.next"))
            case .delivered: (badge(.ok, .circleCheck, p("webhooks.stateDelivered"), chrome), "")
            case .dead: (badge(.danger, .circleX, p("webhooks.stateDead"), chrome), "")
            }
        return "\(mark)<div class=\"l2\">\(words) \(time(line.at, chrome))</div>"
    }
}
