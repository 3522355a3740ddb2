import Domain
import SQLCore

/// By what names are found, in each unit where the person is known.
public enum PartyGramRows {
    public static func insert(_ grams: Set<Int64>, of party: PartyID, in units: Set<UnitID>, _ organisation: OrganisationID, session: any SQLWriting) throws {
        let rows = units.sorted().flatMap { unit in grams.sorted().map { [organisation.sqlValue, $0.sqlValue, unit.sqlValue, party.sqlValue] } }
        for start in stride(from: 0, to: rows.count, by: portion) {
            try session.execute(
                """
                INSERT INTO party_gram (organisation, gram, unit, party) VALUES \(SQL.rows(Array(rows[start..<min(start + portion, rows.count)])))
                ON CONFLICT (organisation, gram, unit, party) DO NOTHING
                """)
        }
    }

    private static let portion = 100

    /// What the name was found by before it changed.
    public static func remove(_ grams: Set<Int64>, of party: PartyID, in units: Set<UnitID>, _ organisation: OrganisationID, session: any SQLWriting) throws {
        guard !grams.isEmpty, !units.isEmpty else { return }
        try session.execute(
            """
            DELETE FROM party_gram WHERE organisation = \(organisation) AND gram IN (\(SQL.list(grams.sorted()))) AND unit IN (\(SQL.list(units.sorted())))
              AND party = \(party)
            """)
    }

    /// Parties of a unit that have all of these, newest first, before `party`.
    public static func parties(
        with grams: [Int64], in unit: UnitID, before party: PartyID?, limit: Int, of organisation: OrganisationID, session: any SQLReading
    ) throws -> [PartyID] {
        guard let first = grams.first else { return [] }
        let others = grams.dropFirst().map { gram -> SQL in
            """
             AND EXISTS (SELECT 1 FROM party_gram AS other WHERE other.organisation = \(organisation) AND other.gram = \(gram) AND other.unit = \(unit)
               AND other.party = party_gram.party)
            """
        }
        return try session.query(
            """
            SELECT party FROM party_gram WHERE organisation = \(organisation) AND gram = \(first) AND unit = \(unit) AND party < \(party ?? PartyID(.max))
            \(SQL.joined(others, separator: " ")) ORDER BY party DESC LIMIT \(limit)
            """) { $0.id(0) }
    }

    /// Parties of whom somebody has open work outside these units.
    public static func own(_ staff: StaffID, outside units: [UnitID], limit: Int, of organisation: OrganisationID, session: any SQLReading) throws -> [PartyID] {
        let elsewhere: SQL = units.isEmpty ? "" : " AND +unit NOT IN (\(SQL.list(units)))"
        return try session.query(
            """
            SELECT DISTINCT party FROM follow_up WHERE organisation = \(organisation) AND assignee = \(staff) AND state IN ('planned', 'accepted')
              AND +party IS NOT NULL\(elsewhere) LIMIT \(limit)
            """) { $0.id(0) }
    }

    /// Up to which party the names have been taken up; nil before the first.
    public static func progress(of organisation: OrganisationID, in session: any SQLReading) throws -> (party: PartyID, isDone: Bool)? {
        try session.first("SELECT party, is_done FROM party_gram_progress WHERE organisation = \(organisation)") { ($0.id(0), $0.bool(1)) }
    }

    public static func setProgress(_ party: PartyID, isDone: Bool, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO party_gram_progress (organisation, party, is_done) VALUES (\(organisation), \(party), \(isDone))
            ON CONFLICT (organisation) DO UPDATE SET party = excluded.party, is_done = excluded.is_done
            """)
    }

    /// Parties and their names by their numbers, a portion at a time.
    public static func names(after party: PartyID, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [(PartyID, String)] {
        try session.query("SELECT id, name FROM party WHERE +organisation = \(organisation) AND id > \(party) ORDER BY id LIMIT \(limit)") { ($0.id(0), $0.text(1)) }
    }
}
