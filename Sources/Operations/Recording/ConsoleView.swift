import Domain
import RegulationEngine
import SQLCore
import Storage

/// Everything the call console shows for one follow-up.
public struct ConsoleView: Sendable {
    public var item: QueueItem
    public var event: Event
    public var party: Party?
    public var contactPoints: [ContactPoint]
    public var regulationID: String
    public var regulationTitle: LocalizedText
    public var editionNumber: Int
    public var rule: FollowUpRule
    public var form: Form?
    public var severities: [CodeDefinition]
    /// What to know before, to say and never to say, for this rule.
    public var guidance: [Guidance]
    public var ladder: LadderPosition?
    /// Who of several people was reached; nil where one is enough.
    public var reach: ReachStanding?
    /// Channels that the regulation knows for this rule at all; those not `ladder.allowed` need a reason.
    public var contactHours: ContactHoursVerdict
    public var results: [ContactResult]
    public var attempts: [AttemptView]
    /// Earlier follow-ups of the same person, newest first.
    public var earlier: [EarlierFollowUp]
    /// Open follow-ups of the same person that one contact may settle as well.
    public var alsoOpen: [AlsoOpen]
    public var openCases: [CaseFileRows.Row]
    public var promises: [PromiseRows.Row]
    public var draft: String?
    public var draftSavedAt: Instant?
    /// The comment with which a reviewer gave the last record back.
    public var returnedComment: String?
    public var isOwnClaim: Bool

    public struct AttemptView: Sendable, Hashable {
        public var contact: Contact
        public var resultTitle: LocalizedText
        public var staffName: String
    }

    public struct EarlierFollowUp: Sendable, Hashable {
        public var row: FollowUpRow
        public var ruleTitle: LocalizedText
    }

    public struct AlsoOpen: Sendable {
        public var item: QueueItem
        public var form: Form?
    }
}

/// Gathers the console's view; every part within what the actor may see.
struct ConsoleDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading

    func view(_ id: FollowUpID) throws -> ConsoleView {
        let row = try FollowUpDesk.visible(id, context, session)
        let active = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
        guard let rule = active.edition.regulation.rule(row.followUp.rule),
            let event = try EventRows.event(row.followUp.event, of: context.organisation, in: session)
        else { throw Refusal.notFound }
        let words = try QueueWords(premises: premises, context: context, session: session)
        let directory = try premises.directory(of: context.organisation, in: session)
        let regulation = active.edition.regulation
        let calendar = try premises.calendar(of: context.organisation, in: session)
        let party = try row.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        let siblings = try row.followUp.party.map { try FollowUpRows.rows(party: $0, limit: 50, of: context.organisation, in: session) } ?? []
        let seen = siblings.filter { $0.id != id && FollowUpDesk.isVisible($0, context) }
        let draft = try DraftRows.draft(followUp: id, account: context.actor.account, of: context.organisation, in: session)
        return ConsoleView(
            item: try words.item(row), event: event, party: party, contactPoints: try points(party), regulationID: regulation.id,
            regulationTitle: regulation.title, editionNumber: active.number, rule: rule, form: rule.form.flatMap { regulation.form($0) },
            severities: regulation.severities, guidance: regulation.guidance.filter { $0.rules.isEmpty ? $0.cases.isEmpty : $0.rules.contains(rule.id) },
            ladder: try? LadderDesk(premises: premises, context: context, session: session, calendar: calendar).position(row, rule, event, active),
            reach: try ReachDesk(premises: premises, context: context, session: session).standing(of: row, rule),
            contactHours: ContactHoursVerdict.of(rule, in: regulation, at: context.now, calendar: calendar, zone: context.zone),
            results: premises.library.results, attempts: try attempts(row, directory), earlier: try seen.filter { !$0.followUp.state.isOpen }.map(earlier),
            alsoOpen: try alsoOpen(seen, words), openCases: try openCases(party), promises: try promises(row), draft: draft?.body,
            draftSavedAt: draft?.savedAt, returnedComment: try returnedComment(row), isOwnClaim: row.claimedBy == context.actor.staff)
    }

    private func points(_ party: Party?) throws -> [ContactPoint] {
        try party.map { try ContactPointRows.points(of: $0.id, context.organisation, in: session) } ?? []
    }

    private func attempts(_ row: FollowUpRow, _ directory: StaffDirectory) throws -> [ConsoleView.AttemptView] {
        try ContactRows.contacts(about: row.id, of: context.organisation, in: session).map {
            ConsoleView.AttemptView(
                contact: $0.contact, resultTitle: premises.library.result($0.contact.result)?.title ?? LocalizedText(simplified: $0.contact.result),
                staffName: directory.staff[$0.contact.staff]?.name ?? "")
        }
    }

    private func earlier(_ row: FollowUpRow) throws -> ConsoleView.EarlierFollowUp {
        let active = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
        let title = active.edition.regulation.rule(row.followUp.rule)?.title ?? LocalizedText(simplified: row.followUp.rule)
        return ConsoleView.EarlierFollowUp(row: row, ruleTitle: title)
    }

    private func alsoOpen(_ rows: [FollowUpRow], _ words: QueueWords) throws -> [ConsoleView.AlsoOpen] {
        try rows.filter { $0.followUp.state.isOpen && $0.followUp.window.opens <= context.now }.map { row in
            let active = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
            let form = active.edition.regulation.rule(row.followUp.rule)?.form.flatMap { active.edition.regulation.form($0) }
            return ConsoleView.AlsoOpen(item: try words.item(row), form: form)
        }
    }

    private func openCases(_ party: Party?) throws -> [CaseFileRows.Row] {
        guard let party else { return [] }
        return try CaseFileRows.files(party: party.id, limit: 20, of: context.organisation, in: session).filter { $0.file.stage == .received }
    }

    private func promises(_ row: FollowUpRow) throws -> [PromiseRows.Row] {
        try PromiseRows.open(unit: row.followUp.unit, limit: 200, of: context.organisation, in: session).filter { $0.party == row.followUp.party }
    }

    private func returnedComment(_ row: FollowUpRow) throws -> String? {
        guard row.flag == "returned", let last = try RecordRows.records(of: row.id, context.organisation, in: session).last else { return nil }
        return try RecordRows.reviews(of: last.id, context.organisation, in: session).last { $0.verdict == "returned" }?.comment
    }
}

/// Where a follow-up stands on its ladder of channels.
struct LadderDesk {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let calendar: WorkingCalendar

    /// Where several people must be reached, the ladder of who is missing first.
    func position(_ row: FollowUpRow, _ rule: FollowUpRule, _ event: Event, _ active: ActiveEdition) throws -> LadderPosition {
        let ladder = ChannelLadder(
            premises.planners.planner(active.edition, calendar: calendar, zone: context.zone, registry: premises.library.registry))
        return try ladder.next(rule, attempts: try attempts(row, rule, with: try nextPost(row, rule)), in: ConditionContext(event: event, nth: row.followUp.occurrence, now: context.now))
    }

    private func nextPost(_ row: FollowUpRow, _ rule: FollowUpRule) throws -> String? { try reach.standing(of: row, rule)?.missing.first?.code }

    private var reach: ReachDesk { ReachDesk(premises: premises, context: context, session: session) }

    /// - Parameter post: with whom; not looked at where one person is enough.
    func attempts(_ row: FollowUpRow, _ rule: FollowUpRule, with post: String?) throws -> [AttemptFacts] {
        var attempts = try ContactRows.attempts(about: row.id, of: context.organisation, in: session)
        if rule.reach != nil { attempts = try reach.attempts(attempts, with: post, about: row) }
        return attempts.compactMap { attempt in
            guard let meaning = premises.library.result(attempt.result)?.meaning else { return nil }
            return AttemptFacts(channel: attempt.channel, at: attempt.occurredAt, meaning: meaning, callBackAt: attempt.callBackAt)
        }
    }
}
