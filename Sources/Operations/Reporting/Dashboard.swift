import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// 看板: is the target met, and where not.
public struct Dashboard: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct View: Sendable {
        public var from: LocalDay
        public var to: LocalDay
        public var cutOff: Instant
        /// One for each adopted regulation that is active in the period.
        public var regulations: [RegulationFigures]
        /// The last twelve weeks, oldest first, all regulations together.
        public var weeks: [Week]
        public var overdue: [OverdueUnit]
        public var awaitingReview: Int
        public var unitChoices: [(id: UnitID, name: String)]
    }

    public struct Week: Sendable, Hashable {
        public var monday: LocalDay
        public var counts: CountVector
    }

    /// Open follow-ups past their limit by age in days.
    public struct OverdueUnit: Sendable, Hashable {
        public var unit: UnitID
        public var name: String
        public var upTo1Day: Int
        public var upTo3Days: Int
        public var upTo7Days: Int
        public var longer: Int
    }

    /// - Parameters:
    ///   - from, to: days of the anchor events (cohort), both included.
    ///   - unit: one unit with all below it; nil = all the actor may report on.
    public func view(from: LocalDay, to: LocalDay, unit: UnitID? = nil, _ context: Context) throws -> View {
        guard context.scope.allows(.report) else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            let desk = FigureDesk(premises: premises, context: context, session: session)
            let units = try desk.units(unit)
            let active = try premises.shelf.active(of: context.organisation, on: to, in: session)
            let directory = try premises.directory(of: context.organisation, in: session)
            return View(
                from: from, to: to, cutOff: context.now,
                regulations: try active.map { try desk.figures($0, from: from, to: to, units: units, cutOff: context.now) },
                weeks: try weeks(active, units, desk, context), overdue: try overdue(units, directory, context, session),
                awaitingReview: try awaiting(units, context, session), unitChoices: choices(directory, context))
        }
    }

    private func weeks(_ active: [ActiveEdition], _ units: [UnitID], _ desk: FigureDesk, _ context: Context) throws -> [Week] {
        let monday = context.today.adding(days: 1 - context.today.weekday)
        return try (0..<12).reversed().map { back in
            let start = monday.adding(days: -7 * back)
            let totals = try active.map { active in
                try desk.lines(
                    .init(adoption: active.adoption, from: start, to: start.adding(days: 6), units: units, cutOff: context.now, isPresent: true)
                ).total
            }
            return Week(monday: start, counts: CountVector.sum(totals))
        }
    }

    private func overdue(_ units: [UnitID], _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> [OverdueUnit] {
        let yesterday = context.today.adding(days: -1)
        return try units.compactMap { unit in
            let all = try CountRows.open(person: nil, units: [unit], from: nil, to: yesterday, of: context.organisation, in: session)
            guard all > 0 else { return nil }
            let within1 = try CountRows.open(person: nil, units: [unit], from: yesterday, to: yesterday, of: context.organisation, in: session)
            let within3 = try CountRows.open(
                person: nil, units: [unit], from: yesterday.adding(days: -2), to: yesterday, of: context.organisation, in: session)
            let within7 = try CountRows.open(
                person: nil, units: [unit], from: yesterday.adding(days: -6), to: yesterday, of: context.organisation, in: session)
            return OverdueUnit(
                unit: unit, name: directory.units[unit]?.name ?? "", upTo1Day: within1, upTo3Days: within3 - within1, upTo7Days: within7 - within3, longer: all - within7)
        }
    }

    private func awaiting(_ units: [UnitID], _ context: Context, _ session: any SQLReading) throws -> Int {
        try units.reduce(0) { $0 + (try RecordRows.bounded(unit: $1, review: .awaiting, ceiling: 1000, of: context.organisation, in: session)) }
    }

    private func choices(_ directory: StaffDirectory, _ context: Context) -> [(id: UnitID, name: String)] {
        (context.scope.units[.report] ?? []).compactMap { directory.units[$0] }.sorted { $0.code < $1.code }.map { ($0.id, $0.name) }
    }
}

/// What a figure opens to: the follow-ups that it counts, and after them what is exempt.
public struct FigureRecords: Sendable {
    public struct Exempt: Sendable {
        public var event: EventID
        public var partyName: String?
        public var ruleTitle: LocalizedText
        public var unitName: String
        public var reason: String?
        public var clause: String?
        public var cohort: LocalDay
    }

    public var items: [QueueItem]
    public var exempt: [Exempt]
    public var next: FigureCursor?
    /// The counts of the whole slice: their sum is what the figure said.
    public var counts: CountVector
    public var names: FigureNames
    public var title: LocalizedText
}

/// Where the next page of a figure's list begins.
public enum FigureCursor: Sendable, Hashable {
    case followUp(FollowUpID)
    case exempt(Int64)
}

extension Dashboard {
    /// Which rows a figure counts.
    public enum Part: Sendable, Hashable {
        case eligible, obligatory, exempt
        case bucket(Bucket)
        /// Done in time or late.
        case done

        var listsFollowUps: Bool { self != .exempt }
        var listsExempt: Bool { self == .exempt || self == .eligible }
    }

    public struct Slice: Sendable, Hashable {
        public var adoption: AdoptionID
        public var from: LocalDay
        public var to: LocalDay
        public var unit: UnitID?
        public var rule: String?
        public var person: StaffID?
        public var part: Part
        /// nil = now; a frozen report passes its own.
        public var cutOff: Instant?

        public init(
            adoption: AdoptionID, from: LocalDay, to: LocalDay, unit: UnitID? = nil, rule: String? = nil, person: StaffID? = nil, part: Part = .obligatory,
            cutOff: Instant? = nil
        ) {
            (self.adoption, self.from, self.to, self.unit) = (adoption, from, to, unit)
            (self.rule, self.person, self.part, self.cutOff) = (rule, person, part, cutOff)
        }
    }

    public func records(_ slice: Slice, after cursor: FigureCursor? = nil, limit: Int = 100, _ context: Context) throws -> FigureRecords {
        guard context.scope.allows(.report) else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            try FigureList(premises: premises, context: context, session: session, slice: slice, limit: limit).page(after: cursor)
        }
    }

    /// The rows of `records` for a file, page after page: without the counts of the whole.
    public func rows(_ slice: Slice, after cursor: FigureCursor? = nil, limit: Int, _ context: Context) throws -> FigureRecords {
        guard context.scope.allows(.report) else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            try FigureList(premises: premises, context: context, session: session, slice: slice, limit: limit).rows(after: cursor)
        }
    }
}
