/// Writes tables that Excel opens as they are: UTF-8 with a byte order mark, CRLF, quotes where needed (RFC 4180), no cell taken for a formula.
///
/// Rows are collected until `drain()` hands out their bytes, so that an export of any length can be streamed.
public struct CSVWriter {
    private var bytes: [UInt8]

    /// - Parameter hasMark: begin with the byte order mark, without which Excel on Chinese Windows reads GB 18030.
    public init(hasMark: Bool = true) { bytes = hasMark ? [0xEF, 0xBB, 0xBF] : [] }

    /// Bytes that wait to be handed out.
    public var waiting: Int { bytes.count }

    public mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes += [0x0D, 0x0A]
    }

    /// Everything written since the last call.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ cell: String) {
        let isFormula = Self.mayBeFormula(cell)
        guard isFormula || cell.utf8.contains(where: Self.needsQuotes) else { return bytes.append(contentsOf: cell.utf8) }
        bytes.append(Self.quote)
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in cell.utf8 {
            if byte == Self.quote { bytes.append(Self.quote) }
            bytes.append(byte)
        }
        bytes.append(Self.quote)
    }

    private static let quote = UInt8(ascii: "\"")

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Spreadsheets calculate what begins with `=`, `+`, `-`, `@`, tab or CR, also after blanks and in full width. A plain negative number is left alone.
    static func mayBeFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first(where: { $0 != " " && $0.value != 0x3000 }) else { return false }
        switch first.narrow {
        case "=", "+", "@", "\t", "\r": return true
        case "-": return cell.wholeMatch(of: /-[0-9]+(\.[0-9]+)?/) == nil
        default: return false
        }
    }
}
