import Domain

/// Collects the findings of one reading. Lives only while a document is read.
package final class FindingLog {
    package let source: String
    package private(set) var findings: [Finding] = []

    package init(source: String) { self.source = source }

    package func add(_ severity: Finding.Severity, _ code: String, line: Int? = nil, column: Int? = nil, path: String? = nil, _ arguments: [String: String] = [:]) {
        let place = Place(source: source, line: line, column: column, path: path.flatMap { $0.isEmpty ? nil : $0 })
        findings.append(Finding(severity, code, at: place, arguments))
    }
}
