import Domain
import Phrasebook

/// The registers of the regulations in force, and their forms for writing by hand. `GET /registers`
public enum RegistersPage {
    public struct Line: Sendable {
        public var title: String
        public var address: String
        /// Number of the printed form.
        public var code: String?
        /// How long a sheet runs: a month, a quarter.
        public var per: String
        /// Where it is kept and for how long.
        public var keep: String?

        public init(title: String, address: String, code: String? = nil, per: String, keep: String? = nil) {
            (self.title, self.address, self.code, self.per, self.keep) = (title, address, code, per, keep)
        }
    }

    /// What one regulation has.
    public struct Shelf: Sendable {
        public var regulation: String
        public var lines: [Line]
        /// Empty forms: the title, and where it is printed.
        public var forms: [LabelledText]

        public init(regulation: String, lines: [Line], forms: [LabelledText] = []) { (self.regulation, self.lines, self.forms) = (regulation, lines, forms) }
    }

    public struct Model: Sendable {
        public var shelves: [Shelf]
        public init(shelves: [Shelf]) { self.shelves = shelves }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let none: HTML = #"<section class="card">\#(Empty.render(.bookOpen, p("register.none"), p("register.noneWords"), chrome))</section>"#
        return Layout.page(title: p("register.list"), chrome, current: .reports, body: """
            \(PageHead.render(p("register.list"), trail: [(p("nav.reports"), "/reports")], chrome))<p class="lead">\(p("register.listWords"))</p>
            <div class="stack">\(model.shelves.isEmpty ? none : each(model.shelves) { shelf($0, chrome) })</div>
            """)
    }

    private static func shelf(_ shelf: Shelf, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(p("register.register")), DataTable.Column(p("register.per")), DataTable.Column(p("register.keep"))]
        let table = DataTable(caption: shelf.regulation, columns: columns, rows: shelf.lines.map { row($0) }).render(chrome)
        return card(shelf.regulation, when(!shelf.lines.isEmpty, table) + when(!shelf.forms.isEmpty, inside(forms(shelf.forms, chrome))))
    }

    private static func row(_ line: Line) -> [HTML] {
        [
            #"<a class="name" href="\#(url: line.address)">\#(line.title)</a>\#(with(line.code) { "<div class=\"l2\">\($0)</div>" })"#, "\(line.per)",
            with(line.keep) { "\($0)" },
        ]
    }

    private static func forms(_ forms: [LabelledText], _ chrome: PageChrome) -> HTML {
        let links: HTML = each(forms) { form in linkButton(form.label, form.text, icon: .printer, class: "btn-sm", chrome) }
        return "<h3>\(chrome.phrases("register.blankForms"))</h3><div class=\"form-acts\">\(links)</div>"
    }
}
