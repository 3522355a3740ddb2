import Domain
import SQLCore
import Secrets

/// What every use case stands on: the database, the keys, identities, regulations and calendars.
/// Assembly makes one; tests and rehearsals make others on in-memory databases.
public struct Premises: Sendable {
    public var database: any Database
    public var secrets: DataSecrets
    public var identifiers: IdentifierSequence
    public var library: RegulationLibrary
    /// Active editions by day, kept in memory while nothing changes.
    public var shelf: EditionShelf
    public var calendar: WorkingCalendar

    public init(
        database: any Database, secrets: DataSecrets, identifiers: IdentifierSequence, library: RegulationLibrary, shelf: EditionShelf,
        calendar: WorkingCalendar
    ) {
        (self.database, self.secrets, self.identifiers) = (database, secrets, identifiers)
        (self.library, self.shelf, self.calendar) = (library, shelf, calendar)
    }
}
