import Domain
import SQLCore
import Storage

/// The people of the units that the actor leads, with what each has: who needs relief, who can give it.
public struct Team: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Member: Sendable, Hashable {
        public var staff: Staff
        public var unitNames: [String]
        public var open = 0
        /// Limit today and not yet passed.
        public var dueToday = 0
        public var overdue = 0
        public var doneToday = 0
        /// On leave until this day, and who stands in.
        public var awayUntil: LocalDay?
        public var standIn: String?
    }

    public struct Board: Sendable {
        /// Who has most overdue comes first.
        public var members: [Member]
        /// What nobody has yet.
        public var pool: (open: Int, dueToday: Int, overdue: Int)
        /// All units that the actor leads, by their code.
        public var units: [OrganisationUnit]
    }

    /// - Parameter unit: nil = all units that the actor leads.
    /// - Throws: `Refusal.notAllowed` without the right to lead, `Refusal.notFound` for a unit that is not led.
    public func board(unit: UnitID? = nil, _ context: Context) throws -> Board {
        let units = try units(unit, context)
        return try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let loads = try TeamRows.loads(in: units, on: context.today, of: context.organisation, session: session)
            let start = context.zone.instant(context.today)
            let passed = try TeamRows.passed(in: units, after: start, until: context.now, of: context.organisation, session: session)
            let people = people(Set(loads.compactMap(\.person)), Set(units), directory, context)
            let done = try TeamRows.done(by: people.map(\.id), in: units, from: start, to: context.endOfToday, of: context.organisation, session: session)
            let byPerson = Dictionary(loads.map { ($0.person, $0) }, uniquingKeysWith: { a, _ in a })
            let members = people.map { staff in
                member(staff, byPerson[staff.id] ?? .init(person: staff.id), passed[staff.id] ?? 0, done[staff.id] ?? 0, Set(units), directory, context)
            }
            let pool = byPerson[nil] ?? .init(person: nil)
            return Board(
                members: members.sorted { ($1.overdue, $1.dueToday, $0.staff.name) < ($0.overdue, $0.dueToday, $1.staff.name) },
                pool: (pool.open, pool.today - (passed[nil] ?? 0), pool.earlier + (passed[nil] ?? 0)),
                units: context.scope.sorted(.lead).compactMap { directory.units[$0] }.sorted { $0.code < $1.code })
        }
    }

    private func units(_ unit: UnitID?, _ context: Context) throws -> [UnitID] {
        let led = context.scope.sorted(.lead)
        guard !led.isEmpty else { throw Refusal.notAllowed(.lead) }
        guard let unit else { return led }
        guard led.contains(unit) else { throw Refusal.notFound }
        return [unit]
    }

    /// Whoever has a post there today, and whoever else has work from there.
    private func people(_ working: Set<StaffID>, _ units: Set<UnitID>, _ directory: StaffDirectory, _ context: Context) -> [Staff] {
        let held = Set(directory.posts.filter { units.contains($0.unit) && $0.holds(on: context.today) }.map(\.staff))
        return held.union(working).sorted().compactMap { directory.staff[$0] }.filter { $0.isActive || working.contains($0.id) }
    }

    private func member(
        _ staff: Staff, _ load: TeamRows.Load, _ passed: Int, _ done: Int, _ units: Set<UnitID>, _ directory: StaffDirectory, _ context: Context
    ) -> Member {
        let posts = directory.posts.filter { $0.staff == staff.id && $0.holds(on: context.today) && units.contains($0.unit) }
        let absence = directory.absence(of: staff.id, on: context.today)
        return Member(
            staff: staff, unitNames: Set(posts.map(\.unit)).compactMap { directory.units[$0]?.name }.sorted(), open: load.open,
            dueToday: load.today - passed, overdue: load.earlier + passed, doneToday: done, awayUntil: absence?.to,
            standIn: absence?.standIn.flatMap { directory.staff[$0]?.name })
    }
}
