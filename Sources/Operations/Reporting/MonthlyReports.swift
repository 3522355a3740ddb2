import Domain
import Foundation
import RegulationEngine
import SQLCore
import Secrets
import Statistics
import Storage

/// The month's report: drafted from the rows, approved by another person, frozen. Later facts make the next version.
public struct MonthlyReports: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// What a report keeps: figures at its cut-off with the words of that day, so that a frozen one never changes.
    public struct Body: Sendable, Hashable, Codable {
        public var regulation: String
        public var title: LocalizedText
        public var editionNumber: Int
        public var lines: FigureLines
        public var targets: [Target]
        public var satisfaction: [SatisfactionItem]
        public var names: FigureNames
        /// Repeated complaints and reworks that gave rise to an analysis in the period.
        public var repeatedIssues: Int
        public var openCases: Int

        public struct Target: Sendable, Hashable, Codable {
            public var id: String
            public var measure: Measure
            public var rules: [String]
            public var target: Int?
            /// Over all events; reports from before there were draws say nothing of it.
            public var isOfAll: Bool?
            public var clauses: [String]
        }
    }

    public struct View: Sendable {
        public var row: ReportRows.Row
        public var body: Body
        public var unitName: String
        public var createdName: String
        public var approvedName: String?
        public var frozenName: String?
        public var versions: [(id: Int64, version: Int, state: ReportRows.State)]
        /// Lines whose figures, read now, differ from those kept: a further version may be drafted.
        public var laterFacts: Int
        public var mayApprove: Bool
        public var mayFreeze: Bool
        /// The report is the actor's own: another person must approve it.
        public var isOwn: Bool
    }

    public struct Item: Sendable {
        public var row: ReportRows.Row
        public var title: LocalizedText
        public var unitName: String
        public var createdName: String
        public var counts: CountVector
    }

    /// Drafts the report of a month, or refreshes the draft that is there. A frozen report is left alone and the next version begun.
    ///
    /// - Parameters:
    ///   - month: any day of it.
    ///   - unit: the unit it covers with all below it.
    public func draft(_ adoption: AdoptionID, month: LocalDay, unit: UnitID, comment: String? = nil, _ context: Context) throws -> Int64 {
        guard context.scope.allows(.report, in: unit) else { throw Refusal.notFound }
        return try premises.database.write { session in
            let (from, to) = (month.firstOfMonth, month.lastOfMonth)
            let (rule, body) = try build(adoption, from, to, unit, cutOff: context.now, context, session)
            let versions = try ReportRows.versions(adoption: adoption, rule: rule, unit: unit, from: from, of: context.organisation, in: session)
            if var open = versions.first, open.state == .draft {
                (open.cutOff, open.body, open.comment) = (context.now, try encode(body), comment ?? open.comment)
                guard try ReportRows.update(open, from: .draft, of: context.organisation, in: session) else {
                    throw Refusal.conflict(code: "report.moved", by: nil, since: nil)
                }
                try note("report.drafted", open, context, session)
                return open.id
            }
            if versions.first?.state == .approved { throw Refusal.state(code: "report.approved") }
            let row = ReportRows.Row(
                id: premises.identifiers.next(at: context.now), adoption: adoption, rule: rule, unit: unit, from: from, to: to,
                version: (versions.first?.version ?? 0) + 1, state: .draft, cutOff: context.now, body: try encode(body), comment: comment,
                createdBy: context.actor.staff, createdAt: context.now)
            try ReportRows.insert(row, of: context.organisation, in: session)
            try note("report.drafted", row, context, session)
            return row.id
        }
    }

    /// Another person than who drafted it says that the figures are right.
    public func approve(_ id: Int64, comment: String? = nil, _ context: Context) throws {
        try change(id, from: .draft, "report.approved", context) { row in
            guard context.scope.allows(.approveReport, in: row.unit) else { throw Refusal.notAllowed(.approveReport) }
            guard row.createdBy != context.actor.staff else { throw Refusal.state(code: "report.own") }
            (row.state, row.approvedBy, row.approvedAt) = (.approved, context.actor.staff, context.now)
            row.comment = comment ?? row.comment
        }
    }

    /// Gives an approved report back: its figures are to be drawn up again.
    public func giveBack(_ id: Int64, comment: String, _ context: Context) throws {
        try change(id, from: .approved, "report.returned", context) { row in
            guard context.scope.allows(.approveReport, in: row.unit) else { throw Refusal.notAllowed(.approveReport) }
            (row.state, row.comment, row.approvedBy, row.approvedAt) = (.draft, comment, nil, nil)
        }
    }

    /// Fixes the figures for good, with the hash by which anyone can see that they are the same.
    public func freeze(_ id: Int64, _ context: Context) throws {
        try change(id, from: .approved, "report.frozen", context) { row in
            guard context.scope.allows(.approveReport, in: row.unit) else { throw Refusal.notAllowed(.approveReport) }
            (row.state, row.frozenBy, row.frozenAt, row.hash) = (.frozen, context.actor.staff, context.now, SHA256.hex(of: row.body))
        }
    }

    public func view(_ id: Int64, _ context: Context) throws -> View {
        try premises.database.read { session in
            let row = try visible(id, context, session)
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let name = { (id: StaffID?) in id.flatMap { directory.staff[$0]?.name } }
            let body = try decode(row.body)
            let versions = try ReportRows.versions(
                adoption: row.adoption, rule: row.rule, unit: row.unit, from: row.from, of: context.organisation, in: session)
            return View(
                row: row, body: body, unitName: directory.units[row.unit]?.name ?? "", createdName: name(row.createdBy) ?? "",
                approvedName: name(row.approvedBy), frozenName: name(row.frozenBy), versions: versions.map { ($0.id, $0.version, $0.state) },
                laterFacts: try laterFacts(row, body, versions, context, session),
                mayApprove: row.state == .draft && context.scope.allows(.approveReport, in: row.unit) && row.createdBy != context.actor.staff,
                mayFreeze: row.state == .approved && context.scope.allows(.approveReport, in: row.unit), isOwn: row.createdBy == context.actor.staff)
        }
    }

    public func list(before key: (from: LocalDay, id: Int64)? = nil, limit: Int = 50, _ context: Context) throws -> [Item] {
        let units = context.scope.sorted(.report)
        guard !units.isEmpty else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            return try ReportRows.recent(units: units, before: key, limit: limit, of: context.organisation, in: session).map {
                let body = try decode($0.body)
                return Item(
                    row: $0, title: body.title, unitName: directory.units[$0.unit]?.name ?? "", createdName: directory.staff[$0.createdBy]?.name ?? "",
                    counts: body.lines.total)
            }
        }
    }

    /// The regulations in force today, for which a report may be begun.
    public func regulations(_ context: Context) throws -> [(adoption: AdoptionID, title: LocalizedText)] {
        try premises.database.read { session in
            try premises.shelf.active(of: context.organisation, on: context.today, in: session).map { ($0.adoption, $0.edition.regulation.title) }
        }
    }

    /// The highest unit on which the actor may report; of several the first by code.
    public func topUnit(_ context: Context) throws -> UnitID {
        try premises.database.read { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let allowed = context.scope.units[.report] ?? []
            let top = allowed.filter { unit in !directory.lineage(of: unit).dropFirst().contains { allowed.contains($0) } }
            guard let first = top.min(by: { (directory.units[$0]?.code ?? "", $0) < (directory.units[$1]?.code ?? "", $1) }) else { throw Refusal.notAllowed(.report) }
            return first
        }
    }

    // MARK: Within

    private func build(
        _ adoption: AdoptionID, _ from: LocalDay, _ to: LocalDay, _ unit: UnitID, cutOff: Instant, _ context: Context, _ session: any SQLReading
    ) throws -> (rule: String, body: Body) {
        let asOf = min(to, context.zone.day(of: cutOff))
        guard let active = try premises.shelf.active(of: context.organisation, on: asOf, in: session).first(where: { $0.adoption == adoption }) else {
            throw Refusal.notFound
        }
        let desk = FigureDesk(premises: premises, context: context, session: session)
        let units = try desk.units(unit)
        let figures = try desk.figures(active, from: from, to: to, units: units, cutOff: cutOff)
        let rule = active.edition.regulation.duties.first { $0.every == .stated("month") && $0.kind == "report" }?.id ?? "monthly"
        let targets = figures.targets.map {
            Body.Target(id: $0.id, measure: $0.measure, rules: $0.rules, target: $0.from == from ? $0.verdict?.target : nil, isOfAll: $0.isOfAll ? true : nil, clauses: $0.clauses)
        }
        let (start, end) = (context.zone.instant(from), min(cutOff, context.zone.end(of: to)))
        let body = Body(
            regulation: figures.regulation, title: figures.title, editionNumber: figures.editionNumber, lines: figures.lines, targets: targets,
            satisfaction: figures.satisfaction, names: figures.names,
            repeatedIssues: try DutyRows.count(
                kind: "analyse", adoption: adoption, units: units, from: start, to: end, of: context.organisation, in: session),
            openCases: try CaseFileRows.openCount(units: units, at: end, of: context.organisation, in: session))
        return (rule, body)
    }

    private func laterFacts(
        _ row: ReportRows.Row, _ body: Body, _ versions: [ReportRows.Row], _ context: Context, _ session: any SQLReading
    ) throws -> Int {
        guard row.state == .frozen, versions.first?.id == row.id else { return 0 }
        let now = Set(try build(row.adoption, row.from, row.to, row.unit, cutOff: context.now, context, session).body.lines.lines)
        return now.symmetricDifference(Set(body.lines.lines)).count
    }

    private func change(_ id: Int64, from state: ReportRows.State, _ act: String, _ context: Context, _ body: @Sendable (inout ReportRows.Row) throws -> Void) throws {
        try premises.database.write { session in
            var row = try visible(id, context, session)
            guard row.state == state else { throw Refusal.state(code: "report." + row.state.rawValue) }
            try body(&row)
            guard try ReportRows.update(row, from: state, of: context.organisation, in: session) else {
                throw Refusal.conflict(code: "report.moved", by: nil, since: nil)
            }
            try note(act, row, context, session)
            if row.state == .frozen {
                try Outbox(premises: premises, context: context, session: session).tell(
                    .reportPublished, unit: row.unit, [("report", row.id), ("adoption", row.adoption.rawValue)], at: "/api/v1/reports/\(row.id)")
            }
        }
    }

    private func visible(_ id: Int64, _ context: Context, _ session: any SQLReading) throws -> ReportRows.Row {
        guard let row = try ReportRows.row(id, of: context.organisation, in: session),
            context.scope.allows(.report, in: row.unit) || context.scope.allows(.approveReport, in: row.unit)
        else { throw Refusal.notFound }
        return row
    }

    private func note(_ act: String, _ row: ReportRows.Row, _ context: Context, _ session: any SQLWriting) throws {
        try Journal.append(
            act, context, unit: row.unit, adoption: row.adoption, other: row.id, why: row.comment,
            payload: ["from": row.from.iso, "version": String(row.version)], premises: premises, in: session)
    }

    private func encode(_ body: Body) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(body), as: UTF8.self)
    }

    private func decode(_ json: String) throws -> Body { try JSONDecoder().decode(Body.self, from: Data(json.utf8)) }
}
