/// What can be said of a text before it is parsed: the parser recurses and expands aliases, so depth and anchors are judged first.
struct DocumentShape {
    private enum Mode { case plain, single, double, comment }

    /// How deep brackets nest, or a line is indented in steps of a list.
    private(set) var depth = 0
    /// First line with an anchor or an alias: a document says everything where it stands.
    private(set) var anchorLine: Int?

    init(_ yaml: String) {
        var (mode, brackets, indent, line) = (Mode.plain, 0, 0, 1)
        var before = UInt8(ascii: "\n")
        var isIndent = true
        for byte in yaml.utf8 {
            if byte == UInt8(ascii: "\n") {
                (indent, isIndent, line) = (0, true, line + 1)
                if mode == .comment { mode = .plain }
            } else if isIndent {
                isIndent = " -?".utf8.contains(byte)
                indent += byte == UInt8(ascii: " ") ? 0 : 1
                depth = max(depth, isIndent ? indent : 0)
            }
            let startsToken = " \n[{,:-".utf8.contains(before)
            switch (mode, byte) {
            case (.plain, UInt8(ascii: "#")) where " \n".utf8.contains(before): mode = .comment
            case (.plain, UInt8(ascii: "'")) where startsToken: mode = .single
            case (.plain, UInt8(ascii: "\"")) where startsToken: mode = .double
            case (.single, UInt8(ascii: "'")): mode = .plain
            case (.double, UInt8(ascii: "\"")) where before != UInt8(ascii: "\\"): mode = .plain
            case (.plain, UInt8(ascii: "[")), (.plain, UInt8(ascii: "{")): (brackets, depth) = (brackets + 1, max(depth, brackets + 1))
            case (.plain, UInt8(ascii: "]")), (.plain, UInt8(ascii: "}")): brackets = max(0, brackets - 1)
            case (.plain, _) where isNameOfAnchor(byte, before): anchorLine = anchorLine ?? line
            default: break
            }
            beforeLast = before
            before = byte
        }
    }

    private var beforeLast = UInt8(ascii: "\n")

    /// A letter or digit after `&` or `*` at the beginning of a token.
    private func isNameOfAnchor(_ byte: UInt8, _ before: UInt8) -> Bool {
        guard before == UInt8(ascii: "&") || before == UInt8(ascii: "*") else { return false }
        let isName = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
        return isName && " \n[{,".utf8.contains(beforeLast)
    }
}
