import Domain

/// Decodes one message before it is split: trail bytes of GB 18030 may look like `\`, `|` or `^`.
///
/// MSH-18 decides when the bytes can be what it says (HL7 table 0211); else what they can be. A byte order mark goes before both.
struct HL7Charset {
    /// The file's name, for the place of findings.
    let name: String?

    /// UTF-8; nil when the bytes are no text.
    func decode(_ piece: HL7Cutter.Piece, _ onFinding: (Finding) -> Void) -> [UInt8]? {
        guard piece.bytes.contains(where: { $0 >= 0x80 || $0 == 0 }) else { return piece.bytes }
        return text(piece.bytes, as: encoding(of: piece, onFinding)) { finding in
            // That it was not UTF-8 is the sender's declared right.
            guard finding.severity > .note else { return }
            onFinding(Finding(finding.severity, finding.code, at: Place(source: name, line: piece.line), finding.arguments))
        }
    }

    private func encoding(of piece: HL7Cutter.Piece, _ onFinding: (Finding) -> Void) -> TextEncoding {
        let guess = EncodingGuess.of(piece.bytes[...])
        let written = declared(piece.bytes, guess)
        guard !written.isEmpty, !["ascii", "unicode"].contains(written.folded) else { return guess }
        let place = Place(source: name, line: piece.line, path: "MSH-18")
        guard let said = Self.encoding(written) else {
            onFinding(Finding(.warning, "hl7.charsetUnknown", at: place, ["value": String(written.prefix(40)), "encoding": guess.rawValue]))
            return guess
        }
        if EncodingGuess.fits(said, piece.bytes[...]) { return said }
        guard guess != said else { return guess }
        onFinding(Finding(.warning, "hl7.charsetOther", at: place, ["value": String(written.prefix(40)), "encoding": guess.rawValue]))
        return guess
    }

    /// MSH-18, first repetition; empty when the message says none.
    private func declared(_ bytes: [UInt8], _ guess: TextEncoding) -> String {
        let header = text(Array(bytes.prefix { $0 != 0x0D }), as: guess) { _ in } ?? []
        guard header.count > 8 else { return "" }
        let fields = header.split(separator: header[3], omittingEmptySubsequences: false)
        guard fields.count > 17, let first = fields[17].split(separator: header[5], omittingEmptySubsequences: false).first else { return "" }
        return String(decoding: first, as: UTF8.self).trimmed
    }

    /// The names of table 0211 and those that senders write instead.
    private static func encoding(_ written: String) -> TextEncoding? {
        switch written.folded.filter({ $0.isLetter || $0.isNumber }) {
        case "unicodeutf8", "utf8": .utf8
        case "gb180302000", "gb18030", "gbk", "gb2312", "gb231280", "cp936": .gb18030
        default: nil
        }
    }

    private func text(_ bytes: [UInt8], as encoding: TextEncoding, _ onFinding: (Finding) -> Void) -> [UInt8]? {
        var decoding = TextDecoding(encoding: encoding, name: name)
        var (chunk, text): ([UInt8]?, [UInt8]) = (bytes, [])
        let source: () -> [UInt8]? = {
            defer { chunk = nil }
            return chunk
        }
        // The source does not throw.
        while let piece = try? decoding.next(from: source, onFinding: onFinding) { text += piece }
        return decoding.isText ? text : nil
    }
}
