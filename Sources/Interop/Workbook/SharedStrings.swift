/// The texts that the cells of a workbook share, in one run of bytes: `<si><t>` or `<si><r><t>`, phonetic signs left out.
final class SharedStrings: XMLReceiver {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var isInText = false
    private var isPhonetic = false
    private let limit: Int

    init(limit: Int) { self.limit = min(limit, Int(UInt32.max)) }

    /// Four bytes are kept for each text beside its own.
    var fault: WorkbookFault? { bytes.count + 4 * ends.count > limit ? .tooManyTexts : nil }

    /// Nil when there is no such text.
    subscript(_ index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return bytes.withUnsafeBufferPointer { EscapedText.string(UnsafeBufferPointer(rebasing: $0[start..<Int(ends[index])])) }
    }

    func began(_ element: XMLName, _ attributes: XMLAttributes) {
        if element.is("t") {
            isInText = !isPhonetic
        } else if element.is("rPh") {
            isPhonetic = true
        }
    }

    func ended(_ element: XMLName) {
        if element.is("t") {
            isInText = false
        } else if element.is("rPh") {
            isPhonetic = false
        } else if element.is("si") {
            ends.append(UInt32(clamping: bytes.count))
        }
    }

    func found(_ text: UnsafeBufferPointer<UInt8>) {
        if isInText { bytes.append(contentsOf: text) }
    }
}

/// Text of a workbook, in which `_x000D_` stands for the character of that number (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let plain = String(decoding: bytes, as: UTF8.self)
        guard bytes.count >= 7, bytes.contains(UInt8(ascii: "_")) else { return plain }
        return plain.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map(String.init) ?? "\u{FFFD}"
        }
    }
}
