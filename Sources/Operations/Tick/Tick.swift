import Domain
import RegulationEngine
import SQLCore
import Storage

/// What time itself brings: windows open and roles become people; a schedule that was loaded replaces provisional days.
///
/// May run as often as one likes, and after any pause: what was missed is done in due order, each thing once.
public struct Tick: Sendable {
    let premises: Premises

    /// Follow-ups handled in one transaction, so that nobody waits long for the writer.
    static let batch = 200

    public init(_ premises: Premises) { self.premises = premises }

    public struct Report: Sendable, Hashable {
        /// Follow-ups that went to a stand-in.
        public var relieved = 0
        /// Frames that were frozen and drawn from.
        public var drawn = 0
        public var opened = 0
        public var recomputed = 0
        /// Follow-ups of facts that were here before their regulation was in force.
        public var caughtUp = 0
        /// Turns that came.
        public var turns = 0
        /// Duties of a period that began.
        public var duties = 0
        /// Portions of acts on many follow-ups that were begun and not ended.
        public var portions = 0
        /// Names of people taken up into the index by which they are found.
        public var namesTakenUp = 0
        /// Duties of which somebody was reminded, or told that they are late.
        public var reminded = 0
        /// What clocks of cases made happen.
        public var clockActs = 0
        /// Targets that are behind or out of reach and were told.
        public var targets = 0
    }

    /// - Parameter context: the engine's own, with the moment of the tick.
    public func run(_ context: Context) throws -> Report {
        var report = Report(caughtUp: try CatchingUp(premises: premises, context: context).run())
        report.relieved = try Relief(premises: premises, context: context).run()
        report.turns = try Rounds(premises: premises, context: context).run()
        report.turns += try VisitPlanning(premises: premises, context: context).run()
        report.drawn = try Frames(premises: premises, context: context).freeze()
        report.opened = try open(context)
        report.recomputed = try recompute(context)
        try settleCounts(context)
        report.clockActs = try CaseClocksRunning(premises: premises, context: context).run()
        report.duties = try PeriodDuties(premises: premises, context: context).open()
        report.namesTakenUp = try NameIndexing(premises: premises, context: context).run()
        report.portions = try Bulk(premises).goOnWithAll(context)
        report.reminded = try DutyReminders(premises: premises, context: context).run()
        report.targets = try TargetWatch(premises: premises, context: context).look()
        return report
    }

    /// Counters whose limit has passed need it no longer: the figures of a day stay few, however its limits fell.
    private func settleCounts(_ context: Context) throws {
        while true {
            let count = try premises.database.write { try CohortCountRows.settle(before: context.now, limit: 2000, of: context.organisation, in: $0) }
            if count < 2000 { return }
        }
    }

    /// Resolves the role of each planned follow-up whose window has opened. Without anyone in the role it stays for the pool.
    private func open(_ context: Context) throws -> Int {
        var opened = 0
        while true {
            let count = try premises.database.write { session in
                let rows = try FollowUpRows.opening(until: context.now, limit: Self.batch, of: context.organisation, in: session)
                guard !rows.isEmpty else { return 0 }
                let directory = try premises.directory(of: context.organisation, in: session)
                let plans = try Plans(premises: premises, context: context, session: session, directory: directory)
                try rows.forEach { try open($0, plans) }
                return rows.count
            }
            opened += count
            if count < Self.batch { return opened }
        }
    }

    private func open(_ row: FollowUpRow, _ plans: Plans) throws {
        let active = try premises.shelf.edition(row.followUp.edition, of: plans.context.organisation, in: plans.session)
        guard let event = try EventRows.event(row.followUp.event, of: plans.context.organisation, in: plans.session) else { return }
        var opened = row
        opened.isOpened = true
        // Whom somebody gave it to beforehand keeps it.
        if row.followUp.assignee == nil { opened.followUp.assignee = try plans.person(for: row, event, active) }
        try FollowUpRows.update(from: row, to: opened, of: plans.context.organisation, in: plans.session)
        try plans.tellOpened(opened)
        try plans.planNext(after: opened, event)
        guard opened.followUp.assignee != row.followUp.assignee else { return }
        let f = opened.followUp
        try Journal.append(
            "followUp.assigned", plans.context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption,
            payload: ["role": f.role], premises: premises, in: plans.session)
    }

    /// Works out again what was decided with a year that was not loaded then and is now.
    private func recompute(_ context: Context) throws -> Int {
        var recomputed = 0
        while true {
            let rows = try premises.database.read { try stale(context, $0) }
            guard !rows.isEmpty else { return recomputed }
            try premises.database.write { try recompute(rows, context, $0) }
            recomputed += rows.count
        }
    }

    private func stale(_ context: Context, _ session: any SQLReading) throws -> [FollowUpRow] {
        let revision = try premises.calendar(of: context.organisation, in: session).revision
        return try FollowUpRows.provisional(notUnder: revision, limit: Self.batch, of: context.organisation, in: session)
    }

    /// What comes out the same is confirmed, so that it is not asked again until the calendar changes.
    private func recompute(_ stale: [FollowUpRow], _ context: Context, _ session: any SQLWriting) throws {
        let directory = try premises.directory(of: context.organisation, in: session)
        let plans = try Plans(premises: premises, context: context, session: session, directory: directory)
        for event in Set(stale.map(\.followUp.event)).sorted() {
            guard let event = try EventRows.event(event, of: context.organisation, in: session) else { continue }
            try plans.replan(event, cause: .calendar)
        }
        for row in stale { try FollowUpRows.confirm(row.id, under: plans.calendar.revision, of: context.organisation, in: session) }
    }
}
