import Domain
import Phrasebook

/// Files that came in, and the form for another. `GET /imports`
///
/// Form: `POST /imports` (multipart) with `file`, `kind` (event kind, empty: recognised by its headings), `dryRun`, `settle` (confirm the columns first), `unit`, `csrf`.
public enum ImportsPage {
    public struct Model: Sendable {
        public var kinds: [Choice]
        public var units: [Choice]
        public var runs: [ImportRun]
        public var turn: PageTurn
        /// The largest file, in words: 200 MB.
        public var limit: String
        public var mayImport: Bool
        /// Headings each kind needs, for the help under the form.
        public var headings: [LabelledText]
        public var errors: [FieldError]

        public init(
            kinds: [Choice], units: [Choice] = [], runs: [ImportRun], turn: PageTurn = PageTurn(), limit: String, mayImport: Bool = true,
            headings: [LabelledText] = [], errors: [FieldError] = []
        ) {
            (self.kinds, self.units, self.runs, self.turn, self.limit) = (kinds, units, runs, turn, limit)
            (self.mayImport, self.headings, self.errors) = (mayImport, headings, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.imports"), chrome, current: .imports, body: """
            \(PageHead.render(p("nav.imports"), actions: linkButton(p("mapping.list"), "/imports/mappings", icon: .table, chrome), chrome))\(ErrorSummary.render(model.errors, chrome))
            \(model.mayImport ? "<div class=\"columns\">\(runs(model, chrome))\(upload(model, chrome))</div>" : runs(model, chrome))
            """)
    }

    private static func upload(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        let form: HTML = """
            <form method="post" action="/imports" class="form" enctype="multipart/form-data">\(chrome.csrfField)
            \(fields.input("file", p("imports.file"), kind: "file", hint: p("imports.fileHint", ["limit": .text(model.limit)]), isRequired: true, extra: " accept=\".xlsx,.csv,.tsv,.txt,.hl7,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\""))
            \(fields.select("kind", p("imports.kind"), model.kinds, blank: p("imports.kindByHeadings")))
            \(when(!model.units.isEmpty, fields.select("unit", p("imports.unit"), model.units, blank: p("imports.unitByColumn"))))
            \(fields.checkbox("settle", p("imports.settle")))\(fields.checkbox("dryRun", p("imports.dryRun")))
            <div class="form-acts">\(submitButton(p("imports.do"), icon: .upload, chrome))</div></form>
            """
        return #"<div class="stack">\#(card(p("imports.upload"), inside(form)))\#(when(!model.headings.isEmpty, headings(model, chrome)))</div>"#
    }

    private static func headings(_ model: Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("imports.headings"), inside(terms(model.headings.map { ($0.label, "\($0.text)") })))
    }

    private static func runs(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("imports.file")), DataTable.Column(p("imports.state")), DataTable.Column(p("imports.new"), isNumber: true),
            DataTable.Column(p("imports.corrected"), isNumber: true), DataTable.Column(p("imports.same"), isNumber: true),
            DataTable.Column(p("imports.rejected"), isNumber: true),
        ]
        let table = DataTable(caption: p("imports.past"), columns: columns, rows: model.runs.map { row($0, chrome) })
        return """
            <section class="card" aria-label="\(p("imports.past"))">\
            \(model.runs.isEmpty ? Empty.render(.inbox, p("imports.none"), p("imports.noneWords"), chrome) : table.render(chrome))\(model.turn.render(chrome))</section>
            """
    }

    private static func row(_ run: ImportRun, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        return [
            """
            <a class="name" href="\(url: Address.importRun(run.id))">\(run.fileName)</a><div class="l2 dots"><span>\(chrome.words.moment(run.startedAt))</span><span>\(run.by)</span></div>
            """,
            run.badge(chrome), "\(p.number(run.counts.new))", "\(p.number(run.counts.corrected))", "\(p.number(run.counts.same))",
            run.counts.rejected > 0 ? "<span class=\"tone-danger strong\">\(p.number(run.counts.rejected))</span>" : "0",
        ]
    }
}

/// One file that was or is being read.
public struct ImportRun: Sendable {
    public enum State: Sendable {
        /// Rows read, and of how many when the size of the file tells.
        case running(read: Int, share: Double?)
        case done, doneWithFindings
        /// Nothing was written: it was only tried.
        case dryRun
        /// The whole file was refused: wrong encoding, missing columns.
        case refused
        /// Stopped half-way; it goes on from there when it is given again.
        case interrupted
    }

    public struct Counts: Sendable {
        public var new: Int
        public var same: Int
        public var corrected: Int
        public var rejected: Int

        public init(new: Int = 0, same: Int = 0, corrected: Int = 0, rejected: Int = 0) {
            (self.new, self.same, self.corrected, self.rejected) = (new, same, corrected, rejected)
        }

        var all: Int { new + same + corrected + rejected }
    }

    public var id: String
    public var fileName: String
    public var kind: String?
    public var by: String
    public var startedAt: Instant
    public var state: State
    public var counts: Counts

    public init(id: String, fileName: String, kind: String? = nil, by: String, startedAt: Instant, state: State, counts: Counts) {
        (self.id, self.fileName, self.kind, self.by) = (id, fileName, kind, by)
        (self.startedAt, self.state, self.counts) = (startedAt, state, counts)
    }

    func badge(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch state {
        case .running: Pages.badge(.info, .refresh, p("imports.running"), chrome)
        case .done: Pages.badge(.ok, .circleCheck, p("imports.done"), chrome)
        case .doneWithFindings: Pages.badge(.warn, .circleAlert, p("imports.doneWithFindings"), chrome)
        case .dryRun: Pages.badge(.plain, .eye, p("imports.wasDryRun"), chrome)
        case .refused: Pages.badge(.danger, .circleX, p("imports.refused"), chrome)
        case .interrupted: Pages.badge(.warn, .pause, p("imports.interrupted"), chrome)
        }
    }
}
