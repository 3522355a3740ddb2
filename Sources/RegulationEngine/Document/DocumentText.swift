import Domain
import Yams

/// The first door of a document: text to nodes, with its size, anchors and doubled keys checked.
package enum DocumentText {
    /// Larger than any regulation or registry; what is larger is not one.
    static let limit = 2_000_000
    static let deepest = 60

    /// The top mapping of the document, or findings.
    package static func open(_ yaml: String, log: FindingLog) -> DocumentValue? {
        guard yaml.utf8.count <= limit else { return refuse(log, "documentTooLarge", ["limit": String(limit)]) }
        let shape = DocumentShape(yaml)
        guard shape.depth <= deepest else { return refuse(log, "documentTooDeep", ["limit": String(deepest)]) }
        if let line = shape.anchorLine {
            log.add(.error, "yamlAnchor", line: line)
            return nil
        }
        guard let node = compose(yaml, log: log) else { return nil }
        let value = DocumentValue(node: node, path: "", log: log)
        guard node.mapping != nil else {
            value.report("notMapping")
            return nil
        }
        return value
    }

    private static func compose(_ yaml: String, log: FindingLog) -> Node? {
        do {
            if let node = try Yams.compose(yaml: yaml) { return node }
            return refuse(log, "documentEmpty")
        } catch let error as YamlError {
            report(error, log)
            return nil
        } catch {
            return refuse(log, "yamlSyntax", ["problem": "\(error)"])
        }
    }

    private static func report(_ error: YamlError, _ log: FindingLog) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            log.add(.error, "yamlSyntax", line: mark.line, column: mark.column, ["problem": problem])
        case .duplicatedKeysInMapping(let duplicates, let context):
            log.add(.error, "yamlDoubledKey", line: context.mark.line, column: context.mark.column, ["key": duplicates.sorted().joined(separator: ", ")])
        default:
            log.add(.error, "yamlSyntax", ["problem": "\(error)"])
        }
    }

    private static func refuse<T>(_ log: FindingLog, _ code: String, _ arguments: [String: String] = [:]) -> T? {
        log.add(.error, code, arguments)
        return nil
    }
}
