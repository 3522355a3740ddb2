import Domain

/// Reads a sheet of a workbook (.xlsx, ECMA-376) as the table that `CSVReader` reads from a text: headings, then rows by the numbers that the
/// spreadsheet shows.
///
/// The sheet is the first whose headings are usable; what the others are called is told. A row that breaks a limit gives a finding and is left
/// out. What is kept at one time is the packed file, the shared texts and a piece of the sheet.
struct WorkbookReader {
    let limits: CSVLimits
    let workbook: WorkbookLimits
    let name: String?

    typealias Receive = (CSVRow) throws -> Void

    func read(
        _ bytes: HeldBytes, fit: (CSVRow) -> HeadingFit, onHeader: (CSVRow) throws -> Bool, onRow: Receive, onShare: (Double) -> Void,
        onFinding: (Finding) -> Void
    ) throws -> CSVSummary {
        var summary = CSVSummary()
        do {
            let book = try OpenWorkbook(bytes, limits, workbook)
            let chosen = try choose(book, fit)
            tell(chosen, of: book, onFinding)
            summary.sheet = chosen.sheet.name
            guard try onHeader(chosen.found.header) else { return summary }
            summary.isReadable = true
            var rows = TableRows(header: chosen.found.header, limits: limits, name: name)
            defer { (summary.rows, summary.broken) = (rows.count, rows.broken) }
            do {
                try book.rows(of: chosen.sheet) { row, share in
                    onShare(share)
                    try rows.take(row, onRow, onFinding)
                    return true
                }
            } catch let fault as WorkbookFault {
                rows.end(fault, onFinding)
            }
        } catch let fault as WorkbookFault {
            onFinding(fault.finding(name, workbook))
        }
        return summary
    }

    // MARK: The sheet

    private struct Choice {
        var sheet: WorkbookParts.Sheet
        var found: HeadingSearch.Found
    }

    /// Sheets that are looked into; a workbook of more is told as one of so many.
    private static let looked = 50

    private func choose(_ book: OpenWorkbook, _ fit: (CSVRow) -> HeadingFit) throws -> Choice {
        var best: Choice?
        for sheet in book.sheets.prefix(Self.looked) {
            guard let found = HeadingSearch.best(of: try book.first(HeadingSearch.rows, of: sheet), columns: limits.columns, fit) else { continue }
            if found.fit.isUsable { return Choice(sheet: sheet, found: found) }
            if best.map({ $0.found.fit < found.fit }) ?? true { best = Choice(sheet: sheet, found: found) }
        }
        guard let best else { throw WorkbookFault.noRows }
        return best
    }

    private func tell(_ choice: Choice, of book: OpenWorkbook, _ onFinding: (Finding) -> Void) {
        let others = book.sheets.filter { $0.part != choice.sheet.part }.map(\.name)
        if !others.isEmpty {
            let shown = others.prefix(10).joined(separator: ", ") + (others.count > 10 ? " …" : "")
            onFinding(Finding(.note, "workbook.otherSheets", at: Place(source: name), ["sheet": choice.sheet.name, "others": shown]))
        }
        if choice.found.isCut {
            let place = Place(source: name, line: choice.found.header.line, column: limits.columns + 1)
            onFinding(Finding(.warning, "sheet.tooManyColumns", at: place, ["limit": String(limits.columns)]))
        }
    }
}

/// A workbook with what its sheets need: texts, formats, the count of days.
private struct OpenWorkbook {
    let archive: ZipArchive
    /// Those that are shown; when none is, all.
    let sheets: [WorkbookParts.Sheet]
    private let strings: SharedStrings
    private let formats = CellFormats()
    private let number: SheetNumber
    private let limits: CSVLimits

    init(_ bytes: HeldBytes, _ limits: CSVLimits, _ workbook: WorkbookLimits) throws {
        archive = try ZipArchive(bytes, workbook)
        let parts = try WorkbookParts(archive)
        let shown = parts.sheets.filter { !$0.isHidden }
        sheets = shown.isEmpty ? parts.sheets : shown
        strings = SharedStrings(limit: workbook.textBytes)
        (number, self.limits) = (SheetNumber(countsFrom1904: parts.countsFrom1904), limits)
        if let part = try parts.strings.flatMap(archive.part) { try XMLScan.read(part, of: archive, to: strings) }
        if let part = try parts.styles.flatMap(archive.part) { try XMLScan.read(part, of: archive, to: formats) }
    }

    func first(_ count: Int, of sheet: WorkbookParts.Sheet) throws -> [SheetRow] {
        var rows: [SheetRow] = []
        try self.rows(of: sheet) { row, _ in
            rows.append(row)
            return rows.count < count
        }
        return rows
    }

    /// The rows with something in them, and what share of the sheet has been read; until `take` says false.
    func rows(of sheet: WorkbookParts.Sheet, _ take: (SheetRow, Double) throws -> Bool) throws {
        guard let part = try archive.part(sheet.part) else { throw WorkbookFault.damaged }
        let rows = SheetRows(strings: strings, formats: formats, number: number, limits: limits)
        let scan = XMLScan(rows)
        var (read, isWhole) = (0, true)
        try archive.read(part) { piece in
            // Rows before a fault are whole; they are handed out first.
            let fault = Result { () throws(WorkbookFault) in try scan.feed(piece) }
            read += piece.count
            let share = Double(read) / Double(max(part.size, read))
            isWhole = try rows.take().allSatisfy { try take($0, share) }
            try fault.get()
            return isWhole
        }
        if isWhole { try scan.feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
    }
}

/// Rows of a sheet under its headings.
private struct TableRows {
    let header: CSVRow
    let limits: CSVLimits
    let name: String?
    private(set) var (count, broken) = (0, 0)
    private var last = 0

    init(header: CSVRow, limits: CSVLimits, name: String?) { (self.header, self.limits, self.name) = (header, limits, name) }

    mutating func take(_ row: SheetRow, _ onRow: WorkbookReader.Receive, _ onFinding: (Finding) -> Void) throws {
        guard row.line > header.line else { return }
        last = row.line
        if let fault = row.fault { return leaveOut(row.line, fault, onFinding) }
        for column in row.errors where column < header.fields.count {
            let heading = header.fields[column]
            onFinding(Finding(
                .warning, "sheet.errorValue", at: Place(source: name, line: row.line, column: column + 1, path: heading), ["heading": heading]))
        }
        var fields = [String](repeating: "", count: header.fields.count)
        // What stands beside the table has no heading and means nothing.
        for cell in row.cells where cell.column < fields.count { fields[cell.column] = cell.text }
        guard fields.contains(where: { !$0.isEmpty }) else { return }
        count += 1
        try onRow(CSVRow(line: row.line, fields: fields))
    }

    /// The rest of the sheet cannot be read.
    mutating func end(_ fault: WorkbookFault, _ onFinding: (Finding) -> Void) {
        broken += 1
        let line = max(last, header.line) + 1
        onFinding(Finding(.error, "sheet.damaged", at: Place(source: name, line: line), ["line": String(line)]))
    }

    private mutating func leaveOut(_ line: Int, _ fault: SheetRow.Fault, _ onFinding: (Finding) -> Void) {
        broken += 1
        let (code, limit, column) =
            switch fault {
            case .cellTooLong(let column): ("csv.cellTooLong", limits.fieldBytes, column + 1 as Int?)
            case .tooLong: ("csv.lineTooLong", limits.recordBytes, nil)
            case .beyondColumns: ("csv.tooManyColumns", WorkbookLimits.columns, nil)
            }
        onFinding(Finding(.error, code, at: Place(source: name, line: line, column: column), ["limit": String(limit)]))
    }
}
