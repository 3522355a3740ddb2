/// One record of a table: its cells as they are written, and where it begins.
public struct CSVRow: Sendable, Hashable {
    /// Line of the file on which the record begins, from 1; a quoted cell may go over several lines.
    public var line: Int
    public var fields: [String]

    public init(line: Int, fields: [String]) { (self.line, self.fields) = (line, fields) }
}

/// What a reader takes before it calls a record broken, so that no file can use up the memory.
public struct CSVLimits: Sendable, Hashable {
    public var fieldBytes: Int
    public var recordBytes: Int
    public var columns: Int

    public init(fieldBytes: Int = 64 * 1024, recordBytes: Int = 1024 * 1024, columns: Int = 1000) {
        (self.fieldBytes, self.recordBytes, self.columns) = (fieldBytes, recordBytes, columns)
    }
}

/// What was read in all.
public struct CSVSummary: Sendable, Hashable {
    public var encoding: TextEncoding?
    /// `,`, `;` or tab; nil when there was no header.
    public var delimiter: Character?
    /// The sheet of a workbook; nil for a text.
    public var sheet: String?
    /// Records handed out, the header not counted.
    public var rows = 0
    /// Records left out because their form was broken; each gave a finding.
    public var broken = 0
    /// False when there was no text or no header to read.
    public var isReadable = false

    public init() {}
}
