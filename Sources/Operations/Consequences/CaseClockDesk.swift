import Domain
import RegulationEngine
import SQLCore
import Storage

/// Keeps the clocks of a case: worked out anew from its steps whenever something happens on it, the past of a running clock as it was counted.
struct CaseClockDesk {
    let room: Consequences

    private var context: Context { room.context }
    private var session: any SQLWriting { room.session }

    /// A case with everything that its clocks go by.
    struct Bench {
        var row: CaseFileRows.Row
        var active: ActiveEdition
        var rule: CaseRule
        var clocks: CaseClocks
        var facts: CaseFacts
        var known: [CaseClockRows.Key: CaseClockRows.Row]
    }

    func bench(_ id: CaseFileID) throws -> Bench? {
        guard let row = try CaseFileRows.file(id, of: context.organisation, in: session), let handling = row.handling else { return nil }
        let active = try room.premises.shelf.edition(handling.edition, of: context.organisation, in: session)
        guard let rule = active.edition.regulation.caseRule(handling.rule), let event = try EventRows.event(row.event, of: context.organisation, in: session) else {
            return nil
        }
        let steps = try CaseStepRows.steps(of: id, context.organisation, in: session).filter { $0.life == row.life }
        let known = try CaseClockRows.clocks(of: id, context.organisation, in: session).filter { $0.key.life == row.life }
        return Bench(
            row: row, active: active, rule: rule, clocks: CaseClocks(active, room.premises, context.zone),
            facts: CaseFacts(row, event, steps.map { CaseStep($0.code, at: $0.happenedAt) }),
            known: Dictionary(known.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a }))
    }

    /// - Parameter reason: what happened: a step, a decision, another calendar. Shown with a limit that moves.
    func settle(_ id: CaseFileID, because reason: String) throws {
        guard let bench = try bench(id) else { return }
        let calendar = room.plans.calendar
        let result = bench.clocks.standings(of: bench.rule, bench.facts, now: context.now) { clock, round in
            counted(bench.known[key(bench, clock, round)], calendar)
        }
        for finding in result.findings { try tell(finding, bench) }
        let done = try done(bench)
        var rows: [CaseClockRows.Row] = []
        for standing in result.standings {
            let key = key(bench, standing.clock, standing.round)
            let row = try settled(standing, key, bench, done[key] ?? [:], because: reason)
            rows.append(row)
            if row != bench.known[key] { try CaseClockRows.save(row, of: context.organisation, in: session) }
        }
        for (key, _) in bench.known where !rows.contains(where: { $0.key == key }) && !result.undecided.contains(key.clock) {
            try CaseClockRows.remove(key, of: context.organisation, in: session)
        }
        let kept = bench.known.values.filter { result.undecided.contains($0.key.clock) }
        let next = (rows + kept).filter { $0.state == .running }.compactMap(\.dueAt).min()
        if next != bench.row.nextDueAt { try CaseFileRows.set(nextDueAt: next, of: id, context.organisation, in: session) }
    }

    /// Counted by the same calendar from the beginning, the plain calendar says the same.
    private func isRecounted(_ known: CaseClockRows.Row) -> Bool { known.isRecounted || known.calendar != room.plans.calendar.revision }

    private func key(_ bench: Bench, _ clock: String, _ round: Int) -> CaseClockRows.Key {
        .init(file: bench.row.file.id, life: bench.row.life, clock: clock, round: round)
    }

    /// Days that an open clock has counted stay counted, whatever the calendar says of them today.
    private func counted(_ known: CaseClockRows.Row?, _ calendar: WorkingCalendar) -> WorkingCalendar {
        guard let known, known.state == .running || known.state == .paused, isRecounted(known), let derivation = try? known.derivation() else { return calendar }
        return CountedPast(derivation, from: context.zone.day(of: known.startedAt), before: context.today).applied(to: calendar)
    }

    /// Act → when it was done, for each round of a clock.
    func done(_ bench: Bench) throws -> [CaseClockRows.Key: [String: Instant]] {
        try ClockActRows.acts(of: bench.row.file.id, context.organisation, in: session).reduce(into: [:]) { $0[$1.key, default: [:]][$1.act] = $1.doneAt }
    }

    private func settled(
        _ standing: ClockStanding, _ key: CaseClockRows.Key, _ bench: Bench, _ done: [String: Instant], because reason: String
    ) throws -> CaseClockRows.Row {
        let known = bench.known[key]
        if let known, known.state == .stopped, case .stopped(let at, _, _) = standing.state, at == known.since { return known }
        var row = CaseClockRows.Row(standing, key, calendar: room.plans.calendar.revision)
        row.tellAt = try nextAct(standing, bench, done)?.tellAt
        (row.movedFrom, row.movedBecause, row.isRecounted) = (known?.movedFrom, known?.movedBecause, known.map(isRecounted) ?? false)
        guard let known, known.state == .running, row.state == .running, let before = known.dueAt, before != row.dueAt else { return row }
        (row.movedFrom, row.movedBecause) = (before, reason)
        try noteMoved(row, bench)
        return row
    }

    func nextAct(_ standing: ClockStanding, _ bench: Bench, _ done: [String: Instant]) throws -> ClockAct? {
        guard let clock = bench.rule.clock(standing.clock) else { return nil }
        return try bench.clocks.acts(of: clock, standing, bench.facts, done: done, calendar: room.plans.calendar).first
    }

    private func noteMoved(_ row: CaseClockRows.Row, _ bench: Bench) throws {
        try Journal.append(
            "clock.moved", context, unit: bench.row.file.unit, event: bench.row.event, party: bench.row.file.party, adoption: bench.active.adoption,
            other: bench.row.file.id.rawValue, why: row.movedBecause,
            payload: [
                "number": bench.row.file.number, "clock": row.key.clock, "from": row.movedFrom.map { context.zone.iso($0) } ?? "",
                "to": row.dueAt.map { context.zone.iso($0) } ?? "",
            ], premises: room.premises, in: session)
    }

    /// A rule that could not be evaluated is told and stops nothing.
    func tell(_ finding: Finding, _ bench: Bench) throws {
        try Journal.append(
            "rule.notEvaluated", context, unit: bench.row.file.unit, event: bench.row.event, adoption: bench.active.adoption, other: bench.row.file.id.rawValue,
            payload: finding.arguments.merging(["code": finding.code]) { a, _ in a }, premises: room.premises, in: session)
    }
}

extension CaseFacts {
    /// The case as it stands: what was decided since it came in takes the place of what the report said.
    init(_ row: CaseFileRows.Row, _ event: Event, _ steps: [CaseStep]) {
        var event = event
        if let severity = row.file.severity { event.attributes["severity"] = .text(severity) }
        if let category = row.category { event.attributes["category"] = .text(category) }
        event.attributes[Self.provenName] = row.file.stage == .closed ? row.proven.map { .text($0) } : nil
        self.init(event: event, decisions: row.decisions, openedAt: row.beganAt, steps: steps)
    }
}

extension CaseClockRows.Row {
    init(_ standing: ClockStanding, _ key: CaseClockRows.Key, calendar: String) {
        self.init(key: key, startedAt: standing.startedAt, state: .dropped, calendar: calendar, derivation: standing.derivation)
        switch standing.state {
        case .running(let deadline): (state, dueAt, isProvisional) = (.running, deadline.at, deadline.isProvisional)
        case .paused(let rest, let moment):
            (state, since) = (.paused, moment)
            (remaining, remainingUnit) = rest.stored
        case .stopped(let at, let deadline, let late):
            (state, since, dueAt, isLate) = (.stopped, at, deadline?.at, late)
            isProvisional = deadline?.isProvisional ?? false
        case .replaced(let clock): (state, replacedBy) = (.replaced, clock)
        case .dropped: state = .dropped
        }
    }
}

extension Remaining {
    fileprivate var stored: (Int64, String) {
        switch self {
        case .milliseconds(let count): (count, "milliseconds")
        case .days(let count): (Int64(count), "days")
        case .workdays(let count): (Int64(count), "workdays")
        }
    }
}
