import Domain
import Phrasebook

/// A part of a report beside its figures: what people said, who was not reached, complaints, the period before.
public struct ReportPart: Sendable {
    public struct Row: Sendable, Hashable {
        public var cells: [String]
        /// What the first cell opens to.
        public var address: String?

        public init(_ cells: [String], address: String? = nil) { (self.cells, self.address) = (cells, address) }
    }

    public var title: String
    public var headings: [String]
    /// Columns that hold numbers.
    public var numbers: Set<Int>
    public var rows: [Row]
    /// What is said where there are no rows.
    public var empty: String
    /// What the table leaves out.
    public var note: String?

    public init(title: String, headings: [String], numbers: Set<Int> = [], rows: [Row], empty: String, note: String? = nil) {
        (self.title, self.headings, self.numbers, self.rows, self.empty, self.note) = (title, headings, numbers, rows, empty, note)
    }

    func render(_ chrome: PageChrome) -> HTML {
        if rows.isEmpty { return card(title, inside("<p class=\"muted\">\(empty)</p>")) }
        let columns = headings.enumerated().map { DataTable.Column($0.element, isNumber: numbers.contains($0.offset)) }
        let table = DataTable(caption: title, columns: columns, rows: rows.map(Self.cells))
        return card(title, table.render(chrome) + with(note) { inside("<p class=\"muted\">\($0)</p>") })
    }

    private static func cells(_ row: Row) -> [HTML] {
        row.cells.enumerated().map { index, cell in
            guard index == 0, let address = row.address else { return "\(cell)" }
            return #"<a class="name" href="\#(url: address)">\#(cell)</a>"#
        }
    }
}

/// The parts of a report that people write and sign.
enum ReportPaper {
    static func remarks(_ model: ReportPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        guard let remarks = model.remarks else { return .none }
        guard model.mayWrite else { return card(p("report.remarks"), inside(remarks.isEmpty ? "<p class=\"muted\">\(p("report.noRemarks"))</p>" : "<p class=\"prose\">\(remarks)</p>")) }
        let fields = Fields(chrome: chrome, errors: model.errors)
        return card(p("report.remarks"), inside(postForm(Address.path("reports", model.id, "remarks"), class: "form wide", chrome, """
            \(fields.area("remarks", p("report.remarksLabel"), value: remarks, rows: 5, hint: p("report.remarksHint")))\(submitButton(p("report.remarksDo"), icon: .save, class: "", chrome))
            """)))
    }

    static func receipts(_ model: ReportPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        guard !model.receipts.isEmpty else { return .none }
        let rows: [[HTML]] = model.receipts.map { receipt in
            ["\(receipt.name)", receipt.receivedAt.map { badge(.ok, .check, chrome.words.full($0), chrome) } ?? badge(.warn, .clock, p("report.notSigned"), chrome)]
        }
        let table = DataTable(caption: p("report.receipts"), columns: [DataTable.Column(p("report.recipient")), DataTable.Column(p("report.received"))], rows: rows)
        return card(p("report.receipts"), table.render(chrome))
    }

    static func giveBack(_ model: ReportPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return popPanel(p("report.giveBack"), .undo, chrome, postForm(Address.path("reports", model.id, "return"), chrome, """
            \(fields.area("reason", p("queue.reason"), rows: 3, isRequired: true))\(submitButton(p("report.giveBack"), icon: .undo, chrome))
            """))
    }
}
