import Yams

/// The content of a document without its dress: JSON in one line, keys sorted, every scalar a text, comments and layout gone.
///
/// Its SHA-256 tells whether a pack has changed under the same version. It is made from the document, not from the values read from it, so that a
/// newer program gives the same text. An adoption stores the YAML text beside the hash; editions are read again from that text.
public enum CanonicalForm {
    /// nil when the text is no YAML mapping; reading it then gives the findings.
    public static func text(ofDocument yaml: String) -> String? {
        guard let node = DocumentText.open(yaml, log: FindingLog(source: ""))?.node else { return nil }
        var text = ""
        write(node, to: &text)
        return text
    }

    private static func write(_ node: Node, to text: inout String) {
        if let scalar = node.scalar {
            text += JSONQuoting.quoted(scalar.string)
        } else if let sequence = node.sequence {
            list(sequence.map { $0 }, "[", "]", &text) { write($0, to: &$1) }
        } else if let mapping = node.mapping {
            let pairs = mapping.map { (key: $0.key.scalar?.string ?? "", value: $0.value) }.sorted { $0.key < $1.key }
            list(pairs, "{", "}", &text) { pair, text in
                text += JSONQuoting.quoted(pair.key) + ":"
                write(pair.value, to: &text)
            }
        }
    }

    private static func list<T>(_ items: [T], _ open: String, _ close: String, _ text: inout String, _ write: (T, inout String) -> Void) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            write(item, &text)
        }
        text += close
    }
}

/// JSON's way to write a text: quotes, backslashes and control characters escaped, everything else as it is.
enum JSONQuoting {
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20: out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
