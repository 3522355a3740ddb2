import Domain
import SQLCore
import Storage

/// A promise is kept when the person was reached again in the same matter: at the next follow-up, or at that of a complaint it led to.
struct PromiseDesk {
    let session: any SQLWriting
    let organisation: OrganisationID

    func keep(by row: FollowUpRow, about event: Event, at moment: Instant) throws {
        try PromiseRows.keep(about: try line(event), except: row.id, at: moment, of: organisation, in: session)
    }

    /// The event and what it came from.
    private func line(_ event: Event) throws -> [EventID] {
        var line = [event.id]
        var cause = event.causedBy
        while let id = cause, !line.contains(id) {
            line.append(id)
            cause = try EventRows.event(id, of: organisation, in: session)?.causedBy
        }
        return line
    }
}
