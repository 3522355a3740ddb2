import Domain
import Phrasebook

/// A finding as it is shown: the sentence and remedy are already in the reader's language.
public struct FindingLine: Sendable {
    public var severity: Finding.Severity
    public var line: Int?
    /// Heading of the column, or path in a document.
    public var column: String?
    /// What stood there.
    public var value: String?
    public var sentence: String
    public var remedy: String

    public init(severity: Finding.Severity, line: Int? = nil, column: String? = nil, value: String? = nil, sentence: String, remedy: String = "") {
        (self.severity, self.line, self.column, self.value) = (severity, line, column, value)
        (self.sentence, self.remedy) = (sentence, remedy)
    }

    /// The line of a finding, in words. The value is the argument `value`.
    public init(_ finding: Finding, _ words: CivilWords) {
        self.init(
            severity: finding.severity, line: finding.place.line, column: finding.place.path, value: finding.arguments["value"],
            sentence: words.sentence(finding), remedy: words.remedy(finding))
    }
}

/// Findings with place, value and remedy.
enum FindingTable {
    static func render(_ findings: [FindingLine], _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("faults.severity")), DataTable.Column(p("faults.place")), DataTable.Column(p("faults.value")),
            DataTable.Column(p("faults.what")),
        ]
        return DataTable(caption: p("faults.caption"), columns: columns, rows: findings.map { row($0, chrome) }).render(chrome)
    }

    private static func row(_ finding: FindingLine, _ chrome: PageChrome) -> [HTML] {
        [severity(finding.severity, chrome), place(finding, chrome), with(finding.value) { "<span class=\"mono\">\($0)</span>" },
         "\(finding.sentence)\(when(!finding.remedy.isEmpty, "<div class=\"l2\">\(finding.remedy)</div>"))"]
    }

    private static func severity(_ severity: Finding.Severity, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let (name, words): (IconName, String) = switch severity {
        case .error: (.circleX, p("faults.error"))
        case .warning: (.triangleAlert, p("faults.warning"))
        case .note: (.info, p("faults.note"))
        }
        return #"<span class="sev \#(severity.rawValue)">\#(icon(name, chrome, size: .small))\#(words)</span>"#
    }

    private static func place(_ finding: FindingLine, _ chrome: PageChrome) -> HTML {
        let line: HTML = with(finding.line) { #"<span class="nowrap">\#(chrome.phrases("faults.line", ["line": .number($0)]))</span>"# }
        return line + with(finding.column) { "<div class=\"l2\">\($0)</div>" }
    }
}
