extension String {
    /// Adds `text` with the five characters that mean something in HTML written as references, and without
    /// the control characters that HTML cannot carry.
    mutating func appendEscaped(_ text: String) {
        if text.utf8.allSatisfy(isPlain) {
            self += text
            return
        }
        for scalar in text.unicodeScalars { appendEscaped(scalar) }
    }

    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "&": self += "&amp;"
        case "<": self += "&lt;"
        case ">": self += "&gt;"
        case "\"": self += "&quot;"
        case "'": self += "&#39;"
        case "`": self += "&#96;"
        case "\n", "\t": unicodeScalars.append(scalar)
        case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{fffe}", "\u{ffff}": break
        default: unicodeScalars.append(scalar)
        }
    }
}

/// Whether a byte of UTF-8 may be copied as it is. 0xC2 may begin a C1 control and 0xEF a non-character.
private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3c, 0x3e, 0x60, 0x7f, 0xc2, 0xef: false
    case 0x09, 0x0a: true
    default: byte >= 0x20
    }
}
