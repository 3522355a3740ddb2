import Domain
import Phrasebook

/// An act on many follow-ups: what it would do, how far it is, what it did. `GET /bulk/{id}`
///
/// Forms: `POST /bulk` with `deed` and `followUp` (repeated), or `all` and the queue's filters; `POST /bulk/{id}` with `assignee` (an id or `pool`),
/// `until`, `reason` and `step` (`look` or `do`); `POST /bulk/{id}/undoing`. While it runs the page asks `GET /bulk/{id}/progress`.
public enum BulkPage {
    public enum Deed: String, Sendable, CaseIterable { case reassign, postpone, remind }
    public enum State: Sendable { case planned, running, done }

    /// So many for one reason, and the names of the first.
    public struct Left: Sendable {
        public var words: String
        public var count: Int
        public var names: [String]

        public init(_ words: String, count: Int, names: [String]) { (self.words, self.count, self.names) = (words, count, names) }
    }

    public struct Line: Sendable {
        public var address: String
        public var name: String
        public var title: String
        public var limit: Instant
        public var holder: String?

        public init(_ address: String, name: String, title: String, limit: Instant, holder: String?) {
            (self.address, self.name, self.title, self.limit, self.holder) = (address, name, title, limit, holder)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var deed: Deed
        public var state: State
        public var total: Int
        /// More matched than one act takes: this is how many it takes.
        public var cutAt: Int?
        public var taken: Int
        public var waiting: Int
        public var left: [Left]
        /// Who has them, each with how many.
        public var holders: [LabelledText]
        public var first: [Line]
        public var colleagues: [Choice]
        public var assignee: String?
        public var until: String
        public var reason: String
        /// A word about whoever is to get them: away until then.
        public var absence: String?
        public var by: String
        public var at: Instant
        /// What was done, in a line: to whom, until when.
        public var target: String?
        public var isUndoing: Bool
        /// The act that took this one back.
        public var undoneBy: String?
        public var mayUndo: Bool
        public var returnTo: String
        public var errors: [FieldError]

        public init(
            id: String, deed: Deed, state: State, total: Int, cutAt: Int? = nil, taken: Int, waiting: Int = 0, left: [Left] = [], holders: [LabelledText] = [],
            first: [Line] = [], colleagues: [Choice] = [], assignee: String? = nil, until: String = "", reason: String = "", absence: String? = nil, by: String,
            at: Instant, target: String? = nil, isUndoing: Bool = false, undoneBy: String? = nil, mayUndo: Bool = false, returnTo: String = "/follow-ups",
            errors: [FieldError] = []
        ) {
            (self.id, self.deed, self.state, self.total, self.cutAt) = (id, deed, state, total, cutAt)
            (self.taken, self.waiting, self.left, self.holders, self.first) = (taken, waiting, left, holders, first)
            (self.colleagues, self.assignee, self.until, self.reason, self.absence) = (colleagues, assignee, until, reason, absence)
            (self.by, self.at, self.target, self.isUndoing, self.undoneBy) = (by, at, target, isUndoing, undoneBy)
            (self.mayUndo, self.returnTo, self.errors) = (mayUndo, returnTo, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = title(model.deed, model.isUndoing, p)
        return Layout.page(title: title, chrome, current: .followUps, scripts: model.state == .running ? [.htmx] : [], body: """
            \(PageHead.render(title, beside: badge(model, chrome), trail: [(p("nav.followUps"), model.returnTo)], chrome))
            \(ErrorSummary.render(model.errors, chrome))\(with(model.cutAt) { cut($0, chrome) })
            \(when(model.state == .running, progress(model, chrome)))
            <div class="columns"><div class="stack">\(effect(model, chrome))\(BulkEffect.render(model, chrome))</div>
            <div class="stack">\(model.state == .planned ? BulkForm.render(model, chrome) : facts(model, chrome))</div></div>
            """)
    }

    static func title(_ deed: Deed, _ isUndoing: Bool, _ p: Phrases) -> String {
        let name = switch deed {
        case .reassign: p("bulk.reassign")
        case .postpone: p("bulk.postpone")
        case .remind: p("bulk.remind")
        }
        return isUndoing ? p("bulk.undoingOf", ["what": .text(name)]) : name
    }

    private static func badge(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.undoneBy != nil { return Pages.badge(.plain, .undo, p("bulk.undone"), chrome) }
        switch model.state {
        case .planned: return Pages.badge(.info, .eye, p("bulk.planned"), chrome)
        case .running: return Pages.badge(.warn, .clock, p("bulk.running"), chrome)
        case .done: return Pages.badge(.ok, .check, p("bulk.done"), chrome)
        }
    }

    private static func cut(_ limit: Int, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Alert.render(.warn, icon(.circleAlert, chrome), title: p("bulk.cut", ["n": .number(limit)]), body: "\(p("bulk.cutWords"))")
    }

    /// How far it is; also answered alone.
    public static func progress(_ model: Model, _ chrome: PageChrome) -> HTML {
        let done = model.total - model.waiting
        let words = chrome.phrases("bulk.progress", ["n": .number(done), "of": .number(model.total)])
        return """
            <section class="card strip" id="progress" hx-get="\(url: Address.path("bulk", model.id, "progress"))" hx-trigger="every 1s" hx-swap="outerHTML">\
            <div class="card-b pad stack"><span role="status">\(words)</span>\
            <progress class="progress" max="\(model.total)" value="\(done)" aria-label="\(words)"></progress></div></section>
            """
    }

    /// The two numbers that matter, large.
    private static func effect(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let left = model.left.reduce(0) { $0 + $1.count }
        return """
            <section class="card strip"><div class="card-b pad pair"><div class="big"><b>\(p.number(model.taken))</b>\
            <span>\(p(model.state == .planned ? "bulk.willTake" : "bulk.took"))</span></div><div class="big"><b>\(p.number(left))</b><span>\(p("bulk.leftOut"))</span></div></div></section>
            """
    }

    private static func facts(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let reason: HTML? = model.reason.isEmpty ? nil : "<span class=\"wrap\">\(model.reason)</span>"
        let rows: [(String, HTML?)] = [
            (p("bulk.by"), "\(model.by)"), (p("bulk.at"), time(model.at, chrome)), (p("bulk.target"), model.target.map { "\($0)" }), (p("queue.reason"), reason),
        ]
        return card(p("bulk.facts"), inside("\(terms(rows))\(undo(model, chrome))"))
    }

    private static func undo(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if let other = model.undoneBy { return "<p class=\"t13\"><a href=\"\(url: Address.bulk(other))\">\(p("bulk.seeUndoing"))</a></p>" }
        guard model.mayUndo else { return .none }
        return postForm(Address.undoing(of: model.id), chrome, """
            <p class="t13 muted">\(p("bulk.undoWords"))</p>\(submitButton(p("bulk.undo"), icon: .undo, class: "", chrome))
            """)
    }
}
