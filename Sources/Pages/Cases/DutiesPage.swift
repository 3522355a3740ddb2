import Domain
import Phrasebook

/// Duties that are no contact: analyses, decisions. `GET /duties?show=open|done&after=`
public enum DutiesPage {
    public struct Line: Sendable {
        public var id: String
        public var title: String
        public var about: String
        public var owner: String?
        public var unit: String
        public var state: DutyState
        public var due: Instant?

        public init(id: String, title: String, about: String, owner: String? = nil, unit: String, state: DutyState, due: Instant? = nil) {
            (self.id, self.title, self.about, self.owner, self.unit, self.state, self.due) = (id, title, about, owner, unit, state, due)
        }
    }

    public struct Model: Sendable {
        public var showsDone: Bool
        public var lines: [Line]
        public var turn: PageTurn

        public init(showsDone: Bool, lines: [Line], turn: PageTurn = PageTurn()) { (self.showsDone, self.lines, self.turn) = (showsDone, lines, turn) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.duties"), chrome, current: .duties, body: """
            \(PageHead.render(p("nav.duties"), actions: linkButton(p("plan.list"), Address.plans, icon: .listChecks, chrome) + linkButton(p("assessment.register"), "/assessments", icon: .target, chrome), chrome))<section class="card" aria-label="\(p("nav.duties"))">
            <nav class="filters chips" aria-label="\(p("queue.tiles"))">\(chip(p("duties.open"), "/duties", !model.showsDone))\(chip(p("duties.done"), "/duties?show=done", model.showsDone))</nav>
            \(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func chip(_ title: String, _ address: String, _ isCurrent: Bool) -> HTML {
        #"<a class="chip" href="\#(url: address)"\#(attribute: "aria-current", isCurrent ? "true" : nil)>\#(title)</a>"#
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.circleCheck, p("duties.nothing"), p("duties.nothingWords"), chrome) }
        let columns = [
            DataTable.Column(p("duties.duty")), DataTable.Column(p("console.assignee")), DataTable.Column(p("complaints.unit")),
            DataTable.Column(p("queue.limit")), DataTable.Column(p("imports.state")),
        ]
        return DataTable(caption: p("nav.duties"), columns: columns, rows: model.lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        [
            #"<a class="name" href="\#(url: Address.duty(line.id))">\#(line.title)</a><div class="l2">\#(line.about)</div>"#, "\(line.owner)", "\(line.unit)",
            with(line.due) { SlaBadge.render(SlaState(line.state.isOpen ? .running : .done, due: $0), chrome) }, line.state.badge(chrome),
        ]
    }
}

/// Where a duty stands: `Domain.Duty.State`, in words.
public enum DutyState: Sendable, Hashable {
    case open, handedIn, reviewed, decided, closed, withdrawn

    var isOpen: Bool { self == .open || self == .handedIn || self == .reviewed }

    func badge(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch self {
        case .open: Pages.badge(.warn, .clipboardPen, p("duties.stateOpen"), chrome)
        case .handedIn: Pages.badge(.info, .send, p("duties.stateHandedIn"), chrome)
        case .reviewed: Pages.badge(.info, .clipboardCheck, p("duties.stateReviewed"), chrome)
        case .decided: Pages.badge(.brand, .badgeCheck, p("duties.stateDecided"), chrome)
        case .closed: Pages.badge(.ok, .circleCheck, p("duties.stateClosed"), chrome)
        case .withdrawn: Pages.badge(.plain, .circleX, p("duties.stateWithdrawn"), chrome)
        }
    }
}
