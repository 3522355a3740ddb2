import Domain

/// The state of one reading: buffer, scanner, width of the table, and what was counted.
struct CSVReading {
    private let limits: CSVLimits
    private let name: String?
    private var buffer = RecordBuffer()
    private var scanner = RecordScanner()
    private(set) var summary = CSVSummary()
    private(set) var sawHeader = false
    private(set) var toldFault = false
    /// Cells of the header, and how many of them a row must at least have: all up to the last that is not blank.
    private var (width, leastWidth) = (0, 0)

    init(limits: CSVLimits, name: String?) { (self.limits, self.name) = (limits, name) }

    mutating func run(
        _ text: () throws -> [UInt8]?, onHeader: (CSVRow) throws -> Bool, onRow: (CSVRow) throws -> Void, onFinding: (Finding) -> Void
    ) throws {
        guard try findHeader(text, onFinding) else { return }
        while let row = try nextRecord(text, onFinding) {
            guard sawHeader else {
                guard try onHeader(header(of: row)) else { return }
                continue
            }
            guard let fitting = fitted(row, onFinding) else { continue }
            summary.rows += 1
            try onRow(fitting)
        }
    }

    // MARK: The header

    private mutating func findHeader(_ text: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws -> Bool {
        while true {
            try buffer.fill(text)
            switch buffer.bytes.withUnsafeBufferPointer({ HeaderLine.find(in: $0, from: 0, isLast: buffer.isAtEnd) }) {
            case .header(let delimiter, let start, let lines):
                scanner.delimiter = delimiter
                summary.delimiter = Character(Unicode.Scalar(delimiter))
                buffer.advance(to: start, lines: lines)
                return true
            case .nothing: return false
            case .needsMore:
                guard buffer.waiting > limits.recordBytes else { continue }
                tell("csv.headerTooLong", 1, onFinding, ["limit": String(limits.recordBytes)])
                return false
            }
        }
    }

    private mutating func header(of row: CSVRow) -> CSVRow {
        let headings = row.fields.map { $0.trimmed }
        (width, leastWidth) = (headings.count, 1 + (headings.lastIndex { !$0.isEmpty } ?? 0))
        (sawHeader, summary.isReadable) = (true, true)
        return CSVRow(line: row.line, fields: headings)
    }

    // MARK: Records

    /// The next record whose form is sound; nil at the end.
    private mutating func nextRecord(_ text: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws -> CSVRow? {
        while true {
            if buffer.isEmpty {
                if buffer.isAtEnd { return nil }
                try buffer.fill(text)
                continue
            }
            switch buffer.bytes.withUnsafeBufferPointer({ scanner.scan($0, from: buffer.start, isLast: buffer.isAtEnd) }) {
            case .record(let next): if let row = take(next, onFinding) { return row }
            case .needsMore where buffer.waiting <= limits.recordBytes: try buffer.fill(text)
            case .needsMore: try leaveOutLongLine(text, onFinding)
            case .unclosedQuote: try leaveOutLine("csv.unclosedQuote", text, onFinding)
            case .badQuote: try leaveOutLine("csv.badQuote", text, onFinding)
            }
        }
    }

    private mutating func take(_ next: Int, _ onFinding: (Finding) -> Void) -> CSVRow? {
        let line = buffer.line
        defer { buffer.advance(to: next, lines: scanner.lines) }
        let spans = scanner.spans
        guard !spans.allSatisfy({ $0.start == $0.end }) else { return nil }
        if next - buffer.start > limits.recordBytes {
            return broken("csv.lineTooLong", line, onFinding, ["limit": String(limits.recordBytes)])
        }
        if spans.count > limits.columns { return broken("csv.tooManyColumns", line, onFinding, ["limit": String(limits.columns)]) }
        if let long = spans.firstIndex(where: { $0.end - $0.start > limits.fieldBytes }) {
            return broken("csv.cellTooLong", line, onFinding, ["limit": String(limits.fieldBytes)], column: long + 1)
        }
        return CSVRow(line: line, fields: buffer.bytes.withUnsafeBufferPointer { bytes in spans.map { RecordScanner.text(bytes, $0) } })
    }

    /// A quote that never closes, or closes too early, spoils the line it stands on; reading goes on with the line after it.
    private mutating func leaveOutLine(_ code: String, _ text: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws {
        _ = broken(code, buffer.line, onFinding)
        try buffer.skipLine(text)
    }

    private mutating func leaveOutLongLine(_ text: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws {
        let line = buffer.line
        let isOneLine = buffer.bytes.withUnsafeBufferPointer { ByteSearch.lineEnd(in: $0, from: buffer.start) } == nil
        _ = broken(isOneLine ? "csv.lineTooLong" : "csv.unclosedQuote", line, onFinding, ["limit": String(limits.recordBytes)])
        try buffer.skipLine(text)
    }

    /// As many cells as the header: blank ones too many are cut off, missing ones under blank headings are added.
    private mutating func fitted(_ row: CSVRow, _ onFinding: (Finding) -> Void) -> CSVRow? {
        let count = row.fields.count
        if count == width { return row }
        if count > width, row.fields[width...].allSatisfy(\.trimmed.isEmpty) {
            return CSVRow(line: row.line, fields: Array(row.fields[..<width]))
        }
        if count < width, count >= leastWidth {
            return CSVRow(line: row.line, fields: row.fields + Array(repeating: "", count: width - count))
        }
        return broken("csv.ragged", row.line, onFinding, ["expected": String(width), "found": String(count)])
    }

    // MARK: Findings

    private mutating func broken(
        _ code: String, _ line: Int, _ onFinding: (Finding) -> Void, _ arguments: [String: String] = [:], column: Int? = nil
    ) -> CSVRow? {
        summary.broken += 1
        tell(code, line, onFinding, arguments, column: column)
        return nil
    }

    private mutating func tell(
        _ code: String, _ line: Int, _ onFinding: (Finding) -> Void, _ arguments: [String: String] = [:], column: Int? = nil
    ) {
        toldFault = true
        onFinding(Finding(.error, code, at: Place(source: name, line: line, column: column), arguments))
    }
}
