import Domain

/// One row of a table of the organisation, its cells by column name.
struct OrganisationRow {
    let columns: NamedColumns
    let row: CSVRow
    var cells: CellReading
    let place: Place

    /// Nil when there is no such column or the cell is empty.
    mutating func text(_ column: String) -> String? {
        columns.cell(column, row).flatMap { cells.text($0, atMost: 100) }
    }

    mutating func required(_ column: String) -> String? {
        guard let cell = columns.cell(column, row) else { return nil }
        if cell.text.isEmpty { cells.tell(.error, "row.required", cell) }
        return cells.text(cell, atMost: 100)
    }

    /// Tells that the cell is needed because of another one.
    mutating func missing(_ column: String) {
        if let cell = columns.cell(column, row) { cells.tell(.error, "row.required", cell) }
    }

    mutating func day(_ column: String) -> LocalDay? {
        columns.cell(column, row).flatMap { cells.moment($0)?.day }
    }

    mutating func requiredDay(_ column: String) -> LocalDay? {
        required(column) == nil ? nil : day(column)
    }

    mutating func flag(_ column: String) -> Bool? {
        columns.cell(column, row).flatMap { cells.flag($0) }
    }

    mutating func code(_ column: String, as use: String? = nil, _ words: OrganisationWords) -> String? {
        guard let text = required(column), let cell = columns.cell(column, row) else { return nil }
        if let code = words.code(use ?? column, text) { return code }
        cells.tell(.error, "row.codeUnknown", cell, ["accepted": words.accepted(use ?? column)])
        return nil
    }
}
