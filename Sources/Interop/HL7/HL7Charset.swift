import Domain

/// Decodes one message before it is split: trail bytes of GB 18030 may look like `\`, `|` or `^`.
///
/// What the sender is known to write decides, else MSH-18 (HL7 table 0211), when the bytes can be that; else what they can be. A byte order
/// mark goes before all.
struct HL7Charset: Sendable {
    /// The file's name, for the place of findings.
    let name: String?
    var known: TextEncoding?

    struct Text {
        /// UTF-8.
        var bytes: [UInt8]
        var encoding: TextEncoding
        /// Whether every byte could be read.
        var isWhole: Bool
    }

    /// - Returns: nil when the bytes are no text.
    func decode(_ piece: HL7Cutter.Piece, _ onFinding: (Finding) -> Void) -> Text? {
        guard piece.bytes.contains(where: { $0 >= 0x80 || $0 == 0 }) else { return Text(bytes: piece.bytes, encoding: saidOfPlain(piece), isWhole: true) }
        let encoding = encoding(of: piece, onFinding)
        let text = text(piece.bytes, as: encoding) { finding in
            // That it was not UTF-8 is the sender's declared right.
            guard finding.severity > .note else { return }
            onFinding(Finding(finding.severity, finding.code, at: Place(source: name, line: piece.line), finding.arguments))
        }
        return text.map { Text(bytes: $0, encoding: encoding, isWhole: EncodingGuess.fits(encoding, piece.bytes[...]) && !piece.bytes.contains(0)) }
    }

    /// In which encoding the sender would read what its own message did not need.
    private func saidOfPlain(_ piece: HL7Cutter.Piece) -> TextEncoding { known ?? Self.encoding(declared(piece.bytes, .utf8)) ?? .utf8 }

    private func encoding(of piece: HL7Cutter.Piece, _ onFinding: (Finding) -> Void) -> TextEncoding {
        if let known, EncodingGuess.fits(known, piece.bytes[...]) { return known }
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
    static func encoding(_ written: String) -> TextEncoding? {
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
