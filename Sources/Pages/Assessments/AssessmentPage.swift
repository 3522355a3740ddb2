import Domain
import Phrasebook

/// One assessment: what is proposed, on what evidence, who was told, what they said, what was decided. `GET /assessments/{id}`
///
/// Forms with `csrf`: `POST …/notice` and `…/acceptance` without fields; `…/objection` with `reason`; `…/hearing` with `verdict` (upheld | dismissed) and
/// `reason`; `…/decision` with `option` and `reason`; `…/corrections` with `text`.
public enum AssessmentPage {
    public struct Earlier: Sendable {
        public var id: String
        public var period: String
        public var decided: AssessmentCard.Figure
        public var now: AssessmentCard.Figure
        public var hasChanged: Bool
        public var corrections: [TimelineEntry]

        public init(id: String, period: String, decided: AssessmentCard.Figure, now: AssessmentCard.Figure, hasChanged: Bool, corrections: [TimelineEntry]) {
            (self.id, self.period, self.decided, self.now) = (id, period, decided, now)
            (self.hasChanged, self.corrections) = (hasChanged, corrections)
        }
    }

    public enum Act: Sendable, Hashable, CaseIterable { case tell, accept, object, hear, decide, correct }

    public struct Model: Sendable {
        public var id: String
        public var title: String
        public var state: AssessmentState
        public var facts: [LabelledText]
        public var card: AssessmentCard
        public var evidence: [TimelineEntry]
        public var history: [TimelineEntry]
        public var earlier: Earlier?
        public var corrections: [TimelineEntry]
        public var acts: Set<Act>
        /// Answers of the decision; an objection that was upheld takes one away.
        public var options: [Choice]
        /// Whom it waits for, where the visitor can do nothing.
        public var waiting: String?
        public var objectBy: Instant?
        public var errors: [FieldError]

        public init(
            id: String, title: String, state: AssessmentState, facts: [LabelledText], card: AssessmentCard, evidence: [TimelineEntry] = [],
            history: [TimelineEntry] = [], earlier: Earlier? = nil, corrections: [TimelineEntry] = [], acts: Set<Act> = [], options: [Choice] = [],
            waiting: String? = nil, objectBy: Instant? = nil, errors: [FieldError] = []
        ) {
            (self.id, self.title, self.state, self.facts, self.card) = (id, title, state, facts, card)
            (self.evidence, self.history, self.earlier, self.corrections) = (evidence, history, earlier, corrections)
            (self.acts, self.options, self.waiting, self.objectBy, self.errors) = (acts, options, waiting, objectBy, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let trail = [(p("nav.duties"), "/duties"), (p("assessment.register"), "/assessments")]
        return Layout.page(title: model.title, chrome, current: .duties, body: """
            \(PageHead.render(model.title, beside: model.state.badge(chrome), trail: trail, chrome))\(ErrorSummary.render(model.errors, chrome))
            <div class="columns"><div class="stack">\(model.card.render(chrome))\(with(model.earlier) { earlier($0, chrome) })\(evidence(model, chrome))</div>
            <div class="stack">\(card(p("assessment.about"), inside(terms(model.facts.map { ($0.label, "\($0.text)") }))))\(steps(model, chrome))\
            \(when(!model.corrections.isEmpty, card(p("assessment.corrections"), inside(Timeline.render(model.corrections, chrome)))))\
            \(card(p("complaint.history"), inside(Timeline.render(model.history, chrome))))</div></div>
            """)
    }

    private static func evidence(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let list = model.evidence.isEmpty ? "<p class=\"muted\">\(p("assessment.noEvidence"))</p>" : Timeline.render(model.evidence, chrome)
        return card(p("duties.evidence"), inside(list))
    }

    private static func earlier(_ earlier: Earlier, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let now: HTML = "\(earlier.hasChanged ? earlier.now.words(p) : p("assessment.unchanged"))"
        let rows: [(String, HTML?)] = [
            (p("assessment.period"), #"<a href="\#(url: Address.assessment(earlier.id))">\#(earlier.period)</a>"#),
            (p("assessment.decidedOn"), "\(earlier.decided.words(p))"), (p("assessment.nowCounted"), now),
        ]
        return card(p("assessment.before"), inside("""
            <div class="stack">\(terms(rows))\(when(!earlier.corrections.isEmpty, Timeline.render(earlier.corrections, chrome)))\
            <p class="muted">\(p("assessment.beforeWords"))</p></div>
            """))
    }

    // MARK: Steps

    private static func steps(_ model: Model, _ chrome: PageChrome) -> HTML {
        let forms = Act.allCases.filter(model.acts.contains).map { step($0, model, chrome) }
        let p = chrome.phrases
        if forms.isEmpty { return with(model.waiting) { card(p("duties.next"), inside("<p class=\"muted\">\($0)</p>")) } }
        return each(forms) { $0 }
    }

    private static func step(_ act: Act, _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        switch act {
        case .tell: return form("notice", p("assessment.tell"), p("assessment.tellWords"), submitButton(p("assessment.tellDo"), icon: .send, chrome), model, chrome)
        case .accept: return form("acceptance", p("assessment.accept"), p("assessment.acceptWords"), submitButton(p("assessment.acceptDo"), icon: .check, chrome), model, chrome)
        case .object:
            let until = model.objectBy.map { p("assessment.objectUntil", ["time": .text(chrome.words.limit($0))]) } ?? ""
            return form("objection", p("assessment.object"), until, """
                \(fields.area("reason", p("queue.reason"), rows: 4, isRequired: true))\(submitButton(p("assessment.objectDo"), icon: .messageSquareWarning, chrome))
                """, model, chrome)
        case .hear:
            return form("hearing", p("assessment.hear"), p("assessment.hearWords"), """
                \(fields.area("reason", p("queue.reason"), rows: 3, isRequired: true))<div class="form-acts">\
                <button class="btn btn-primary" type="submit" name="verdict" value="upheld">\(icon(.check, chrome))\(p("assessment.uphold"))</button>\
                <button class="btn" type="submit" name="verdict" value="dismissed">\(icon(.undo, chrome))\(p("assessment.dismiss"))</button></div>
                """, model, chrome)
        case .decide:
            let ticks: HTML = each(model.options) { #"<label class="tick"><input type="radio" name="option" value="\#($0.value)" required><span>\#($0.title)</span></label>"# }
            return form("decision", p("duties.decide"), "", """
                <fieldset class="field" id="f-option" tabindex="-1"><legend class="label">\(p("assessment.question"))</legend><div class="ticks">\(ticks)</div></fieldset>\
                \(fields.area("reason", p("queue.reason"), rows: 3, isRequired: true))\(submitButton(p("duties.decideDo"), icon: .badgeCheck, chrome))
                """, model, chrome)
        case .correct:
            return form("corrections", p("assessment.correct"), p("assessment.correctWords"), """
                \(fields.area("text", p("assessment.correctText"), rows: 3, isRequired: true))\(submitButton(p("assessment.correctDo"), icon: .pencil, chrome))
                """, model, chrome)
        }
    }

    private static func form(_ path: String, _ title: String, _ words: String, _ content: HTML, _ model: Model, _ chrome: PageChrome) -> HTML {
        card(title, inside("""
            \(when(!words.isEmpty, "<p class=\"muted\">\(words)</p>"))\(postForm(Address.path("assessments", model.id, path), chrome, content))
            """))
    }
}
