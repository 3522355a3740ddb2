import Domain
import SQLCore
import Secrets
import Storage

/// What every use case stands on: the database, the keys, identities, regulations and calendars.
/// Assembly makes one; tests and rehearsals make others on in-memory databases.
public struct Premises: Sendable {
    public var database: any Database
    public var secrets: DataSecrets
    public var identifiers: IdentifierSequence
    public var library: RegulationLibrary
    /// Active editions by day, kept in memory while nothing changes.
    public var shelf: EditionShelf
    /// The statutory schedule; an organisation's own days come on top (`calendar(of:in:)`).
    public var calendar: WorkingCalendar
    /// The seed of a frame whose regulation names none: nobody can guess it. A play that is to come out alike gives its own.
    public var drawSeed: @Sendable (_ frame: String) -> String = { _ in RandomSource.token() }
    public let planners = Planners()
    public let directories = DirectoryShelf()

    public init(
        database: any Database, secrets: DataSecrets, identifiers: IdentifierSequence, library: RegulationLibrary, shelf: EditionShelf,
        calendar: WorkingCalendar
    ) {
        (self.database, self.secrets, self.identifiers) = (database, secrets, identifiers)
        (self.library, self.shelf, self.calendar) = (library, shelf, calendar)
    }
}

extension Premises {
    /// The working calendar of an organisation: the statutory schedule with its own days.
    func calendar(of organisation: OrganisationID, in session: any SQLReading) throws -> WorkingCalendar {
        let own = try DirectoryRows.ownDays(of: organisation, in: session)
        return own.isEmpty ? calendar : calendar.adding(own: own)
    }
}
