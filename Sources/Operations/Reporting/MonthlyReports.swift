import Domain
import Foundation
import RegulationEngine
import SQLCore
import Secrets
import Statistics
import Storage

/// The report of a period: drafted from the rows, handed in at its cut-off, approved by another person, published or circulated. Later facts make
/// the next version.
public struct MonthlyReports: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Drafts a report, or refreshes the draft that is there. One that was handed in is left alone; after a published one the next version is begun.
    ///
    /// - Parameters:
    ///   - rule: the duty that asks for it; nil = the report of the month.
    ///   - month: any day of its period.
    ///   - unit: the unit it covers with all below it.
    public func draft(
        _ adoption: AdoptionID, rule: String? = nil, month day: LocalDay, unit: UnitID, comment: String? = nil, _ context: Context
    ) throws -> Int64 {
        guard context.scope.allows(.report, in: unit) else { throw Refusal.notFound }
        return try premises.database.write { session in
            let bench = ReportBench(premises: premises, context: context, session: session)
            let (active, name, duty) = try asked(adoption, rule, day, context, session)
            let period = bench.period(duty, around: day, active)
            let body = try bench.body(active, duty, period, unit, cutOff: context.now)
            let versions = try ReportRows.versions(adoption: adoption, rule: name, unit: unit, from: period.from, of: context.organisation, in: session)
            if let open = versions.first, open.state == .draft { return try refresh(open, body, comment, context, session) }
            if let newest = versions.first, newest.state != .frozen { throw Refusal.state(code: "report." + newest.state.rawValue) }
            var row = ReportRows.Row(
                id: premises.identifiers.next(at: context.now), adoption: adoption, rule: name, unit: unit, from: period.from, to: period.to,
                version: (versions.first?.version ?? 0) + 1, state: .draft, cutOff: context.now, body: try Self.encode(body), comment: comment,
                createdBy: context.actor.staff, createdAt: context.now)
            row.remarks = versions.first?.remarks
            try ReportRows.insert(row, of: context.organisation, in: session)
            try note("report.drafted", row, why: comment, context, session)
            return row.id
        }
    }

    private func refresh(
        _ open: ReportRows.Row, _ body: Body, _ comment: String?, _ context: Context, _ session: any SQLWriting
    ) throws -> Int64 {
        var row = open
        (row.cutOff, row.body, row.comment) = (context.now, try Self.encode(body), comment ?? open.comment)
        guard try ReportRows.update(row, from: .draft, of: context.organisation, in: session) else {
            throw Refusal.conflict(code: "report.moved", by: nil, since: nil)
        }
        try note("report.drafted", row, why: comment, context, session)
        return row.id
    }

    // MARK: Looking

    public func view(_ id: Int64, _ context: Context) throws -> View {
        try premises.database.read { session in
            let row = try visible(id, context, session)
            let directory = try premises.directory(of: context.organisation, in: session)
            let name = { (id: StaffID?) in id.flatMap { directory.staff[$0]?.name } }
            let body = try Self.decode(row.body)
            let versions = try ReportRows.versions(
                adoption: row.adoption, rule: row.rule, unit: row.unit, from: row.from, of: context.organisation, in: session)
            let receipts = try ReceiptRows.rows(of: id, context.organisation, in: session)
            let (mayReport, mayApprove) = (context.scope.allows(.report, in: row.unit), context.scope.allows(.approveReport, in: row.unit))
            let isOwn = row.createdBy == context.actor.staff || row.handedInBy == context.actor.staff
            return View(
                row: row, body: body, unitName: directory.units[row.unit]?.name ?? "", createdName: name(row.createdBy) ?? "",
                handedInName: name(row.handedInBy), returnedName: name(row.returnedBy), approvedName: name(row.approvedBy), frozenName: name(row.frozenBy),
                versions: versions.map { ($0.id, $0.version, $0.state) }, receipts: receipts.map { receipt($0, name) },
                people: try people(body, context, session), laterFacts: try laterFacts(row, body, versions, context, session),
                due: try dutyDesk(context, session).duty(of: row)?.duty.due, mayWrite: row.state == .draft && mayReport,
                mayHandIn: row.state == .draft && mayReport, mayApprove: row.state == .handedIn && mayApprove && !isOwn,
                mayReturn: [.handedIn, .approved].contains(row.state) && mayApprove, mayFreeze: row.state == .approved && mayApprove,
                maySign: row.state == .frozen && receipts.contains { waits($0, for: context, near: row.unit, directory) }, isOwn: isOwn,
                isCirculated: try dutyRule(row, context, session)?.isCirculated ?? false)
        }
    }

    private func receipt(_ row: ReceiptRows.Row, _ name: (StaffID?) -> String?) -> Receipt {
        Receipt(role: row.role, name: name(row.staff), sentAt: row.sentAt, receivedAt: row.receivedAt, receivedBy: name(row.receivedBy))
    }

    /// Those who were not reached are named while the report is read, as far as the reader sees them; the report itself keeps no names.
    private func people(_ body: Body, _ context: Context, _ session: any SQLReading) throws -> [FollowUpID: String] {
        let rows = try FollowUpRows.rows(body.notReached?.map(\.followUp) ?? [], of: context.organisation, in: session)
        let named = try rows.filter { FollowUpDesk.isVisible($0, context) }.compactMap { row in
            try row.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session)?.name }.map { (row.id, $0) }
        }
        return Dictionary(named, uniquingKeysWith: { a, _ in a })
    }

    public func list(before key: (from: LocalDay, id: Int64)? = nil, limit: Int = 50, _ context: Context) throws -> [Item] {
        let units = Set(context.scope.sorted(.report) + context.scope.sorted(.approveReport)).sorted()
        guard !units.isEmpty else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            return try ReportRows.recent(units: units, before: key, limit: limit, of: context.organisation, in: session).map {
                let body = try Self.decode($0.body)
                return Item(
                    row: $0, title: body.reportTitle ?? body.title, unitName: directory.units[$0.unit]?.name ?? "",
                    createdName: directory.staff[$0.createdBy]?.name ?? "", counts: body.lines.total)
            }
        }
    }

    /// What may be begun: the reports that the regulations in force ask for; one of the month for a regulation that asks for none.
    public func kinds(_ context: Context) throws -> [Kind] {
        try premises.database.read { session in
            try premises.shelf.active(of: context.organisation, on: context.today, in: session).flatMap { active -> [Kind] in
                let regulation = active.edition.regulation
                let asked = regulation.duties.filter(\.isReport).map {
                    Kind(
                        adoption: active.adoption, rule: $0.id, title: $0.title, regulation: regulation.title, isMonthly: ReportBench.every($0, active) == .month)
                }
                let unasked = Kind(adoption: active.adoption, rule: nil, title: regulation.title, regulation: regulation.title, isMonthly: true)
                return asked.isEmpty ? [unasked] : asked
            }
        }
    }

    /// The highest unit on which the actor may report; of several the first by code.
    public func topUnit(_ context: Context) throws -> UnitID {
        try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let allowed = context.scope.units[.report] ?? []
            let top = allowed.filter { unit in !directory.lineage(of: unit).dropFirst().contains { allowed.contains($0) } }
            guard let first = top.min(by: { (directory.units[$0]?.code ?? "", $0) < (directory.units[$1]?.code ?? "", $1) }) else { throw Refusal.notAllowed(.report) }
            return first
        }
    }

    // MARK: Within

    private func asked(
        _ adoption: AdoptionID, _ rule: String?, _ day: LocalDay, _ context: Context, _ session: any SQLReading
    ) throws -> (ActiveEdition, String, DutyRule?) {
        let bench = ReportBench(premises: premises, context: context, session: session)
        func edition(on day: LocalDay) throws -> ActiveEdition? {
            try premises.shelf.active(of: context.organisation, on: min(day, context.today), in: session).first { $0.adoption == adoption }
        }
        // The regulation may have come into force within the period, after the day by which the period is named.
        guard let known = try edition(on: day.lastOfMonth) ?? edition(on: context.today) else { throw Refusal.notFound }
        let period = try bench.period(bench.rule(rule, known.edition.regulation).duty, around: day, known)
        guard let active = try edition(on: period.to) else { throw Refusal.notFound }
        let (name, duty) = try bench.rule(rule, active.edition.regulation)
        return (active, name, duty)
    }

    private func laterFacts(
        _ row: ReportRows.Row, _ body: Body, _ versions: [ReportRows.Row], _ context: Context, _ session: any SQLReading
    ) throws -> Int {
        guard row.state == .frozen, versions.first?.id == row.id, context.scope.allows(.report, in: row.unit) else { return 0 }
        let bench = ReportBench(premises: premises, context: context, session: session)
        let (active, _, _) = try asked(row.adoption, ReportBench.unasked, row.to, context, session)
        let now = try bench.body(active, nil, .init(from: row.from, to: row.to), row.unit, cutOff: context.now)
        return Set(now.lines.lines).symmetricDifference(Set(body.lines.lines)).count
    }

    /// Of the unit where the actor reports or approves, or sent to the actor.
    func visible(_ id: Int64, _ context: Context, _ session: any SQLReading) throws -> ReportRows.Row {
        guard let row = try ReportRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        if context.scope.allows(.report, in: row.unit) || context.scope.allows(.approveReport, in: row.unit) { return row }
        let directory = try premises.directory(of: context.organisation, in: session)
        let isSent = try ReceiptRows.rows(of: id, context.organisation, in: session).contains { isTo($0, context, near: row.unit, directory) }
        guard isSent else { throw Refusal.notFound }
        return row
    }

    func note(_ act: String, _ row: ReportRows.Row, why: String?, _ context: Context, _ session: any SQLWriting) throws {
        try Journal.append(
            act, context, unit: row.unit, adoption: row.adoption, other: row.id, why: why,
            payload: ["from": row.from.iso, "version": String(row.version)], premises: premises, in: session)
    }

    static func encode(_ body: Body) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(body), as: UTF8.self)
    }

    static func decode(_ json: String) throws -> Body { try JSONDecoder().decode(Body.self, from: Data(json.utf8)) }
}
