import Domain
import Phrasebook

/// The follow-up record as the paper form. `GET /records/{id}/print`; empty, to fill in by hand: `GET /forms/{regulation}/{form}/print` and
/// `GET /follow-ups/{id}/form`.
///
/// Own page and style sheet; black on white, A4; numbers stay masked.
public enum PrintedRecordPage {
    /// A row of the head: up to three terms with their text, side by side.
    public struct HeadRow: Sendable {
        public var cells: [LabelledText]

        public init(_ cells: [LabelledText]) { self.cells = cells }
    }

    public enum Answer: Sendable {
        /// All options in boxes, the chosen ones ticked.
        case boxes([(title: String, isChosen: Bool)])
        case words(String)
        /// So many empty lines to write on.
        case lines(Int)
    }

    public struct Model: Sendable {
        public var organisation: String
        public var title: String
        public var formNumber: String
        /// Empty on a form that is still to be filled in.
        public var recordNumber: String
        public var classification: String?
        public var head: [HeadRow]
        public var answers: [(question: String, answer: Answer)]
        /// Longer parts under the form: consequences, guidance, conclusion.
        public var blocks: [LabelledText]
        /// Who signs: the label, and what is known of the signature: name and time, or strokes.
        public var signatures: [PrintedSignature]
        public var printedBy: String
        public var printedAt: Instant
        /// The first digits of the hash that the journal keeps of it.
        public var checkCode: String?
        /// Kept until, or for how long, if the regulation says.
        public var retention: String?
        /// Small print of the form itself.
        public var note: String?
        /// Where the bar on the screen leads back to.
        public var back: String

        public init(
            organisation: String, title: String, formNumber: String, recordNumber: String, classification: String? = nil, head: [HeadRow],
            answers: [(question: String, answer: Answer)], blocks: [LabelledText] = [], signatures: [PrintedSignature] = [], printedBy: String,
            printedAt: Instant, checkCode: String? = nil, retention: String? = nil, note: String? = nil, back: String = "/follow-ups"
        ) {
            (self.organisation, self.title, self.formNumber, self.recordNumber) = (organisation, title, formNumber, recordNumber)
            (self.classification, self.head, self.answers, self.blocks) = (classification, head, answers, blocks)
            (self.signatures, self.printedBy, self.printedAt) = (signatures, printedBy, printedAt)
            (self.checkCode, self.retention, self.note, self.back) = (checkCode, retention, note, back)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return PrintSheet.page(title: model.recordNumber.isEmpty ? model.title : model.title + " " + model.recordNumber, label: model.title, back: model.back, chrome, sheet: """
            <header class="ph"><div class="org">\(model.organisation)</div><h1>\(model.title)</h1><div class="meta"><span>\(p("print.form", ["number": .text(model.formNumber)]))</span>\
            <span>\(p("print.record", ["number": .text(model.recordNumber)]))</span>\(with(model.classification) { "<span>\(p("print.classification", ["what": .text($0)]))</span>" })</div></header>
            \(head(model))\(answers(model, p))\(blocks(model))\(signatures(model, chrome))\(with(model.note) { "<p class=\"fine\">\($0)</p>" })
            <p class="fine">\(p("print.fine", ["name": .text(model.printedBy), "time": .text(chrome.words.full(model.printedAt))])) \(model.retention)\
            \(with(model.checkCode) { "<span class=\"hash\">\(p("print.check", ["code": .text($0)]))</span>" })</p>
            """)
    }

    private static func head(_ model: Model) -> HTML {
        """
        <table class="form"><colgroup><col class="k"><col><col class="k"><col><col class="k"><col></colgroup><tbody>
        \(each(model.head) { row($0) })</tbody></table>
        """
    }

    /// Six columns: the first cell of a shorter row takes what is left.
    private static func row(_ row: HeadRow) -> HTML {
        let cells: HTML = each(row.cells.prefix(3).enumerated()) { index, cell in
            let span = index == 0 ? max(1, 7 - 2 * row.cells.count) : 1
            return #"<th scope="row">\#(cell.label)</th><td\#(attribute: "colspan", span > 1 ? String(span) : nil)>\#(cell.text)</td>"#
        }
        return "<tr>\(cells)</tr>\n"
    }

    private static func answers(_ model: Model, _ p: Phrases) -> HTML {
        if model.answers.isEmpty { return .none }
        return """
            <table class="form q"><thead><tr><th scope="col" class="n">\(p("print.number"))</th><th scope="col">\(p("record.question"))</th><th scope="col">\(p("record.answer"))</th></tr></thead><tbody>
            \(each(model.answers.enumerated()) { index, line in "<tr><td class=\"n\">\(index + 1)</td><td>\(line.question)</td><td>\(answer(line.answer))</td></tr>\n" })</tbody></table>
            """
    }

    private static func answer(_ answer: Answer) -> HTML {
        switch answer {
        case .words(let words): "\(words)"
        case .lines(let lines): each(0..<lines) { _ in "<div class=\"write\"></div>" }
        case .boxes(let boxes): each(boxes) { #"<span class="bx\#($0.isChosen ? " on" : "")">\#($0.title)</span>"# }
        }
    }

    private static func blocks(_ model: Model) -> HTML {
        if model.blocks.isEmpty { return .none }
        return """
            <table class="form"><colgroup><col class="k"><col></colgroup><tbody>\(each(model.blocks) { "<tr><th scope=\"row\">\($0.label)</th><td>\($0.text)</td></tr>\n" })</tbody></table>
            """
    }

    private static func signatures(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.signatures.isEmpty { return .none }
        return #"<table class="form sig"><tbody><tr>\#(each(model.signatures) { $0.cell(chrome) })</tr></tbody></table>"#
    }
}

/// A signature on paper: a label over a line, with what was signed on the screen.
public struct PrintedSignature: Sendable {
    public var label: String
    public var name: String?
    public var at: Instant?
    /// Strokes as they were drawn: points x, y in CSS pixels.
    public var strokes: [[(x: Double, y: Double)]]

    public init(_ label: String, name: String? = nil, at: Instant? = nil, strokes: [[(x: Double, y: Double)]] = []) {
        (self.label, self.name, self.at, self.strokes) = (label, name, at, strokes)
    }

    func cell(_ chrome: PageChrome) -> HTML {
        let date: HTML = at.map { "\(chrome.words.full($0))" } ?? "\(chrome.phrases("print.date"))"
        return #"<td><span class="lb">\#(label)</span>\#(drawn)\#(with(name) { "<span class=\"nm\">\($0)</span>" })<span class="ln"></span><span class="dt">\#(date)</span></td>"#
    }

    private var drawn: HTML {
        let points = strokes.flatMap(\.self)
        guard let right = points.map(\.x).max(), let bottom = points.map(\.y).max() else { return .none }
        let lines: HTML = each(strokes) { stroke in
            #"<polyline points="\#(HTML.joined(stroke.map { "\($0.x),\($0.y)" as HTML }, by: " "))"/>"#
        }
        return #"<svg class="ink" viewBox="0 0 \#(right + 4) \#(bottom + 4)" aria-hidden="true">\#(lines)</svg>"#
    }
}
