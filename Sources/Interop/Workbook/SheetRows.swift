/// A row of a sheet: the cells that hold something, and what is wrong with it.
struct SheetRow {
    struct Cell {
        /// From 0.
        var column: Int
        var text: String
    }

    enum Fault: Equatable {
        /// The column, from 0.
        case cellTooLong(Int)
        /// A cell beyond the last column there is.
        case beyondColumns
        /// More text than a row may have.
        case tooLong
    }

    /// Number of the row, as the spreadsheet shows it.
    var line: Int
    var cells: [Cell] = []
    /// Columns in which a formula gave an error instead of a value.
    var errors: [Int] = []
    var fault: Fault?
}

/// Collects the rows of a sheet as they are read: `<row r=><c r= t= s=><v>` or `<is><t>`.
final class SheetRows: XMLReceiver {
    private enum Kind { case number, shared, text, flag, error }

    private let strings: SharedStrings
    private let formats: CellFormats
    private let number: SheetNumber
    private let (cellBytes, rowBytes): (Int, Int)
    private(set) var rows: [SheetRow] = []
    var fault: WorkbookFault? { nil }

    private var row = SheetRow(line: 0)
    private var (column, kind, style) = (-1, Kind.number, 0)
    private var value: [UInt8] = []
    private var textBytes = 0
    private var (isInValue, isInline, isPhonetic) = (false, false, false)

    init(strings: SharedStrings, formats: CellFormats, number: SheetNumber, limits: CSVLimits) {
        (self.strings, self.formats, self.number) = (strings, formats, number)
        (cellBytes, rowBytes) = (limits.fieldBytes, limits.recordBytes)
    }

    /// The rows that are whole since the last call.
    func take() -> [SheetRow] {
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }

    func began(_ element: XMLName, _ attributes: XMLAttributes) {
        if element.is("c") {
            beginCell(attributes)
        } else if element.is("v") {
            isInValue = true
        } else if element.is("row") {
            beginRow(attributes)
        } else if element.is("is") {
            isInline = true
        } else if element.is("t") {
            isInValue = isInline && !isPhonetic
        } else if element.is("rPh") {
            isPhonetic = true
        }
    }

    func ended(_ element: XMLName) {
        if element.is("c") {
            endCell()
        } else if element.is("v") || element.is("t") {
            isInValue = false
        } else if element.is("row") {
            if !row.cells.isEmpty || !row.errors.isEmpty || row.fault != nil { rows.append(row) }
        } else if element.is("is") {
            isInline = false
        } else if element.is("rPh") {
            isPhonetic = false
        }
    }

    /// What is too long is not kept, only noticed.
    func found(_ text: UnsafeBufferPointer<UInt8>) {
        if isInValue, value.count <= cellBytes { value.append(contentsOf: text) }
    }

    // MARK: Rows and cells

    private func beginRow(_ attributes: XMLAttributes) {
        var line = row.line + 1
        // Rows come in order; one that says otherwise is simply the next.
        attributes.each { if $0.is("r"), let told = Self.integer($1), told > line { line = told } }
        row = SheetRow(line: line)
        (column, textBytes) = (-1, 0)
    }

    private func beginCell(_ attributes: XMLAttributes) {
        (column, kind, style) = (column + 1, .number, 0)
        value.removeAll(keepingCapacity: true)
        attributes.each { name, value in
            if name.is("r") {
                column = Self.column(value) ?? column
            } else if name.is("s") {
                style = Self.integer(value) ?? 0
            } else if name.is("t") {
                kind = Self.kind(value)
            }
        }
    }

    private func endCell() {
        guard !value.isEmpty else { return }
        guard column < WorkbookLimits.columns else { return row.fault = row.fault ?? .beyondColumns }
        guard value.count <= cellBytes else { return row.fault = row.fault ?? .cellTooLong(column) }
        let text = text()
        textBytes += text.utf8.count + 1
        guard textBytes <= rowBytes else { return row.fault = row.fault ?? .tooLong }
        if kind == .error { return row.errors.append(column) }
        if !text.isEmpty { row.cells.append(SheetRow.Cell(column: column, text: text)) }
    }

    private func text() -> String {
        switch kind {
        case .number: number.text(value, formats.format(style))
        // An index that leads nowhere is a character that cannot be read.
        case .shared: Int(String(decoding: value, as: UTF8.self)).flatMap { strings[$0] } ?? "\u{FFFD}"
        case .text: value.withUnsafeBufferPointer(EscapedText.string)
        case .flag: value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE"
        case .error: ""
        }
    }

    // MARK: Attributes

    /// ISO days (`d`) are texts already.
    private static func kind(_ value: UnsafePointer<CChar>) -> Kind {
        switch UInt8(bitPattern: value[0]) {
        case UInt8(ascii: "s"): value[1] == 0 ? .shared : .text
        case UInt8(ascii: "b"): .flag
        case UInt8(ascii: "e"): .error
        case UInt8(ascii: "n"): .number
        default: .text
        }
    }

    /// `BC23` is column 54, counted from 0. Nil when no letter stands there.
    private static func column(_ reference: UnsafePointer<CChar>) -> Int? {
        var (column, index) = (0, 0)
        while index < 8, case let letter = UInt8(bitPattern: reference[index]) & 0xDF, (0x41...0x5A).contains(letter) {
            (column, index) = (column * 26 + Int(letter - 0x40), index + 1)
        }
        return index == 0 ? nil : column - 1
    }

    private static func integer(_ value: UnsafePointer<CChar>) -> Int? {
        var (number, index) = (0, 0)
        while index < 10, case let digit = UInt8(bitPattern: value[index]), (0x30...0x39).contains(digit) {
            (number, index) = (number * 10 + Int(digit - 0x30), index + 1)
        }
        return index == 0 || value[index] != 0 ? nil : number
    }
}
