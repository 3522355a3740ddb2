import Domain
import Phrasebook

/// One complaint. `GET /complaints/{id}`
///
/// Forms with `csrf`: `POST /complaints/{id}/closure` with `conclusion`, `proven` (yes | no | unclear), `repliedAt`;
/// `DELETE` as `POST /complaints/{id}/reopening` with `reason`; `POST /complaints/{id}/notes` with `note`.
public enum ComplaintPage {
    public struct Model: Sendable {
        public var id: String
        public var number: String
        public var title: String
        public var severity: Tag?
        public var isClosed: Bool
        /// The complainant's own words.
        public var words: String?
        public var facts: [LabelledText]
        public var person: PersonLine?
        public var partyID: String?
        public var timeline: [TimelineEntry]
        /// Follow-ups that belong to it, and the follow-up it came from.
        public var related: [TimelineEntry]
        public var repeats: String?
        public var mayClose: Bool
        public var mayReopen: Bool
        public var errors: [FieldError]

        public init(
            id: String, number: String, title: String, severity: Tag? = nil, isClosed: Bool, words: String? = nil, facts: [LabelledText], person: PersonLine? = nil,
            partyID: String? = nil, timeline: [TimelineEntry], related: [TimelineEntry] = [], repeats: String? = nil, mayClose: Bool = false,
            mayReopen: Bool = false, errors: [FieldError] = []
        ) {
            (self.id, self.number, self.title, self.severity, self.isClosed) = (id, number, title, severity, isClosed)
            (self.words, self.facts, self.person, self.partyID, self.timeline) = (words, facts, person, partyID, timeline)
            (self.related, self.repeats, self.mayClose, self.mayReopen, self.errors) = (related, repeats, mayClose, mayReopen, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let state = model.isClosed ? badge(.ok, .circleCheck, p("complaints.closed"), chrome) : badge(.plum, .messageSquareWarning, p("complaints.open"), chrome)
        return Layout.page(title: model.title, chrome, current: .complaints, body: """
            \(PageHead.render(model.title, beside: state + with(model.severity) { $0.html }, trail: [(p("nav.complaints"), "/complaints")], chrome))
            \(ErrorSummary.render(model.errors, chrome))<div class="columns"><div class="stack">
            \(card(p("complaint.what"), inside("<div class=\"stack\">\(with(model.words) { "<p class=\"quote\">\($0)</p>" })\(facts(model, chrome))</div>")))
            \(card(p("complaint.history"), inside(Timeline.render(model.timeline, chrome))))</div>
            <div class="stack">\(repeats(model, chrome))\(when(model.mayClose && !model.isClosed, closure(model, chrome)))\(when(model.mayReopen && model.isClosed, reopening(model, chrome)))\
            \(when(!model.related.isEmpty, card(p("complaint.related"), inside(Timeline.render(model.related, chrome)))))\(note(model, chrome))\(postForm(Address.path("complaints", model.id, "access-codes"), chrome, submitButton(p("complaint.giveCode"), icon: .printer, class: "", chrome)))</div></div>
            """)
    }

    private static func facts(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let person: HTML? = model.person.map { line in model.partyID.map { #"<a href="\#(url: Address.party($0))">\#(line.name)</a>"# } ?? "\(line.name)" }
        return terms([(p("complaints.number"), "\(model.number)"), (p("complaints.person"), person)] + model.facts.map { ($0.label, "\($0.text)") })
    }

    private static func repeats(_ model: Model, _ chrome: PageChrome) -> HTML {
        with(model.repeats) { Alert.render(.warn, icon(.triangleAlert, chrome), title: chrome.phrases("complaint.repeats"), body: "\($0)") }
    }

    private static func closure(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        let proven = [Choice("yes", p("complaint.provenYes")), Choice("no", p("complaint.provenNo")), Choice("unclear", p("complaint.provenUnclear"))]
        return card(p("complaint.close"), inside(postForm(Address.path("complaints", model.id, "closure"), chrome, """
            \(fields.area("conclusion", p("complaint.conclusion"), rows: 4, hint: p("complaint.conclusionHint"), isRequired: true))
            \(fields.select("proven", p("complaint.proven"), proven, isRequired: true))
            \(fields.input("repliedAt", p("complaint.repliedAt"), kind: "datetime-local"))
            \(submitButton(p("complaint.closeDo"), icon: .circleCheck, chrome))
            """)))
    }

    private static func reopening(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return card(p("complaint.reopen"), inside(postForm(Address.path("complaints", model.id, "reopening"), chrome, """
            \(fields.area("reason", p("queue.reason"), rows: 2, isRequired: true))\(submitButton(p("complaint.reopen"), icon: .rotate, class: "", chrome))
            """)))
    }

    private static func note(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("complaint.note"), inside(postForm(Address.path("complaints", model.id, "notes"), chrome, """
            \(Fields(chrome: chrome, errors: model.errors).area("note", p("complaint.noteLabel"), rows: 3, isRequired: true))\(submitButton(p("complaint.noteDo"), class: "", chrome))
            """)))
    }
}
