/// How well a row does as the headings of a table.
public struct HeadingFit: Sendable, Hashable, Comparable {
    /// Nothing is missing that the table needs.
    public var isUsable: Bool
    /// Columns that were recognised.
    public var columns: Int

    public init(isUsable: Bool, columns: Int) { (self.isUsable, self.columns) = (isUsable, columns) }

    public static func < (a: Self, b: Self) -> Bool { a.isUsable == b.isUsable ? a.columns < b.columns : b.isUsable }
}

/// Looks for the headings of a sheet among its first rows: above them stand titles, dates, and heads over several columns.
struct HeadingSearch {
    /// Rows with something in them that are looked at.
    static let rows = 20

    struct Found {
        var header: CSVRow
        var fit: HeadingFit
        /// A cell of the row stands beyond the columns that are read.
        var isCut: Bool
    }

    /// The row that fits best, of equals the first; without any that says something, the first with several cells.
    static func best(of rows: [SheetRow], columns limit: Int, _ fit: (CSVRow) -> HeadingFit) -> Found? {
        var (best, above): (Found?, [String]) = (nil, [])
        for row in rows.prefix(self.rows) {
            let fields = fields(row, limit)
            for form in forms(fields, under: above) {
                let header = CSVRow(line: row.line, fields: form)
                let found = Found(header: header, fit: fit(header), isCut: row.cells.contains { $0.column >= limit })
                if best.map({ worth($0) < worth(found) }) ?? true { best = found }
            }
            above = fields
        }
        return best
    }

    private static func worth(_ found: Found) -> (Int, Int, Int) {
        (found.fit.isUsable ? 1 : 0, found.fit.columns, found.header.fields.count { !$0.isEmpty } > 1 ? 1 : 0)
    }

    /// As it stands, and with what stands above its blanks: a heading over two rows is kept in the upper one.
    private static func forms(_ fields: [String], under above: [String]) -> [[String]] {
        let width = max(fields.count, above.count)
        let filled = (0..<width).map { index in
            let own = index < fields.count ? fields[index] : ""
            return own.isEmpty && index < above.count ? above[index] : own
        }
        return filled == fields ? [fields] : [fields, filled]
    }

    private static func fields(_ row: SheetRow, _ limit: Int) -> [String] {
        let cells = row.cells.filter { $0.column < limit }.map { (column: $0.column, text: $0.text.trimmed) }.filter { !$0.text.isEmpty }
        var fields = [String](repeating: "", count: 1 + (cells.map(\.column).max() ?? -1))
        for cell in cells { fields[cell.column] = cell.text }
        return fields
    }
}
