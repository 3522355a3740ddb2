import Domain
import Phrasebook

/// One person, household or organisation, and everything with them. `GET /parties/{id}`
///
/// Forms with `csrf`: `POST /parties/{id}/phone-revelations` with `contactPoint`; `POST /parties/{id}/merges/{merge}/undoing`;
/// `POST /parties/{id}/requests` with `wish`, `wantedAt` (`2026-11-25T10:00`) and `requestKey`, where a regulation answers requests.
public enum PartyPage {
    public struct OpenFollowUp: Sendable {
        public var id: String
        public var title: String
        public var sla: SlaState
        public var assignee: String?

        public init(id: String, title: String, sla: SlaState, assignee: String? = nil) {
            (self.id, self.title, self.sla, self.assignee) = (id, title, sla, assignee)
        }
    }

    /// Another record that became this person.
    public struct Merged: Sendable {
        public var id: String
        /// Name and number of the other record.
        public var title: String
        /// When, by whom, why.
        public var about: String
        public var mayUndo: Bool

        public init(id: String, title: String, about: String, mayUndo: Bool) { (self.id, self.title, self.about, self.mayUndo) = (id, title, about, mayUndo) }
    }

    /// The form by which somebody's wish for a follow-up is entered.
    public struct Asking: Sendable {
        public var key: String
        public var wish: String
        public var wantedAt: String
        public var errors: [FieldError]

        public init(key: String, wish: String = "", wantedAt: String = "", errors: [FieldError] = []) {
            (self.key, self.wish, self.wantedAt, self.errors) = (key, wish, wantedAt, errors)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var line: PersonLine
        public var facts: [LabelledText]
        public var phones: [ConsolePhone]
        /// Deceased, moved, refuses follow-ups …
        public var warnings: [String]
        public var relations: [LabelledText]
        public var open: [OpenFollowUp]
        /// Nil where no regulation answers a request.
        public var request: Asking?
        public var timeline: [TimelineEntry]
        public var turn: PageTurn
        public var merged: [Merged]
        public var mayMerge: Bool

        public init(
            id: String, line: PersonLine, facts: [LabelledText], phones: [ConsolePhone] = [], warnings: [String] = [], relations: [LabelledText] = [],
            open: [OpenFollowUp] = [], request: Asking? = nil, timeline: [TimelineEntry], turn: PageTurn = PageTurn(), merged: [Merged] = [],
            mayMerge: Bool = false
        ) {
            (self.merged, self.mayMerge) = (merged, mayMerge)
            (self.id, self.line, self.facts, self.phones, self.warnings) = (id, line, facts, phones, warnings)
            (self.relations, self.open, self.request, self.timeline, self.turn) = (relations, open, request, timeline, turn)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let beside: HTML = "<span class=\"muted\">\(model.line.about(p))</span>\(each(model.line.tags) { " " + $0.html })"
        return Layout.page(title: model.line.name, chrome, current: .people, body: """
            \(PageHead.render(model.line.name, beside: beside, actions: when(model.mayMerge, linkButton(p("merge.with"), Address.merge(of: model.id), icon: .users, chrome)), trail: [(p("nav.people"), "/search")], chrome))
            \(each(model.warnings) { Alert.render(.warn, icon(.triangleAlert, chrome), title: $0) })
            <div class="columns"><div class="stack">\(open(model, chrome))\(timeline(model, chrome))</div><div class="stack">\(about(model, chrome))</div></div>
            """)
    }

    private static func open(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.open.isEmpty { return .none }
        let columns = [DataTable.Column(p("explain.followUp")), DataTable.Column(p("queue.limit")), DataTable.Column(p("console.assignee")), DataTable.Column(p("layout.actions"), isHidden: true)]
        let rows: [[HTML]] = model.open.map { one in
            [
                #"<a class="name" href="\#(url: Address.followUp(one.id))">\#(one.title)</a>"#, "\(SlaBadge.render(one.sla, chrome))<div class=\"l2\">\(SlaBadge.exact(one.sla, chrome))</div>",
                "\(one.assignee)", #"<a href="\#(url: Address.explanation(of: one.id))">\#(p("explain.title"))</a>"#,
            ]
        }
        return #"<section class="card"><div class="card-h"><h2>\#(p("party.open"))</h2></div>\#(DataTable(caption: p("party.open"), columns: columns, rows: rows).render(chrome))</section>"#
    }

    private static func timeline(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let none: HTML = "<p class=\"muted\">\(p("party.nothing"))</p>"
        return #"<section class="card"><div class="card-h"><h2>\#(p("party.timeline"))</h2></div>\#(inside(model.timeline.isEmpty ? none : Timeline.render(model.timeline, chrome)))\#(model.turn.render(chrome))</section>"#
    }

    private static func about(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let phones: HTML = each(model.phones) { phone(phone: $0, model, chrome) }
        return card(p("party.about"), inside(terms(model.facts.map { ($0.label, "\($0.text)") }))) + when(!model.phones.isEmpty, card(p("party.phones"), inside(phones)))
            + with(model.request) { asking($0, model, chrome) } + when(!model.relations.isEmpty, card(p("party.relations"), inside(terms(model.relations.map { ($0.label, "\($0.text)") }))))
            + when(!model.merged.isEmpty, card(p("merge.done"), inside(each(model.merged) { merged($0, model, chrome) })))
    }

    private static func merged(_ one: Merged, _ model: Model, _ chrome: PageChrome) -> HTML {
        let undo = postForm(
            Address.path("parties", model.id, "merges", one.id, "undoing"), class: "", chrome, submitButton(chrome.phrases("merge.undo"), icon: .undo, class: "btn-sm", chrome))
        return "<div class=\"stack\"><div><strong>\(one.title)</strong><div class=\"l2\">\(one.about)</div></div>\(when(one.mayUndo, undo))</div>"
    }

    private static func asking(_ asking: Asking, _ model: Model, _ chrome: PageChrome) -> HTML {
        let (p, fields) = (chrome.phrases, Fields(chrome: chrome, errors: asking.errors))
        return card(p("party.request"), inside(postForm(Address.path("parties", model.id, "requests"), chrome, """
            <input type="hidden" name="requestKey" value="\(asking.key)">\(fields.area("wish", p("party.wish"), value: asking.wish, rows: 2, isRequired: true))\
            \(fields.input("wantedAt", p("party.wantedAt"), kind: "datetime-local", value: asking.wantedAt))\(submitButton(p("party.requestDo"), class: "", chrome))
            """)))
    }

    private static func phone(phone: ConsolePhone, _ model: Model, _ chrome: PageChrome) -> HTML {
        PhoneLine.render(phone, revealAt: Address.path("parties", model.id, "phone-revelations"), chrome)
    }
}
