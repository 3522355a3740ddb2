import Domain
import RegulationEngine
import SQLCore
import Storage

/// A record with everything that was established: for the review, the page of the follow-up and the printed form.
public struct RecordView: Sendable {
    public struct SignatureView: Sendable {
        public var signature: Signature
        /// Strokes as the page drew them (JSON), opened for who may see the record.
        public var strokes: String?
    }

    public struct ReviewView: Sendable, Hashable {
        public var reviewer: String
        public var verdict: String
        public var comment: String?
        public var at: Instant
    }

    public var record: RecordRows.Row
    public var contact: ContactRows.Row
    public var followUp: FollowUpRow
    public var event: Event
    public var regulationID: String
    public var regulationTitle: LocalizedText
    public var editionNumber: Int
    public var rule: FollowUpRule
    public var form: Form?
    public var answers: [String: Answer]
    public var signatures: [SignatureView]
    public var reviews: [ReviewView]
    /// Until when the present step of the review is to be signed.
    public var reviewDue: Instant?
    public var party: Party?
    public var maskedPhone: String?
    public var maskedAddress: String?
    public var matterNumber: String?
    public var unitName: String
    public var staffName: String
    /// Opinion on the handling and the next date, where this record opened a complaint or promised a next follow-up.
    public var cases: [CaseFileRows.Row]
}

/// Fetches records within what the actor may see.
struct RecordDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading

    func view(_ id: RecordID) throws -> RecordView {
        guard let record = try RecordRows.record(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        return try view(record)
    }

    func view(_ record: RecordRows.Row) throws -> RecordView {
        let followUp = try FollowUpDesk.visible(record.followUp, context, session)
        guard let contact = try ContactRows.contact(record.contact, of: context.organisation, in: session),
            let event = try EventRows.event(followUp.followUp.event, of: context.organisation, in: session)
        else { throw Refusal.notFound }
        let active = try premises.shelf.edition(record.edition, of: context.organisation, in: session)
        guard let rule = active.edition.regulation.rule(followUp.followUp.rule) else { throw Refusal.notFound }
        let directory = try premises.directory(of: context.organisation, in: session)
        let party = try followUp.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        let points = try party.map { try ContactPointRows.points(of: $0.id, context.organisation, in: session) } ?? []
        return RecordView(
            record: record, contact: contact, followUp: followUp, event: event, regulationID: active.edition.regulation.id,
            regulationTitle: active.edition.regulation.title, editionNumber: active.number, rule: rule,
            form: active.edition.regulation.form(record.form),
            answers: try RecordRows.answers(of: record.id, context.organisation, in: session), signatures: try signatures(record.id),
            reviews: try reviews(record.id, directory),
            reviewDue: try ReviewDeadline(premises: premises, context: context, session: session).due(record, of: rule, in: active.edition),
            party: party, maskedPhone: points.first { $0.kind == .phone }?.masked,
            maskedAddress: points.first { $0.kind == .address }?.masked,
            matterNumber: try followUp.followUp.matter.flatMap { try EventRows.matterNumber($0, of: context.organisation, in: session) },
            unitName: directory.units[record.unit]?.name ?? "", staffName: directory.staff[record.recordedBy]?.name ?? "",
            cases: try CaseFileRows.files(sourceRecord: record.id, of: context.organisation, in: session))
    }

    private func signatures(_ record: RecordID) throws -> [RecordView.SignatureView] {
        try RecordRows.signatures(of: record, context.organisation, in: session).map { row in
            let strokes = try row.strokes.map { try premises.secrets.open($0, purpose: "signature", of: context.organisation) }
            return RecordView.SignatureView(signature: row.signature, strokes: strokes.map { String(decoding: $0, as: UTF8.self) })
        }
    }

    private func reviews(_ record: RecordID, _ directory: StaffDirectory) throws -> [RecordView.ReviewView] {
        try RecordRows.reviews(of: record, context.organisation, in: session).map {
            RecordView.ReviewView(reviewer: directory.staff[$0.reviewer]?.name ?? "", verdict: $0.verdict, comment: $0.comment, at: $0.at)
        }
    }
}
