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
        /// Cases in each stage, bounded at 1000.
        public var counts: [CaseFile.Stage: Int]
    }

    public struct NoteView: Sendable, Hashable {
        public var staffName: String
        public var text: String
        public var at: Instant
    }

    /// A case with what it came from and what came of it.
    public struct View: Sendable {
        public var item: Item
        public var event: Event?
        public var maskedPhone: String?
        public var followUps: [QueueItem]
        public var notes: [NoteView]
        public var closedName: String?
        /// Earlier cases of the same person and category.
        public var earlier: [CaseFileRows.Row]
    }

    /// Cases of the units where the actor works or leads: open ones oldest first, closed ones newest first.
    public func page(_ stage: CaseFile.Stage = .received, beyond id: CaseFileID? = nil, limit: Int = 50, _ context: Context) throws -> Page {
        try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let rows = try units(context).flatMap {
                try CaseFileRows.page(unit: $0, stage: stage, beyond: id, limit: limit + 1, of: context.organisation, in: session)
            }.sorted { stage == .received ? $0.file.id < $1.file.id : $0.file.id > $1.file.id }
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return Page(items: items, next: rows.count > limit ? items.last?.row.file.id : nil, counts: try counts(context, session))
        }
    }

    private func counts(_ context: Context, _ session: any SQLReading) throws -> [CaseFile.Stage: Int] {
        var counts: [CaseFile.Stage: Int] = [:]
        for stage in [CaseFile.Stage.received, .closed] {
            counts[stage] = try units(context).reduce(0) {
                $0 + (try CaseFileRows.bounded(unit: $1, stage: stage, ceiling: 1000, of: context.organisation, in: session))
            }
        }
        return counts
    }

    public func view(_ id: CaseFileID, _ context: Context) throws -> View {
        try premises.database.read { session in
            let row = try visible(id, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let points = try row.file.party.map { try ContactPointRows.points(of: $0, context.organisation, in: session) } ?? []
            let words = try QueueWords(premises: premises, context: context, session: session)
            let notes = try CaseFileRows.notes(of: id, context.organisation, in: session)
            return View(
                item: try item(row, directory, context, session), event: try EventRows.event(row.event, of: context.organisation, in: session),
                maskedPhone: points.first { $0.kind == .phone }?.masked, followUps: try followUps(of: row, context, session).map(words.item),
                notes: notes.map { NoteView(staffName: directory.staff[$0.staff]?.name ?? "", text: $0.text, at: $0.at) },
                closedName: row.closedBy.flatMap { directory.staff[$0]?.name }, earlier: try earlier(row, context, session))
        }
    }

    /// Closes the case with its conclusion; the closing is an event, and the regulation's follow-up comes from it.
    ///
    /// - Parameters:
    ///   - proven: `yes`, `no` or `unclear`.
    ///   - repliedAt: when the complainant was answered, not later than now.
    public func close(_ id: CaseFileID, conclusion: String, proven: String?, repliedAt: Instant? = nil, _ context: Context) throws {
        try refuse(conclusion: conclusion, proven: proven, repliedAt: repliedAt, context)
        try premises.database.write { session in
            let row = try visible(id, context, session)
            guard row.file.stage == .received else { throw Refusal.state(code: "case.closed") }
            let closing = try closingEvent(row, at: context.now, context, session)
            let closed = try CaseFileRows.close(
                id, by: context.actor.staff, at: closing.occurredAt, conclusion: conclusion, proven: proven, repliedAt: repliedAt,
                closingEvent: closing.id, of: context.organisation, in: session)
            guard closed else { throw Refusal.conflict(code: "case.closed", by: nil, since: nil) }
            try note("case.closed", row, why: nil, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            try Consequences(premises: premises, context: context, session: session, directory: directory).follow(closing)
        }
    }

    /// Opens a closed case again; what followed from its closing stays, and the next closing is another event.
    public func reopen(_ id: CaseFileID, reason: String, _ context: Context) throws {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try premises.database.write { session in
            let row = try visible(id, context, session)
            guard try CaseFileRows.reopen(id, of: context.organisation, in: session) else { throw Refusal.state(code: "case.notClosed") }
            try note("case.reopened", row, why: reason, context, session)
        }
    }

    public func addNote(_ text: String, to id: CaseFileID, _ context: Context) throws {
        guard text.contains(where: { !$0.isWhitespace }) else { throw Refusal.invalid([Finding(.error, "note.required", at: Place(path: "note"))]) }
        try premises.database.write { session in
            let row = try visible(id, context, session)
            let note = CaseFileRows.Note(id: premises.identifiers.next(at: context.now), staff: context.actor.staff, text: text, at: context.now)
            try CaseFileRows.insert(note, of: id, context.organisation, in: session)
            try self.note("case.noted", row, why: nil, context, session)
        }
    }

    private func refuse(conclusion: String, proven: String?, repliedAt: Instant?, _ context: Context) throws {
        var findings: [Finding] = []
        if !conclusion.contains(where: { !$0.isWhitespace }) { findings.append(Finding(.error, "case.conclusionRequired", at: Place(path: "conclusion"))) }
        if let proven, !["yes", "no", "unclear"].contains(proven) { findings.append(Finding(.error, "case.provenUnknown", at: Place(path: "proven"))) }
        if let repliedAt, repliedAt > context.now { findings.append(Finding(.error, "occurredAt.future", at: Place(path: "repliedAt"))) }
        if !findings.isEmpty { throw Refusal.invalid(findings) }
    }

    private func note(_ act: String, _ row: CaseFileRows.Row, why: String?, _ context: Context, _ session: any SQLWriting) throws {
        try Journal.append(
            act, context, unit: row.file.unit, event: row.event, party: row.file.party, other: row.file.id.rawValue, why: why,
            payload: ["number": row.file.number], premises: premises, in: session)
    }

    private func earlier(_ row: CaseFileRows.Row, _ context: Context, _ session: any SQLReading) throws -> [CaseFileRows.Row] {
        guard let party = row.file.party else { return [] }
        return try CaseFileRows.files(party: party, limit: 50, of: context.organisation, in: session).filter {
            $0.file.id < row.file.id && $0.category == row.category && units(context).contains($0.file.unit)
        }
    }

    /// A person's act begins a new chain of causes: depth 0.
    private func closingEvent(_ row: CaseFileRows.Row, at moment: Instant, _ context: Context, _ session: any SQLWriting) throws -> Event {
        var attributes: [String: AttributeValue] = ["case": .text(row.file.number), "class": .text(row.file.kind), "nth": .number(Double(row.closings + 1))]
        if let severity = row.file.severity { attributes["severity"] = .text(severity) }
        if let category = row.category { attributes["category"] = .text(category) }
        let event = Event(
            id: premises.identifiers.next(at: context.now), kind: "caseClosed", naturalKey: row.file.number + "/" + String(row.closings + 1), occurredAt: moment,
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
