import Domain
import Phrasebook

/// One case: what was told, its clocks, who was asked, what was done, and what may be done now. `GET /complaints/{id}`
///
/// Forms with `csrf` under `/complaints/{id}/`: `steps` (step, at, note) · `sheets` (units, lead, task, due) · `acceptance` · `handover` (staff, note) ·
/// `classification` (severity, category, reason) · `decisions` (question, option, reason) · `merge` (into, reason) · `split` (reason) ·
/// `closure` (conclusion, cause, measure, proven, repliedAt) · `reopening` (reason) · `withdrawal` (reason) · `notes` (note) · `access-codes`;
/// of a sheet under `/sheets/{id}/`: `acceptance` · `return` (reason) · `answer` (answer).
public enum ComplaintPage {
    public struct Report: Sendable {
        public var text: String?
        public var about: String

        public init(_ text: String?, about: String) { (self.text, self.about) = (text, about) }
    }

    public struct Model: Sendable {
        public var id: String
        public var number: String
        public var title: String
        public var severity: Tag?
        public var state: CaseState
        /// What was told; of a merged case every report.
        public var reports: [Report]
        public var facts: [LabelledText]
        public var person: PersonLine?
        public var partyID: String?
        public var mergedInto: LabelledText?
        public var clocks: [ClockLine]
        public var sheets: [CaseSheet]
        public var timeline: [TimelineEntry]
        /// Follow-ups that belong to it.
        public var related: [TimelineEntry]
        public var repeats: String?
        public var acts: CaseActs
        public var errors: [FieldError]
        /// The form that was refused, and what was typed into it.
        public var refused: String?
        public var typed: [String: String]
        /// Departments that were ticked in it.
        public var ticked: Set<String> = []
        /// Who else has it open just now, and since when, in words.
        public var others: [String] = []
        /// Why it came too late, where somebody else was faster.
        public var clash: CaseClash?

        public init(
            id: String, number: String, title: String, severity: Tag? = nil, state: CaseState, reports: [Report], facts: [LabelledText], person: PersonLine? = nil,
            partyID: String? = nil, mergedInto: LabelledText? = nil, clocks: [ClockLine] = [], sheets: [CaseSheet] = [], timeline: [TimelineEntry],
            related: [TimelineEntry] = [], repeats: String? = nil, acts: CaseActs = CaseActs(), errors: [FieldError] = [], refused: String? = nil,
            typed: [String: String] = [:]
        ) {
            (self.id, self.number, self.title, self.severity, self.state, self.reports) = (id, number, title, severity, state, reports)
            (self.facts, self.person, self.partyID, self.mergedInto, self.clocks, self.sheets) = (facts, person, partyID, mergedInto, clocks, sheets)
            (self.timeline, self.related, self.repeats, self.acts) = (timeline, related, repeats, acts)
            (self.errors, self.refused, self.typed) = (errors, refused, typed)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let forms = CaseForms(model: model, chrome: chrome)
        return Layout.page(title: model.title, chrome, current: .complaints, body: """
            \(PageHead.render(model.title, beside: model.state.badge(chrome) + with(model.severity) { $0.html }, trail: [(p("nav.complaints"), "/complaints")], chrome))
            \(others(model, chrome))\(with(model.clash) { $0.alert(chrome) })\(ErrorSummary.render(model.errors, chrome))\(merged(model, chrome))<div class="case"><div class="stack">
            \(with(model.clash) { $0.kept(chrome) })\(card(p("complaint.what"), inside("<div class=\"stack\">\(each(model.reports) { report($0) })\(facts(model, chrome))</div>")))
            \(when(!model.sheets.isEmpty, CaseSheets.render(model, chrome)))\(card(p("complaint.history"), inside(Timeline.render(model.timeline, chrome))))</div>
            <div class="stack">\(repeats(model, chrome))\(when(!model.clocks.isEmpty, ClockLines.render(model.clocks, chrome)))\(forms.render())
            \(when(!model.related.isEmpty, card(p("complaint.related"), inside(Timeline.render(model.related, chrome)))))</div></div>
            """)
    }

    private static func report(_ report: Report) -> HTML {
        "<div>\(with(report.text) { "<p class=\"quote\">\($0)</p>" })<p class=\"t12 faint\">\(report.about)</p></div>"
    }

    private static func facts(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let person: HTML? = model.person.map { line in
            let name: HTML = model.partyID.map { #"<a href="\#(url: Address.party($0))">\#(line.name)</a>"# } ?? "\(line.name)"
            return "\(name) <span class=\"num muted\">\(line.phone ?? "")</span>"
        } ?? "\(p("complaints.anonymous"))"
        return terms([(p("complaints.number"), "\(model.number)"), (p("complaints.person"), person)] + model.facts.map { ($0.label, "\($0.text)") })
    }

    private static func repeats(_ model: Model, _ chrome: PageChrome) -> HTML {
        with(model.repeats) { Alert.render(.warn, icon(.triangleAlert, chrome), title: chrome.phrases("complaint.repeats"), body: "\($0)") }
    }

    private static func others(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.others.isEmpty { return .none }
        return Alert.render(.info, icon(.eye, chrome), title: chrome.phrases("complaint.others"), body: "\(model.others.joined(separator: " · "))")
    }

    private static func merged(_ model: Model, _ chrome: PageChrome) -> HTML {
        with(model.mergedInto) { kept in
            Alert.render(.info, icon(.link, chrome), title: chrome.phrases("complaint.mergedInto"), body: #"<a href="\#(url: kept.text)">\#(kept.label)</a>"#)
        }
    }
}

/// Where a case stands.
public enum CaseState: Sendable, Hashable {
    case open, waiting, closed, withdrawn, merged

    /// Its word, for a table.
    public var title: PhraseKey {
        switch self {
        case .open: "complaints.open"
        case .waiting: "complaints.waiting"
        case .closed: "complaints.closed"
        case .withdrawn: "duties.stateWithdrawn"
        case .merged: "complaints.merged"
        }
    }

    func badge(_ chrome: PageChrome) -> HTML {
        let word = chrome.phrases(title)
        return switch self {
        case .open: Pages.badge(.plum, .messageSquareWarning, word, chrome)
        case .waiting: Pages.badge(.warn, .pause, word, chrome)
        case .closed: Pages.badge(.ok, .circleCheck, word, chrome)
        case .withdrawn: Pages.badge(.plain, .circleX, word, chrome)
        case .merged: Pages.badge(.plain, .link, word, chrome)
        }
    }
}
