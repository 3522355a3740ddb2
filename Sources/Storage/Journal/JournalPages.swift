import Domain
import SQLCore

/// Pages of the journal, newest first, by id.
///
/// A filter by act or person has no index of its own, because every entry would pay for it. A page therefore looks at a bounded
/// number of entries and says where it stopped; it may hold few or none, and the next one goes on from there.
public enum JournalPages {
    public struct Filter: Sendable, Hashable {
        /// An act, or the beginning of several: `account.`.
        public var act: String?
        public var actor: StaffID?
        /// Recorded in this span: from included, to excluded.
        public var from: Instant?
        public var to: Instant?
        /// Entries of these units, and, with `withoutUnit`, those of none; nil = all.
        public var units: [UnitID]?
        public var withoutUnit = true

        public init(
            act: String? = nil, actor: StaffID? = nil, from: Instant? = nil, to: Instant? = nil, units: [UnitID]? = nil, withoutUnit: Bool = true
        ) {
            (self.act, self.actor, self.from, self.to, self.units, self.withoutUnit) = (act, actor, from, to, units, withoutUnit)
        }
    }

    public struct Page: Sendable {
        public var entries: [StoredEntry]
        /// Where the next page begins; nil at the end.
        public var next: Int64?
    }

    /// Of which thing the history is.
    public enum Subject: Sendable, Hashable {
        case followUp(FollowUpID)
        case event(EventID)
        case party(PartyID)
    }

    /// - Parameters:
    ///   - before: ids below this one; nil = from the newest.
    ///   - floor: ids from this one on, so that a filter by day does not look at all that is older.
    public static func page(
        _ filter: Filter, before: Int64?, floor: Int64, limit: Int, lookingAt most: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Page {
        let start = before ?? Int64.max
        let window: SQL = "SELECT id FROM journal WHERE organisation = \(organisation) AND id < \(start) AND id >= \(floor) ORDER BY id DESC LIMIT \(most)"
        let last = try session.first("SELECT MIN(id), COUNT(*) FROM (\(window)) AS looked_at") { ($0.optionalInt(0), Int($0.int(1))) }
        guard let (lowest, looked) = last, let lowest else { return Page(entries: [], next: nil) }
        let entries = try session.query(
            """
            \(select) WHERE j.organisation = \(organisation) AND j.id < \(start) AND j.id >= \(lowest)\(conditions(filter))
            ORDER BY j.id DESC LIMIT \(limit)
            """, decode)
        return Page(entries: entries, next: entries.count == limit ? entries.last?.entry.id : looked == most ? lowest : nil)
    }

    /// The history of one thing, newest first: entries of these units and of none.
    public static func history(
        of subject: Subject, units: [UnitID], before: Int64?, limit: Int, in organisation: OrganisationID, _ session: any SQLReading
    ) throws -> [StoredEntry] {
        try session.query(
            """
            \(select) WHERE j.organisation = \(organisation) AND \(condition(subject))\(conditions(Filter(units: units))) AND j.id < \(before ?? Int64.max)
            ORDER BY j.id DESC LIMIT \(limit)
            """, decode)
    }

    private static let select: SQL = """
        SELECT \(raw: StoredEntry.columns), s.name, c.position, c.hash FROM journal j \(raw: StoredEntry.payload)
        LEFT JOIN staff s ON s.organisation = j.organisation AND s.id = j.actor
        LEFT JOIN journal_chain c ON c.organisation = j.organisation AND c.entry = j.id
        """

    private static func decode(_ row: any SQLRow) -> StoredEntry {
        var stored = StoredEntry.decode(row)
        stored.actorName = row.optionalText(17)
        stored.link = row.optionalInt(18).map { ChainRows.Head(position: $0, hash: row.blob(19)) }
        return stored
    }

    private static func condition(_ subject: Subject) -> SQL {
        switch subject {
        case .followUp(let id): "j.follow_up = \(id)"
        case .event(let id): "j.event = \(id)"
        case .party(let id): "j.party = \(id)"
        }
    }

    private static func conditions(_ filter: Filter) -> SQL {
        var terms: [SQL] = []
        if let act = filter.act { terms.append(act.hasSuffix(".") ? "j.act >= \(act) AND j.act < \(act + "~")" : "j.act = \(act)") }
        if let actor = filter.actor { terms.append("j.actor = \(actor)") }
        if let from = filter.from { terms.append("j.recorded_at >= \(from)") }
        if let to = filter.to { terms.append("j.recorded_at < \(to)") }
        if let units = filter.units {
            let inUnits: SQL = units.isEmpty ? "1 = 0" : "j.unit IN (\(SQL.list(units)))"
            terms.append(filter.withoutUnit ? "(j.unit IS NULL OR \(inUnits))" : inUnits)
        }
        return SQL.joined(terms.map { " AND \($0)" }, separator: "")
    }
}
