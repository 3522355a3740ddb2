import Phrasebook

/// One regulation: its rules with their clauses, its clauses with what carries them out. `GET /regulations/{id}`
public enum PackPage {
    public struct Rule: Sendable {
        public var id: String
        public var title: String
        /// What the rule says, in sentences: when it starts, within what, by whom, by which channel.
        public var says: [String]
        public var clauses: [String]
        /// It is ours, without a clause of the source.
        public var isOurs: Bool

        public init(id: String, title: String, says: [String], clauses: [String], isOurs: Bool = false) {
            (self.id, self.title, self.says, self.clauses, self.isOurs) = (id, title, says, clauses, isOurs)
        }
    }

    /// A row of the trace: (clause, kind).
    public struct Trace: Sendable {
        public enum Status: String, Sendable { case runs, parameter, stated, absent, open }
        public var clause: String
        public var kind: String
        /// What carries it out; empty when nothing does.
        public var mechanisms: [String]
        /// The rules it belongs to, for the way back.
        public var rules: [String]
        public var status: Status
        public var rehearsals: [String]

        public init(clause: String, kind: String, mechanisms: [String], rules: [String] = [], status: Status, rehearsals: [String] = []) {
            (self.clause, self.kind, self.mechanisms, self.rules) = (clause, kind, mechanisms, rules)
            (self.status, self.rehearsals) = (status, rehearsals)
        }
    }

    public struct Model: Sendable {
        public var id: String
        public var title: String
        public var code: String
        public var version: String
        /// The first digits of the SHA-256 of its canonical form.
        public var hash: String
        public var rules: [Rule]
        public var traces: [Trace]
        public var findings: [FindingLine]
        public var adoptions: [RegulationsPage.AdoptionLine]
        public var mayAdopt: Bool

        public init(
            id: String, title: String, code: String, version: String, hash: String, rules: [Rule], traces: [Trace], findings: [FindingLine] = [],
            adoptions: [RegulationsPage.AdoptionLine] = [], mayAdopt: Bool = false
        ) {
            (self.id, self.title, self.code, self.version, self.hash) = (id, title, code, version, hash)
            (self.rules, self.traces, self.findings, self.adoptions, self.mayAdopt) = (rules, traces, findings, adoptions, mayAdopt)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let adopt = postForm(Address.path("regulations", model.id, "adoptions"), class: "row", chrome, submitButton(p("regulations.adopt"), icon: .plus, chrome))
        let beside: HTML = "<span class=\"t13 faint dots\"><span>\(model.code)</span><span>\(p("regulations.version", ["version": .text(model.version)]))</span><span class=\"mono\">\(model.hash)</span></span>"
        return Layout.page(title: model.title, chrome, current: .regulations, body: """
            \(PageHead.render(model.title, beside: beside, actions: model.mayAdopt ? adopt : .none, trail: [(p("nav.regulations"), "/regulations")], chrome))
            <div class="stack">\(findings(model, chrome))\(summary(model, chrome))
            <section class="card"><div class="card-h"><h2>\(p("pack.rules"))</h2></div>\(rules(model, chrome))</section>
            <section class="card"><div class="card-h"><h2>\(p("pack.trace"))</h2></div>\(TraceTable.render(model.traces, chrome))</section></div>
            """)
    }

    private static func findings(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.findings.isEmpty { return .none }
        return #"<section class="card"><div class="card-h"><h2>\#(chrome.phrases("pack.findings"))</h2></div>\#(FindingTable.render(model.findings, chrome))</section>"#
    }

    private static func summary(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        func count(_ status: Trace.Status) -> Int { model.traces.count { $0.status == status } }
        let open = count(.open)
        return """
            <dl class="figures card"><div><dt>\(p("pack.clausesAll"))</dt><dd>\(p.number(Set(model.traces.map(\.clause)).count))</dd></div>\
            <div><dt>\(p("trace.runs"))</dt><dd class="tone-ok">\(p.number(count(.runs)))</dd></div>\
            <div><dt>\(p("trace.parameter"))</dt><dd>\(p.number(count(.parameter)))</dd></div>\
            <div><dt>\(p("trace.stated"))</dt><dd>\(p.number(count(.stated)))</dd></div>\
            <div><dt>\(p("trace.open"))</dt><dd class="\(open > 0 ? "tone-danger" : "")">\(p.number(open))</dd></div></dl>
            """
    }

    private static func rules(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(p("explain.rule")), DataTable.Column(p("pack.says")), DataTable.Column(p("console.clauses"))]
        return DataTable(caption: p("pack.rules"), columns: columns, rows: model.rules.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ rule: Rule, _ chrome: PageChrome) -> [HTML] {
        [
            #"<span class="strong" id="rule-\#(rule.id)">\#(rule.title)</span><div class="l2 mono">\#(rule.id)</div>"#, each(rule.says) { "<div>\($0)</div>" },
            each(rule.clauses) { #"<a class="clause" href="\#(url: "#clause-" + $0)">\#($0)</a> "# } + when(rule.isOurs, Tag(chrome.phrases("pack.ours")).html),
        ]
    }
}

/// Clause by clause: what carries it out, whether it runs, which rehearsal shows it.
enum TraceTable {
    static func render(_ traces: [PackPage.Trace], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("trace.clause")), DataTable.Column(p("trace.kind")), DataTable.Column(p("trace.mechanism")), DataTable.Column(p("trace.status")),
            DataTable.Column(p("regulations.rehearsals")),
        ]
        var seen: Set<String> = []
        return DataTable(caption: p("pack.trace"), columns: columns, rows: traces.map { row($0, isFirst: seen.insert($0.clause).inserted, chrome) }).render(chrome)
    }

    private static func row(_ trace: PackPage.Trace, isFirst: Bool, _ chrome: PageChrome) -> [HTML] {
        let nothing: HTML = #"<span class="tone-danger">\#(chrome.phrases("trace.nothing"))</span>"#
        let carried: HTML = each(trace.mechanisms) { "<div>\($0)</div>" } + each(trace.rules) { #"<a class="mono" href="\#(url: "#rule-" + $0)">\#($0)</a> "# }
        return [
            #"<span class="clause"\#(attribute: "id", isFirst ? "clause-" + trace.clause : nil)>\#(trace.clause)</span>"#, "\(trace.kind)",
            trace.mechanisms.isEmpty && trace.status == .open ? nothing : carried, status(trace.status, chrome),
            each(trace.rehearsals) { "<div class=\"t12\">\($0)</div>" },
        ]
    }

    private static func status(_ status: PackPage.Trace.Status, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch status {
        case .runs: badge(.ok, .circleCheck, p("trace.runs"), chrome)
        case .parameter: badge(.warn, .clock, p("trace.parameter"), chrome)
        case .stated: badge(.plain, .info, p("trace.stated"), chrome)
        case .absent: badge(.plain, .minus, p("trace.absent"), chrome)
        case .open: badge(.danger, .circleAlert, p("trace.open"), chrome)
        }
    }
}
