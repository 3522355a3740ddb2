import Domain
import RegulationEngine
import SQLCore
import Storage

/// The plans of rounds as people work on them: read, moved, added to, dropped from with a reason, until they are handed in.
///
/// Handing in and approving is the plan's duty (`Duties`): while it is open the plan may be changed.
public struct VisitPlans: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: VisitPlanRows.Row
        public var ruleTitle: LocalizedText
        public var regulation: String
        public var unitName: String
        public var duty: DutyRows.Row?
        public var counts: [VisitPlanLineRows.Standing: Int]

        /// Lines that become turns.
        public var visits: Int { counts.filter { $0.key != .dropped }.values.reduce(0, +) }
    }

    public struct Line: Sendable {
        public var row: VisitPlanLineRows.Row
        public var party: Party?
        public var staffName: String?
    }

    public struct View: Sendable {
        public var item: Item
        public var lines: [Line]
        /// Position of the last line, where there are more.
        public var next: Int?
        public var mayChange: Bool
        /// Who may be named in a line: people of the unit.
        public var staff: [Staff]
    }

    public struct Page: Sendable {
        public var items: [Item]
        public var next: Int64?
    }

    /// Plans of the units where the actor works, leads, reviews or reports, newest first.
    public func page(before id: Int64? = nil, limit: Int = 50, _ context: Context) throws -> Page {
        try premises.database.read { session in
            let rows = try units(context).flatMap {
                try VisitPlanRows.page(unit: $0, before: id ?? Int64.max, limit: limit + 1, of: context.organisation, in: session)
            }.sorted { $0.id > $1.id }
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return Page(items: items, next: rows.count > limit ? items.last?.row.id : nil)
        }
    }

    public func view(_ id: Int64, after position: Int = 0, limit: Int = 100, _ context: Context) throws -> View {
        try premises.database.read { session in
            let row = try visible(id, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let item = try item(row, directory, context, session)
            let lines = try VisitPlanLineRows.page(of: id, after: position, limit: limit + 1, context.organisation, in: session)
            let line = Set(directory.lineage(of: row.unit)).union(directory.subtree(of: row.unit))
            let staff = Set(directory.posts.filter { line.contains($0.unit) && $0.holds(on: context.today) }.map(\.staff))
            return View(
                item: item, lines: try lines.prefix(limit).map { try self.line($0, directory, context, session) },
                next: lines.count > limit ? lines[limit - 1].position : nil, mayChange: mayChange(item, directory, context),
                staff: staff.compactMap { directory.staff[$0] }.filter(\.isActive).sorted { $0.code < $1.code })
        }
    }

    /// The plan that a duty is about.
    public func plan(of duty: DutyID, _ context: Context) throws -> Int64? {
        try premises.database.read { try VisitPlanRows.row(duty: duty, of: context.organisation, in: $0)?.id }
    }

    // MARK: Changing it

    /// Another day within the period, or at any time of it (nil), by this person or whoever holds the role (nil).
    public func move(_ party: PartyID, in id: Int64, to day: LocalDay?, by staff: StaffID?, _ context: Context) throws {
        try change(id, context) { plan, session in
            var line = try line(party, plan, context, session)
            try refuse(day, staff, plan, context, session)
            (line.day, line.staff) = (day, staff)
            if line.standing != .added { (line.standing, line.reason) = (.changed, nil) }
            try VisitPlanLineRows.update(line, of: context.organisation, in: session)
            return (party, ["to": day?.iso ?? "", "staff": staff?.description ?? ""], nil)
        }
    }

    /// Takes a party out, with the reason.
    public func drop(_ party: PartyID, from id: Int64, reason: String, _ context: Context) throws {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try change(id, context) { plan, session in
            var line = try line(party, plan, context, session)
            (line.standing, line.reason) = (.dropped, String(reason.prefix(500)))
            try VisitPlanLineRows.update(line, of: context.organisation, in: session)
            return (party, ["dropped": "yes"], reason)
        }
    }

    /// Adds a party that the unit knows by its number, or takes one in again that was dropped.
    public func add(number: String, to id: Int64, on day: LocalDay?, by staff: StaffID?, _ context: Context) throws {
        try change(id, context) { plan, session in
            let kind = try round(plan, context, session)?.of ?? .household
            guard let party = try PartyRows.party(kind: kind, number: number, of: context.organisation, in: session)?.id,
                try PartyRows.units(of: party, context.organisation, in: session).contains(plan.unit)
            else { throw Refusal.invalid([Finding(.error, "plan.partyUnknown", at: Place(path: "number"), ["value": number])]) }
            try refuse(day, staff, plan, context, session)
            try add(party, to: plan, on: day, by: staff, context, session)
            return (party, ["added": "yes", "to": day?.iso ?? ""], nil)
        }
    }

    private func add(_ party: PartyID, to plan: VisitPlanRows.Row, on day: LocalDay?, by staff: StaffID?, _ context: Context, _ session: any SQLWriting) throws {
        if var known = try VisitPlanLineRows.row(party, of: plan.id, context.organisation, in: session) {
            guard known.standing == .dropped else { throw Refusal.invalid([Finding(.error, "plan.partyThere", at: Place(path: "number"))]) }
            (known.day, known.staff, known.standing, known.reason) = (day, staff, .added, nil)
            return try VisitPlanLineRows.update(known, of: context.organisation, in: session)
        }
        let position = try VisitPlanLineRows.last(of: plan.id, context.organisation, in: session) + 1
        let line = VisitPlanLineRows.Row(plan: plan.id, party: party, position: position, day: day, staff: staff, standing: .added)
        _ = try VisitPlanLineRows.insert(line, of: context.organisation, in: session)
    }

    // MARK: Within

    private func change(
        _ id: Int64, _ context: Context,
        _ body: @Sendable (VisitPlanRows.Row, any SQLWriting) throws -> (party: PartyID, said: [String: String], why: String?)
    ) throws {
        try premises.database.write { session in
            let row = try visible(id, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let item = try item(row, directory, context, session)
            guard item.duty?.duty.state == .open else { throw Refusal.state(code: "plan.handedIn") }
            guard mayChange(item, directory, context) else { throw Refusal.notAllowed(.work) }
            let (party, said, why) = try body(row, session)
            try Journal.append(
                "plan.changed", context, unit: row.unit, party: party, adoption: row.adoption, other: row.id, why: why,
                payload: said.merging(["rule": row.rule, "period": row.period]) { a, _ in a }, premises: premises, in: session)
        }
    }

    private func refuse(_ day: LocalDay?, _ staff: StaffID?, _ plan: VisitPlanRows.Row, _ context: Context, _ session: any SQLReading) throws {
        if let day, day < plan.first || day > plan.last {
            let arguments = ["first": plan.first.iso, "last": plan.last.iso]
            throw Refusal.invalid([Finding(.error, "plan.outsidePeriod", at: Place(path: "day"), arguments)])
        }
        guard let staff else { return }
        guard try DirectoryRows.directory(of: context.organisation, in: session).staff[staff]?.isActive == true else {
            throw Refusal.invalid([Finding(.error, "plan.staffUnknown", at: Place(path: "staff"))])
        }
    }

    private func line(_ party: PartyID, _ plan: VisitPlanRows.Row, _ context: Context, _ session: any SQLReading) throws -> VisitPlanLineRows.Row {
        guard let line = try VisitPlanLineRows.row(party, of: plan.id, context.organisation, in: session) else { throw Refusal.notFound }
        return line
    }

    private func line(_ row: VisitPlanLineRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Line {
        Line(
            row: row, party: try PartyRows.party(row.party, of: context.organisation, in: session), staffName: row.staff.flatMap { directory.staff[$0]?.name })
    }

    private func units(_ context: Context) -> [UnitID] {
        [Right.work, .lead, .review, .report].reduce(into: Set<UnitID>()) { $0.formUnion(context.scope.units[$1, default: []]) }.sorted()
    }

    private func visible(_ id: Int64, _ context: Context, _ session: any SQLReading) throws -> VisitPlanRows.Row {
        guard let row = try VisitPlanRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        if units(context).contains(row.unit) { return row }
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        guard let duty = try row.duty.flatMap({ try DutyRows.duty($0, of: context.organisation, in: session) }), DutyReach(directory, context).sees(duty) else {
            throw Refusal.notFound
        }
        return row
    }

    /// Who draws it up, while it is not handed in.
    private func mayChange(_ item: Item, _ directory: StaffDirectory, _ context: Context) -> Bool {
        guard let duty = item.duty, duty.duty.state == .open, item.row.state == .ready else { return false }
        return duty.duty.owner == context.actor.staff || PostHolding.holds(duty.duty.role, near: item.row.unit, directory, context)
    }

    private func round(_ row: VisitPlanRows.Row, _ context: Context, _ session: any SQLReading) throws -> RoundRule? {
        let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
        guard case .each(let round)? = active.edition.regulation.rule(row.rule)?.trigger else { return nil }
        return round
    }

    private func item(_ row: VisitPlanRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Item {
        let regulation = try premises.shelf.edition(row.edition, of: context.organisation, in: session).edition.regulation
        return Item(
            row: row, ruleTitle: regulation.rule(row.rule)?.title ?? LocalizedText(simplified: row.rule),
            regulation: regulation.id + " " + regulation.title.text(in: context.language), unitName: directory.units[row.unit]?.name ?? "",
            duty: try row.duty.flatMap { try DutyRows.duty($0, of: context.organisation, in: session) },
            counts: try VisitPlanLineRows.counts(of: row.id, context.organisation, in: session))
    }
}
