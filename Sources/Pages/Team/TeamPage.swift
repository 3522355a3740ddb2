import Domain
import Phrasebook

/// The people of one's units and what each has. `GET /team?unit=`
public enum TeamPage {
    public struct Line: Sendable {
        /// Nil is what nobody has.
        public var id: String?
        public var name: String
        public var units: [String]
        public var open: Int
        public var dueToday: Int
        public var overdue: Int
        public var doneToday: Int
        /// On leave until, who stands in: in words.
        public var absence: String?

        public init(
            id: String?, name: String, units: [String] = [], open: Int, dueToday: Int, overdue: Int, doneToday: Int = 0, absence: String? = nil
        ) {
            (self.id, self.name, self.units, self.open, self.dueToday) = (id, name, units, open, dueToday)
            (self.overdue, self.doneToday, self.absence) = (overdue, doneToday, absence)
        }
    }

    public struct Model: Sendable {
        public var unit: String?
        public var units: [Choice]
        public var lines: [Line]

        public init(unit: String? = nil, units: [Choice] = [], lines: [Line]) { (self.unit, self.units, self.lines) = (unit, units, lines) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("team.title"), chrome, current: .followUps, body: """
            \(PageHead.render(p("team.title"), trail: [(p("nav.followUps"), "/follow-ups")], chrome))
            <p class="lead">\(p("team.words"))</p>
            <section class="card" aria-label="\(p("team.title"))">\(when(model.units.count > 1, filter(model, chrome)))\(table(model, chrome))</section>
            """)
    }

    private static func filter(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <div class="filters"><form class="row" action="/team">\
            \(Fields.filter("unit", label: p("queue.whichUnit"), model.units, value: model.unit, all: p("queue.everyUnit")))\
            <button class="btn btn-sm btn-icon" type="submit" aria-label="\(p("queue.apply"))">\(icon(.funnel, chrome, size: .small))</button></form></div>
            """
    }

    private static func table(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("team.person")), DataTable.Column(p("queue.overdue"), isNumber: true), DataTable.Column(p("queue.today"), isNumber: true),
            DataTable.Column(p("team.open"), isNumber: true), DataTable.Column(p("queue.done"), isNumber: true), DataTable.Column(p("team.leave")),
        ]
        return DataTable(caption: p("team.title"), columns: columns, rows: model.lines.map { row($0, model, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ model: Model, _ chrome: PageChrome) -> [HTML] {
        [
            #"<a class="name" href="\#(url: address(line, .all, model))">\#(line.name)</a><div class="l2 clip dots">\#(each(line.units) { "<span>\($0)</span>" })</div>"#,
            count(line.overdue, line, .overdue, .danger, model, chrome), count(line.dueToday, line, .dueToday, .warn, model, chrome), "\(chrome.phrases.number(line.open))",
            "\(line.id == nil ? "" : chrome.phrases.number(line.doneToday))", with(line.absence) { badge(.info, .calendarClock, $0, chrome) },
        ]
    }

    /// A number that opens to its rows; nothing is no link.
    private static func count(_ count: Int, _ line: Line, _ show: QueuePage.Show, _ tone: Tone, _ model: Model, _ chrome: PageChrome) -> HTML {
        let (p, number) = (chrome.phrases, chrome.phrases.number(count))
        if count == 0 { return "<span class=\"faint\">\(number)</span>" }
        let name = p("team.see", ["name": .text(line.name), "n": .text(number), "what": .text(p(show == .overdue ? "queue.overdue" : "queue.today"))])
        return #"<a class="badge \#(tone.name) strong" href="\#(url: address(line, show, model))" aria-label="\#(name)">\#(number)</a>"#
    }

    private static func address(_ line: Line, _ show: QueuePage.Show, _ model: Model) -> String {
        QueuePage.Filter(scope: line.id == nil ? .unassigned : .unit, show: show, unit: model.unit, person: line.id).address
    }
}
