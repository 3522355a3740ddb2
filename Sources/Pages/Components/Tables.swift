import Phrasebook

/// A region that scrolls sideways by itself, can be focused and has a name.
func tableRegion(_ title: String, _ chrome: PageChrome, _ table: HTML) -> HTML {
    """
    <div class="table-wrap" tabindex="0" role="region" aria-label="\(chrome.phrases("layout.table", ["title": .text(title)]))">\(table)</div>
    """
}

/// A plain table of a page: caption for readers, a heading each column, cards on a phone.
struct DataTable {
    struct Column {
        var title: String
        var isNumber = false
        var isHidden = false

        init(_ title: String, isNumber: Bool = false, isHidden: Bool = false) {
            (self.title, self.isNumber, self.isHidden) = (title, isNumber, isHidden)
        }
    }

    var caption: String
    var columns: [Column]
    var rows: [[HTML]]
    var foot: [HTML] = []

    func render(_ chrome: PageChrome) -> HTML {
        tableRegion(caption, chrome, """
            <table class="table table-cards plain"><caption class="vh">\(caption)</caption>
            <thead><tr>\(each(columns) { head($0) })</tr></thead>
            <tbody>\(each(rows) { "<tr data-row>\(cells($0))</tr>\n" })</tbody>\(when(!foot.isEmpty, "<tfoot><tr>\(cells(foot))</tr></tfoot>"))</table>
            """)
    }

    private func head(_ column: Column) -> HTML {
        let title: HTML = column.isHidden ? "<span class=\"vh\">\(column.title)</span>" : "\(column.title)"
        return #"<th scope="col"\#(attribute: "class", column.isNumber ? "end" : nil)>\#(title)</th>"#
    }

    private func cells(_ row: [HTML]) -> HTML {
        each(zip(columns, row)) { column, cell in
            #"<td\#(attribute: "class", column.isNumber ? "end" : nil) data-label="\#(column.isHidden ? "" : column.title)">\#(cell)</td>"#
        }
    }
}

/// Nothing to show: says so, says what comes next, offers one thing.
enum Empty {
    static func render(_ name: IconName, _ title: String, _ words: String = "", action: HTML = .none, _ chrome: PageChrome) -> HTML {
        """
        <div class="empty">\(icon(name, chrome))<h2>\(title)</h2>\(when(!words.isEmpty, "<p>\(words)</p>"))\(when(!action.isEmpty, "<div class=\"row\">\(action)</div>"))</div>
        """
    }
}

/// Where a list of pages stands: keyset pages know the next one, not their number.
public struct PageTurn: Sendable, Hashable {
    /// The address of the next page; nil on the last.
    public var next: String?
    /// The address of the first page; nil when this is it.
    public var first: String?

    public init(next: String? = nil, first: String? = nil) { (self.next, self.first) = (next, first) }

    static let none = PageTurn()

    func render(_ chrome: PageChrome, beside: HTML = .none) -> HTML {
        if next == nil, first == nil, beside.isEmpty { return .none }
        let p = chrome.phrases
        return """
            <div class="pager">\(beside)<span class="grow"></span>\
            \(with(first) { #"<a class="btn btn-sm" href="\#(url: $0)">\#(icon(.chevronLeft, chrome, size: .small))\#(p("layout.firstPage"))</a>"# })\
            \(with(next) { #"<a class="btn btn-sm" href="\#(url: $0)" rel="next">\#(p("layout.nextPage"))\#(icon(.chevronRight, chrome, size: .small))</a>"# })</div>
            """
    }
}
