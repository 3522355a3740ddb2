import Foundation
import Yams

/// Unquoted scalars that a YAML 1.1 parser would take for something else than their text.
enum PlainScalars {
    static let booleans: Set<String> = ["y", "n", "yes", "no", "on", "off"]

    /// `line: text` of each one in a document.
    static func doubtful(in yaml: String) throws -> [String] {
        try Yams.compose(yaml: yaml).map { walk($0) } ?? []
    }

    private static func walk(_ node: Node) -> [String] {
        if let scalar = node.scalar { return scalar.style == .plain && isDoubtful(scalar.string) ? ["\(scalar.mark?.line ?? 0): \(scalar.string)"] : [] }
        if let mapping = node.mapping { return mapping.flatMap { walk($0.key) + walk($0.value) } }
        return node.sequence?.flatMap { walk($0) } ?? []
    }

    /// Booleans, nulls, dates, times (sexagesimal numbers), octals, numbers with underscores. Whole and decimal numbers, `true` and `false` read alike.
    static func isDoubtful(_ text: String) -> Bool {
        if booleans.contains(text.lowercased()) || ["~", "null", "nan", ".nan", ".inf", "=", "<<", ""].contains(text.lowercased()) { return true }
        if ["True", "TRUE", "False", "FALSE"].contains(text) { return true }
        return text.wholeMatch(of: #/\d{4}-\d\d?-\d\d?([Tt ].*)?/#) != nil || text.wholeMatch(of: #/[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?/#) != nil
            || text.wholeMatch(of: #/[-+]?0[0-7xob_][0-9A-Fa-f_]*/#) != nil || text.wholeMatch(of: #/[-+]?\d+_[\d_.]*/#) != nil
            || text.wholeMatch(of: #/[-+]?\d+(\.\d*)?[eE].*/#) != nil || text.wholeMatch(of: #/\+\d+/#) != nil
    }
}
