import Domain
import SQLCore

/// Ids that point at nothing. The schema has no foreign keys across the tables of an organisation, so `verify` looks.
public enum ReferenceRows {
    public struct Dangling: Sendable, Hashable {
        /// `follow_up.event`.
        public var column: String
        public var amount: Int
    }

    /// Column → table it points at (`id` there). Optional columns may be empty.
    static let references: [(table: String, column: String, target: String)] = [
        ("organisation_unit", "parent", "organisation_unit"), ("post", "staff", "staff"), ("post", "unit", "organisation_unit"),
        ("absence", "staff", "staff"), ("absence", "stand_in", "staff"), ("account", "staff", "staff"), ("account_right", "account", "account"),
        ("account_right", "unit", "organisation_unit"), ("session", "account", "account"), ("party_unit", "party", "party"),
        ("party_unit", "unit", "organisation_unit"), ("contact_point", "party", "party"), ("matter", "party", "party"),
        ("matter", "unit", "organisation_unit"), ("event", "unit", "organisation_unit"), ("event", "party", "party"), ("event", "matter", "matter"),
        ("event", "caused_by", "event"), ("event_version", "event", "event"), ("delivery", "event", "event"), ("adoption_unit", "adoption", "adoption"),
        ("adoption_unit", "unit", "organisation_unit"), ("adoption_role", "adoption", "adoption"), ("edition", "adoption", "adoption"),
        ("edition_value", "edition", "edition"), ("eligible", "adoption", "adoption"), ("eligible", "edition", "edition"), ("eligible", "event", "event"),
        ("eligible", "unit", "organisation_unit"), ("follow_up", "adoption", "adoption"), ("follow_up", "edition", "edition"),
        ("follow_up", "event", "event"), ("follow_up", "party", "party"), ("follow_up", "matter", "matter"), ("follow_up", "unit", "organisation_unit"),
        ("follow_up", "assignee", "staff"), ("follow_up", "record", "record"), ("contact", "party", "party"), ("contact", "staff", "staff"),
        ("attempt", "follow_up", "follow_up"), ("attempt", "contact", "contact"), ("record", "follow_up", "follow_up"), ("record", "contact", "contact"),
        ("record", "edition", "edition"), ("answer", "record", "record"), ("signature", "record", "record"), ("review", "record", "record"),
        ("case_file", "event", "event"), ("case_file", "party", "party"), ("duty", "adoption", "adoption"), ("duty", "event", "event"),
        ("duty", "follow_up", "follow_up"), ("duty", "record", "record"), ("promise", "follow_up", "follow_up"), ("promise", "record", "record"),
        ("notice", "follow_up", "follow_up"), ("report", "adoption", "adoption"), ("report", "unit", "organisation_unit"),
        ("journal", "unit", "organisation_unit"), ("journal", "follow_up", "follow_up"), ("journal", "event", "event"), ("journal", "party", "party"),
        ("journal", "adoption", "adoption"), ("journal_payload", "entry", "journal"),
    ]

    public static func dangling(of organisation: OrganisationID, in session: any SQLReading) throws -> [Dangling] {
        try references.compactMap { reference in
            let amount = try session.first(
                """
                SELECT COUNT(*) FROM \(raw: reference.table) a WHERE a.organisation = \(organisation) AND a.\(raw: reference.column) IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM \(raw: reference.target) b WHERE b.organisation = a.organisation AND b.id = a.\(raw: reference.column))
                """) { Int($0.int(0)) } ?? 0
            return amount == 0 ? nil : Dangling(column: "\(reference.table).\(reference.column)", amount: amount)
        }
    }
}
