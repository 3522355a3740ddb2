import Domain
import Phrasebook

/// One draw with all that it takes to draw again. `GET /draws/{id}`, on paper `GET /draws/{id}/print`, the frame's text `GET /draws/{id}/frame.txt`.
///
/// Forms: `POST /draws/{id}/choices` and `/replacements` with `event` and `reason`.
public enum DrawPage {
    public enum Standing: Sendable {
        case waiting, drawn, replacement, notDrawn, chosen, left

        func words(_ p: Phrases) -> String {
            switch self {
            case .waiting: p("event.waiting")
            case .drawn: p("event.drawn")
            case .replacement: p("draw.replacement")
            case .notDrawn: p("event.notDrawn")
            case .chosen: p("event.chosen")
            case .left: p("draw.left")
            }
        }
    }

    public struct Line: Sendable {
        public var event: String
        /// Kind and key, as they stand in the frame's text.
        public var name: String
        /// The same for people.
        public var words: String
        public var stratum: String
        public var place: Int?
        public var standing: Standing
        public var reason: String?
        public var mayChoose: Bool
        public var mayReplace: Bool

        public init(
            event: String, name: String, words: String, stratum: String, place: Int?, standing: Standing, reason: String? = nil, mayChoose: Bool = false, mayReplace: Bool = false
        ) {
            (self.event, self.name, self.words) = (event, name, words)
            (self.stratum, self.place, self.standing) = (stratum, place, standing)
            (self.reason, self.mayChoose, self.mayReplace) = (reason, mayChoose, mayReplace)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var rule: String
        public var regulation: String
        public var unit: String
        public var frame: String
        public var isFrozen: Bool
        public var closesAt: Instant
        public var frozenAt: Instant?
        public var seed: String?
        public var frameHash: String?
        /// The frozen frame's text, as it was hashed.
        public var text: String?
        public var clauses: [String]
        /// Chosen, of so many that people are to choose at least.
        public var chosen: (count: Int, atLeast: Int)?
        public var lines: [Line]

        public init(
            id: String, rule: String, regulation: String, unit: String, frame: String, isFrozen: Bool, closesAt: Instant, frozenAt: Instant? = nil,
            seed: String? = nil, frameHash: String? = nil, text: String? = nil, clauses: [String] = [], chosen: (count: Int, atLeast: Int)? = nil,
            lines: [Line]
        ) {
            self.chosen = chosen
            (self.id, self.rule, self.regulation, self.unit, self.frame) = (id, rule, regulation, unit, frame)
            (self.isFrozen, self.closesAt, self.frozenAt, self.seed) = (isFrozen, closesAt, frozenAt, seed)
            (self.frameHash, self.text, self.clauses, self.lines) = (frameHash, text, clauses, lines)
        }

        var title: String { rule + " " + frame }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("draw.title", ["title": .text(model.title)]), chrome, current: .dashboard, body: """
            \(PageHead.render(p("draw.title", ["title": .text(model.title)]), actions: actions(model, chrome), trail: [(p("nav.dashboard"), "/dashboard"), (p("draw.list"), "/draws")], chrome))
            <p class="lead">\(p("draw.words"))</p>
            <section class="card strip"><div class="card-b pad">\(facts(model, chrome))</div></section>
            <section class="card strip" aria-label="\(p("draw.entries"))">\(list(model, chrome))</section>
            \(with(model.text) { card(p("draw.text"), inside("<pre class=\"box mono\" tabindex=\"0\">\($0)</pre>")) })
            """)
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard model.text != nil else { return .none }
        let p = chrome.phrases
        return linkButton(p("draw.download"), Address.drawFrame(model.id), icon: .download, chrome) + linkButton(p("report.print"), Address.drawPrint(model.id), icon: .printer, chrome)
    }

    static func state(_ isFrozen: Bool, _ closesAt: Instant, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return isFrozen
            ? badge(.brand, .lock, p("draw.frozen"), chrome) : badge(.plain, .clock, p("draw.open", ["time": .text(chrome.words.moment(closesAt))]), chrome)
    }

    static func rows(_ model: Model, _ chrome: PageChrome) -> [(String, String?)] {
        let p = chrome.phrases
        return [
            (p("console.regulation"), model.regulation), (p("explain.rule"), model.rule), (p("draw.unit"), model.unit), (p("draw.frame"), model.frame),
            (p("draw.frozenAt"), model.frozenAt.map { chrome.words.full($0) }), (p("draw.seed"), model.seed), (p("draw.hash"), model.frameHash),
            (p("draw.toChoose"), model.chosen.map { p("draw.chosenOf", ["n": .number($0.count), "least": .number($0.atLeast)]) }),
            (p("draw.clauses"), model.clauses.isEmpty ? nil : model.clauses.joined(separator: ", ")),
        ]
    }

    private static func facts(_ model: Model, _ chrome: PageChrome) -> HTML {
        terms([(chrome.phrases("draw.state"), state(model.isFrozen, model.closesAt, chrome))] + rows(model, chrome).map { ($0.0, $0.1.map { "<span class=\"wrap\">\($0)</span>" }) })
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.inbox, p("draw.empty"), "", chrome) }
        let columns = [
            DataTable.Column(p("draw.stratum")), DataTable.Column(p("draw.place"), isNumber: true), DataTable.Column(p("draw.entry")),
            DataTable.Column(p("draw.standing")), DataTable.Column(p("queue.reason")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("draw.entries"), columns: columns, rows: model.lines.map { row($0, model, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ model: Model, _ chrome: PageChrome) -> [HTML] {
        [
            "\(line.stratum)", with(line.place) { "\($0)" }, #"<a href="\#(url: Address.event(line.event))">\#(line.words)</a><div class="l2 mono wrap">\#(line.name)</div>"#, standing(line.standing, chrome),
            with(line.reason) { "\($0)" }, act(line, model, chrome),
        ]
    }

    private static func standing(_ standing: Standing, _ chrome: PageChrome) -> HTML {
        let words = standing.words(chrome.phrases)
        return switch standing {
        case .waiting: badge(.plain, .clock, words, chrome)
        case .drawn, .chosen: badge(.brand, .check, words, chrome)
        case .replacement: badge(.brand, .cornerUpRight, words, chrome)
        case .notDrawn, .left: badge(.plain, .minus, words, chrome)
        }
    }

    private static func act(_ line: Line, _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if line.mayReplace { return form(p("draw.replace"), "replacements", line, model, chrome) }
        return line.mayChoose ? form(p("draw.choose"), "choices", line, model, chrome) : .none
    }

    private static func form(_ title: String, _ place: String, _ line: Line, _ model: Model, _ chrome: PageChrome) -> HTML {
        let name = "reason-" + line.event
        let reason: HTML = """
            <div class="field"><label for="\(name)">\(chrome.phrases("queue.reason"))</label><textarea class="area" id="\(name)" name="reason" rows="2" required></textarea></div>
            """
        return popPanel(title, .listChecks, chrome, postForm(Address.path("draws", model.id, place), chrome, """
            <input type="hidden" name="event" value="\(line.event)">\(reason)\(submitButton(title, chrome))
            """))
    }
}
