import Domain
import Phrasebook

/// A sheet of a register as it is on paper: ruled, the head again on every page, signatures at the foot. `GET /registers/{regulation}/{register}/print`
public enum PrintedRegisterPage {
    public struct Model: Sendable {
        public var organisation: String
        public var title: String
        public var code: String?
        public var unit: String
        public var period: String
        public var back: String
        public var columns: [RegisterPage.Column]
        public var lines: [[String]]
        /// Lines of the period that stand on no page here: a sheet has an end.
        public var left: Int
        /// Who signs at the foot.
        public var signatures: [PrintedSignature]
        public var retention: String?
        public var printedBy: String
        public var printedAt: Instant

        public init(
            organisation: String, title: String, code: String? = nil, unit: String, period: String, back: String, columns: [RegisterPage.Column],
            lines: [[String]], left: Int = 0, signatures: [PrintedSignature] = [], retention: String? = nil, printedBy: String, printedAt: Instant
        ) {
            (self.organisation, self.title, self.code, self.unit, self.period) = (organisation, title, code, unit, period)
            (self.back, self.columns, self.lines, self.left) = (back, columns, lines, left)
            (self.signatures, self.retention, self.printedBy, self.printedAt) = (signatures, retention, printedBy, printedAt)
        }
    }

    /// A sheet with few lines is filled up with empty ones to write into.
    private static let leastLines = 12

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return PrintSheet.page(title: model.title + " " + model.period, label: model.title, back: model.back, isWide: true, chrome, sheet: """
            <table class="form book"><colgroup><col class="no">\(each(model.columns) { column($0, model) })</colgroup>
            <thead><tr><td class="book-h" colspan="\(model.columns.count + 1)">\(head(model, p))</td></tr>
            <tr><th scope="col">\(p("print.number"))</th>\(each(model.columns) { "<th scope=\"col\">\($0.heading)</th>" })</tr></thead>
            <tbody>\(each(model.lines.enumerated()) { index, cells in line(index + 1, cells, model) })\
            \(each(model.lines.count..<max(model.lines.count, leastLines)) { _ in line(nil, model.columns.map { _ in "" }, model) })</tbody></table>
            \(when(model.left > 0, "<p class=\"fine\">\(p("register.cutOff", ["n": .number(model.left)]))</p>"))\(signatures(model, chrome))
            <p class="fine">\(p("print.fine", ["name": .text(model.printedBy), "time": .text(chrome.words.full(model.printedAt))])) \(model.retention)</p>
            """)
    }

    private static func head(_ model: Model, _ p: Phrases) -> HTML {
        """
        <div class="ph"><div class="org">\(model.organisation)</div><h1>\(model.title)</h1><div class="meta"><span>\(p("register.unitIs", ["unit": .text(model.unit)]))</span>\
        <span>\(p("register.periodIs", ["period": .text(model.period)]))</span>\(with(model.code) { "<span>\(p("print.form", ["number": .text($0)]))</span>" })</div></div>
        """
    }

    /// Widths are shares of all that are given; where none is, the words decide.
    private static func column(_ column: RegisterPage.Column, _ model: Model) -> HTML {
        let given = model.columns.compactMap(\.width)
        guard !given.isEmpty else { return "<col>" }
        let share = 96 * (column.width ?? 2) / max(1, model.columns.map { $0.width ?? 2 }.reduce(0, +))
        return #"<col width="\#(max(1, share))%">"#
    }

    private static func line(_ number: Int?, _ cells: [String], _ model: Model) -> HTML {
        let written: HTML = each(zip(model.columns, cells)) { column, cell in #"<td\#(attribute: "class", column.isNumber ? "end" : nil)>\#(cell)</td>"# }
        return "<tr><td class=\"n\">\(with(number) { "\($0)" })</td>\(written)</tr>\n"
    }

    private static func signatures(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.signatures.isEmpty { return .none }
        return #"<table class="form sig"><tbody><tr>\#(each(model.signatures) { $0.cell(chrome) })</tr></tbody></table>"#
    }
}
