/// What a number in a cell means by the format it is shown with.
enum CellFormat: Equatable {
    case plain
    /// A day, perhaps with a time.
    case moment(hasTime: Bool)
    /// A number with so many digits, zeros in front: `00123`.
    case padded(Int)

    /// Formats that every workbook has without saying so (ECMA-376 part 1, 18.8.30, with those of the Chinese editions).
    static func builtIn(_ id: Int) -> CellFormat {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .moment(hasTime: false)
        case 18...22, 32...35, 45, 47, 55, 56: .moment(hasTime: true)
        default: .plain
        }
    }

    /// The meaning of a format of the writer's own: `yyyy"-"mm"-"dd`, `[$-804]m/d/yy h:mm AM/PM;@`.
    init(code: String) {
        let letters = Self.letters(code)
        if !letters.isEmpty, letters.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            self = .padded(letters.count)
        } else if letters.starts(with: "general".utf8) || !letters.contains(where: Self.dateLetters.contains) {
            self = .plain
        } else {
            self = .moment(hasTime: letters.contains(where: Self.clockLetters.contains))
        }
    }

    private static let dateLetters: Set<UInt8> = Set("ymdhs".utf8)
    private static let clockLetters: Set<UInt8> = Set("hs".utf8)

    /// The first section in lower case, without quoted words, escaped signs, colours and places. `[h]` counts hours past a day and is no date.
    private static func letters(_ code: String) -> [UInt8] {
        var (letters, index) = ([UInt8](), code.utf8.startIndex)
        let bytes = code.utf8
        func skip(to end: UInt8) -> Substring.UTF8View {
            let start = bytes.index(after: index)
            let close = bytes[start...].firstIndex(of: end) ?? bytes.endIndex
            index = close == bytes.endIndex ? close : bytes.index(after: close)
            return bytes[start..<close]
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: ";"): return letters
            case UInt8(ascii: "\""): _ = skip(to: byte)
            case UInt8(ascii: "["):
                let inside = skip(to: UInt8(ascii: "]"))
                if !inside.isEmpty, inside.allSatisfy({ "hmsHMS".utf8.contains($0) }) { return [] }
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                index = bytes.index(index, offsetBy: 2, limitedBy: bytes.endIndex) ?? bytes.endIndex
            default:
                letters.append(byte | ((0x41...0x5A).contains(byte) ? 0x20 : 0))
                index = bytes.index(after: index)
            }
        }
        return letters
    }
}

/// The formats of a workbook's cells: `<numFmt numFmtId= formatCode=/>`, and `<cellXfs>` with an `<xf numFmtId=/>` for each style.
final class CellFormats: XMLReceiver {
    private var own: [Int: CellFormat] = [:]
    private var styles: [CellFormat] = []
    private var isInStyles = false
    private(set) var fault: WorkbookFault?

    /// The format of a style; plain when there is none.
    func format(_ style: Int) -> CellFormat { styles.indices.contains(style) ? styles[style] : .plain }

    func began(_ element: XMLName, _ attributes: XMLAttributes) {
        if element.is("cellXfs") {
            isInStyles = true
        } else if element.is("numFmt"), let id = attributes["numFmtId"].flatMap(Int.init), let code = attributes["formatCode"] {
            own[id] = CellFormat(code: code)
        } else if isInStyles, element.is("xf") {
            let id = attributes["numFmtId"].flatMap(Int.init) ?? 0
            styles.append(own[id] ?? CellFormat.builtIn(id))
            // Excel itself has at most 64,000.
            if styles.count > 100_000 { fault = .damaged }
        }
    }

    func ended(_ element: XMLName) {
        if element.is("cellXfs") { isInStyles = false }
    }

    func found(_ text: UnsafeBufferPointer<UInt8>) {}
}
