import Domain
import SQLCore
import Storage

/// What other programs may want to be told.
public enum Happening: String, Sendable, Hashable, CaseIterable {
    /// The window of a follow-up has opened.
    case followUpOpened = "followUp.opened"
    case contactRecorded = "contact.recorded"
    case complaintRaised = "complaint.raised"
    /// A report is frozen: its figures stand.
    case reportPublished = "report.published"

    /// Sent on demand, so that an administrator sees that the way is open.
    static let ping = "ping"
}

/// Writes messages in the transaction of what they tell: nothing is told that was undone, and nothing done goes untold.
///
/// A message names ids and addresses of `/api/v1`, never a person, a number or an answer: whoever receives it asks with a token.
struct Outbox {
    let premises: Premises
    let context: Context
    let session: any SQLWriting

    func tell(_ happening: Happening, unit: UnitID, _ ids: [(name: String, id: Int64?)], at address: String) throws {
        for webhook in try WebhookRows.all(of: context.organisation, in: session) where try listens(webhook, happening, unit) {
            try write(happening.rawValue, ids, at: address, to: webhook.id)
        }
    }

    func ping(_ webhook: Int64) throws { try write(Happening.ping, [], at: nil, to: webhook) }

    private func listens(_ webhook: WebhookRows.Row, _ happening: Happening, _ unit: UnitID) throws -> Bool {
        guard webhook.happenings.contains(happening.rawValue) else { return false }
        guard let wanted = webhook.unit else { return true }
        return try premises.directory(of: context.organisation, in: session).lineage(of: unit).contains(wanted)
    }

    private func write(_ happening: String, _ ids: [(name: String, id: Int64?)], at address: String?, to webhook: Int64) throws {
        var data = ids.compactMap { one in one.id.map { (one.name, String($0)) } }
        if let address { data.append(("href", address)) }
        let members = data.map { JSONText.quoted($0.0) + ":" + JSONText.quoted($0.1) }.joined(separator: ",")
        let moment = JSONText.quoted(context.zone.iso(context.now))
        let body = "{\"type\":\(JSONText.quoted(happening)),\"timestamp\":\(moment),\"data\":{\(members)}}"
        let row = WebhookMessageRows.Row(
            id: premises.identifiers.next(at: context.now), webhook: webhook, happening: happening, body: body, createdAt: context.now,
            nextAt: context.now)
        try WebhookMessageRows.insert(row, of: context.organisation, in: session)
    }
}
