import Domain
import Phrasebook

/// What a search found, within what the visitor may see. `GET /search?q=&after=`
public enum SearchPage {
    public struct Hit: Sendable {
        public enum Kind: Sendable { case party, followUp, complaint }
        public var kind: Kind
        public var title: String
        public var details: [String]
        public var address: String
        public var sla: SlaState?

        public init(_ kind: Kind, _ title: String, details: [String] = [], address: String, sla: SlaState? = nil) {
            (self.kind, self.title, self.details, self.address, self.sla) = (kind, title, details, address, sla)
        }
    }

    public struct Model: Sendable {
        public var query: String
        public var hits: [Hit]
        public var found: BoundedCount
        public var turn: PageTurn

        public init(query: String, hits: [Hit], found: BoundedCount, turn: PageTurn = PageTurn()) {
            (self.query, self.hits, self.found, self.turn) = (query, hits, found, turn)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = model.query.isEmpty ? p("nav.people") : p("search.title", ["query": .text(model.query)])
        return Layout.page(title: title, chrome, current: .people, body: """
            \(PageHead.render(title, beside: when(!model.query.isEmpty, "<span class=\"muted\">\(p("search.found", ["n": .number(min(model.found.count, model.found.limit)), "count": .text(model.found.written(p))]))</span>"), chrome))
            <section class="card" aria-label="\(p("search.results"))">\(box(model, chrome))\(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func box(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <form class="filters" action="/search"><input class="input grow" type="search" name="q" value="\(model.query)" aria-label="\(p("layout.searchLabel"))" placeholder="\(p("layout.searchHint"))" maxlength="100">\
            <button class="btn btn-primary" type="submit">\(icon(.search, chrome))\(p("keys.search"))</button></form>
            """
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.query.isEmpty { return Empty.render(.search, p("search.begin"), p("search.beginWords"), chrome) }
        if model.hits.isEmpty { return Empty.render(.search, p("search.nothing"), p("search.nothingWords"), chrome) }
        let columns = [DataTable.Column(p("search.kind")), DataTable.Column(p("search.what")), DataTable.Column(p("queue.limit"))]
        return DataTable(caption: p("search.results"), columns: columns, rows: model.hits.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ hit: Hit, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let (name, kind): (IconName, PhraseKey) = switch hit.kind {
        case .party: (.user, "search.party")
        case .followUp: (.listChecks, "explain.followUp")
        case .complaint: (.messageSquareWarning, "complaints.complaint")
        }
        return [
            #"<span class="row">\#(icon(name, chrome, size: .small))\#(p(kind))</span>"#,
            #"<a class="name" href="\#(url: hit.address)">\#(hit.title)</a><div class="l2 dots">\#(each(hit.details) { "<span>\($0)</span>" })</div>"#,
            with(hit.sla) { SlaBadge.render($0, chrome) },
        ]
    }
}
