import Domain
import Phrasebook

/// An event, and for every rule whether it led to a follow-up, and if not, why not. `GET /events/{id}`
public enum EventPage {
    /// One row of the denominator.
    public struct Standing: Sendable {
        public enum Kind: Sendable { case obligatory, waiting, drawn, chosen, notDrawn, exempt, cannotEvaluate }
        public var rule: String
        public var regulation: String
        public var kind: Kind
        /// Why it is exempt, was not drawn, or could not be judged.
        public var reason: String?
        public var clauses: [String]
        /// The draw that decided, for whoever may read it.
        public var draw: String?
        public var followUp: String?
        public var followUpState: SlaState?

        public init(
            rule: String, regulation: String, kind: Kind, reason: String? = nil, clauses: [String] = [], draw: String? = nil, followUp: String? = nil, followUpState: SlaState? = nil
        ) {
            (self.rule, self.regulation, self.kind, self.reason) = (rule, regulation, kind, reason)
            (self.clauses, self.draw, self.followUp, self.followUpState) = (clauses, draw, followUp, followUpState)
        }
    }

    public struct Model: Sendable {
        public var title: String
        public var occurredAt: Instant
        public var recordedAt: Instant
        public var source: String?
        public var sourceAddress: String?
        public var person: String?
        public var partyID: String?
        public var facts: [LabelledText]
        public var standings: [Standing]
        /// Corrections and withdrawals of the same fact, newest first.
        public var history: [TimelineEntry]

        public init(
            title: String, occurredAt: Instant, recordedAt: Instant, source: String? = nil, sourceAddress: String? = nil, person: String? = nil,
            partyID: String? = nil, facts: [LabelledText], standings: [Standing], history: [TimelineEntry] = []
        ) {
            (self.title, self.occurredAt, self.recordedAt, self.source) = (title, occurredAt, recordedAt, source)
            (self.sourceAddress, self.person, self.partyID, self.facts) = (sourceAddress, person, partyID, facts)
            (self.standings, self.history) = (standings, history)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: model.title, chrome, current: .followUps, body: """
            \(PageHead.render(model.title, trail: [(p("nav.followUps"), "/follow-ups")], chrome))
            <div class="columns"><div class="stack"><section class="card"><div class="card-h"><h2>\(p("event.standings"))</h2></div>\(standings(model, chrome))</section></div>
            <div class="stack">\(card(p("event.facts"), inside(facts(model, chrome))))\
            \(when(!model.history.isEmpty, card(p("event.history"), inside(Timeline.render(model.history, chrome)))))</div></div>
            """)
    }

    private static func facts(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let person: HTML? = model.person.map { name in model.partyID.map { #"<a href="\#(url: Address.party($0))">\#(name)</a>"# } ?? "\(name)" }
        let source: HTML? = model.source.map { name in model.sourceAddress.map { #"<a href="\#(url: $0)">\#(name)</a>"# } ?? "\(name)" }
        let known = model.facts.map { ($0.label, "\($0.text)" as HTML?) }
        return terms([
            (p("event.occurred"), "\(chrome.words.full(model.occurredAt))"), (p("event.recorded"), "\(chrome.words.full(model.recordedAt))"),
            (p("event.source"), source), (p("queue.who"), person),
        ] + known)
    }

    private static func standings(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.standings.isEmpty { return Empty.render(.workflow, p("event.noRule"), p("event.noRuleWords"), chrome) }
        let columns = [
            DataTable.Column(p("explain.rule")), DataTable.Column(p("event.standing")), DataTable.Column(p("event.because")), DataTable.Column(p("explain.followUp")),
        ]
        return DataTable(caption: p("event.standings"), columns: columns, rows: model.standings.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ standing: Standing, _ chrome: PageChrome) -> [HTML] {
        [
            "\(standing.rule)<div class=\"l2\">\(standing.regulation)</div>", kind(standing.kind, chrome),
            "\(standing.reason ?? chrome.phrases("event.ruleApplies"))\(with(standing.draw) { " <a href=\"\(url: Address.draw($0))\">\(chrome.phrases("event.theDraw"))</a>" })<div class=\"l2\">\(each(standing.clauses) { "<span class=\"clause\">\($0)</span> " })</div>",
            with(standing.followUp) { id in
                #"<a href="\#(url: Address.explanation(of: id))">\#(chrome.phrases("event.openFollowUp"))</a> \#(with(standing.followUpState) { SlaBadge.render($0, chrome) })"#
            },
        ]
    }

    private static func kind(_ kind: Standing.Kind, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch kind {
        case .obligatory: badge(.brand, .check, p("event.obligatory"), chrome)
        case .waiting: badge(.plain, .clock, p("event.waiting"), chrome)
        case .drawn: badge(.brand, .check, p("event.drawn"), chrome)
        case .chosen: badge(.brand, .check, p("event.chosen"), chrome)
        case .notDrawn: badge(.plain, .minus, p("event.notDrawn"), chrome)
        case .exempt: badge(.plain, .minus, p("event.exempt"), chrome)
        case .cannotEvaluate: badge(.danger, .circleAlert, p("event.cannotEvaluate"), chrome)
        }
    }
}
