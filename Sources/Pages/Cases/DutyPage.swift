import Domain
import Phrasebook

/// One duty: why it is there, what was found, who reviewed it, what was decided. `GET /duties/{id}`
///
/// Forms with `csrf`: `POST /duties/{id}/product` with `findings`, `measures`; `POST /duties/{id}/review` with `comment` and
/// `verdict` (accept | return); `POST /duties/{id}/decision` with `option` and `reason`.
public enum DutyPage {
    public enum Step: Sendable {
        case handIn
        case review
        /// A question with its options, for the role that decides.
        case decide(question: String, options: [Choice])
        case none(String)
    }

    public struct Model: Sendable {
        public var id: String
        public var title: String
        public var state: DutyState
        public var due: Instant?
        /// What brought it about, in a sentence: the third repair of the same trade within the window.
        public var because: String
        /// The events or complaints it is about.
        public var evidence: [TimelineEntry]
        public var facts: [LabelledText]
        public var findings: String?
        public var measures: String?
        public var history: [TimelineEntry]
        public var next: Step
        public var errors: [FieldError]

        public init(
            id: String, title: String, state: DutyState, due: Instant? = nil, because: String, evidence: [TimelineEntry], facts: [LabelledText],
            findings: String? = nil, measures: String? = nil, history: [TimelineEntry], next: Step, errors: [FieldError] = []
        ) {
            (self.id, self.title, self.state, self.due, self.because) = (id, title, state, due, because)
            (self.evidence, self.facts, self.findings, self.measures) = (evidence, facts, findings, measures)
            (self.history, self.next, self.errors) = (history, next, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let badges = model.state.badge(chrome) + (model.state.isOpen ? with(model.due) { SlaBadge.render(SlaState(due: $0), chrome) } : .none)
        return Layout.page(title: model.title, chrome, current: .duties, body: """
            \(PageHead.render(model.title, beside: badges, trail: [(p("nav.duties"), "/duties")], chrome))\(ErrorSummary.render(model.errors, chrome))
            <div class="columns"><div class="stack">\(card(p("duties.because"), inside(reason(model))))\(product(model, chrome))
            \(when(!model.evidence.isEmpty, card(p("duties.evidence"), inside(Timeline.render(model.evidence, chrome)))))</div>
            <div class="stack">\(next(model, chrome))\(card(p("complaint.history"), inside(Timeline.render(model.history, chrome))))</div></div>
            """)
    }

    private static func reason(_ model: Model) -> HTML {
        "<div class=\"stack\"><p class=\"prose\">\(model.because)</p>\(terms(model.facts.map { ($0.label, "\($0.text)") }))</div>"
    }

    private static func product(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        guard model.findings != nil || model.measures != nil else { return .none }
        return card(p("duties.product"), inside(terms([
            (p("duties.findings"), model.findings.map { "<span class=\"prose\">\($0)</span>" }), (p("duties.measures"), model.measures.map { "<span class=\"prose\">\($0)</span>" }),
        ])))
    }

    private static func next(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        switch model.next {
        case .handIn: return card(p("duties.handIn"), inside(handIn(model, fields, chrome)))
        case .review: return card(p("duties.review"), inside(review(model, fields, chrome)))
        case .decide(let question, let options): return card(p("duties.decide"), inside(decide(model, question, options, fields, chrome)))
        case .none(let words): return card(p("duties.next"), inside("<p class=\"muted\">\(words)</p>"))
        }
    }

    private static func handIn(_ model: Model, _ fields: Fields, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return postForm(Address.path("duties", model.id, "product"), chrome, """
            \(fields.area("findings", p("duties.findings"), value: model.findings ?? "", rows: 5, hint: p("duties.findingsHint"), isRequired: true))
            \(fields.area("measures", p("duties.measures"), value: model.measures ?? "", rows: 3, isRequired: true))\(submitButton(p("duties.handInDo"), icon: .send, chrome))
            """)
    }

    private static func review(_ model: Model, _ fields: Fields, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return postForm(Address.path("duties", model.id, "review"), chrome, """
            \(fields.area("comment", p("reviews.comment"), rows: 3))<div class="form-acts">\
            <button class="btn btn-primary" type="submit" name="verdict" value="accept">\(icon(.check, chrome))\(p("duties.accept"))</button>\
            <button class="btn" type="submit" name="verdict" value="return">\(icon(.undo, chrome))\(p("reviews.return"))</button></div>
            """)
    }

    private static func decide(_ model: Model, _ question: String, _ options: [Choice], _ fields: Fields, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let ticks: HTML = each(options) { #"<label class="tick"><input type="radio" name="option" value="\#($0.value)"><span>\#($0.title)</span></label>"# }
        return postForm(Address.path("duties", model.id, "decision"), chrome, """
            <fieldset class="field" id="f-option" tabindex="-1"><legend class="label">\(question)</legend><div class="ticks">\(ticks)</div></fieldset>\
            \(fields.area("reason", p("queue.reason"), rows: 3, isRequired: true))\(submitButton(p("duties.decideDo"), icon: .badgeCheck, chrome))
            """)
    }
}
