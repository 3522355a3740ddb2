import CXlsxWriter
import Domain

/// Writes a table as a workbook (.xlsx), row after row: typed cells, heads that stay in sight, as many sheets as the rows need.
///
/// A text stays a text, whatever it begins with; nothing is a formula. What is kept at one time is a row: rows go to a temporary file, and into
/// the workbook's own when it is finished, because a ZIP file has its directory at the end. A class, because it holds libxlsxwriter's handle.
public final class WorkbookWriter {
    public struct Column: Sendable {
        public var title: String
        /// In characters of ordinary width.
        public var width: Double

        public init(_ title: String, width: Double = 14) { (self.title, self.width) = (title, width) }
    }

    public enum Cell: Sendable, Hashable {
        case empty
        case text(String)
        case count(Int)
        case day(LocalDay)
        /// Shown in the local time of the zone: spreadsheets know no zones.
        case moment(Instant, CivilZone)
    }

    public struct Failure: Error, Sendable {
        public var reason: String
    }

    private let path: String
    private let columns: [Column]
    private let sheetName: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var (head, dayFormat, momentFormat): (UnsafeMutablePointer<lxw_format>?, UnsafeMutablePointer<lxw_format>?, UnsafeMutablePointer<lxw_format>?)
    private var (sheets, next) = (0, UInt32(0))
    private let rowsPerSheet: Int

    /// - Parameters:
    ///   - path: where the workbook is written; a file that lies there is replaced and keeps its permissions.
    ///   - sheet: name of the sheet; signs that Excel does not take become hyphens.
    ///   - temporaryFolder: where rows lie until the workbook is finished.
    ///   - rowsPerSheet: with the heads; the rest goes on another sheet.
    public init(path: String, sheet: String, columns: [Column], temporaryFolder: String, rowsPerSheet: Int = 1_048_576) throws {
        (self.path, self.columns, self.rowsPerSheet) = (path, columns, min(rowsPerSheet, WorkbookLimits.rows))
        sheetName = String(sheet.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(25))
        book = temporaryFolder.withCString { folder in
            var options = lxw_workbook_options(constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return workbook_new_opt(path, &options)
        }
        guard book != nil else { throw Failure(reason: "no workbook could be begun") }
        head = workbook_add_format(book)
        format_set_bold(head)
        dayFormat = format("yyyy-mm-dd")
        momentFormat = format("yyyy-mm-dd hh:mm")
        try beginSheet()
    }

    deinit { if let book { lxw_workbook_free(book) } }

    /// As many cells as there are columns, or fewer.
    public func append(_ cells: [Cell]) throws {
        if Int(next) >= rowsPerSheet { try beginSheet() }
        for (column, cell) in cells.enumerated() { try write(cell, UInt16(column)) }
        next += 1
    }

    /// Makes the file whole. Nothing can be appended after it.
    public func finish() throws {
        guard let book else { return }
        self.book = nil
        try check(workbook_close(book))
    }

    // MARK: Sheets

    private func beginSheet() throws {
        sheets += 1
        sheet = workbook_add_worksheet(book, sheets == 1 ? sheetName : sheetName + " \(sheets)")
        guard sheet != nil else { throw Failure(reason: "no sheet could be added") }
        for (index, column) in columns.enumerated() {
            try check(worksheet_set_column(sheet, UInt16(index), UInt16(index), column.width, nil))
        }
        worksheet_freeze_panes(sheet, 1, 0)
        for (index, column) in columns.enumerated() { try check(worksheet_write_string(sheet, 0, UInt16(index), column.title, head)) }
        next = 1
    }

    private func format(_ code: String) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(book)
        format_set_num_format(format, code)
        return format
    }

    // MARK: Cells

    private func write(_ cell: Cell, _ column: UInt16) throws {
        switch cell {
        case .empty: return
        case .text(let text): try check(worksheet_write_string(sheet, next, column, Self.fitting(text), nil))
        case .count(let count): try check(worksheet_write_number(sheet, next, column, Double(count), nil))
        case .day(let day): try check(worksheet_write_number(sheet, next, column, Self.serial(day), dayFormat))
        case .moment(let instant, let zone): try check(worksheet_write_number(sheet, next, column, Self.serial(instant, zone), momentFormat))
        }
    }

    /// A cell takes 32,767 units of UTF-16; what is cut is marked.
    private static func fitting(_ text: String) -> String {
        guard text.utf8.count > 32_767, text.utf16.count > 32_767 else { return text }
        return String(text.unicodeScalars.prefix(16_000)) + "…"
    }

    /// Day 25569 of the spreadsheet is 1970-01-01.
    private static func serial(_ day: LocalDay) -> Double { Double(day.number) + 25_569 }

    private static func serial(_ instant: Instant, _ zone: CivilZone) -> Double {
        Double(instant.milliseconds + Int64(zone.offsetMinutes) * 60_000) / 86_400_000 + 25_569
    }

    private func check(_ error: lxw_error) throws {
        guard error != LXW_NO_ERROR else { return }
        throw Failure(reason: lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)")
    }
}
