import Domain
import RegulationEngine
import SQLCore
import Storage

/// The rows that a plan becomes, with their counters and journal entries.
extension Plans {
    @discardableResult
    func write(_ outcome: PlanningOutcome, _ event: Event, _ active: ActiveEdition, causedBy record: RecordID? = nil) throws -> [FollowUpID] {
        try keep(outcome.eligible, event, active)
        try tell(outcome.findings, event, active)
        try offer(outcome.candidates, event, active)
        return try outcome.followUps.compactMap { try insert($0, event, active, causedBy: record) }
    }

    func keep(_ eligible: [Eligible], _ event: Event, _ active: ActiveEdition) throws {
        for one in eligible {
            try EligibleRows.save(
                try standing(one, event, active), id: premises.identifiers.next(at: context.now), adoption: active.adoption, edition: active.id, unit: event.unit,
                of: context.organisation, in: session)
        }
    }

    /// What was drawn, chosen or left out stays so when the event is planned again.
    private func standing(_ eligible: Eligible, _ event: Event, _ active: ActiveEdition) throws -> Eligible {
        guard eligible.standing == .waiting, let group = active.edition.regulation.rule(eligible.rule)?.drawGroup,
            let known = try DrawEntryRows.row(of: event.id, adoption: active.adoption, rule: group, context.organisation, in: session)
        else { return eligible }
        var kept = eligible
        kept.standing =
            switch known.standing {
            case .waiting, .left: .waiting
            case .drawn: .drawn
            case .notDrawn: .notDrawn
            case .chosen: .chosen
            }
        return kept
    }

    func insert(_ planned: PlannedFollowUp, _ event: Event, _ active: ActiveEdition, causedBy record: RecordID?) throws -> FollowUpID? {
        let id: FollowUpID = premises.identifiers.next(at: context.now)
        var row = row(planned, id: id, active)
        row.causedByRecord = record
        if planned.window.opens <= context.now { (row.followUp.assignee, row.isOpened) = (try person(for: row, event, active), true) }
        guard try FollowUpRows.insert(row, of: context.organisation, in: session) else { return nil }
        try note(
            "followUp.planned", row,
            [
                "rule": planned.rule, "occurrence": String(planned.occurrence), "due": context.zone.iso(planned.window.due),
                "cohort": planned.cohort.iso,
            ])
        if row.isOpened {
            try tellOpened(row)
            try planNext(after: row, event)
        }
        return id
    }

    func row(_ planned: PlannedFollowUp, id: FollowUpID, _ active: ActiveEdition) -> FollowUpRow {
        let followUp = FollowUp(
            id: id, adoption: active.adoption, edition: active.id, rule: planned.rule, event: planned.event, occurrence: planned.occurrence,
            party: planned.party, matter: planned.matter, unit: planned.unit, window: planned.window, state: .planned, severity: planned.severity,
            role: planned.role)
        return FollowUpRow(
            followUp: followUp, mode: planned.mode.rawValue, cohortDay: planned.cohort, dueDay: context.zone.limitDay(of: planned.window.due),
            calendarRevision: calendar.revision, ranking: ranking(planned.severity, active), channel: planned.channel, plannedAt: context.now)
    }

    /// The last of the regulation's severities is its gravest: those come before the rest.
    func ranking(_ severity: String?, _ active: ActiveEdition) -> Int {
        guard let severity, let gravest = active.edition.regulation.severities.last?.code else { return 2 }
        return severity == gravest ? 1 : 2
    }

    /// The person for a follow-up whose window is open; nil leaves it to everyone who holds the role.
    func person(for row: FollowUpRow, _ event: Event, _ active: ActiveEdition) throws -> StaffID? {
        guard let rule = active.edition.regulation.rule(row.followUp.rule) else { return nil }
        return try AssignmentDesk(plans: self, active: active).resolve(rule, row, event)
    }

    func apply(_ changes: PlanChanges, _ event: Event, _ active: ActiveEdition, _ rows: [FollowUpRow]) throws {
        try keep(changes.eligible, event, active)
        try tell(changes.findings, event, active)
        try offer(changes.candidates, event, active)
        for planned in changes.insert { _ = try insert(planned, event, active, causedBy: nil) }
        for move in changes.move { try self.move(move, rows, event, active, as: "followUp.moved") }
        for move in changes.reinstate { try self.move(move, rows, event, active, as: "followUp.reinstated") }
        for withdrawal in changes.withdraw { try withdraw(withdrawal, rows) }
        for flag in changes.flag { try self.flag(flag, rows) }
    }

    func move(_ move: PlanChanges.Move, _ rows: [FollowUpRow], _ event: Event, _ active: ActiveEdition, as act: String) throws {
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
        try note(act, new, ["from": from, "to": to, "cohort": new.cohortDay.iso])
        if new.isOpened, !old.isOpened { try tellOpened(new) }
        guard from != to else { return }
        try NoticeDesk(premises: premises, context: context, session: session).tell(
            new.followUp.assignee, "limitMoved", ["from": from, "to": to], about: new, source: "\(new.followUp.window.due)@\(context.now)")
    }

    /// Whoever had it keeps it while unit and role are the same; else the role is looked up again, at once when the window is open.
    func place(_ new: inout FollowUpRow, as old: FollowUpRow, _ event: Event, _ active: ActiveEdition) throws {
        if let assignee = old.followUp.assignee, old.followUp.unit == new.followUp.unit, old.followUp.role == new.followUp.role {
            (new.followUp.assignee, new.isOpened) = (assignee, true)
        } else if new.followUp.window.opens <= context.now {
            (new.followUp.assignee, new.isOpened) = (try person(for: new, event, active), true)
        }
    }

    /// A begun follow-up keeps everything but the window that the new schedule gives it.
    func kept(_ old: FollowUpRow, window: Window) -> FollowUpRow {
        var new = old
        new.followUp.window = window
        (new.dueDay, new.calendarRevision) = (context.zone.limitDay(of: window.due), calendar.revision)
        return new
    }

    func withdraw(_ withdrawal: PlanChanges.Withdrawal, _ rows: [FollowUpRow]) throws {
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

    func flag(_ flag: PlanChanges.Flag, _ rows: [FollowUpRow]) throws {
        guard let old = rows.first(where: { $0.id == flag.followUp }) else { return }
        var new = old
        new.flag = flag.reason.rawValue
        try FollowUpRows.update(from: old, to: new, of: context.organisation, in: session)
        try note("followUp.flagged", new, ["reason": flag.reason.rawValue])
    }

    /// A rule that can't be evaluated is told to who runs the regulation, once an event and rule.
    func tell(_ findings: [Finding], _ event: Event, _ active: ActiveEdition) throws {
        for finding in findings where finding.severity == .error {
            try Journal.append(
                "rule.notEvaluated", context, unit: event.unit, event: event.id, adoption: active.adoption,
                payload: finding.arguments.merging(["code": finding.code]) { a, _ in a }, premises: premises, in: session)
        }
    }

    func note(_ act: String, _ row: FollowUpRow, _ payload: [String: String]) throws {
        let f = row.followUp
        try Journal.append(
            act, context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption, payload: payload, premises: premises,
            in: session)
    }
}
