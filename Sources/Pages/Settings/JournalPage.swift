import Domain
import Phrasebook

/// One entry of the journal, in words.
public struct JournalLine: Sendable {
    public var sequence: String
    public var recordedAt: Instant
    /// When it differs from `recordedAt`.
    public var occurredAt: Instant?
    public var actor: String
    public var what: String
    public var why: String?
    public var clause: String?
    /// The first digits of the chained hash; nil while the entry is not sealed.
    public var seal: String?
    public var address: String?

    public init(
        sequence: String, recordedAt: Instant, occurredAt: Instant? = nil, actor: String, what: String, why: String? = nil, clause: String? = nil,
        seal: String? = nil, address: String? = nil
    ) {
        (self.sequence, self.recordedAt, self.occurredAt, self.actor) = (sequence, recordedAt, occurredAt, actor)
        (self.what, self.why, self.clause, self.seal, self.address) = (what, why, clause, seal, address)
    }
}

enum JournalTable {
    static func card(_ lines: [JournalLine], _ chrome: PageChrome) -> HTML {
        if lines.isEmpty { return .none }
        return #"<section class="card"><div class="card-h"><h2>\#(chrome.phrases("journal.entries"))</h2></div>\#(table(lines, chrome))</section>"#
    }

    static func table(_ lines: [JournalLine], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("journal.recorded")), DataTable.Column(p("journal.actor")), DataTable.Column(p("journal.what")), DataTable.Column(p("journal.seal")),
        ]
        return DataTable(caption: p("journal.entries"), columns: columns, rows: lines.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ line: JournalLine, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let occurred: HTML = with(line.occurredAt) { "<div class=\"l2\">\(p("journal.occurred", ["time": .text(chrome.words.moment($0))]))</div>" }
        let what: HTML = line.address.map { #"<a href="\#(url: $0)">\#(line.what)</a>"# } ?? "\(line.what)"
        return [
            #"<span class="nowrap">\#(time(line.recordedAt, chrome))</span>"# + occurred, "\(line.actor)",
            what + with(line.why) { "<div class=\"l2\">\($0)</div>" } + with(line.clause) { "<div class=\"l2 clause\">\($0)</div>" },
            "<span class=\"mono\">\(line.sequence)</span><div class=\"l2 mono\">\(line.seal ?? p("journal.unsealed"))</div>",
        ]
    }
}

/// The audit journal. `GET /journal?actor=&kind=&from=&to=&after=`
public enum JournalPage {
    public struct Model: Sendable {
        public var lines: [JournalLine]
        public var actors: [Choice]
        public var kinds: [Choice]
        public var actor: String?
        public var kind: String?
        public var from: String?
        public var to: String?
        public var turn: PageTurn
        /// How the chain stands, in words: verified up to which entry, how many wait for their seal.
        public var chain: String?
        public var isBroken: Bool

        public init(
            lines: [JournalLine], actors: [Choice] = [], kinds: [Choice] = [], actor: String? = nil, kind: String? = nil, from: String? = nil,
            to: String? = nil, turn: PageTurn = PageTurn(), chain: String? = nil, isBroken: Bool = false
        ) {
            (self.lines, self.actors, self.kinds, self.actor, self.kind) = (lines, actors, kinds, actor, kind)
            (self.from, self.to, self.turn, self.chain, self.isBroken) = (from, to, turn, chain, isBroken)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.journal"), chrome, current: .journal, body: """
            \(PageHead.render(p("nav.journal"), chrome))
            \(with(model.chain) { Alert.render(model.isBroken ? .danger : .ok, icon(model.isBroken ? .circleAlert : .shieldCheck, chrome), title: $0) })
            <section class="card">\(filters(model, chrome))
            \(model.lines.isEmpty ? Empty.render(.history, p("journal.empty"), "", chrome) : JournalTable.table(model.lines, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func filters(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <form class="filters" action="/journal">\(Fields.filter("actor", label: p("journal.actor"), model.actors, value: model.actor, all: p("journal.everyActor")))\
            \(Fields.filter("kind", label: p("journal.kind"), model.kinds, value: model.kind, all: p("journal.everyKind")))\
            <input class="input input-sm" type="date" name="from" value="\(model.from)" aria-label="\(p("journal.from"))">\
            <input class="input input-sm" type="date" name="to" value="\(model.to)" aria-label="\(p("journal.to"))">\
            <button class="btn btn-sm" type="submit">\(p("queue.apply"))</button></form>
            """
    }
}
