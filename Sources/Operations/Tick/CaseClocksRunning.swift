import Domain
import RegulationEngine
import SQLCore
import Storage

/// Clocks of cases make things happen: reminders before a limit, what follows when it is reached. Each once; what was missed is done in due order, with
/// the moment at which it was due and the moment at which it was done.
struct CaseClocksRunning {
    let premises: Premises
    let context: Context

    /// Cases handled in one transaction, so that nobody waits long for the writer.
    static let portion = 200

    /// - Returns: acts that were done.
    func run() throws -> Int {
        try recount()
        var done = 0
        while true {
            let count = try premises.database.write(portion)
            done += count
            if count == 0 { return done }
        }
    }

    @Sendable private func portion(_ session: any SQLWriting) throws -> Int {
        let cases = try CaseClockRows.telling(until: context.now, limit: Self.portion, of: context.organisation, in: session)
        guard !cases.isEmpty else { return 0 }
        let directory = try premises.directory(of: context.organisation, in: session)
        let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
        var seen: Set<CaseFileID> = []
        return try cases.filter { seen.insert($0).inserted }.reduce(0) { try $0 + ClockActing(room: room).actAll(on: $1) }
    }

    /// A calendar that was changed bears on the days to come of every open clock.
    private func recount() throws {
        while true {
            let count = try premises.database.write { session in
                let revision = try premises.calendar(of: context.organisation, in: session).revision
                let stale = try CaseClockRows.stale(notUnder: revision, limit: Self.portion, of: context.organisation, in: session)
                guard !stale.isEmpty else { return 0 }
                let directory = try premises.directory(of: context.organisation, in: session)
                let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
                for id in Set(stale).sorted() { try CaseClockDesk(room: room).settle(id, because: "calendar") }
                return stale.count
            }
            if count == 0 { return }
        }
    }
}

/// Does what the clocks of one case have come to.
struct ClockActing {
    let room: Consequences

    private var context: Context { room.context }
    private var session: any SQLWriting { room.session }

    /// - Returns: acts that were done.
    func actAll(on id: CaseFileID) throws -> Int {
        guard let bench = try CaseClockDesk(room: room).bench(id) else { return 0 }
        var (done, acts, row) = (try CaseClockDesk(room: room).done(bench), 0, bench.row)
        while let (key, clock, act) = try next(bench, done) {
            try perform(act, clock, key, bench, &row)
            done[key, default: [:]][act.key] = context.now
            acts += 1
        }
        try retime(bench, done)
        return acts
    }

    /// What was done changes no clock, only what comes next.
    private func retime(_ bench: CaseClockDesk.Bench, _ done: [CaseClockRows.Key: [String: Instant]]) throws {
        for row in bench.known.values where row.tellAt != nil {
            let tellAt = try next(row, bench, done)?.2.tellAt
            if tellAt != row.tellAt { try CaseClockRows.set(tellAt: tellAt, of: row.key, context.organisation, in: session) }
        }
    }

    /// Of all its clocks the act that was due first.
    private func next(
        _ bench: CaseClockDesk.Bench, _ done: [CaseClockRows.Key: [String: Instant]]
    ) throws -> (CaseClockRows.Key, CaseClock, ClockAct)? {
        let acts = try bench.known.values.compactMap { try next($0, bench, done) }.filter { $0.2.tellAt <= context.now }
        return acts.min { ($0.2.tellAt, $0.2.due, $0.0.clock) < ($1.2.tellAt, $1.2.due, $1.0.clock) }
    }

    private func next(
        _ row: CaseClockRows.Row, _ bench: CaseClockDesk.Bench, _ done: [CaseClockRows.Key: [String: Instant]]
    ) throws -> (CaseClockRows.Key, CaseClock, ClockAct)? {
        guard row.state == .running, row.tellAt != nil, let clock = bench.rule.clock(row.key.clock), let due = row.dueAt else { return nil }
        let standing = ClockStanding(
            clock: clock.id, round: row.key.round, startedAt: row.startedAt, state: .running(Deadline(at: due)), derivation: Derivation())
        let acts = try bench.clocks.acts(of: clock, standing, bench.facts, done: done[row.key] ?? [:], calendar: room.plans.calendar)
        return acts.first.map { (row.key, clock, $0) }
    }

    private func perform(_ act: ClockAct, _ clock: CaseClock, _ key: CaseClockRows.Key, _ bench: CaseClockDesk.Bench, _ row: inout CaseFileRows.Row) throws {
        let to = try recipient(act.action.to, clock, bench, row)
        let written = ClockActRows.Row(
            key: key, act: act.key, kind: act.action.kind.rawValue, dueAt: act.due, doneAt: context.now, role: to.role, staff: to.staff)
        guard try ClockActRows.insert(written, of: context.organisation, in: session) else { return }
        if act.action.kind == .transfer { try transfer(to, &row) }
        let code = ["remind": "clockRemind", "inform": "clockInform", "transfer": "clockTransfer"][act.action.kind.rawValue] ?? ""
        let isLate = act.key.hasPrefix("atDeadline")
        try CaseNotices(room: room).tell(
            row, code + (isLate ? "Late" : ""), role: to.role, staff: to.staff, ["clock": clock.id, "due": bench.known[key]?.dueAt.map { context.zone.iso($0) } ?? ""],
            source: "clock/\(key.life)/\(key.clock)/\(key.round)/\(act.key)")
        try journal(act, clock, to, bench)
    }

    private func recipient(
        _ to: ClockAction.Recipient, _ clock: CaseClock, _ bench: CaseClockDesk.Bench, _ row: CaseFileRows.Row
    ) throws -> (role: String, staff: StaffID?) {
        switch to {
        case .owner: (row.role ?? "", row.owner)
        case .source(let source): try AssignmentDesk(plans: room.plans, active: bench.active).resolve(source, rule: clock.id, bench.facts.event)
        }
    }

    /// Somebody else answers for it from now on; nobody is asked whether they accept.
    private func transfer(_ to: (role: String, staff: StaffID?), _ row: inout CaseFileRows.Row) throws {
        guard let current = try CaseFileRows.file(row.file.id, of: context.organisation, in: session) else { return }
        row = current
        (row.owner, row.role, row.handedTo) = (to.staff, to.role, nil)
        guard try CaseFileRows.update(row, of: context.organisation, in: session) else { return }
        row.version += 1
    }

    private func journal(_ act: ClockAct, _ clock: CaseClock, _ to: (role: String, staff: StaffID?), _ bench: CaseClockDesk.Bench) throws {
        let basis = act.action.basis.clauses.first ?? clock.basis.clauses.first
        try Journal.append(
            "clock.acted", context, occurredAt: act.due, unit: bench.row.file.unit, event: bench.row.event, party: bench.row.file.party,
            adoption: bench.active.adoption, other: bench.row.file.id.rawValue, clause: basis,
            payload: ["number": bench.row.file.number, "clock": clock.id, "act": act.key, "kind": act.action.kind.rawValue, "role": to.role], premises: room.premises,
            in: session)
    }
}
