/// Swift source split into code and string literals, comments dropped, so that a rule about calls does not
/// trip over a sentence in a comment, and a rule about SQL looks at literals alone.
///
/// A small scanner, no parser: it knows `//`, nested `/* */`, `"…"`, `"""…"""`, `#"…"#` and `\( … )`.
struct SwiftText {
    private(set) var code = ""
    private(set) var literals: [String] = []
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
        scanCode(until: nil)
    }

    private mutating func scanCode(until end: Character?) {
        var depth = 0
        while let next = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                skipBlockComment()
            } else if next == "\"" || (next == "#" && rest.drop(while: { $0 == "#" }).first == "\"") {
                scanLiteral()
            } else {
                if next == "(" { depth += 1 }
                if next == end, depth == 0 { return }
                if next == ")" { depth -= 1 }
                code.append(next)
                rest.removeFirst()
            }
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if rest.hasPrefix("/*") {
                depth += 1; rest.removeFirst(2)
            } else if rest.hasPrefix("*/") {
                depth -= 1; rest.removeFirst(2)
            } else {
                rest.removeFirst()
            }
        } while depth > 0 && !rest.isEmpty
    }

    private mutating func scanLiteral() {
        let hashes = String(rest.prefix { $0 == "#" })
        rest.removeFirst(hashes.count)
        let quotes = rest.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        rest.removeFirst(quotes.count)
        let (closing, escape) = (quotes + hashes, "\\" + hashes)
        var literal = ""
        while !rest.isEmpty, !rest.hasPrefix(closing) {
            if rest.hasPrefix(escape + "(") {
                rest.removeFirst(escape.count + 1)
                scanCode(until: ")")
                if !rest.isEmpty { rest.removeFirst() }
                literal += "\\()"
            } else if rest.hasPrefix(escape) {
                literal += rest.prefix(escape.count + 1)
                rest = rest.dropFirst(escape.count + 1)
            } else {
                literal.append(rest.removeFirst())
            }
        }
        rest = rest.dropFirst(closing.count)
        literals.append(literal)
        code += "\"\""
    }
}
