import Domain
import RegulationEngine
import SQLCore
import Storage

/// Until when the present step of a record's review is to be signed: counted from the record, or from the signature before.
struct ReviewDeadline {
    let premises: Premises
    let context: Context
    let session: any SQLReading

    /// nil where nothing waits or the regulation sets no limit.
    func due(_ record: RecordRows.Row, of rule: FollowUpRule, in edition: Edition) throws -> Instant? {
        let chain = ReviewChain(rule)
        guard record.review == .awaiting, let step = chain.next(signedSoFar: record.reviewStep) else { return nil }
        let signed = try record.reviewStep == 0 ? nil : RecordRows.reviews(of: record.id, context.organisation, in: session).last { $0.verdict == "signedOff" }
        let deadlines = Deadlines(calendar: try premises.calendar(of: context.organisation, in: session), zone: context.zone)
        return try chain.due(
            of: step, from: signed?.at ?? record.recordedAt, rule: rule, figures: Figures(edition), time: edition.regulation.time, deadlines: deadlines)?.at
    }
}
