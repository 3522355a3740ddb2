import Domain
import RegulationEngine
import SQLCore
import Storage

/// The review room: records are read, commented, signed off or given back, never by who wrote them.
public struct Reviewing: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// A line of the list of records that wait.
    public struct Item: Sendable {
        public var record: RecordRows.Row
        public var partyName: String?
        public var ruleTitle: LocalizedText
        public var unitName: String
        public var staffName: String
        public var isSatisfied: Bool?
        /// Limit of the present step; nil where the regulation sets none, or nothing waits.
        public var due: Instant?
        /// The actor may sign it now; otherwise it waits for another role, or is the actor's own.
        public var mayReview: Bool
        public var isOwn: Bool
    }

    public struct Page: Sendable {
        public var items: [Item]
        public var next: RecordID?
        /// Records in each state, bounded at 1000.
        public var counts: [Record.Review: Int]
    }

    /// Records of the units where the actor reviews: those that wait oldest first, the others newest first.
    public func page(_ review: Record.Review = .awaiting, beyond id: RecordID? = nil, limit: Int = 50, _ context: Context) throws -> Page {
        try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let units = context.scope.sorted(.review)
            let rows = try units.flatMap {
                try RecordRows.page(unit: $0, review: review, beyond: id, limit: limit + 1, of: context.organisation, in: session)
            }.sorted { review == .awaiting ? $0.id < $1.id : $0.id > $1.id }
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return Page(items: items, next: rows.count > limit ? items.last?.record.id : nil, counts: try counts(units, context, session))
        }
    }

    private func counts(_ units: [UnitID], _ context: Context, _ session: any SQLReading) throws -> [Record.Review: Int] {
        var counts: [Record.Review: Int] = [:]
        for review in [Record.Review.awaiting, .returned, .signedOff] {
            counts[review] = try units.reduce(0) {
                $0 + (try RecordRows.bounded(unit: $1, review: review, ceiling: 1000, of: context.organisation, in: session))
            }
        }
        return counts
    }

    public func record(_ id: RecordID, _ context: Context) throws -> RecordView {
        try premises.database.read { try RecordDesk(premises: premises, context: context, session: $0).view(id) }
    }

    /// Signs the present step; the last step completes the record.
    ///
    /// - Throws: `Refusal.state("review.own")` for an own record, `.notAllowed(.review)` without the step's role, `.invalid` when the comment that
    ///   the regulation asks for is missing, `.conflict` when somebody else was quicker.
    public func signOff(_ id: RecordID, comment: String?, _ context: Context) throws {
        try premises.database.write { session in
            let (record, followUp, steps) = try reviewable(id, context, session)
            let step = record.reviewStep < steps.count ? steps[record.reviewStep] : nil
            guard step?.commentRequired != true || isWritten(comment) else {
                throw Refusal.invalid([Finding(.error, "review.commentRequired", at: Place(path: "comment"))])
            }
            try advance(record, of: steps, context, session)
            try keep("signedOff", comment, record, followUp, context, session)
        }
    }

    /// Gives the record back for rework: its follow-up is open again, with the comment.
    public func giveBack(_ id: RecordID, comment: String, _ context: Context) throws {
        guard isWritten(comment) else { throw Refusal.invalid([Finding(.error, "review.commentRequired", at: Place(path: "comment"))]) }
        try premises.database.write { session in
            let (record, followUp, _) = try reviewable(id, context, session)
            let moved = try RecordRows.advance(
                record, to: .returned, step: record.reviewStep, role: nil, completedAt: nil, of: context.organisation, in: session)
            guard moved else { throw Refusal.conflict(code: "review.moved", by: nil, since: nil) }
            var life = FollowUpLifecycle(state: followUp.followUp.state, review: record.review)
            let step = life.returned()
            let isOpenAgain = try step == .reopen && !isDead(followUp, context, session)
            if isOpenAgain { try reopen(followUp, as: life.state, context, session) }
            if step == .none, followUp.followUp.state.isOpen { try tellReturned(followUp, context, session) }
            try keep("returned", comment, record, followUp, reopenedAs: isOpenAgain ? life.state : nil, context, session)
        }
    }

    private func reviewable(_ id: RecordID, _ context: Context, _ session: any SQLReading) throws -> (RecordRows.Row, FollowUpRow, [ReviewStep]) {
        guard let record = try RecordRows.record(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        let followUp = try FollowUpDesk.visible(record.followUp, context, session)
        guard record.review == .awaiting else { throw Refusal.state(code: "review.notAwaiting") }
        guard record.recordedBy != context.actor.staff else { throw Refusal.state(code: "review.own") }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        guard mayReview(record, directory, context) else { throw Refusal.notAllowed(.review) }
        let active = try premises.shelf.edition(record.edition, of: context.organisation, in: session)
        return (record, followUp, active.edition.regulation.rule(followUp.followUp.rule)?.review ?? [])
    }

    /// The right in the unit, and the role of the step held in the unit or above it.
    private func mayReview(_ record: RecordRows.Row, _ directory: StaffDirectory, _ context: Context) -> Bool {
        guard context.scope.allows(.review, in: record.unit), record.recordedBy != context.actor.staff else { return false }
        guard let role = record.reviewerRole else { return true }
        return PostHolding.holds(role, near: record.unit, directory, context)
    }

    private func advance(_ record: RecordRows.Row, of steps: [ReviewStep], _ context: Context, _ session: any SQLWriting) throws {
        let next = record.reviewStep + 1
        let active = try premises.shelf.edition(record.edition, of: context.organisation, in: session)
        let role = next < steps.count ? active.postRole(for: steps[next].by.roleName) : nil
        let isLast = next >= steps.count
        let moved = try RecordRows.advance(
            record, to: isLast ? .signedOff : .awaiting, step: next, role: role, completedAt: isLast ? context.now : nil, of: context.organisation, in: session)
        guard moved else { throw Refusal.conflict(code: "review.moved", by: nil, since: nil) }
    }

    /// Nobody is asked again about a person who has died: the record stays as it was given back.
    private func isDead(_ row: FollowUpRow, _ context: Context, _ session: any SQLReading) throws -> Bool {
        try row.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }?.status == .deceased
    }

    private func reopen(_ row: FollowUpRow, as state: FollowUp.State, _ context: Context, _ session: any SQLWriting) throws {
        var open = row
        open.followUp.state = state
        (open.doneAt, open.doneRecordedAt, open.doneBy, open.doneChannel, open.record, open.isSatisfied) = (nil, nil, nil, nil, nil, nil)
        (open.flag, open.isTouched) = ("returned", true)
        try FollowUpRows.update(from: row, to: open, of: context.organisation, in: session)
    }

    /// One of several people is to be asked again; the follow-up is open for the others anyway.
    private func tellReturned(_ row: FollowUpRow, _ context: Context, _ session: any SQLWriting) throws {
        var told = row
        told.flag = "returned"
        try FollowUpRows.update(from: row, to: told, of: context.organisation, in: session)
    }

    private func keep(
        _ verdict: String, _ comment: String?, _ record: RecordRows.Row, _ row: FollowUpRow, reopenedAs state: FollowUp.State? = nil, _ context: Context,
        _ session: any SQLWriting
    ) throws {
        let review = RecordRows.Review(
            id: premises.identifiers.next(at: context.now), step: record.reviewStep, reviewer: context.actor.staff, verdict: verdict, comment: comment,
            at: context.now)
        try RecordRows.insert(review, of: record.id, context.organisation, in: session)
        let f = row.followUp
        var payload = ["step": String(record.reviewStep + 1)]
        payload["state"] = state?.rawValue
        try Journal.append(
            "record." + verdict, context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption, other: record.id.rawValue,
            why: comment, payload: payload, premises: premises, in: session)
    }

    private func item(_ record: RecordRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Item {
        let followUp = try FollowUpRows.row(record.followUp, of: context.organisation, in: session)
        let active = try premises.shelf.edition(record.edition, of: context.organisation, in: session)
        let party = try followUp?.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        let rule = followUp.flatMap { active.edition.regulation.rule($0.followUp.rule) }
        return Item(
            record: record, partyName: party?.name, ruleTitle: rule?.title ?? LocalizedText(), unitName: directory.units[record.unit]?.name ?? "",
            staffName: directory.staff[record.recordedBy]?.name ?? "", isSatisfied: followUp?.isSatisfied,
            due: try rule.flatMap { try ReviewDeadline(premises: premises, context: context, session: session).due(record, of: $0, in: active.edition) }, mayReview: mayReview(record, directory, context),
            isOwn: record.recordedBy == context.actor.staff)
    }

    private func isWritten(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } == true }
}
