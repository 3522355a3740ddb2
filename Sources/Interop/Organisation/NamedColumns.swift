import Domain

/// The columns of a small table by their names.
struct NamedColumns {
    private let header: [String]
    private let index: [String: Int]
    /// Columns that are missing, and headings that mean nothing here.
    let findings: [Finding]

    var isUsable: Bool { !findings.contains { $0.severity == .error } }
    var fit: HeadingFit { HeadingFit(isUsable: isUsable, columns: index.count) }

    init(_ header: CSVRow, headings: [String: [String]], required: [String], name: String?) {
        var index: [String: Int] = [:]
        for (column, accepted) in headings {
            let folded = accepted.map(\.folded)
            let found = header.fields.indices.compactMap { at in folded.firstIndex(of: header.fields[at].folded).map { (rank: $0, at: at) } }
            index[column] = found.min { $0 < $1 }?.at
        }
        let place = Place(source: name, line: header.line)
        let missing = required.filter { index[$0] == nil }.map { column in
            let accepted = headings[column] ?? []
            return Finding(.error, "table.missingColumn", at: place, ["column": accepted.first ?? column, "accepted": accepted.joined(separator: ", ")])
        }
        let used = Set(index.values)
        let unknown = header.fields.indices.filter { !used.contains($0) && !header.fields[$0].isEmpty }.map { at in
            Finding(.note, "table.unknownColumn", at: Place(source: name, line: header.line, column: at + 1, path: header.fields[at]), ["heading": header.fields[at]])
        }
        (self.header, self.index, findings) = (header.fields, index, missing + unknown)
    }

    /// The cell, whether empty or not; nil when the table has no such column.
    func cell(_ column: String, _ row: CSVRow) -> Cell? {
        index[column].map { Cell(column: $0, heading: header[$0], text: row.fields[$0].trimmed) }
    }
}
