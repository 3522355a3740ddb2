import Domain
import Phrasebook

/// One plan: whom, when and who, as the house proposed it and people changed it. `GET /plans/{id}?after=`, on paper `GET /plans/{id}/print`.
///
/// Forms with `csrf`: `POST /plans/{id}/moves` with `party`, `day`, `staff`; `POST /plans/{id}/removals` with `party` and `reason`;
/// `POST /plans/{id}/additions` with `number`, `day`, `staff`. Handing in and approving: `/duties/{id}`.
public enum PlanPage {
    public enum Standing: Sendable {
        case proposed, changed, added, dropped

        func words(_ p: Phrases) -> String {
            switch self {
            case .proposed: p("plan.proposed")
            case .changed: p("plan.changed")
            case .added: p("plan.added")
            case .dropped: p("plan.droppedLine")
            }
        }
    }

    public struct Line: Sendable {
        public var party: String
        public var name: String
        public var number: String
        public var day: LocalDay?
        public var staff: String?
        public var staffName: String?
        public var standing: Standing
        public var reason: String?

        public init(
            party: String, name: String, number: String, day: LocalDay?, staff: String? = nil, staffName: String? = nil, standing: Standing, reason: String? = nil
        ) {
            (self.party, self.name, self.number, self.day) = (party, name, number, day)
            (self.staff, self.staffName, self.standing, self.reason) = (staff, staffName, standing, reason)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var rule: String
        public var regulation: String
        public var unit: String
        public var period: String
        public var first: LocalDay
        public var last: LocalDay
        public var state: DutyState?
        public var due: Instant?
        /// The duty of drawing it up: where it is handed in and approved.
        public var duty: String?
        public var visits: Int
        public var dropped: Int
        public var lines: [Line]
        public var mayChange: Bool
        public var staff: [Choice]
        public var errors: [FieldError]
        public var turn: PageTurn

        public init(
            id: String, rule: String, regulation: String, unit: String, period: String, first: LocalDay, last: LocalDay, state: DutyState?, due: Instant?,
            duty: String?, visits: Int, dropped: Int, lines: [Line], mayChange: Bool = false, staff: [Choice] = [], errors: [FieldError] = [],
            turn: PageTurn = PageTurn()
        ) {
            (self.id, self.rule, self.regulation, self.unit, self.period) = (id, rule, regulation, unit, period)
            (self.first, self.last, self.state, self.due, self.duty) = (first, last, state, due, duty)
            (self.visits, self.dropped, self.lines, self.mayChange) = (visits, dropped, lines, mayChange)
            (self.staff, self.errors, self.turn) = (staff, errors, turn)
        }

        var title: String { rule + " " + period }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("plan.title", ["title": .text(model.title)])
        return Layout.page(title: title, chrome, current: .duties, body: """
            \(PageHead.render(title, beside: with(model.state) { $0.badge(chrome) }, actions: actions(model, chrome), trail: [(p("nav.duties"), "/duties"), (p("plan.list"), Address.plans)], chrome))\
            \(ErrorSummary.render(model.errors, chrome))<p class="lead">\(p(model.mayChange ? "plan.words" : "plan.fixedWords"))</p>
            <section class="card strip"><div class="card-b pad">\(terms(rows(model, chrome).map { ($0.0, $0.1.map { "<span class=\"wrap\">\($0)</span>" }) }))</div></section>
            \(when(model.mayChange, addition(model, chrome)))
            <section class="card strip" aria-label="\(p("plan.lines"))">\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return with(model.duty) { linkButton(p("plan.toDuty"), Address.duty($0), icon: .clipboardCheck, chrome) }
            + linkButton(p("report.print"), Address.planPrint(model.id), icon: .printer, chrome)
    }

    static func rows(_ model: Model, _ chrome: PageChrome) -> [(String, String?)] {
        let p = chrome.phrases
        return [
            (p("console.regulation"), model.regulation), (p("draw.unit"), model.unit), (p("plan.period"), model.period),
            (p("plan.days"), model.first.iso + " – " + model.last.iso), (p("plan.due"), model.due.map { chrome.words.limit($0) }),
            (p("plan.visits"), p.number(model.visits)), (p("plan.dropped"), p.number(model.dropped)),
        ]
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.inbox, p("plan.empty"), "", chrome) }
        let columns = [
            DataTable.Column(p("queue.who")), DataTable.Column(p("plan.day")), DataTable.Column(p("console.assignee")), DataTable.Column(p("plan.standing")),
            DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("plan.lines"), columns: columns, rows: model.lines.map { row($0, model, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ model: Model, _ chrome: PageChrome) -> [HTML] {
        [
            #"<a class="name" href="\#(url: Address.party(line.party))">\#(line.name)</a><div class="l2">\#(line.number)</div>"#, "\(day(line, chrome))",
            "\(line.staffName ?? chrome.phrases("plan.byRole"))", standing(line, chrome), model.mayChange ? acts(line, model, chrome) : .none,
        ]
    }

    static func day(_ line: Line, _ chrome: PageChrome) -> String { line.day?.iso ?? chrome.phrases("plan.anyDay") }

    private static func standing(_ line: Line, _ chrome: PageChrome) -> HTML {
        let words = line.standing.words(chrome.phrases)
        let mark: HTML = switch line.standing {
        case .proposed: badge(.plain, .minus, words, chrome)
        case .changed, .added: badge(.brand, .check, words, chrome)
        case .dropped: badge(.warn, .circleX, words, chrome)
        }
        return mark + with(line.reason) { #"<div class="l2">\#($0)</div>"# }
    }

    private static func acts(_ line: Line, _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let move = popPanel(p("plan.move"), .clipboardPen, chrome, form("moves", line, model, chrome, """
            \(dayField("day-" + line.party, line.day, model, chrome))\(who("staff-" + line.party, line.staff, model, chrome))\(submitButton(p("plan.move"), chrome))
            """))
        if line.standing == .dropped { return move }
        let name = "reason-" + line.party
        return move + popPanel(p("plan.drop"), .circleX, chrome, form("removals", line, model, chrome, """
            <div class="field"><label for="\(name)">\(p("queue.reason"))</label><textarea class="area" id="\(name)" name="reason" rows="2" required></textarea></div>\
            \(submitButton(p("plan.drop"), chrome))
            """))
    }

    private static func form(_ place: String, _ line: Line, _ model: Model, _ chrome: PageChrome, _ body: HTML) -> HTML {
        postForm(Address.path("plans", model.id, place), chrome, #"<input type="hidden" name="party" value="\#(line.party)">\#(body)"#)
    }

    private static func dayField(_ id: String, _ day: LocalDay?, _ model: Model, _ chrome: PageChrome) -> HTML {
        """
        <div class="field"><label for="\(id)">\(chrome.phrases("plan.day"))</label><input class="input" id="\(id)" name="day" type="date" min="\(model.first.iso)" \
        max="\(model.last.iso)" value="\(day?.iso ?? "")"></div>
        """
    }

    private static func who(_ id: String, _ staff: String?, _ model: Model, _ chrome: PageChrome) -> HTML {
        """
        <div class="field"><label for="\(id)">\(chrome.phrases("console.assignee"))</label><select class="select" id="\(id)" name="staff">\
        <option value="">\(chrome.phrases("plan.byRole"))</option>\(each(model.staff) { Fields.option($0, staff) })</select></div>
        """
    }

    private static func addition(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("plan.add"), inside(postForm(Address.path("plans", model.id, "additions"), chrome, """
            \(Fields(chrome: chrome, errors: model.errors).input("number", p("console.partyNumber"), isRequired: true))\(dayField("day-new", nil, model, chrome))\
            \(who("staff-new", nil, model, chrome))\(submitButton(p("plan.add"), class: "", chrome))
            """)))
    }
}
