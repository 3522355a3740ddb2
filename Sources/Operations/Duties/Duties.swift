import Domain
import RegulationEngine
import SQLCore
import Storage

/// 职责事项: analyses and decisions that results bring about. Handed in, reviewed by another, decided, closed.
public struct Duties: Sendable {
    /// Question of the consent without which a follow-up does not count as lost; options `agree` and `decline`.
    public static let lostConsent = "lostConsent"

    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: DutyRows.Row
        public var unitName: String
        public var ownerName: String?
        public var partyName: String?
        /// What the actor may do now.
        public var mayHandIn: Bool
        public var mayReview: Bool
        public var mayDecide: Bool
    }

    public struct Page: Sendable {
        public var items: [Item]
        public var next: DutyID?
    }

    public struct View: Sendable {
        public var item: Item
        /// Options of the decision, with what each is called.
        public var options: [CodeDefinition]
        public var decisionTitle: LocalizedText?
        /// The events that gave rise to it, oldest first.
        public var evidence: [Event]
        public var handedInName: String?
        public var reviewedName: String?
        public var decidedName: String?
        /// What the figures of a period propose, where that is what is decided on.
        public var assessment: AssessmentView?
        /// The plan of a round, where that is the work.
        public var plan: Int64?
    }

    /// Duties of the units where the actor works, leads or reviews, and those that wait for a role of the actor elsewhere: open ones oldest first, closed ones newest first.
    public func page(isOpen: Bool = true, beyond id: DutyID? = nil, limit: Int = 50, _ context: Context) throws -> Page {
        try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let rows = try DutyReach(directory, context).ranges.flatMap {
                try DutyRows.page(unit: $0.unit, roles: $0.roles, isOpen: isOpen, beyond: id, limit: limit + 1, of: context.organisation, in: session)
            }.sorted { isOpen ? $0.duty.id < $1.duty.id : $0.duty.id > $1.duty.id }
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return Page(items: items, next: rows.count > limit ? items.last?.row.duty.id : nil)
        }
    }

    public func view(_ id: DutyID, _ context: Context) throws -> View {
        try premises.database.read { session in
            let row = try visible(id, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
            let decision = row.question.flatMap { DecisionSearch(active.edition.regulation).decision($0, in: row.duty.rule)?.decision }
            let assessing = try AssessmentDesk(row, active, premises: premises, context: context, session: session)
            let name = { (id: StaffID?) in id.flatMap { directory.staff[$0]?.name } }
            return View(
                item: try item(row, directory, context, session), options: decision?.options ?? assessing?.options ?? consentOptions(row),
                decisionTitle: decision?.title,
                evidence: try assessing?.evidence()
                    ?? row.evidence.compactMap { EventID($0) }.compactMap { try EventRows.event($0, of: context.organisation, in: session) },
                handedInName: name(row.handedInBy), reviewedName: name(row.reviewedBy), decidedName: name(row.decidedBy),
                assessment: try assessing?.view(), plan: try VisitPlanRows.row(duty: id, of: context.organisation, in: session)?.id)
        }
    }

    /// The owner writes what was found; a duty with a review goes to the reviewer, one with a decision to who decides, else it is closed.
    public func handIn(_ id: DutyID, findings: String, measures: String? = nil, _ context: Context) throws {
        guard findings.contains(where: { !$0.isWhitespace }) else {
            throw Refusal.invalid([Finding(.error, "duty.findingsRequired", at: Place(path: "findings"))])
        }
        try change(id, "duty.handedIn", from: [.open], context) { row, directory, _ in
            guard holds(row.duty.role, row, directory, context) || row.duty.owner == context.actor.staff else { throw Refusal.notAllowed(.work) }
            (row.body, row.measures, row.handedInBy, row.handedInAt) = (findings, measures, context.actor.staff, context.now)
            move(&row, to: row.reviewerRole != nil ? .handedIn : .reviewed, context)
        }
    }

    /// Another person than the writer reads it; `isAccepted` false gives it back with the comment.
    public func review(_ id: DutyID, comment: String?, isAccepted: Bool, _ context: Context) throws {
        try change(id, isAccepted ? "duty.reviewed" : "duty.returned", from: [.handedIn], context) { row, directory, _ in
            guard row.handedInBy != context.actor.staff else { throw Refusal.state(code: "review.own") }
            guard let role = row.reviewerRole, holds(role, row, directory, context) else { throw Refusal.notAllowed(.review) }
            (row.reviewedBy, row.reviewedAt, row.reviewComment) = (context.actor.staff, context.now, comment)
            move(&row, to: isAccepted ? .reviewed : .open, context)
        }
    }

    /// Whoever the regulation names decides; what the option causes is carried out in the same transaction.
    public func decide(_ id: DutyID, option: String, reason: String, _ context: Context) throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))])
        }
        try change(id, "duty.decided", from: [.open, .reviewed], context) { row, directory, session in
            guard row.duty.state == .reviewed || row.reviewerRole == nil else { throw Refusal.state(code: "duty.notReviewed") }
            guard let role = row.deciderRole, holds(role, row, directory, context) else { throw Refusal.notAllowed(.lead) }
            (row.decision, row.decidedBy, row.decidedAt, row.decisionReason) = (option, context.actor.staff, context.now, reason)
            move(&row, to: .closed, context)
            if try freeze(&row, option, context, session) { return }
            try DecisionDesk(premises: premises, context: context, session: session, directory: directory).carryOut(option, of: row)
        }
    }

    /// A decision on an assessment stays with the figure that it was made on, and causes nothing else here. False for other decisions.
    private func freeze(_ row: inout DutyRows.Row, _ option: String, _ context: Context, _ session: any SQLWriting) throws -> Bool {
        let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
        guard try AssessmentDesk(row, active, premises: premises, context: context, session: session) != nil else { return false }
        let bench = try AssessmentBench(row.duty.id, premises: premises, context: context, session: session)
        row.body = try bench.decide(option, reason: row.decisionReason ?? "", in: session)
        return true
    }

    // MARK: Within

    private func change(
        _ id: DutyID, _ act: String, from states: [Duty.State], _ context: Context,
        _ body: @Sendable (inout DutyRows.Row, StaffDirectory, any SQLWriting) throws -> Void
    ) throws {
        try premises.database.write { session in
            var row = try visible(id, context, session)
            let before = row.duty.state
            guard states.contains(before) else { throw Refusal.state(code: "duty." + before.rawValue) }
            try body(&row, try DirectoryRows.directory(of: context.organisation, in: session), session)
            guard try DutyRows.update(row, from: before, of: context.organisation, in: session) else {
                throw Refusal.conflict(code: "duty.moved", by: nil, since: nil)
            }
            try Journal.append(
                act, context, unit: row.duty.unit, followUp: row.followUp, event: row.event, adoption: row.adoption, other: id.rawValue,
                why: row.decisionReason ?? row.reviewComment, payload: ["kind": row.duty.kind, "state": row.duty.state.rawValue], premises: premises,
                in: session)
        }
    }

    private func move(_ row: inout DutyRows.Row, to state: Duty.State, _ context: Context) {
        row.duty.state = state == .reviewed && row.question == nil ? .closed : state
        if row.duty.state == .closed { row.closedAt = context.now }
    }

    private func visible(_ id: DutyID, _ context: Context, _ session: any SQLReading) throws -> DutyRows.Row {
        guard let row = try DutyRows.duty(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        if row.duty.owner == context.actor.staff { return row }
        guard DutyReach(try DirectoryRows.directory(of: context.organisation, in: session), context).sees(row) else { throw Refusal.notFound }
        return row
    }

    /// The role, held in the duty's unit or above it, in person or as the stand-in.
    private func holds(_ role: String, _ row: DutyRows.Row, _ directory: StaffDirectory, _ context: Context) -> Bool {
        PostHolding.holds(role, near: row.duty.unit, directory, context)
    }

    private func item(_ row: DutyRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Item {
        let followUp = try row.followUp.flatMap { try FollowUpRows.row($0, of: context.organisation, in: session) }
        let party = try followUp?.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        let state = row.duty.state
        let isDecider = row.deciderRole.map { holds($0, row, directory, context) } ?? false
        return Item(
            row: row, unitName: directory.units[row.duty.unit]?.name ?? "", ownerName: row.duty.owner.flatMap { directory.staff[$0]?.name },
            partyName: party?.name,
            mayHandIn: state == .open && !isDecisionOnly(row)
                && (row.duty.owner == context.actor.staff || holds(row.duty.role, row, directory, context)),
            mayReview: state == .handedIn && row.handedInBy != context.actor.staff
                && row.reviewerRole.map { holds($0, row, directory, context) } ?? false,
            mayDecide: isDecider && (state == .reviewed || (state == .open && isDecisionOnly(row))))
    }

    private func isDecisionOnly(_ row: DutyRows.Row) -> Bool { row.duty.kind == "decide" || row.duty.kind == Self.lostConsent }

    private func consentOptions(_ row: DutyRows.Row) -> [CodeDefinition] {
        guard row.question == Self.lostConsent else { return [] }
        return ["agree", "decline"].map { CodeDefinition(code: $0, title: LocalizedText()) }
    }
}

/// Whether the actor holds a post in a unit or above it, in person or standing in for its holder.
enum PostHolding {
    static func holds(_ role: String, near unit: UnitID, _ directory: StaffDirectory, _ context: Context) -> Bool {
        let line = Set(directory.lineage(of: unit))
        return directory.posts.contains { $0.role == role && line.contains($0.unit) && isActors($0, directory, context) }
    }

    /// The roles that the actor holds in each unit, there or above it.
    static func roles(_ directory: StaffDirectory, _ context: Context) -> [UnitID: Set<String>] {
        var roles: [UnitID: Set<String>] = [:]
        for post in directory.posts where isActors(post, directory, context) {
            for unit in directory.subtree(of: post.unit) { roles[unit, default: []].insert(post.role) }
        }
        return roles
    }

    static func isActors(_ post: Post, _ directory: StaffDirectory, _ context: Context) -> Bool {
        post.holds(on: context.today)
            && (post.staff == context.actor.staff || directory.absence(of: post.staff, on: context.today)?.standIn == context.actor.staff)
    }
}
