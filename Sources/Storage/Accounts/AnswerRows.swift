import Domain
import SQLCore

/// What programs were answered to requests that they may send again.
public enum AnswerRows {
    public struct Answer: Sendable, Hashable {
        /// SHA-256 of what was asked.
        public var fingerprint: [UInt8]
        /// HTTP status and body as they were sent.
        public var status: Int
        public var body: String

        public init(fingerprint: [UInt8], status: Int, body: String) { (self.fingerprint, self.status, self.body) = (fingerprint, status, body) }
    }

    public static func answer(token: Int64, key: String, of organisation: OrganisationID, in session: any SQLReading) throws -> Answer? {
        try session.first(
            "SELECT fingerprint, status, body FROM api_answer WHERE organisation = \(organisation) AND token = \(token) AND request_key = \(key)"
        ) { Answer(fingerprint: $0.blob(0), status: Int($0.int(1)), body: $0.text(2)) }
    }

    public static func insert(
        _ answer: Answer, token: Int64, key: String, at now: Instant, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            INSERT INTO api_answer (organisation, token, request_key, fingerprint, status, body, answered_at)
            VALUES (\(organisation), \(token), \(key), \(answer.fingerprint), \(answer.status), \(answer.body), \(now))
            """)
    }

    /// Sweeps away what is older; what it told of stays done once by its own keys.
    public static func sweep(before moment: Instant, in session: any SQLWriting) throws {
        try session.execute("DELETE FROM api_answer WHERE answered_at < \(moment)")
    }
}
