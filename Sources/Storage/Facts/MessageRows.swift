import Domain
import SQLCore

/// Messages that were acknowledged, by their sender and its number for them.
public enum MessageRows {
    /// The hash of what an acknowledged message told; nil when the number is new.
    public static func content(sender: String, control: String, of organisation: OrganisationID, in session: any SQLReading) throws -> [UInt8]? {
        try session.first("SELECT content FROM message WHERE organisation = \(organisation) AND sender = \(sender) AND control = \(control)") { $0.blob(0) }
    }

    public static func insert(
        sender: String, control: String, content: [UInt8], at now: Instant, of organisation: OrganisationID, in session: any SQLWriting
    ) throws {
        try session.execute(
            """
            INSERT INTO message (organisation, sender, control, content, received_at)
            VALUES (\(organisation), \(sender), \(control), \(content), \(now))
            """)
    }
}
