import Domain
import SQLCore

/// The lines of registers in the order in which they were entered, a page at a time.
///
/// An identity carries its moment, so that a period is a range of the table's own key, with room for a clock that was set back; the moment itself
/// decides. The plus keeps other indexes out: they would gather and sort all that an organisation has before the first line.
public enum RegisterRows {
    /// Which lines: entered from `from` on and before `until`, in these units.
    public struct Range: Sendable, Hashable {
        public var units: [UnitID]
        public var from: Instant
        public var until: Instant
        /// Identities between which all of them lie.
        public var ids: Swift.Range<Int64>

        public init(units: [UnitID], from: Instant, until: Instant, ids: Swift.Range<Int64>) {
            (self.units, self.from, self.until, self.ids) = (units, from, until, ids)
        }

        /// Whatever was ever entered in these units.
        public static func all(of units: [UnitID]) -> Range {
            Range(units: units, from: Instant(milliseconds: 0), until: Instant(milliseconds: .max), ids: 0..<Int64.max)
        }

        /// - Parameter moment: the column that says when a line was entered.
        func condition(_ moment: SQL, _ organisation: OrganisationID, after id: Int64?) -> SQL {
            let start = max(ids.lowerBound, id.map { $0 + 1 } ?? ids.lowerBound)
            return """
                id >= \(start) AND id < \(ids.upperBound) AND +\(moment) >= \(from) AND +\(moment) < \(until) AND +organisation = \(organisation)
                AND +unit IN (\(SQL.list(units)))
                """
        }
    }

    /// - Parameter forms: empty = all.
    public static func records(
        _ range: Range, editions: [EditionID], forms: [String], after id: Int64?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [RecordRows.Row] {
        try session.query(
            "\(RecordRows.select) WHERE \(range.condition("recorded_at", organisation, after: id)) AND \(made(editions, forms)) ORDER BY id LIMIT \(limit)", RecordRows.decode)
    }

    public static func countRecords(
        _ range: Range, editions: [EditionID], forms: [String], of organisation: OrganisationID, in session: any SQLReading
    ) throws -> Int {
        try count("SELECT COUNT(*) FROM record WHERE \(range.condition("recorded_at", organisation, after: nil)) AND \(made(editions, forms))", session)
    }

    private static func made(_ editions: [EditionID], _ forms: [String]) -> SQL {
        let ofEditions: SQL = "+edition IN (\(SQL.list(editions)))"
        return forms.isEmpty ? ofEditions : "\(ofEditions) AND form IN (\(SQL.list(forms)))"
    }

    /// Withdrawn and exempt ones are no work that anybody received.
    public static func followUps(
        _ range: Range, adoption: AdoptionID, after id: Int64?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [FollowUpRow] {
        try session.query(
            "\(FollowUpRows.select) WHERE \(range.condition("planned_at", organisation, after: id)) AND \(worked(adoption)) ORDER BY id LIMIT \(limit)", FollowUpRows.decode)
    }

    public static func countFollowUps(_ range: Range, adoption: AdoptionID, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try count("SELECT COUNT(*) FROM follow_up WHERE \(range.condition("planned_at", organisation, after: nil)) AND \(worked(adoption))", session)
    }

    private static func worked(_ adoption: AdoptionID) -> SQL { "+adoption = \(adoption) AND state NOT IN ('withdrawn', 'exempt')" }

    /// Duties that results brought about; those that come back every period have lists of their own.
    public static func duties(
        _ range: Range, adoption: AdoptionID, after id: Int64?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [DutyRows.Row] {
        try session.query(
            "\(DutyRows.select) WHERE \(range.condition("opened_at", organisation, after: id)) AND \(caused(adoption)) ORDER BY id LIMIT \(limit)", DutyRows.decode)
    }

    public static func countDuties(_ range: Range, adoption: AdoptionID, of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try count("SELECT COUNT(*) FROM duty WHERE \(range.condition("opened_at", organisation, after: nil)) AND \(caused(adoption))", session)
    }

    private static func caused(_ adoption: AdoptionID) -> SQL { "+adoption = \(adoption) AND +event IS NOT NULL" }

    /// - Parameter classes: empty = all.
    public static func cases(
        _ range: Range, classes: [String] = [], after id: Int64?, limit: Int, of organisation: OrganisationID, in session: any SQLReading
    ) throws -> [CaseFileRows.Row] {
        try session.query(
            "\(CaseFileRows.select) WHERE \(range.condition("opened_at", organisation, after: id)) AND \(kept(classes)) ORDER BY id LIMIT \(limit)", CaseFileRows.decode)
    }

    public static func countCases(_ range: Range, classes: [String] = [], of organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try count("SELECT COUNT(*) FROM case_file WHERE \(range.condition("opened_at", organisation, after: nil)) AND \(kept(classes))", session)
    }

    private static func kept(_ classes: [String]) -> SQL {
        classes.isEmpty ? "stage <> 'withdrawn'" : "stage <> 'withdrawn' AND kind IN (\(SQL.list(classes)))"
    }

    private static func count(_ sql: SQL, _ session: any SQLReading) throws -> Int { try session.first(sql) { Int($0.int(0)) } ?? 0 }

    /// When something was first done with a follow-up.
    public static func moment(of act: String, followUp: FollowUpID, _ organisation: OrganisationID, in session: any SQLReading) throws -> Instant? {
        try session.first(
            "SELECT occurred_at FROM journal WHERE organisation = \(organisation) AND follow_up = \(followUp) AND +act = \(act) ORDER BY id LIMIT 1") { $0.instant(0) }
    }
}
