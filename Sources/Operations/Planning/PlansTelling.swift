import Domain
import Storage

extension Plans {
    /// Other programs hear that a follow-up may be made now, whichever way its window opened.
    func tellOpened(_ row: FollowUpRow) throws {
        try Outbox(premises: premises, context: context, session: session).tell(
            .followUpOpened, unit: row.followUp.unit,
            [("followUp", row.id.rawValue), ("event", row.followUp.event.rawValue), ("party", row.followUp.party?.rawValue)],
            at: "/api/v1/follow-ups/\(row.id)")
    }
}
