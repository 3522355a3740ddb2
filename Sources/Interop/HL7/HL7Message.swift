/// A message split into segments and fields by the signs that it declares itself (HL7 v2.5.1, chapter 2.5.4).
struct HL7Message {
    struct Segment {
        var name: String
        var line: Int
        /// Field n at n; the name at 0, for MSH the field sign at 1.
        var fields: [ArraySlice<UInt8>]
    }

    private(set) var segments: [Segment] = []
    let signs: HL7Signs

    /// - Parameters:
    ///   - text: UTF-8, segments ended by CR.
    ///   - line: of the MSH in its file.
    /// - Returns: nil when the signs are missing, doubled, or letters.
    init?(_ text: [UInt8], line: Int) {
        guard let signs = HL7Signs(text) else { return nil }
        self.signs = signs
        for (index, bytes) in text.split(separator: 0x0D).enumerated() {
            var fields = bytes.split(separator: signs.field, omittingEmptySubsequences: false)
            if index == 0 { fields.insert([signs.field], at: 1) }
            segments.append(Segment(name: String(decoding: fields[0], as: UTF8.self).trimmed, line: line + index, fields: fields))
        }
    }

    func all(_ name: String) -> [Segment] { segments.filter { $0.name == name } }

    /// Parts of the message with one segment of each of two kinds that follow each other: a patient and the number that is given up.
    func pairs(_ first: String, _ second: String) -> [HL7Message] {
        let rest = segments.filter { $0.name != first && $0.name != second }
        var (pairs, open): ([HL7Message], Segment?) = ([], nil)
        for segment in segments {
            if segment.name == first { open = segment }
            guard segment.name == second, let one = open else { continue }
            var part = self
            part.segments = rest + [one, segment]
            pairs.append(part)
        }
        return pairs
    }

    func has(_ name: String) -> Bool { segments.contains { $0.name == name } }

    /// A component of the first repetition of a field in the first segment of that name; empty when there is none. `""` (delete) is empty too.
    func value(_ name: String, _ field: Int, _ component: Int = 1) -> String {
        segments.first { $0.name == name }.map { value($0, field, component) } ?? ""
    }

    func value(_ segment: Segment, _ field: Int, _ component: Int = 1) -> String {
        repetitions(segment, field).first.map { self.component($0, component) } ?? ""
    }

    func repetitions(_ segment: Segment, _ field: Int) -> [ArraySlice<UInt8>] {
        guard field < segment.fields.count else { return [] }
        return segment.fields[field].split(separator: signs.repetition, omittingEmptySubsequences: false)
    }

    func repetitions(_ name: String, _ field: Int) -> [ArraySlice<UInt8>] {
        segments.first { $0.name == name }.map { repetitions($0, field) } ?? []
    }

    /// Of a component with subcomponents the first.
    func component(_ repetition: ArraySlice<UInt8>, _ number: Int) -> String {
        let components = repetition.split(separator: signs.component, omittingEmptySubsequences: false)
        guard number <= components.count else { return "" }
        let first = components[number - 1].split(separator: signs.subcomponent, omittingEmptySubsequences: false).first ?? []
        let text = HL7Escapes(signs: signs).text(first).trimmed
        return text == "\"\"" ? "" : text
    }
}

/// The five signs of MSH-1 and MSH-2.
struct HL7Signs: Sendable, Hashable {
    let field, component, repetition, escape, subcomponent: UInt8

    /// Those that everybody uses.
    static let usual = HL7Signs(Array("MSH|^~\\&|".utf8))!

    init?(_ text: [UInt8]) {
        guard text.count > 8, text.starts(with: "MSH".utf8) else { return nil }
        let signs = Array(text[3..<8])
        guard signs.allSatisfy(Self.isSign), Set(signs).count == 5 else { return nil }
        (field, component, repetition, escape, subcomponent) = (signs[0], signs[1], signs[2], signs[3], signs[4])
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return (0x21...0x7E).contains(byte) && !character.isLetter && !character.isNumber
    }
}

/// Escape sequences of texts (HL7 v2.5.1, chapter 2.7). What is none stays as it is written.
struct HL7Escapes {
    let signs: HL7Signs

    func text(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(signs.escape) else { return String(decoding: bytes, as: UTF8.self) }
        var (text, index): ([UInt8], Int) = ([], bytes.startIndex)
        while index < bytes.endIndex {
            if let (meant, end) = sequence(bytes[index...]) {
                text += meant
                index = end
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Text for a field: the signs themselves as escape sequences, line ends as blanks.
    func written(_ text: String) -> String {
        var written: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case signs.field: written += [signs.escape, 0x46, signs.escape]
            case signs.component: written += [signs.escape, 0x53, signs.escape]
            case signs.subcomponent: written += [signs.escape, 0x54, signs.escape]
            case signs.repetition: written += [signs.escape, 0x52, signs.escape]
            case signs.escape: written += [signs.escape, 0x45, signs.escape]
            case ..<0x20: written.append(0x20)
            default: written.append(byte)
            }
        }
        return String(decoding: written, as: UTF8.self)
    }

    /// The escape sequence that begins here, and where the text goes on.
    private func sequence(_ bytes: ArraySlice<UInt8>) -> (meant: [UInt8], end: Int)? {
        let inner = bytes.dropFirst()
        guard bytes.first == signs.escape, let end = inner.firstIndex(of: signs.escape), let meant = meaning(inner[..<end]) else { return nil }
        return (meant, end + 1)
    }

    private func meaning(_ code: ArraySlice<UInt8>) -> [UInt8]? {
        switch String(decoding: code, as: UTF8.self) {
        case "F": [signs.field]
        case "S": [signs.component]
        case "T": [signs.subcomponent]
        case "R": [signs.repetition]
        case "E": [signs.escape]
        case ".br", ".sp", ".ce": [0x0A]
        case "H", "N": []
        case let other where other.hasPrefix("X"): hexadecimal(code.dropFirst())
        default: nil
        }
    }

    private func hexadecimal(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard values.count == digits.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
    }
}
