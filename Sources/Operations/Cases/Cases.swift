import Domain
import RegulationEngine
import SQLCore
import Storage

/// Complaints and problems as plain case files: a list, a page, and the closing that starts the follow-up.
public struct Cases: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: CaseFileRows.Row
        public var partyName: String?
        public var unitName: String
        public var ownerName: String?
    }

    public struct Page: Sendable {
        public var items: [Item]
        public var next: CaseFileID?
    }

    /// A case with what it came from and what came of it.
    public struct View: Sendable {
        public var item: Item
        public var event: Event?
        public var maskedPhone: String?
        public var followUps: [FollowUpRow]
        public var mayClose: Bool
    }

    /// Open cases of the units where the actor works or leads, oldest first.
    public func open(after id: CaseFileID? = nil, limit: Int = 50, _ context: Context) throws -> Page {
        try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let rows = try units(context).flatMap {
                try CaseFileRows.open(unit: $0, after: id ?? CaseFileID(0), limit: limit + 1, of: context.organisation, in: session)
            }.sorted { $0.file.id < $1.file.id }
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return Page(items: items, next: rows.count > limit ? items.last?.row.file.id : nil)
        }
    }

    public func view(_ id: CaseFileID, _ context: Context) throws -> View {
        try premises.database.read { session in
            let row = try visible(id, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let points = try row.file.party.map { try ContactPointRows.points(of: $0, context.organisation, in: session) } ?? []
            return View(
                item: try item(row, directory, context, session), event: try EventRows.event(row.event, of: context.organisation, in: session),
                maskedPhone: points.first { $0.kind == .phone }?.masked, followUps: try followUps(of: row, context, session),
                mayClose: row.file.stage == .received)
        }
    }

    /// Closes the case with cause and measure; the closing is an event, and the regulation's follow-up comes from it.
    ///
    /// - Parameter occurredAt: when it was settled, not later than now.
    public func close(_ id: CaseFileID, cause: String, measure: String, occurredAt: Instant? = nil, _ context: Context) throws {
        let findings = [("cause", cause), ("measure", measure)].filter { !$0.1.contains { !$0.isWhitespace } }
            .map { Finding(.error, "case.\($0.0)Required", at: Place(path: $0.0)) }
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        if let occurredAt, occurredAt > context.now { throw Refusal.invalid([Finding(.error, "occurredAt.future", at: Place(path: "occurredAt"))]) }
        try premises.database.write { session in
            let row = try visible(id, context, session)
            guard row.file.stage == .received else { throw Refusal.state(code: "case.closed") }
            let closing = try closingEvent(row, at: occurredAt ?? context.now, context, session)
            let closed = try CaseFileRows.close(
                id, by: context.actor.staff, at: closing.occurredAt, cause: cause, measure: measure, closingEvent: closing.id, of: context.organisation,
                in: session)
            guard closed else { throw Refusal.conflict(code: "case.closed", by: nil, since: nil) }
            try Journal.append(
                "case.closed", context, occurredAt: closing.occurredAt, unit: row.file.unit, event: closing.id, party: row.file.party,
                other: id.rawValue, payload: ["number": row.file.number], premises: premises, in: session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            try Consequences(premises: premises, context: context, session: session, directory: directory).follow(closing)
        }
    }

    /// A person's act begins a new chain of causes: depth 0.
    private func closingEvent(_ row: CaseFileRows.Row, at moment: Instant, _ context: Context, _ session: any SQLWriting) throws -> Event {
        var attributes: [String: AttributeValue] = ["case": .text(row.file.number), "class": .text(row.file.kind), "nth": .number(1)]
        if let severity = row.file.severity { attributes["severity"] = .text(severity) }
        if let category = row.category { attributes["category"] = .text(category) }
        let event = Event(
            id: premises.identifiers.next(at: context.now), kind: "caseClosed", naturalKey: row.file.number + "/1", occurredAt: moment,
            recordedAt: context.now, unit: row.file.unit, party: row.file.party, matter: row.matter, sender: .form, causedBy: row.event,
            attributes: attributes)
        try EventRows.insert(event, content: [], of: context.organisation, in: session)
        return event
    }

    private func followUps(of row: CaseFileRows.Row, _ context: Context, _ session: any SQLReading) throws -> [FollowUpRow] {
        let events = try [row.event] + EventRows.causedEvents(by: row.event, of: context.organisation, in: session).map(\.id)
        return try events.flatMap { try FollowUpRows.rows(of: $0, context.organisation, in: session) }
    }

    private func visible(_ id: CaseFileID, _ context: Context, _ session: any SQLReading) throws -> CaseFileRows.Row {
        guard let row = try CaseFileRows.file(id, of: context.organisation, in: session), units(context).contains(row.file.unit) else {
            throw Refusal.notFound
        }
        return row
    }

    private func units(_ context: Context) -> [UnitID] {
        context.scope.units[.work, default: []].union(context.scope.units[.lead, default: []]).sorted()
    }

    private func item(_ row: CaseFileRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Item {
        let party = try row.file.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        return Item(
            row: row, partyName: party?.name, unitName: directory.units[row.file.unit]?.name ?? "",
            ownerName: row.owner.flatMap { directory.staff[$0]?.name })
    }
}
