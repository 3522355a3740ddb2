import Domain
import Yams

/// A value of a document with its path and the log that takes what is wrong with it.
/// Scalars are always texts: YAML's own types, and the booleans of YAML 1.1, never come into play.
package struct DocumentValue {
    package let node: Node
    package let path: String
    package let log: FindingLog

    package init(node: Node, path: String, log: FindingLog) { (self.node, self.path, self.log) = (node, path, log) }

    /// The text of a scalar; nil, without a finding, for anything else.
    package var scalar: String? { node.scalar?.string }
    package var isMapping: Bool { node.mapping != nil }
    package var isList: Bool { node.sequence != nil }

    /// The text of a scalar that is not empty, else a finding.
    package func text() -> String? {
        guard let text = scalar else { return reject("notText") }
        guard !text.isEmpty else { return reject("emptyText") }
        return text
    }

    /// The items of a list; anything else counts as a list of one.
    package var items: [DocumentValue] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.enumerated().map { DocumentValue(node: $0.element, path: "\(path)[\($0.offset)]", log: log) }
    }

    /// The pairs of a mapping in the order of the document, else a finding.
    package func pairs() -> [(name: String, value: DocumentValue)] {
        guard let mapping = node.mapping else {
            report("notMapping")
            return []
        }
        return mapping.compactMap { pair in
            guard let name = pair.key.scalar?.string else {
                report("keyNotText")
                return nil
            }
            return (name, DocumentValue(node: pair.value, path: path.isEmpty ? name : path + "." + name, log: log))
        }
    }

    /// Where `nearest` holds a name, the code ends in `.near`: the sentence then asks whether that was meant.
    package func report(_ code: String, severity: Finding.Severity = .error, _ arguments: [String: String] = [:]) {
        var (code, told) = (code, arguments)
        if let nearest = told["nearest"] {
            told["nearest"] = nearest.isEmpty ? nil : nearest
            code += nearest.isEmpty ? "" : ".near"
        }
        if let scalar, told["value"] == nil { told["value"] = scalar }
        log.add(severity, code, line: node.mark?.line, column: node.mark?.column, path: path, told)
    }

    /// Where it stands, for what is found out later.
    package func place(_ source: String) -> Place {
        Place(source: source, line: node.mark?.line, column: node.mark?.column, path: path.isEmpty ? nil : path)
    }

    /// A name that nothing defines, with the nearest of those that are defined.
    package func rejectName<T>(_ name: String, kind: String, among known: some Sequence<String>) -> T? {
        reject("unknownName", ["kind": kind, "name": name, "nearest": Nearest.name(to: name, in: known) ?? ""])
    }

    /// Reports and gives nil, for reading functions that end so.
    package func reject<T>(_ code: String, _ arguments: [String: String] = [:]) -> T? {
        report(code, arguments)
        return nil
    }
}
