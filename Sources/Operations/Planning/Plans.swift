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
        let outcome = planner(active).planFollowing(rule: row.followUp.rule, state: state, event: event, at: moment, history: try history(of: event, active))
        try write(outcome, event, active)
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
    private func existing(_ row: FollowUpRow) -> ExistingFollowUp {
        let isHeld = row.claimedBy != nil && row.claimedUntil.map { $0 > context.now } == true
        return ExistingFollowUp(row.followUp, isTouched: row.isTouched || isHeld)
    }

    // MARK: Deciding

    private func deciding(_ event: Event) -> [ActiveEdition] {
        editions.on(context.zone.day(of: event.occurredAt)).filter { $0.covers(event.unit) }
    }

    func planner(_ active: ActiveEdition) -> Planner {
        premises.planners.planner(active.edition, calendar: calendar, zone: context.zone, registry: premises.library.registry)
    }

    private func history(of event: Event, _ active: ActiveEdition) throws -> HistoryFacts {
        let party = try event.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        return HistoryFacts(party: party)
    }

    // MARK: Writing

    @discardableResult
    private func write(_ outcome: PlanningOutcome, _ event: Event, _ active: ActiveEdition, causedBy record: RecordID? = nil) throws -> [FollowUpID] {
        try keep(outcome.eligible, event, active)
        try tell(outcome.findings, event, active)
        return try outcome.followUps.compactMap { try insert($0, event, active, causedBy: record) }
    }

    private func keep(_ eligible: [Eligible], _ event: Event, _ active: ActiveEdition) throws {
        for one in eligible {
            try EligibleRows.save(
                one, id: premises.identifiers.next(at: context.now), adoption: active.adoption, edition: active.id, unit: event.unit,
                of: context.organisation, in: session)
        }
    }

    private func insert(_ planned: PlannedFollowUp, _ event: Event, _ active: ActiveEdition, causedBy record: RecordID?) throws -> FollowUpID? {
        let id: FollowUpID = premises.identifiers.next(at: context.now)
        var row = row(planned, id: id, active)
        row.causedByRecord = record
        if planned.window.opens <= context.now { (row.followUp.assignee, row.isOpened) = (try person(for: row, event, active), true) }
        guard try FollowUpRows.insert(row, of: context.organisation, in: session) else { return nil }
        try note("followUp.planned", row, ["rule": planned.rule, "occurrence": String(planned.occurrence), "due": context.zone.iso(planned.window.due)])
        return id
    }

    private func row(_ planned: PlannedFollowUp, id: FollowUpID, _ active: ActiveEdition) -> FollowUpRow {
        let followUp = FollowUp(
            id: id, adoption: active.adoption, edition: active.id, rule: planned.rule, event: planned.event, occurrence: planned.occurrence,
            party: planned.party, matter: planned.matter, unit: planned.unit, window: planned.window, state: .planned, severity: planned.severity,
            role: planned.role)
        return FollowUpRow(
            followUp: followUp, mode: planned.mode.rawValue, cohortDay: planned.cohort, dueDay: context.zone.limitDay(of: planned.window.due),
            calendarRevision: calendar.revision, ranking: ranking(planned.severity, active), channel: planned.channel, plannedAt: context.now)
    }

    /// The last of the regulation's severities is its gravest: those come before the rest.
    private func ranking(_ severity: String?, _ active: ActiveEdition) -> Int {
        guard let severity, let gravest = active.edition.regulation.severities.last?.code else { return 2 }
        return severity == gravest ? 1 : 2
    }

    /// The person for a follow-up whose window is open; nil leaves it to everyone who holds the role.
    func person(for row: FollowUpRow, _ event: Event, _ active: ActiveEdition) throws -> StaffID? {
        guard let rule = active.edition.regulation.rule(row.followUp.rule) else { return nil }
        return try AssignmentDesk(plans: self, active: active).resolve(rule, row, event)
    }

    private func apply(_ changes: PlanChanges, _ event: Event, _ active: ActiveEdition, _ rows: [FollowUpRow]) throws {
        try keep(changes.eligible, event, active)
        try tell(changes.findings, event, active)
        for planned in changes.insert { _ = try insert(planned, event, active, causedBy: nil) }
        for move in changes.move { try self.move(move, rows, event, active, as: "followUp.moved") }
        for move in changes.reinstate { try self.move(move, rows, event, active, as: "followUp.reinstated") }
        for withdrawal in changes.withdraw { try withdraw(withdrawal, rows) }
        for flag in changes.flag { try self.flag(flag, rows) }
    }

    private func move(_ move: PlanChanges.Move, _ rows: [FollowUpRow], _ event: Event, _ active: ActiveEdition, as act: String) throws {
        guard let old = rows.first(where: { $0.id == move.followUp }) else { return }
        var new = row(move.to, id: old.id, active)
        (new.causedByRecord, new.plannedAt, new.isTouched) = (old.causedByRecord, old.plannedAt, old.isTouched)
        new.followUp.edition = old.followUp.edition
        if existing(old).isTouched {
            new = kept(old, window: move.to.window)
        } else {
            try place(&new, as: old, event, active)
        }
        try FollowUpRows.update(from: old, to: new, of: context.organisation, in: session)
        let (from, to) = (context.zone.iso(old.followUp.window.due), context.zone.iso(new.followUp.window.due))
        try note(act, new, ["from": from, "to": to])
    }

    /// Whoever had it keeps it while unit and role are the same; else the role is looked up again, at once when the window is open.
    private func place(_ new: inout FollowUpRow, as old: FollowUpRow, _ event: Event, _ active: ActiveEdition) throws {
        if let assignee = old.followUp.assignee, old.followUp.unit == new.followUp.unit, old.followUp.role == new.followUp.role {
            (new.followUp.assignee, new.isOpened) = (assignee, true)
        } else if new.followUp.window.opens <= context.now {
            (new.followUp.assignee, new.isOpened) = (try person(for: new, event, active), true)
        }
    }

    /// A begun follow-up keeps everything but the window that the new schedule gives it.
    private func kept(_ old: FollowUpRow, window: Window) -> FollowUpRow {
        var new = old
        new.followUp.window = window
        (new.dueDay, new.calendarRevision) = (context.zone.limitDay(of: window.due), calendar.revision)
        return new
    }

    private func withdraw(_ withdrawal: PlanChanges.Withdrawal, _ rows: [FollowUpRow]) throws {
        guard let old = rows.first(where: { $0.id == withdrawal.followUp }) else { return }
        var life = FollowUpLifecycle(state: old.followUp.state)
        guard life.withdraw() == .set(.withdrawn) else { return }
        var new = old
        new.followUp.state = life.state
        (new.flag, new.claimedBy, new.claimedUntil, new.agreedAt) = (withdrawal.reason.rawValue, nil, nil, nil)
        try FollowUpRows.update(from: old, to: new, of: context.organisation, in: session)
        let f = new.followUp
        if f.occurrence == 1 {
            try EligibleRows.exempt(
                f.event, adoption: f.adoption, rule: f.rule, reason: withdrawal.reason.rawValue, of: context.organisation, in: session)
        }
        try note("followUp.withdrawn", new, ["reason": withdrawal.reason.rawValue])
    }

    private func flag(_ flag: PlanChanges.Flag, _ rows: [FollowUpRow]) throws {
        guard let old = rows.first(where: { $0.id == flag.followUp }) else { return }
        var new = old
        new.flag = flag.reason.rawValue
        try FollowUpRows.update(from: old, to: new, of: context.organisation, in: session)
        try note("followUp.flagged", new, ["reason": flag.reason.rawValue])
    }

    /// A rule that can't be evaluated is told to who runs the regulation, once an event and rule.
    private func tell(_ findings: [Finding], _ event: Event, _ active: ActiveEdition) throws {
        for finding in findings where finding.severity == .error {
            try Journal.append(
                "rule.notEvaluated", context, unit: event.unit, event: event.id, adoption: active.adoption,
                payload: finding.arguments.merging(["code": finding.code]) { a, _ in a }, premises: premises, in: session)
        }
    }

    private func note(_ act: String, _ row: FollowUpRow, _ payload: [String: String]) throws {
        let f = row.followUp
        try Journal.append(
            act, context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption, payload: payload, premises: premises,
            in: session)
    }
}
