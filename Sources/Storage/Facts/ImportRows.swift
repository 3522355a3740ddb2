import Domain
import SQLCore

/// Imports: what was read, how far, what became of the rows, and the findings.
public enum ImportRows {
    public enum State: String, Sendable { case running, done, failed }

    public struct Row: Sendable, Hashable {
        public var id: Int64
        public var fileName: String
        public var fileHash: String
        /// Event name, or `units` or `staff`.
        public var content: String
        public var bytes: Int64
        public var isDryRun: Bool
        public var state: State
        public var account: Int64?
        public var startedAt: Instant
        public var finishedAt: Instant?
        /// The first line that is not yet durable: an interrupted import goes on there.
        public var nextLine: Int
        public var readBytes: Int64
        public var new: Int
        public var same: Int
        public var corrected: Int
        public var rejected: Int
        public var failure: String?
        /// The column mapping that it is read with.
        public var mapping: Int64?

        public init(id: Int64, fileName: String, fileHash: String, content: String, bytes: Int64, isDryRun: Bool, account: Int64?, startedAt: Instant) {
            (self.id, self.fileName, self.fileHash, self.content, self.bytes) = (id, fileName, fileHash, content, bytes)
            (self.isDryRun, self.account, self.startedAt, self.state) = (isDryRun, account, startedAt, .running)
            (self.nextLine, self.readBytes, self.new, self.same, self.corrected, self.rejected) = (0, 0, 0, 0, 0, 0)
        }
    }

    public static func insert(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO import (id, organisation, file_name, file_hash, content, bytes, is_dry_run, state, account, started_at, next_line, read_bytes, rows_new, rows_same,
                rows_corrected, rows_rejected, mapping)
            VALUES (\(row.id), \(organisation), \(row.fileName), \(row.fileHash), \(row.content), \(row.bytes), \(row.isDryRun), \(row.state.rawValue), \(row.account),
                \(row.startedAt), 0, 0, 0, 0, 0, 0, \(row.mapping))
            """)
    }

    public static func update(_ row: Row, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE import SET state = \(row.state.rawValue), finished_at = \(row.finishedAt), next_line = \(row.nextLine), read_bytes = \(row.readBytes), rows_new = \(row.new),
                rows_same = \(row.same), rows_corrected = \(row.corrected), rows_rejected = \(row.rejected), failure = \(row.failure)
            WHERE organisation = \(organisation) AND id = \(row.id)
            """)
    }

    /// An interrupted import of the same file, which goes on instead of beginning again.
    public static func interrupted(fileHash: String, content: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first(
            """
            \(select) WHERE organisation = \(organisation) AND file_hash = \(fileHash) AND content = \(content) AND state = 'running' AND is_dry_run = 0
            ORDER BY id DESC LIMIT 1
            """, decode)
    }

    /// The newest import under a name that stands for more than one file's bytes, such as a day of a sender.
    public static func newest(fileHash: String, content: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Int64? {
        try session.first(
            "SELECT id FROM import WHERE organisation = \(organisation) AND file_hash = \(fileHash) AND content = \(content) ORDER BY id DESC LIMIT 1"
        ) { $0.int(0) }
    }

    /// What came on top, of something that has no end of its own: it is done whenever one looks.
    public static func add(_ amounts: Amounts, to id: Int64, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            UPDATE import SET state = 'done', finished_at = \(now), bytes = bytes + \(amounts.bytes), read_bytes = read_bytes + \(amounts.bytes),
                rows_new = rows_new + \(amounts.new), rows_same = rows_same + \(amounts.same), rows_corrected = rows_corrected + \(amounts.corrected),
                rows_rejected = rows_rejected + \(amounts.rejected)
            WHERE organisation = \(organisation) AND id = \(id)
            """)
    }

    public struct Amounts: Sendable, Hashable {
        public var bytes = 0
        public var new = 0
        public var same = 0
        public var corrected = 0
        public var rejected = 0

        public init() {}
    }

    /// How many findings are kept of an import.
    public static func findingCount(of parent: Int64, _ organisation: OrganisationID, in session: any SQLReading) throws -> Int {
        try session.first("SELECT COUNT(*) FROM import_finding WHERE organisation = \(organisation) AND import = \(parent)") { Int($0.int(0)) } ?? 0
    }

    /// The first finished import of the same bytes as the same content.
    public static func earlier(than row: Row, of organisation: OrganisationID, in session: any SQLReading) throws -> Int64? {
        try session.first(
            """
            SELECT id FROM import WHERE organisation = \(organisation) AND file_hash = \(row.fileHash) AND content = \(row.content) AND is_dry_run = 0
              AND state = 'done' AND id < \(row.id) ORDER BY id LIMIT 1
            """) { $0.int(0) }
    }

    public static func row(_ id: Int64, of organisation: OrganisationID, in session: any SQLReading) throws -> Row? {
        try session.first("\(select) WHERE organisation = \(organisation) AND id = \(id)", decode)
    }

    public static func recent(before id: Int64, limit: Int, of organisation: OrganisationID, in session: any SQLReading) throws -> [Row] {
        try session.query("\(select) WHERE organisation = \(organisation) AND id < \(id) ORDER BY id DESC LIMIT \(limit)", decode)
    }

    public static func insert(_ finding: Finding, id: Int64, import parent: Int64, of organisation: OrganisationID, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO import_finding (id, organisation, import, severity, code, line, col, path, arguments)
            VALUES (\(id), \(organisation), \(parent), \(finding.severity.rawValue), \(finding.code), \(finding.place.line), \(finding.place.column), \(finding.place.path),
                \(JSONText.object(finding.arguments)))
            """)
    }

    public static func findings(of parent: Int64, after id: Int64, limit: Int, _ organisation: OrganisationID, in session: any SQLReading) throws -> [(id: Int64, finding: Finding)] {
        try session.query(
            """
            SELECT id, severity, code, line, col, path, arguments FROM import_finding
            WHERE organisation = \(organisation) AND import = \(parent) AND id > \(id) ORDER BY id LIMIT \(limit)
            """) {
            let place = Place(line: $0.optionalInt(3).map(Int.init), column: $0.optionalInt(4).map(Int.init), path: $0.optionalText(5))
            return ($0.int(0), Finding(try $0.code(1), $0.text(2), at: place, try JSONText.members($0.text(6))))
        }
    }

    private static let select: SQL = """
        SELECT id, file_name, file_hash, content, bytes, is_dry_run, state, account, started_at, finished_at, next_line, read_bytes, rows_new, rows_same, rows_corrected,
            rows_rejected, failure, mapping FROM import
        """

    private static func decode(_ row: any SQLRow) throws -> Row {
        var full = Row(
            id: row.int(0), fileName: row.text(1), fileHash: row.text(2), content: row.text(3), bytes: row.int(4), isDryRun: row.bool(5), account: row.optionalInt(7),
            startedAt: row.instant(8))
        (full.state, full.finishedAt, full.nextLine, full.readBytes) = (try row.code(6), row.optionalInstant(9), Int(row.int(10)), row.int(11))
        (full.new, full.same, full.corrected, full.rejected) = (Int(row.int(12)), Int(row.int(13)), Int(row.int(14)), Int(row.int(15)))
        (full.failure, full.mapping) = (row.optionalText(16), row.optionalInt(17))
        return full
    }
}
