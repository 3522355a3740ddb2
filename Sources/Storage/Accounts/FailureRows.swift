import Domain
import SQLCore

/// Failed sign-ins by the keyed hash of the name that was typed, whether an account has it or not.
public enum FailureRows {
    public struct Failures: Sendable, Hashable {
        public var count: Int
        public var lockedUntil: Instant?

        public init(count: Int, lockedUntil: Instant?) { (self.count, self.lockedUntil) = (count, lockedUntil) }
    }

    public static func failures(_ nameIndex: [UInt8], in session: any SQLReading) throws -> Failures? {
        try session.first("SELECT failures, locked_until FROM sign_in_failure WHERE name_index = \(nameIndex)") {
            Failures(count: Int($0.int(0)), lockedUntil: $0.optionalInstant(1))
        }
    }

    public static func save(_ failures: Failures, of nameIndex: [UInt8], at now: Instant, in session: any SQLWriting) throws {
        try session.execute(
            """
            INSERT INTO sign_in_failure (name_index, failures, failed_at, locked_until) VALUES (\(nameIndex), \(failures.count), \(now), \(failures.lockedUntil))
            ON CONFLICT (name_index) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at, locked_until = excluded.locked_until
            """)
    }

    public static func forget(_ nameIndex: [UInt8], in session: any SQLWriting) throws {
        try session.execute("DELETE FROM sign_in_failure WHERE name_index = \(nameIndex)")
    }

    /// What is older than `moment` no longer counts.
    public static func sweep(before moment: Instant, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM sign_in_failure WHERE failed_at < \(moment)")
    }
}
