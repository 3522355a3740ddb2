import Domain
import Phrasebook

/// Cases. `GET /complaints?show=mine|units|sheets|answering|closed&after=`
public enum ComplaintsPage {
    public enum Show: String, Sendable, CaseIterable { case mine, units, sheets, answering, closed }

    public struct Line: Sendable {
        public var id: String
        public var number: String
        public var title: String
        public var person: String?
        public var unit: String
        public var owner: String?
        public var severity: Tag?
        public var openedAt: Instant
        public var state: CaseState
        /// The next limit of a running clock.
        public var due: Instant?
        public var lastStep: String?
        /// What the department was asked.
        public var task: String?

        public init(
            id: String, number: String, title: String, person: String? = nil, unit: String, owner: String? = nil, severity: Tag? = nil, openedAt: Instant,
            state: CaseState = .open, due: Instant? = nil, lastStep: String? = nil, task: String? = nil
        ) {
            (self.id, self.number, self.title, self.person, self.unit, self.owner) = (id, number, title, person, unit, owner)
            (self.severity, self.openedAt, self.state, self.due, self.lastStep, self.task) = (severity, openedAt, state, due, lastStep, task)
        }
    }

    public struct Model: Sendable {
        public var show: Show
        public var lines: [Line]
        public var turn: PageTurn

        public init(show: Show, lines: [Line], turn: PageTurn = PageTurn()) { (self.show, self.lines, self.turn) = (show, lines, turn) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let new = linkButton(p("reception.new"), "/complaints/new", icon: .plus, class: "btn-primary", chrome)
        return Layout.page(title: p("nav.complaints"), chrome, current: .complaints, body: """
            \(PageHead.render(p("nav.complaints"), actions: downloads(model, chrome) + new, chrome))
            <section class="card" aria-label="\(p("nav.complaints"))"><nav class="filters chips" aria-label="\(p("queue.tiles"))">\(each(Show.allCases) { chip($0, model.show, chrome) })</nav>
            \(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    /// All rows of the list that is shown, not only this page of it.
    private static func downloads(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.lines.isEmpty { return .none }
        func file(_ name: String) -> String { Address.query(Address.path("complaints", name), [("show", model.show.rawValue)]) }
        return linkButton(chrome.phrases("dashboard.exportWorkbook"), file("rows.xlsx"), icon: .download, chrome)
            + linkButton(chrome.phrases("dashboard.export"), file("rows.csv"), icon: .download, chrome)
    }

    private static func chip(_ show: Show, _ current: Show, _ chrome: PageChrome) -> HTML {
        let address = Address.query("/complaints", [("show", show == .mine ? nil : show.rawValue)])
        return #"<a class="chip" href="\#(url: address)"\#(attribute: "aria-current", show == current ? "true" : nil)>\#(chrome.phrases(title(show)))</a>"#
    }

    private static func title(_ show: Show) -> PhraseKey {
        switch show {
        case .mine: "complaints.mine"
        case .units: "complaints.units"
        case .sheets: "complaints.sheets"
        case .answering: "complaints.answering"
        case .closed: "complaints.closed"
        }
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.circleCheck, p("complaints.nothing"), p("complaints.nothingWords"), chrome) }
        let last = model.show == .sheets || model.show == .answering ? p("sheets.task") : p("complaints.lastStep")
        let columns = [
            DataTable.Column(p("complaints.complaint")), DataTable.Column(p("complaints.person")), DataTable.Column(p("complaints.unit")),
            DataTable.Column(p("complaints.owner")), DataTable.Column(last), DataTable.Column(p("complaints.openedAt")), DataTable.Column(p("queue.limit")),
        ]
        return DataTable(caption: p("nav.complaints"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let limit: HTML = line.state == .open ? line.due.map { SlaBadge.render(SlaState(due: $0), chrome) } ?? badge(.plain, .pause, p("clocks.none"), chrome) : line.state.badge(chrome)
        return [
            #"<a class="name" href="\#(url: Address.complaint(line.id))">\#(line.title)</a><div class="l2">\#(line.number) \#(with(line.severity) { $0.html })</div>"#,
            "\(line.person ?? p("complaints.anonymous"))", "\(line.unit)", "\(line.owner ?? "–")", "\(line.task ?? line.lastStep ?? "–")", time(line.openedAt, chrome), limit,
        ]
    }
}
