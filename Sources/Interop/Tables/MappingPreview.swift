import Domain

/// The first rows of a table as they would be read with a mapping.
public struct MappingPreview: Sendable {
    public struct Line: Sendable {
        public var line: Int
        public var cells: [String]
        /// Whether the row becomes an event.
        public var isRead: Bool
    }

    public var header: [String]
    public var lines: [Line]
    /// Of the columns, then of the rows.
    public var findings: [Finding]
    /// Nothing is missing that the kind needs.
    public var isUsable: Bool

    /// - Parameters:
    ///   - rows: from the file, the headings first.
    ///   - zone: in which times are meant that say no offset.
    public init?(header: CSVRow, rows: [CSVRow], with mapping: ColumnMapping, registry: EventRegistry, words: ImportWords, zone: CivilZone) {
        guard let (kind, fixed) = registry.resolve(mapping.kind) else { return nil }
        let table = TableMapping(header: header, kind: kind, fixed: fixed, envelope: registry.envelope, chosen: mapping)
        var told: [Finding] = []
        self.header = header.fields
        isUsable = table.isUsable
        guard table.isUsable else {
            lines = rows.map { Line(line: $0.line, cells: $0.fields, isRead: false) }
            findings = table.findings
            return
        }
        let reader = EventRowReader(
            mapping: table, header: header, registry: registry, words: words.adding(yes: mapping.yes, no: mapping.no), zone: zone, dateOrder: mapping.dateOrder)
        lines = rows.map { row in Line(line: row.line, cells: row.fields, isRead: reader.read(row) { told.append($0) } != nil) }
        findings = table.findings + told
    }
}
