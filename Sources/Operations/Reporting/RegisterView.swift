import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// One sheet of a register: a period and the units it covers.
public struct RegisterSheet: Sendable {
    public var id: String
    public var adoption: AdoptionID
    public var regulation: String
    public var regulationTitle: LocalizedText
    public var title: LocalizedText
    public var code: String?
    public var per: NamedPeriod
    public var columns: [Column]
    /// First and last day of the period.
    public var from: LocalDay
    public var to: LocalDay
    /// One unit with all below it, or the organisation's.
    public var unitName: String?
    public var unitChoices: [(id: UnitID, name: String)]
    /// How many lines the period has in all.
    public var count: Int
    public var lines: [RegisterLine]
    /// Where the next page begins; nil on the last.
    public var next: Int64?
    public var keepIn: LocalizedText?
    public var keepFor: Period?
    /// Roles that sign at the foot.
    public var sign: [LocalizedText]
    public var clauses: [String]

    public struct Column: Sendable {
        public var name: String
        /// As printed, else the words of the field or attribute; nil = the catalogue has words for the name.
        public var heading: LocalizedText?
        /// What it shows.
        public var from: String
        public var width: Int?
        public var isBlank: Bool
    }
}

/// What the address of a register asks for.
public struct RegisterQuestion: Sendable, Hashable {
    public var id: String
    public var adoption: AdoptionID
    /// Any day of the period; nil = the present one.
    public var day: LocalDay?
    public var unit: UnitID?

    public init(id: String, adoption: AdoptionID, day: LocalDay? = nil, unit: UnitID? = nil) {
        (self.id, self.adoption, self.day, self.unit) = (id, adoption, day, unit)
    }
}

extension Registers {
    /// A register that somebody may open.
    public struct Entry: Sendable {
        public var id: String
        public var adoption: AdoptionID
        public var title: LocalizedText
        public var code: String?
        public var per: NamedPeriod
        public var regulation: String
        public var regulationTitle: LocalizedText
        public var keepIn: LocalizedText?
        public var keepFor: Period?
    }

    /// The registers of the regulations in force, in the order of the documents.
    public func list(_ context: Context) throws -> [Entry] {
        guard context.scope.allows(.report) else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            try premises.shelf.active(of: context.organisation, on: context.today, in: session).flatMap { active in
                let regulation = active.edition.regulation
                return try regulation.records.map {
                    Entry(
                        id: $0.id, adoption: active.adoption, title: $0.title, code: $0.code, per: $0.per, regulation: regulation.id,
                        regulationTitle: regulation.title, keepIn: $0.keepIn, keepFor: try keepFor($0, active))
                }
            }
        }
    }

    /// A page of a sheet.
    ///
    /// - Parameter counting: false for the pages of a long file, which need no count of the whole.
    /// - Throws: `Refusal.notFound` for a register or unit that the actor may not report on.
    public func sheet(
        _ question: RegisterQuestion, after id: Int64? = nil, limit: Int = 100, counting: Bool = true, _ context: Context
    ) throws -> RegisterSheet {
        guard context.scope.allows(.report) else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            let (active, register) = try find(question.id, question.adoption, context, session)
            let desk = try RegisterDesk(premises: premises, context: context, session: session, active: active, register: register, question: question)
            return try desk.sheet(after: id, limit: limit, counting: counting, keepFor: keepFor(register, active))
        }
    }
}

/// Gathers the lines of a sheet.
struct RegisterDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let active: ActiveEdition
    let register: RegisterDefinition
    let directory: StaffDirectory
    let units: [UnitID]
    let unit: UnitID?
    let from: LocalDay
    let to: LocalDay

    init(
        premises: Premises, context: Context, session: any SQLReading, active: ActiveEdition, register: RegisterDefinition, question: RegisterQuestion
    ) throws {
        (self.premises, self.context, self.session) = (premises, context, session)
        (self.active, self.register, unit) = (active, register, question.unit)
        directory = try premises.directory(of: context.organisation, in: session)
        units = try FigureDesk(premises: premises, context: context, session: session).units(question.unit)
        (from, to) = register.per.span(around: question.day ?? context.today)
    }

    func sheet(after id: Int64?, limit: Int, counting: Bool, keepFor: Period?) throws -> RegisterSheet {
        let (lines, next) = try lines(after: id, limit: limit)
        let regulation = active.edition.regulation
        return RegisterSheet(
            id: register.id, adoption: active.adoption, regulation: regulation.id, regulationTitle: regulation.title, title: register.title,
            code: register.code, per: register.per, columns: zip(register.columns, sources).map(column), from: from, to: to,
            unitName: unit.flatMap { directory.units[$0]?.name }, unitChoices: unitChoices, count: counting ? try count() : 0, lines: lines, next: next,
            keepIn: register.keepIn, keepFor: keepFor, sign: register.sign.compactMap { role in regulation.roles.first { $0.id == role }?.title },
            clauses: register.basis.clauses)
    }

    private var unitChoices: [(id: UnitID, name: String)] {
        context.scope.sorted(.report).compactMap { directory.units[$0] }.sorted { $0.code < $1.code }.map { ($0.id, $0.name) }
    }

    /// What each column shows, in their order.
    var sources: [RegisterSource?] {
        let sources = RegisterSources(active.edition.regulation, registry: premises.library.registry)
        return register.columns.map { sources.source(of: $0, in: register) }
    }

    private func column(_ column: RegisterColumn, _ source: RegisterSource?) -> RegisterSheet.Column {
        let words: LocalizedText? =
            switch source {
            case .field(let field): field.label
            case .attribute(let attribute): attribute.title
            case .known, .blank, nil: nil
            }
        return RegisterSheet.Column(
            name: column.name, heading: column.heading ?? words, from: column.from, width: column.width, isBlank: source == .blank || source == nil)
    }

    // MARK: Lines

    private var range: RegisterRows.Range {
        let (start, end) = (context.zone.instant(from), context.zone.end(of: to))
        return RegisterRows.Range(
            units: units, from: start, until: end,
            ids: IdentifierSequence.least(at: start.adding(hours: -1))..<IdentifierSequence.least(at: end.adding(hours: Self.slack)))
    }

    /// Hours by which identities may run ahead after a clock was set back.
    private static let slack: Int64 = 24

    private func editions() throws -> [EditionID] {
        try EditionRows.rows(of: active.adoption, context.organisation, in: session).map(\.id)
    }

    private var cells: RegisterCells { RegisterCells(premises: premises, context: context, session: session, active: active, directory: directory) }

    private func count() throws -> Int {
        guard !units.isEmpty else { return 0 }
        let (o, s) = (context.organisation, session)
        return switch register.of {
        case .records: try RegisterRows.countRecords(range, editions: editions(), forms: register.forms, of: o, in: s)
        case .followUps: try RegisterRows.countFollowUps(range, adoption: active.adoption, of: o, in: s)
        case .duties: try RegisterRows.countDuties(range, adoption: active.adoption, of: o, in: s)
        case .cases: try RegisterRows.countCases(range, classes: register.classes, of: o, in: s)
        case .measures: active.edition.regulation.followUps.count
        }
    }

    private func lines(after id: Int64?, limit: Int) throws -> ([RegisterLine], Int64?) {
        guard !units.isEmpty else { return ([], nil) }
        let (o, s) = (context.organisation, session)
        let (columns, cells) = (sources, self.cells)
        switch register.of {
        case .records:
            let rows = try RegisterRows.records(range, editions: editions(), forms: register.forms, after: id, limit: limit + 1, of: o, in: s)
            return try page(rows, limit, \.id.rawValue) { RegisterLine(source: .record($0.id), cells: try cells.record($0, columns)) }
        case .followUps:
            let rows = try RegisterRows.followUps(range, adoption: active.adoption, after: id, limit: limit + 1, of: o, in: s)
            return try page(rows, limit, \.id.rawValue) { RegisterLine(source: .followUp($0.id), cells: try cells.followUp($0, columns)) }
        case .duties:
            let rows = try RegisterRows.duties(range, adoption: active.adoption, after: id, limit: limit + 1, of: o, in: s)
            return try page(rows, limit, \.duty.id.rawValue) { RegisterLine(source: .duty($0.duty.id), cells: try cells.duty($0, columns)) }
        case .cases:
            let rows = try RegisterRows.cases(range, classes: register.classes, after: id, limit: limit + 1, of: o, in: s)
            return try page(rows, limit, \.file.id.rawValue) { RegisterLine(source: .caseFile($0.file.id), cells: try cells.caseFile($0, columns, anonymous: register.isAnonymous)) }
        case .measures: return (try measures(columns), nil)
        }
    }

    private func page<Row>(_ rows: [Row], _ limit: Int, _ id: (Row) -> Int64, _ line: (Row) throws -> RegisterLine) rethrows -> ([RegisterLine], Int64?) {
        (try rows.prefix(limit).map(line), rows.count > limit ? id(rows[limit - 1]) : nil)
    }

    private func measures(_ columns: [RegisterSource?]) throws -> [RegisterLine] {
        let desk = FigureDesk(premises: premises, context: context, session: session)
        let cohort = CohortRows.Cohort(adoption: active.adoption, from: from, to: to, units: units, cutOff: context.now)
        let counts = try desk.lines(cohort).byRule()
        return active.edition.regulation.followUps.map { rule in
            RegisterLine(source: .rule(rule.id), cells: columns.map { MeasureCells.value($0, rule, counts[rule.id] ?? CountVector()) })
        }
    }
}

extension NamedPeriod {
    /// The period that a day belongs to.
    public func span(around day: LocalDay) -> (from: LocalDay, to: LocalDay) {
        let first = day.firstOfMonth.adding(months: -((day.month - 1) % months))
        return (first, first.adding(months: months).adding(days: -1))
    }
}
