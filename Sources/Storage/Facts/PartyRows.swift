import Domain
import SQLCore

/// Parties, the units where they are known, and their contact points.
public enum PartyRows {
    /// Whose number it is: of one that became another, that other, with `isFormer`.
    public static func party(
        kind: Party.Kind, number: String, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> (id: PartyID, isFormer: Bool)? {
        try session.first(
            "SELECT COALESCE(merged_into, id), merged_into IS NOT NULL FROM party WHERE organisation = \(organisation) AND kind = \(kind.rawValue) AND number = \(number)"
        ) { ($0.id(0), $0.bool(1)) }
    }

    /// A party without a number is the same when a contact point and the name are the same.
    public static func party(
        blind: [UInt8], name: String, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> (id: PartyID, isFormer: Bool)? {
        try session.first(
            """
            SELECT COALESCE(p.merged_into, p.id), p.merged_into IS NOT NULL FROM contact_point c JOIN party p ON p.organisation = c.organisation AND p.id = c.party
            WHERE c.organisation = \(organisation) AND c.blind = \(blind) AND p.name = \(name) AND p.number IS NULL ORDER BY p.id LIMIT 1
            """) { ($0.id(0), $0.bool(1)) }
    }

    public static func insert(_ party: Party, of organisation: OrganisationID, at now: Instant, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO party (id, organisation, kind, name, number, sex, born_on, status, tags, refusals, created_at)
            VALUES (\(party.id), \(organisation), \(party.kind.rawValue), \(party.name), \(party.number), \(party.sex), \(party.bornOn),
                    \(party.status.rawValue), \(JSONText.array(party.tags)), \(JSONText.array(party.refusals)), \(now))
            """)
    }

    /// Newer particulars win; what a source leaves out stays.
    public static func refresh(
        _ party: PartyID, name: String, sex: String?, bornOn: LocalDay?, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            UPDATE party SET name = \(name), sex = COALESCE(\(sex), sex), born_on = COALESCE(\(bornOn), born_on)
            WHERE organisation = \(organisation) AND id = \(party)
              AND (name <> \(name) OR (\(sex) IS NOT NULL AND sex IS DISTINCT FROM \(sex)) OR (\(bornOn) IS NOT NULL AND born_on IS DISTINCT FROM \(bornOn)))
            """)
    }

    public static func set(_ status: Party.Status, of party: PartyID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE party SET status = \(status.rawValue) WHERE organisation = \(organisation) AND id = \(party)")
    }

    public static func set(refusals: [String], of party: PartyID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE party SET refusals = \(JSONText.array(refusals)) WHERE organisation = \(organisation) AND id = \(party)")
    }

    public static func set(tags: [String], of party: PartyID, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE party SET tags = \(JSONText.array(tags)) WHERE organisation = \(organisation) AND id = \(party)")
    }

    /// - Returns: whether the party was not known there before.
    @discardableResult
    public static func know(_ party: PartyID, in unit: UnitID, of organisation: OrganisationID, in session: any SQLWriting) throws -> Bool {
        try session.execute(
            "INSERT INTO party_unit (organisation, party, unit) VALUES (\(organisation), \(party), \(unit)) ON CONFLICT (organisation, party, unit) DO NOTHING") == 1
    }

    public static func units(of party: PartyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Set<UnitID> {
        Set(try session.query("SELECT unit FROM party_unit WHERE organisation = \(organisation) AND party = \(party)") { $0.id(0) })
    }

    public static func party(_ id: PartyID, of organisation: OrganisationID, in session: any SQLReading) throws -> Party? {
        try session.first(
            "SELECT id, kind, name, number, sex, born_on, status, tags, refusals FROM party WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    /// Whatever kind of party has this number.
    public static func parties(number: String, of organisation: OrganisationID, limit: Int, in session: any SQLReading) throws -> [PartyID] {
        let kinds = [Party.Kind.person, .household, .organisation].map(\.rawValue)
        return try session.query(
            "SELECT id FROM party WHERE organisation = \(organisation) AND kind IN (\(SQL.list(kinds))) AND number = \(number) LIMIT \(limit)") { $0.id(0) }
    }

    /// Parties known in any of the units, by id: a range of the index for each unit, put together; without those that became another.
    public static func page(
        units: [UnitID], after id: PartyID?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [PartyID] {
        let found = try units.flatMap { unit in
            try session.query(
                """
                SELECT party FROM party_unit u WHERE organisation = \(organisation) AND unit = \(unit) AND party > \(id ?? PartyID(0))
                  AND NOT EXISTS (SELECT 1 FROM party p WHERE p.organisation = u.organisation AND p.id = u.party AND p.merged_into IS NOT NULL)
                ORDER BY party LIMIT \(limit)
                """) { row -> PartyID in row.id(0) }
        }
        return Array(Set(found).sorted().prefix(limit))
    }

    static func decode(_ row: any SQLRow) throws -> Party {
        Party(
            id: row.id(0), kind: try row.code(1), name: row.text(2), number: row.optionalText(3), sex: row.optionalText(4),
            bornOn: row.optionalDay(5), status: try row.code(6), tags: try JSONText.strings(row.text(7)), refusals: try JSONText.strings(row.text(8)))
    }
}

/// Phones and addresses: sealed where they rest, found by keyed hash, shown masked.
public enum ContactPointRows {
    public struct Sealed: Sendable {
        public var id: Int64
        public var kind: ContactPoint.Kind
        public var relation: String
        public var sealed: [UInt8]
        public var masked: String
        public var blind: [UInt8]
        public var blindTail: [UInt8]?

        public init(id: Int64, kind: ContactPoint.Kind, relation: String, sealed: [UInt8], masked: String, blind: [UInt8], blindTail: [UInt8]?) {
            (self.id, self.kind, self.relation, self.sealed) = (id, kind, relation, sealed)
            (self.masked, self.blind, self.blindTail) = (masked, blind, blindTail)
        }
    }

    /// Keeps the point once for a party.
    public static func keep(_ point: Sealed, of party: PartyID, _ organisation: OrganisationID, at now: Instant, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO contact_point (id, organisation, party, kind, relation, sealed, masked, blind, blind_tail, state, created_at)
            VALUES (\(point.id), \(organisation), \(party), \(point.kind.rawValue), \(point.relation), \(point.sealed), \(point.masked), \(point.blind),
                    \(point.blindTail), 'usable', \(now))
            ON CONFLICT (organisation, blind, party, kind) DO NOTHING
            """)
    }

    public static func has(_ blind: [UInt8], _ party: PartyID, _ kind: ContactPoint.Kind, of organisation: OrganisationID, in session: any SQLReading) throws -> Bool {
        try session.first(
            "SELECT 1 FROM contact_point WHERE organisation = \(organisation) AND blind = \(blind) AND party = \(party) AND kind = \(kind.rawValue)") { _ in true } ?? false
    }

    public static func points(of party: PartyID, _ organisation: OrganisationID, in session: any SQLReading) throws -> [ContactPoint] {
        try session.query("SELECT id, kind, masked, relation, state FROM contact_point WHERE organisation = \(organisation) AND party = \(party) ORDER BY id") {
            ContactPoint(id: $0.int(0), kind: try $0.code(1), masked: $0.text(2), relation: $0.text(3), state: try $0.code(4))
        }
    }

    /// The sealed bytes of one point, with its party: whoever opens them must journal it.
    public static func sealed(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> (party: PartyID, sealed: [UInt8])? {
        try session.first("SELECT party, sealed FROM contact_point WHERE organisation = \(organisation) AND id = \(id)") { ($0.id(0), $0.blob(1)) }
    }

    public static func set(_ state: ContactPoint.State, of point: Int64, _ organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute("UPDATE contact_point SET state = \(state.rawValue) WHERE organisation = \(organisation) AND id = \(point)")
    }

    public static func parties(blind: [UInt8], of organisation: OrganisationID, limit: Int, in session: any SQLReading) throws -> [PartyID] {
        try session.query("SELECT DISTINCT party FROM contact_point WHERE organisation = \(organisation) AND blind = \(blind) ORDER BY party DESC LIMIT \(limit)") { $0.id(0) }
    }

    public static func parties(tail: [UInt8], of organisation: OrganisationID, limit: Int, in session: any SQLReading) throws -> [PartyID] {
        try session.query("SELECT DISTINCT party FROM contact_point WHERE organisation = \(organisation) AND blind_tail = \(tail) ORDER BY party DESC LIMIT \(limit)") { $0.id(0) }
    }
}
