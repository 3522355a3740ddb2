import Domain
import RegulationEngine
import SQLCore
import Storage

/// Writes what the planner decides, once: eligible rows, follow-ups, counters and journal entries of one event.
struct Plans {
    let premises: Premises
    let context: Context
    let session: any SQLWriting
    let directory: StaffDirectory
    let calendar: WorkingCalendar
    private let editions: ActiveEditions

    init(premises: Premises, context: Context, session: any SQLWriting, directory: StaffDirectory) throws {
        (self.premises, self.context, self.session, self.directory) = (premises, context, session, directory)
        calendar = try premises.calendar(of: context.organisation, in: session)
        editions = try premises.shelf.editions(of: context.organisation, in: session)
    }

    /// Plans a new event under every edition active on its day.
    func plan(_ event: Event) throws {
        for active in deciding(event) {
            try write(planner(active).plan(event, history: try history(of: event, active)), event, active)
        }
    }

    /// Plans a corrected event again: untouched follow-ups move or end, touched ones stay and are flagged.
    func replan(_ event: Event, cause: ReplanCause = .correction) throws {
        let known = try FollowUpRows.rows(of: event.id, context.organisation, in: session)
        let deciding = deciding(event)
        for active in deciding {
            let mine = known.filter { $0.followUp.adoption == active.adoption }
            let edition = try mine.first.map { try premises.shelf.edition($0.followUp.edition, of: context.organisation, in: session) } ?? active
            let facts = mine.map(existing)
            let changes = planner(edition).replan(event, existing: facts, history: try history(of: event, edition), cause: cause)
            try apply(changes, event, edition, mine)
        }
        let orphans = known.filter { row in !deciding.contains { $0.adoption == row.followUp.adoption } }
        try stop(orphans, .noLongerApplies)
    }

    /// What the state of a follow-up starts (`startsWith`).
    func planFollowing(_ row: FollowUpRow, reached state: FollowUp.State, event: Event, at moment: Instant) throws {
        let active = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
        let outcome = planner(active).planFollowing(
            rule: row.followUp.rule, state: state, event: event, at: moment, history: try history(of: event, active))
        try write(outcome, event, active)
        try endRecurring(row, reached: state, active)
    }

    /// A follow-up that an outcome or a person asks for. Nil when its key is taken already.
    func planRequested(
        rule: String, event: Event, occurrence: Int, timing: RequestedTiming, at moment: Instant, from record: RecordID?, edition: ActiveEdition
    ) throws -> FollowUpID? {
        let outcome = try planner(edition).planRequested(
            rule: rule, event: event, occurrence: occurrence, requestedAt: moment, timing: timing, history: try history(of: event, edition))
        return try write(outcome, event, edition, causedBy: record).first
    }

    /// The same request with another date: moves what nobody has begun. False when it was begun or is settled.
    func replanRequested(
        _ row: FollowUpRow, _ next: NextFollowUp, event: Event, from record: RecordID?, edition: ActiveEdition
    ) throws -> Bool {
        guard row.followUp.state.isOpen, !existing(row).isTouched else { return false }
        let outcome = try planner(edition).planRequested(
            rule: next.rule, event: event, occurrence: next.occurrence, requestedAt: next.requestedAt, timing: next.timing,
            history: try history(of: event, edition))
        guard let planned = outcome.followUps.first else { return false }
        var asked = row
        asked.causedByRecord = record
        try move(PlanChanges.Move(followUp: row.id, to: planned), [asked], event, edition, as: "followUp.moved")
        return true
    }

    /// Ends what is open among `rows`: withdrawn when untouched (or the party died), else flagged for a person.
    func stop(_ rows: [FollowUpRow], _ reason: StopReason) throws {
        let changes = PlanChanges.stopping(rows.map(existing), reason)
        try changes.withdraw.forEach { try withdraw($0, rows) }
        try changes.flag.forEach { try flag($0, rows) }
    }

    /// A follow-up that somebody has open right now counts as begun.
    func existing(_ row: FollowUpRow) -> ExistingFollowUp {
        let isHeld = row.claimedBy != nil && row.claimedUntil.map { $0 > context.now } == true
        return ExistingFollowUp(
            row.followUp, isTouched: row.isTouched || isHeld, isFinal: row.flag.flatMap(StopReason.init(rawValue:))?.isFinal == true)
    }

    // MARK: Deciding

    var inForceToday: [ActiveEdition] { editions.on(context.today) }

    func deciding(_ event: Event) -> [ActiveEdition] {
        editions.on(context.zone.day(of: event.occurredAt)).filter { $0.covers(event.unit) }
    }

    func planner(_ active: ActiveEdition) -> Planner {
        premises.planners.planner(active.edition, calendar: calendar, zone: context.zone, registry: premises.library.registry)
    }

    func history(of event: Event, _ active: ActiveEdition) throws -> HistoryFacts {
        let party = try event.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        return HistoryFacts(events: try sparing(event, active), party: party)
    }

    /// What has come of the same matter already and may make a follow-up needless; asked for only where a rule says so.
    private func sparing(_ event: Event, _ active: ActiveEdition) throws -> [Event] {
        guard let party = event.party, event.matter != nil else { return [] }
        return try planner(active).sparingKinds.flatMap { kind in
            try EventRows.events(
                kind: kind, party: party, since: Instant(milliseconds: 0), until: Instant(milliseconds: Int64.max / 2), of: context.organisation,
                in: session)
        }
    }

    /// The event brings about, or settles, what follow-ups of its matter were for: what nobody has begun is withdrawn.
    func spare(_ event: Event) throws {
        guard let party = event.party, let matter = event.matter else { return }
        let needless = Dictionary(
            inForceToday.map { ($0.adoption, Set(planner($0).rulesMadeNeedless(by: event))) }, uniquingKeysWith: { $0.union($1) })
        guard needless.values.contains(where: { !$0.isEmpty }) else { return }
        let rows = try FollowUpRows.rows(party: party, limit: 1000, of: context.organisation, in: session).filter { row in
            row.followUp.matter == matter && row.followUp.state.isOpen && needless[row.followUp.adoption]?.contains(row.followUp.rule) == true
        }
        try stop(rows, .needless)
    }
}
