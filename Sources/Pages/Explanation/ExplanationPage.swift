import Domain
import Phrasebook

/// Why a follow-up exists and how its window was computed. `GET /follow-ups/{id}/explanation`
///
/// Form for supervisors: `POST /follow-ups/{id}/lost-consent` with `decision` (agree | refuse) and `reason`.
public enum ExplanationPage {
    public struct Model: Sendable {
        public var id: String
        public var title: String
        public var number: String
        public var person: PersonLine
        public var partyID: String?
        public var state: SlaState
        public var origin: FollowUpOrigin
        public var opens: Instant
        public var aim: Instant?
        public var due: Instant
        /// The derivations as sentences, one a step (`Phrases.sentence(_: DerivationStep)`).
        public var opensBecause: [String]
        public var dueBecause: [String]
        public var assigneeBecause: [String]
        /// What has changed since it was worked out.
        public var notes: [WindowNote]
        public var contacts: [TimelineEntry]
        public var journal: [JournalLine]
        public var record: String?
        /// The ladder is exhausted and a supervisor must agree that the person is lost; in words why.
        public var lostProposal: String?
        public var mayDecideLost: Bool

        public init(
            id: String, title: String, number: String, person: PersonLine, partyID: String?, state: SlaState, origin: FollowUpOrigin, opens: Instant,
            aim: Instant? = nil, due: Instant, opensBecause: [String], dueBecause: [String], assigneeBecause: [String] = [],
            notes: [WindowNote] = [], contacts: [TimelineEntry] = [], journal: [JournalLine] = [], record: String? = nil, lostProposal: String? = nil, mayDecideLost: Bool = false
        ) {
            (self.id, self.title, self.number, self.person, self.partyID) = (id, title, number, person, partyID)
            (self.state, self.origin, self.opens, self.aim, self.due) = (state, origin, opens, aim, due)
            (self.opensBecause, self.dueBecause, self.assigneeBecause) = (opensBecause, dueBecause, assigneeBecause)
            (self.notes, self.contacts, self.journal, self.record) = (notes, contacts, journal, record)
            (self.lostProposal, self.mayDecideLost) = (lostProposal, mayDecideLost)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let actions = linkButton(p("explain.toConsole"), Address.followUp(model.id), icon: .phoneCall, class: "btn-primary", chrome)
        return Layout.page(title: p("explain.title"), chrome, current: .followUps, body: """
            \(PageHead.render(p("explain.title"), beside: SlaBadge.render(model.state, chrome), actions: actions, trail: [(p("nav.followUps"), "/follow-ups")], chrome))
            \(lost(model, chrome))<div class="columns"><div class="stack">
            \(card(p("explain.why"), inside(origin(model, chrome))))
            \(card(p("explain.window"), inside(window(model, chrome))))
            \(when(!model.assigneeBecause.isEmpty, card(p("explain.assignee"), inside(steps(model.assigneeBecause)))))
            \(JournalTable.card(model.journal, chrome))</div><div class="stack">
            \(card(p("explain.contacts"), inside(model.contacts.isEmpty ? "<p class=\"muted\">\(p("explain.noContacts"))</p>" : Timeline.render(model.contacts, chrome))))
            \(with(model.record) { linkButton(p("console.print"), Address.printedRecord($0), icon: .printer, chrome) })</div></div>
            """)
    }

    private static func origin(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let person: HTML = model.partyID.map { #"<a href="\#(url: Address.party($0))">\#(model.person.name)</a>"# } ?? "\(model.person.name)"
        return terms([
            (p("explain.followUp"), "\(model.title) <span class=\"faint\">\(model.number)</span>"), (p("queue.who"), person),
        ] + model.origin.rows(chrome))
    }

    private static func window(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <div class="stack-lg"><div><h3 class="t13">\(p("explain.opens", ["time": .text(chrome.words.full(model.opens))]))</h3>\(steps(model.opensBecause))</div>
            \(with(model.aim) { "<p>\(p("explain.aim", ["time": .text(chrome.words.fullLimit($0))]))</p>" })\
            <div><h3 class="t13">\(p("explain.due", ["time": .text(chrome.words.fullLimit(model.due))]))</h3>\(steps(model.dueBecause))</div>\
            \(each(model.notes) { $0.render(chrome) })\(when(model.state.isProvisional, Alert.render(.warn, icon(.triangleAlert, chrome), title: p("sla.provisional"), body: "\(p("sla.provisionalWhy"))")))</div>
            """
    }

    static func steps(_ sentences: [String]) -> HTML {
        #"<ol class="steps-list">\#(each(sentences) { "<li><span>\($0)</span></li>" })</ol>"#
    }

    private static func lost(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard let why = model.lostProposal else { return .none }
        let p = chrome.phrases
        let form = postForm(Address.path("follow-ups", model.id, "lost-consent"), class: "form", chrome, """
            \(Fields(chrome: chrome).area("reason", p("explain.lostReason"), rows: 2))<div class="form-acts">\
            <button class="btn btn-sm btn-danger" type="submit" name="decision" value="agree">\(p("explain.lostAgree"))</button>\
            <button class="btn btn-sm" type="submit" name="decision" value="refuse">\(p("explain.lostRefuse"))</button></div>
            """)
        return Alert.render(.warn, icon(.phoneOff, chrome), title: p("explain.lost"), body: "\(why)", actions: model.mayDecideLost ? form : .none)
    }
}

/// What has changed since the window was worked out, so that working it out today would say something else.
public enum WindowNote: Sendable {
    case calendarChanged(from: String, to: String)
    /// Work had begun, so the version of the event before its correction still counts.
    case eventCorrected(version: Int)
    /// With the facts of today the window would be another.
    case notReproduced(opens: Instant, due: Instant)
    case handedOver

    func render(_ chrome: PageChrome) -> HTML {
        Alert.render(.info, icon(.info, chrome), title: words(chrome.phrases, chrome.words))
    }

    private func words(_ p: Phrases, _ words: CivilWords) -> String {
        switch self {
        case .calendarChanged(let old, let new): p("explain.calendarChanged", ["revision": .text(old), "present": .text(new)])
        case .eventCorrected(let version): p("explain.eventCorrected", ["version": .number(version)])
        case .notReproduced(let opens, let due): p("explain.notReproduced", ["opens": .text(words.full(opens)), "due": .text(words.fullLimit(due))])
        case .handedOver: p("explain.handedOver")
        }
    }
}

/// From which event, by which rule of which edition, under which clauses.
public struct FollowUpOrigin: Sendable {
    public var event: String
    public var eventID: String?
    public var occurredAt: Instant
    public var rule: String
    public var regulation: String
    public var adoptionID: String?
    public var edition: String
    public var clauses: [String]
    public var calendarRevision: String?
    /// What raised the event, when an outcome did.
    public var causedBy: String?

    public init(
        event: String, eventID: String?, occurredAt: Instant, rule: String, regulation: String, adoptionID: String?, edition: String,
        clauses: [String], calendarRevision: String? = nil, causedBy: String? = nil
    ) {
        (self.event, self.eventID, self.occurredAt, self.rule) = (event, eventID, occurredAt, rule)
        (self.regulation, self.adoptionID, self.edition, self.clauses) = (regulation, adoptionID, edition, clauses)
        (self.calendarRevision, self.causedBy) = (calendarRevision, causedBy)
    }

    func rows(_ chrome: PageChrome) -> [(String, HTML?)] {
        let p = chrome.phrases
        let event: HTML = eventID.map { #"<a href="\#(url: Address.event($0))">\#(self.event)</a>"# } ?? "\(self.event)"
        let regulation: HTML = adoptionID.map { #"<a href="\#(url: Address.adoption($0))">\#(self.regulation)</a>"# } ?? "\(self.regulation)"
        return [
            (p("console.event"), event + #" <span class="faint">\#(chrome.words.full(occurredAt))</span>"#), (p("explain.causedBy"), causedBy.map { "\($0)" }),
            (p("console.regulation"), regulation), (p("explain.rule"), "\(rule)"), (p("explain.edition"), "\(edition)"),
            (p("console.clauses"), each(clauses) { "<span class=\"clause\">\($0)</span> " }), (p("explain.calendar"), calendarRevision.map { "\($0)" }),
        ]
    }
}
