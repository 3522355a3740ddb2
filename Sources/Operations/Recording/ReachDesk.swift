import Domain
import RegulationEngine
import SQLCore
import Storage

/// Who of the required people was reached for a follow-up, by the contacts that were made for it.
struct ReachDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading

    /// Nil for rules that are content with one person.
    func standing(of row: FollowUpRow, _ rule: FollowUpRule) throws -> ReachStanding? {
        guard let reach = rule.reach else { return nil }
        let contacts = try ContactRows.contacts(about: row.id, of: context.organisation, in: session).map(\.contact)
        let records = try RecordRows.records(of: row.id, context.organisation, in: session)
        let returned = Set(records.filter { $0.review == .returned }.map(\.contact))
        let made = contacts.compactMap { contact -> ReachStanding.Made? in
            guard let post = contact.respondent, let meaning = premises.library.result(contact.result)?.meaning else { return nil }
            return ReachStanding.Made(post: post, result: contact.result, meaning: meaning, isReturned: returned.contains(contact.id))
        }
        return ReachStanding(reach, contacts: made)
    }

    /// Contacts with this person only: the ladder is climbed for each by itself.
    func attempts(_ attempts: [ContactRows.Attempt], with post: String?, about row: FollowUpRow) throws -> [ContactRows.Attempt] {
        let mine = try ContactRows.contacts(about: row.id, of: context.organisation, in: session).filter { $0.contact.respondent == post }
        let ids = Set(mine.map(\.contact.id))
        return attempts.filter { ids.contains($0.contact) }
    }
}
