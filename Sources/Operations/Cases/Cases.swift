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
        /// The last step, where it is one of the regulation's own.
        public var stepTitle: LocalizedText?
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

    public func addNote(_ text: String, to id: CaseFileID, _ context: Context) throws {
        guard text.contains(where: { !$0.isWhitespace }) else { throw Refusal.invalid([Finding(.error, "note.required", at: Place(path: "note"))]) }
        try premises.database.write { session in
            let row = try visible(id, context, session)
            let note = CaseFileRows.Note(id: premises.identifiers.next(at: context.now), staff: context.actor.staff, text: text, at: context.now)
            try CaseFileRows.insert(note, of: id, context.organisation, in: session)
            try self.note("case.noted", row, why: nil, context, session)
        }
    }

    func note(_ act: String, _ row: CaseFileRows.Row, why: String?, _ context: Context, _ session: any SQLWriting) throws {
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

    private func followUps(of row: CaseFileRows.Row, _ context: Context, _ session: any SQLReading) throws -> [FollowUpRow] {
        let events = try [row.event] + EventRows.causedEvents(by: row.event, of: context.organisation, in: session).map(\.id)
        return try events.flatMap { try FollowUpRows.rows(of: $0, context.organisation, in: session) }
    }

    func visible(_ id: CaseFileID, _ context: Context, _ session: any SQLReading) throws -> CaseFileRows.Row {
        try CaseReach(context: context).visible(id, in: session)
    }

    private func units(_ context: Context) -> [UnitID] { CaseReach(context: context).units }

    func item(_ row: CaseFileRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Item {
        let party = try row.file.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        return Item(
            row: row, partyName: party?.name, unitName: directory.units[row.file.unit]?.name ?? "",
            ownerName: row.owner.flatMap { directory.staff[$0]?.name }, stepTitle: try ownStep(row, context, session))
    }

    private func ownStep(_ row: CaseFileRows.Row, _ context: Context, _ session: any SQLReading) throws -> LocalizedText? {
        let common = premises.library.registry.codes(of: "to", in: "caseAdvanced")
        guard let code = row.lastStep, !common.contains(where: { $0.code == code }) else { return nil }
        return try rule(of: row, context.organisation, session)?.steps.first { $0.code == code }?.title
    }
}
