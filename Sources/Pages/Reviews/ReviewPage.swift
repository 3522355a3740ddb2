import Domain
import Phrasebook

/// A record as it was entered, and the review of it. `GET /reviews/{recordId}`
///
/// Forms with `csrf`: `POST /reviews/{recordId}/sign-off` and `POST /reviews/{recordId}/return`, both with `comment`
/// (`next=1`: go on to the next one).
public enum ReviewPage {
    public struct Model: Sendable {
        public var record: RecordView
        /// Which review of the chain it is: by which role.
        public var role: String
        public var isCommentRequired: Bool
        /// Why the visitor may not decide; nil when they may.
        public var whyNot: String?
        public var earlier: [TimelineEntry]
        public var errors: [FieldError]
        public var comment: String

        public init(
            record: RecordView, role: String, isCommentRequired: Bool, whyNot: String? = nil, earlier: [TimelineEntry] = [], errors: [FieldError] = [], comment: String = ""
        ) {
            (self.record, self.role, self.isCommentRequired, self.whyNot) = (record, role, isCommentRequired, whyNot)
            (self.earlier, self.errors, self.comment) = (earlier, errors, comment)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("reviews.title", ["name": .text(model.record.person.name)])
        let print = linkButton(p("console.print"), Address.printedRecord(model.record.id), icon: .printer, chrome)
        return Layout.page(title: title, chrome, current: .reviews, body: """
            \(PageHead.render(title, beside: model.record.badge(chrome), actions: print, trail: [(p("nav.reviews"), "/reviews")], chrome))
            \(ErrorSummary.render(model.errors, chrome))<div class="columns"><div class="stack">\(model.record.render(chrome))</div>
            <div class="stack">\(decision(model, chrome))\(when(!model.earlier.isEmpty, card(p("reviews.earlier"), inside(Timeline.render(model.earlier, chrome)))))</div></div>
            """)
    }

    private static func decision(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if let why = model.whyNot { return card(p("reviews.decision"), inside(Alert.render(.info, icon(.lock, chrome), title: why))) }
        let fields = Fields(chrome: chrome, errors: model.errors)
        let form = postForm(Address.path("reviews", model.record.id, "sign-off"), chrome, """
            \(fields.area("comment", p("reviews.comment"), value: model.comment, rows: 4, hint: p("reviews.commentHint"), isRequired: model.isCommentRequired))
            <div class="form-acts"><button class="btn btn-primary" type="submit" data-save>\(icon(.check, chrome))\(p("reviews.signOff"))</button>\
            <button class="btn" type="submit" formaction="\(url: Address.path("reviews", model.record.id, "return"))">\(icon(.undo, chrome))\(p("reviews.return"))</button></div>
            <label class="tick"><input type="checkbox" name="next" value="1" checked><span>\(p("reviews.next"))</span></label>
            """)
        return card(p("reviews.decision"), beside: "<span class=\"t12 faint\">\(model.role)</span>", inside(form))
    }
}

/// A record: what one contact established for one follow-up.
public struct RecordView: Sendable {
    public enum Review: Sendable { case notRequired, awaiting, returned, signedOff }

    public struct AnswerLine: Sendable {
        public var label: String
        public var answer: String
        public var isAlert: Bool

        public init(_ label: String, _ answer: String, isAlert: Bool = false) { (self.label, self.answer, self.isAlert) = (label, answer, isAlert) }
    }

    public var id: String
    public var followUp: String
    public var person: PersonLine
    public var partyID: String?
    public var title: String
    public var form: String
    public var review: Review
    /// When, by whom, how, who answered, in time or late …
    public var facts: [LabelledText]
    public var answers: [AnswerLine]
    public var signatures: [String]
    public var note: String?
    /// Amendments after the review, newest first.
    public var amendments: [TimelineEntry]

    public init(
        id: String, followUp: String, person: PersonLine, partyID: String? = nil, title: String, form: String, review: Review, facts: [LabelledText],
        answers: [AnswerLine], signatures: [String] = [], note: String? = nil, amendments: [TimelineEntry] = []
    ) {
        (self.id, self.followUp, self.person, self.partyID, self.title) = (id, followUp, person, partyID, title)
        (self.form, self.review, self.facts, self.answers) = (form, review, facts, answers)
        (self.signatures, self.note, self.amendments) = (signatures, note, amendments)
    }

    func badge(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch review {
        case .notRequired: Pages.badge(.plain, .fileCheck, p("reviews.notRequired"), chrome)
        case .awaiting: Pages.badge(.info, .clock, p("reviews.awaiting"), chrome)
        case .returned: Pages.badge(.warn, .undo, p("reviews.returned"), chrome)
        case .signedOff: Pages.badge(.ok, .badgeCheck, p("reviews.signedOff"), chrome)
        }
    }

    func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let name: HTML = partyID.map { #"<a href="\#(url: Address.party($0))">\#(person.name)</a>"# } ?? "\(person.name)"
        let link: HTML = #"<a href="\#(url: Address.explanation(of: followUp))">\#(title)</a>"#
        let rows = [(p("queue.who"), name + " <span class=\"faint\">\(person.about(p))</span>" as HTML?), (p("explain.followUp"), link)]
        let signed: HTML? = signatures.isEmpty ? nil : HTML(text: signatures.joined(separator: ", "))
        return card(p("record.contact"), inside(terms(rows + facts.map { ($0.label, "\($0.text)") } + [(p("console.signature"), signed), (p("console.note"), note.map { "\($0)" })])))
            + card(form, answerTable(p)) + when(!amendments.isEmpty, card(p("record.amendments"), inside(Timeline.render(amendments, chrome))))
    }

    private func answerTable(_ p: Phrases) -> HTML {
        if answers.isEmpty { return inside("<p class=\"muted\">\(p("record.noAnswers"))</p>") }
        return """
            <table class="table plain"><caption class="vh">\(form)</caption><thead><tr><th scope="col">\(p("record.question"))</th><th scope="col">\(p("record.answer"))</th></tr></thead>\
            <tbody>\(each(answers) { "<tr><td>\($0.label)</td><td class=\"\($0.isAlert ? "tone-danger strong" : "strong")\">\($0.answer)</td></tr>" })</tbody></table>
            """
    }
}
