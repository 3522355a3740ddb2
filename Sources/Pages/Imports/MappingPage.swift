import Domain
import Phrasebook

/// Which column of a table holds what: guessed, corrected by selects, tried on the first rows, named and saved. `GET /imports/columns?file=&name=`,
/// `GET /imports/mappings/{id}`
///
/// Form: `POST` to the same place (without the query) with `file`, `fileName`, `kind`, `heading.<n>`, `column.<n>` (code of a target, empty = not used),
/// `dateOrder`, `yes`, `no`, `name`, `pattern`, `csrf`, and `act` (preview | save).
public enum MappingPage {
    public struct Column: Sendable {
        public var heading: String
        /// Some values that stand in the column.
        public var samples: [String]
        /// Code of what it holds; nil = not used.
        public var target: String?

        public init(heading: String, samples: [String], target: String?) { (self.heading, self.samples, self.target) = (heading, samples, target) }
    }

    public struct Row: Sendable {
        public var line: Int
        public var cells: [String]
        public var isRead: Bool

        public init(line: Int, cells: [String], isRead: Bool) { (self.line, self.cells, self.isRead) = (line, cells, isRead) }
    }

    public struct Model: Sendable {
        /// The saved mapping that is changed; nil for a new one.
        public var id: String?
        /// The file that waits to be read, and what it is called.
        public var file: String?
        public var fileName: String?
        public var kinds: [Choice]
        public var kind: String
        public var columns: [Column]
        public var targets: [Choice]
        public var dateOrders: [Choice]
        public var dateOrder: String?
        public var yes: String
        public var no: String
        public var name: String
        public var pattern: String
        public var rows: [Row]
        public var findings: [FindingLine]
        public var errors: [FieldError]

        public init(
            id: String? = nil, file: String? = nil, fileName: String? = nil, kinds: [Choice], kind: String, columns: [Column], targets: [Choice],
            dateOrders: [Choice], dateOrder: String? = nil, yes: String = "", no: String = "", name: String = "", pattern: String = "", rows: [Row] = [],
            findings: [FindingLine] = [], errors: [FieldError] = []
        ) {
            (self.id, self.file, self.fileName, self.kinds, self.kind) = (id, file, fileName, kinds, kind)
            (self.columns, self.targets, self.dateOrders, self.dateOrder) = (columns, targets, dateOrders, dateOrder)
            (self.yes, self.no, self.name, self.pattern) = (yes, no, name, pattern)
            (self.rows, self.findings, self.errors) = (rows, findings, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p(model.id == nil ? "mapping.new" : "mapping.change")
        let trail = [(p("nav.imports"), "/imports"), (p("mapping.list"), "/imports/mappings")]
        return Layout.page(title: title, chrome, current: .imports, body: """
            \(PageHead.render(title, trail: trail, chrome))\(ErrorSummary.render(model.errors, chrome))
            <div class="stack"><p class="lead">\(p(model.file == nil ? "mapping.changeWords" : "mapping.newWords", ["file": .text(model.fileName ?? "")]))</p>
            \(postForm(model.id.map { Address.path("imports", "mappings", $0) } ?? "/imports/columns", class: "stack", chrome, form(model, chrome)))
            \(preview(model, chrome))\(when(model.id != nil, deletion(model, chrome)))</div>
            """)
    }

    private static func form(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return """
            \(hidden("file", model.file))\(hidden("fileName", model.fileName))\(hidden("guessed", model.kind))\
            <div class="columns"><div class="stack">\(card(p("mapping.columns"), inside("""
            <div class="stack">\(fields.select("kind", p("imports.kind"), model.kinds, value: model.kind))\(columns(model, chrome))</div>
            """)))</div>
            <div class="stack">\(card(p("mapping.writing"), inside("""
            <div class="stack">\(fields.select("dateOrder", p("mapping.dateOrder"), model.dateOrders, value: model.dateOrder, blank: p("mapping.dateOrderNone")))\
            \(fields.input("yes", p("mapping.yes"), value: model.yes, hint: p("mapping.wordsHint")))\(fields.input("no", p("mapping.no"), value: model.no))</div>
            """)))\(card(p("mapping.save"), inside("""
            <div class="stack">\(fields.input("name", p("mapping.name"), value: model.name, hint: p("mapping.nameHint")))\
            \(fields.input("pattern", p("mapping.pattern"), value: model.pattern, hint: p("mapping.patternHint")))<div class="form-acts">\
            \(when(model.file != nil, "<button class=\"btn\" type=\"submit\" name=\"act\" value=\"preview\">\(icon(.eye, chrome))\(p("mapping.preview"))</button>"))\
            <button class="btn btn-primary" type="submit" name="act" value="save">\(icon(.save, chrome))\(p(model.file == nil ? "mapping.saveDo" : "mapping.saveAndImport"))</button></div></div>
            """)))</div></div>
            """
    }

    private static func hidden(_ name: String, _ value: String?) -> HTML { with(value) { #"<input type="hidden" name="\#(name)" value="\#($0)">"# } }

    private static func columns(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let heads = [DataTable.Column(p("mapping.heading")), DataTable.Column(p("mapping.samples")), DataTable.Column(p("mapping.target"))]
        let rows: [[HTML]] = model.columns.enumerated().map { index, column in
            [
                "\(column.heading)<input type=\"hidden\" name=\"heading.\(index)\" value=\"\(column.heading)\">",
                "<span class=\"faint\">\(column.samples.prefix(3).joined(separator: " · "))</span>",
                """
                <select class="select select-sm" name="column.\(index)" aria-label="\(p("mapping.targetOf", ["heading": .text(column.heading)]))">\
                <option value="">\(p("mapping.unused"))</option>\(each(model.targets) { Fields.option($0, column.target) })</select>
                """,
            ]
        }
        return DataTable(caption: p("mapping.columns"), columns: heads, rows: rows).render(chrome)
    }

    private static func preview(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard model.file != nil else { return .none }
        let p = chrome.phrases
        let heads = [DataTable.Column(p("mapping.line")), DataTable.Column(p("mapping.isRead"))] + model.columns.map { DataTable.Column($0.heading) }
        let rows: [[HTML]] = model.rows.map { row in
            let mark = row.isRead ? badge(.ok, .check, p("mapping.read"), chrome) : badge(.warn, .x, p("mapping.notRead"), chrome)
            return ["\(row.line)", mark] + row.cells.map { "\($0)" }
        }
        let found: HTML = model.findings.isEmpty ? inside("<p class=\"muted\">\(p("mapping.noFindings"))</p>") : FindingTable.render(model.findings, chrome)
        return card(p("mapping.findings"), class: "strip", found) + card(p("mapping.firstRows"), class: "strip", DataTable(caption: p("mapping.firstRows"), columns: heads, rows: rows).render(chrome))
    }

    private static func deletion(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("mapping.delete"), class: "strip", inside("""
            <p class="muted">\(p("mapping.deleteWords"))</p>\
            \(postForm(Address.path("imports", "mappings", model.id ?? "", "deletion"), class: "row", chrome, submitButton(p("mapping.delete"), icon: .x, class: "btn-sm", chrome)))
            """))
    }
}

/// The saved mappings. `GET /imports/mappings`
public enum MappingsPage {
    public struct Line: Sendable {
        public var id: String
        public var name: String
        public var kind: String
        public var columns: Int
        public var pattern: String?
        public var by: String
        public var at: Instant

        public init(id: String, name: String, kind: String, columns: Int, pattern: String? = nil, by: String, at: Instant) {
            (self.id, self.name, self.kind, self.columns, self.pattern, self.by, self.at) = (id, name, kind, columns, pattern, by, at)
        }
    }

    public static func render(_ lines: [Line], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let heads = [
            DataTable.Column(p("mapping.name")), DataTable.Column(p("imports.kind")), DataTable.Column(p("mapping.used"), isNumber: true), DataTable.Column(p("mapping.pattern")),
            DataTable.Column(p("mapping.changed")),
        ]
        let rows: [[HTML]] = lines.map { line in
            [
                #"<a class="name" href="\#(url: Address.path("imports", "mappings", line.id))">\#(line.name)</a>"#, "\(line.kind)", "\(line.columns)",
                with(line.pattern) { "<span class=\"mono\">\($0)</span>" }, "\(line.by) <span class=\"faint\">\(chrome.words.moment(line.at))</span>",
            ]
        }
        let table = DataTable(caption: p("mapping.list"), columns: heads, rows: rows)
        return Layout.page(title: p("mapping.list"), chrome, current: .imports, body: """
            \(PageHead.render(p("mapping.list"), trail: [(p("nav.imports"), "/imports")], chrome))<p class="lead">\(p("mapping.listWords"))</p>
            <section class="card" aria-label="\(p("mapping.list"))">\(lines.isEmpty ? Empty.render(.inbox, p("mapping.none"), p("mapping.noneWords"), chrome) : table.render(chrome))</section>
            """)
    }
}
