import Domain

/// Turns the rows of a mapped table into events. A row with an error gives findings and no event; the next row is read all the same.
///
/// One reader serves all rows of a table; a class, so that nothing is copied for a row.
public final class EventRowReader: Sendable {
    private let mapping: TableMapping
    private let header: [String]
    private let rules: CellRules
    private let columns: RowColumns
    private let naming: WithdrawnEventNaming?
    private let defaultUnit: String?

    /// - Parameters:
    ///   - header: the headings of the table that `mapping` was made from.
    ///   - defaultUnit: code of the unit that rows without one belong to.
    ///   - zone: in which times are meant that say no offset.
    ///   - dateOrder: how dates are read that can be read in several ways; nil = they are refused.
    ///   - name: the file's name, for the place of findings.
    public init(
        mapping: TableMapping, header: CSVRow, registry: EventRegistry, words: ImportWords, defaultUnit: String? = nil, zone: CivilZone = .shanghai,
        dateOrder: ColumnMapping.DateOrder? = nil, name: String? = nil
    ) {
        (self.mapping, self.header, self.defaultUnit) = (mapping, header.fields, defaultUnit)
        rules = CellRules(words: words, zone: zone, dateOrder: dateOrder, name: name)
        columns = RowColumns(mapping, envelope: registry.envelope)
        naming = mapping.kind.name == WithdrawnEventNaming.kind ? WithdrawnEventNaming(registry) : nil
    }

    /// The event of the row; nil when something in it is wrong.
    public func read(_ row: CSVRow, onFinding: (Finding) -> Void) -> IncomingEvent? {
        withoutActuallyEscaping(onFinding) { report in
            var cells = CellReading(rules, line: row.line, report: report)
            return event(row, &cells)
        }
    }

    private func event(_ row: CSVRow, _ cells: inout CellReading) -> IncomingEvent? {
        let moment = moment(row, &cells)
        let unit = unit(row, &cells)
        let party = party(row, &cells)
        var attributes = attributes(row, &cells)
        naming?.complete(&attributes)
        guard !cells.hasErrors, let moment else { return nil }
        var event = IncomingEvent(
            kind: mapping.kind.name, occurredAt: moment.instant(in: rules.zone), isTimeKnown: moment.time != nil, unitCode: unit, party: party,
            matterNumber: mapping.kind.matterNumber.flatMap { attributes[$0]?.keyText }, naturalKey: key(attributes, moment, unit, party),
            attributes: attributes, line: row.line)
        if let column = columns.unit { event.unitField = header[column] }
        return event
    }

    // MARK: Cells

    private func cell(_ column: Int?, _ row: CSVRow) -> Cell? {
        column.map { Cell(column: $0, heading: header[$0], text: row.fields[$0].trimmed) }
    }

    private func moment(_ row: CSVRow, _ cells: inout CellReading) -> WrittenMoment? {
        guard let cell = cell(columns.occurredAt, row) else { return nil }
        if cell.text.isEmpty { cells.tell(.error, "row.required", cell) }
        return cells.moment(cell)
    }

    private func unit(_ row: CSVRow, _ cells: inout CellReading) -> String {
        guard let cell = cell(columns.unit, row) else { return defaultUnit ?? "" }
        if cell.text.isEmpty, mapping.kind.matter != nil, defaultUnit == nil { cells.tell(.error, "row.required", cell) }
        return cells.text(cell, atMost: 100) ?? defaultUnit ?? ""
    }

    private func attributes(_ row: CSVRow, _ cells: inout CellReading) -> [String: AttributeValue] {
        var values = columns.fixed
        values.reserveCapacity(columns.attributes.count)
        for column in columns.attributes {
            guard let cell = cell(column.index, row) else { continue }
            if cell.text.isEmpty {
                if column.isRequired { cells.tell(.error, "row.required", cell) }
                continue
            }
            guard let value = value(cell, column, &cells) else { continue }
            if let fixed = columns.fixed[column.name], fixed != value { cells.tell(.error, "row.otherKind", cell) }
            values[column.name] = value
        }
        return values
    }

    private func value(_ cell: Cell, _ column: RowColumns.Attribute, _ cells: inout CellReading) -> AttributeValue? {
        switch column.kind {
        case .text, .staff, .unit, .address:
            return cells.whole(cell, atMost: column.isKey ? 100 : 2000).map { .text($0) }
        case .code: return cells.code(cell, of: column.codes).map { .text($0) }
        case .number: return cells.number(cell).map { .number($0) }
        case .flag: return cells.flag(cell).map { .flag($0) }
        case .day: return cells.moment(cell).map { .day($0.day) }
        case .instant: return cells.moment(cell).map { .instant($0.instant(in: rules.zone)) }
        case .list: return cells.list(cell).map { .list($0) }
        case .phone: return cells.phones(cell, relation: "other").first.map { .text($0.number) }
        }
    }

    // MARK: The party

    private func party(_ row: CSVRow, _ cells: inout CellReading) -> PartyDraft? {
        let name = cell(columns.partyName, row).flatMap { cells.text($0, atMost: 100) }
        let number = cell(columns.partyNumber, row).flatMap { cells.reference($0) }
        guard let shown = name ?? number else {
            let cell = cell(columns.partyName ?? columns.partyNumber, row)
            if mapping.kind.partyKind != nil, let cell, cell.text.isEmpty { cells.tell(.note, "row.nobodyNamed", cell) }
            return nil
        }
        return PartyDraft(
            name: shown, number: number, kind: mapping.kind.partyKind ?? .person, phones: phones(row, &cells),
            address: cell(columns.address, row).flatMap { cells.text($0, atMost: 300) },
            sex: cell(columns.sex, row).flatMap { cells.code($0, of: columns.sexes) },
            bornOn: cell(columns.bornOn, row).flatMap { cells.moment($0)?.day })
    }

    private func phones(_ row: CSVRow, _ cells: inout CellReading) -> [PhoneDraft] {
        let own = cell(columns.phone, row).map { cells.phones($0, relation: "self") } ?? []
        let told = cell(columns.contactRelation, row).flatMap { cells.text($0, atMost: 50) }
        let relation = told.map { rules.words.relations[$0.folded] ?? "other" } ?? "family"
        let others = cell(columns.contactPhone, row).map { cells.phones($0, relation: relation) } ?? []
        return own + others.filter { other in !own.contains { $0.number == other.number } }
    }

    // MARK: The natural key

    private func key(_ attributes: [String: AttributeValue], _ moment: WrittenMoment, _ unit: String, _ party: PartyDraft?) -> NaturalKey {
        .of(mapping.kind, attributes, at: moment.instant(in: rules.zone), unit: unit, party: party)
    }
}
