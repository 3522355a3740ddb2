import Domain
import Phrasebook

/// What a person did to many follow-ups at once, newest first. `GET /bulk`
public enum BulkActsPage {
    public struct Line: Sendable {
        public var id: String
        public var deed: BulkPage.Deed
        public var isUndoing: Bool
        public var total: Int
        public var at: Instant
        public var reason: String
        public var isRunning: Bool

        public init(id: String, deed: BulkPage.Deed, isUndoing: Bool, total: Int, at: Instant, reason: String, isRunning: Bool) {
            (self.id, self.deed, self.isUndoing, self.total) = (id, deed, isUndoing, total)
            (self.at, self.reason, self.isRunning) = (at, reason, isRunning)
        }
    }

    public static func render(_ lines: [Line], _ turn: PageTurn, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("bulk.acts"), chrome, current: .followUps, body: """
            \(PageHead.render(p("bulk.acts"), trail: [(p("nav.followUps"), "/follow-ups")], chrome))
            <section class="card" aria-label="\(p("bulk.acts"))">\(list(lines, chrome))\(turn.render(chrome))</section>
            """)
    }

    private static func list(_ lines: [Line], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if lines.isEmpty { return Empty.render(.listChecks, p("bulk.none"), p("bulk.noneWords"), chrome) }
        let columns = [
            DataTable.Column(p("bulk.what")), DataTable.Column(p("bulk.count"), isNumber: true), DataTable.Column(p("bulk.at")), DataTable.Column(p("queue.reason")),
        ]
        return DataTable(caption: p("bulk.acts"), columns: columns, rows: lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ chrome: PageChrome) -> [HTML] {
        let title = BulkPage.title(line.deed, line.isUndoing, chrome.phrases)
        return [
            #"<a class="name" href="\#(url: Address.bulk(line.id))">\#(title)</a>"#, "\(chrome.phrases.number(line.total))", time(line.at, chrome),
            #"<span class="wrap">\#(line.reason)</span>"#,
        ]
    }
}
