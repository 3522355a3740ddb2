import Domain
import Storage

/// How long a sign-in lasts.
public struct SessionRules: Sendable, Hashable {
    /// Without a request for so long, it ends.
    public var idleMinutes: Int64
    /// However busy, it ends after so long: a working day.
    public var absoluteHours: Int64
    /// A request within this time of the last noted one is not noted, so that reading pages writes little.
    public var noteSeconds: Int64

    public init(idleMinutes: Int64 = 120, absoluteHours: Int64 = 12, noteSeconds: Int64 = 60) {
        (self.idleMinutes, self.absoluteHours, self.noteSeconds) = (idleMinutes, absoluteHours, noteSeconds)
    }

    func isAlive(_ session: SessionRows.Session, at now: Instant) -> Bool {
        now < session.expiresAt && now < session.seenAt.adding(minutes: idleMinutes)
    }

    func wantsNote(_ session: SessionRows.Session, at now: Instant) -> Bool {
        now >= session.seenAt.adding(seconds: noteSeconds)
    }
}
