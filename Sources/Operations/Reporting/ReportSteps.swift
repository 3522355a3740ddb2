import Domain
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// The way of a report: written, handed in, given back or approved, published or circulated, signed for.
extension MonthlyReports {
    /// What whoever writes it has to say beside the figures.
    public func remark(_ id: Int64, _ text: String, _ context: Context) throws {
        try change(id, from: [.draft], "report.remarked", context) { row, _ in
            guard context.scope.allows(.report, in: row.unit) else { throw Refusal.notAllowed(.report) }
            row.remarks = text.contains { !$0.isWhitespace } ? text : nil
            return nil
        }
    }

    /// Hands it in: the figures are drawn up once more, and this is their cut-off.
    public func handIn(_ id: Int64, _ context: Context) throws {
        try change(id, from: [.draft], "report.handedIn", context) { row, session in
            guard context.scope.allows(.report, in: row.unit) else { throw Refusal.notAllowed(.report) }
            let bench = ReportBench(premises: premises, context: context, session: session)
            let active = try edition(row, context, session)
            let duty = try bench.rule(row.rule, active.edition.regulation).duty
            row.body = try Self.encode(bench.body(active, duty, .init(from: row.from, to: row.to), row.unit, cutOff: context.now))
            (row.cutOff, row.state, row.handedInBy, row.handedInAt) = (context.now, .handedIn, context.actor.staff, context.now)
            try dutyDesk(context, session).handIn(row, in: session)
            return nil
        }
    }

    /// Another person than who drafted or handed it in says that the figures are right.
    public func approve(_ id: Int64, comment: String? = nil, _ context: Context) throws {
        try change(id, from: [.handedIn], "report.approved", context) { row, session in
            guard context.scope.allows(.approveReport, in: row.unit) else { throw Refusal.notAllowed(.approveReport) }
            guard row.createdBy != context.actor.staff, row.handedInBy != context.actor.staff else { throw Refusal.state(code: "report.own") }
            (row.state, row.approvedBy, row.approvedAt) = (.approved, context.actor.staff, context.now)
            row.comment = comment ?? row.comment
            try dutyDesk(context, session).settle(row, comment: comment, isAccepted: true, in: session)
            return comment
        }
    }

    /// Gives a report back that was handed in or approved: it is to be written again.
    public func giveBack(_ id: Int64, reason: String, _ context: Context) throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))])
        }
        try change(id, from: [.handedIn, .approved], "report.returned", context) { row, session in
            guard context.scope.allows(.approveReport, in: row.unit) else { throw Refusal.notAllowed(.approveReport) }
            (row.state, row.approvedBy, row.approvedAt) = (.draft, nil, nil)
            (row.returnedBy, row.returnedAt, row.returnReason) = (context.actor.staff, context.now, reason)
            try dutyDesk(context, session).settle(row, comment: reason, isAccepted: false, in: session)
            return reason
        }
    }

    /// Fixes it for good, with the hash by which anyone can see that it is the same, and sends it to those who sign for it.
    public func freeze(_ id: Int64, _ context: Context) throws {
        try change(id, from: [.approved], "report.frozen", context) { row, session in
            guard context.scope.allows(.approveReport, in: row.unit) else { throw Refusal.notAllowed(.approveReport) }
            (row.state, row.frozenBy, row.frozenAt, row.hash) = (.frozen, context.actor.staff, context.now, SHA256.hex(of: row.body))
            try circulate(row, context, session)
            try Outbox(premises: premises, context: context, session: session).tell(
                .reportPublished, unit: row.unit, [("report", row.id), ("adoption", row.adoption.rawValue)], at: "/api/v1/reports/\(row.id)")
            return nil
        }
    }

    private func circulate(_ row: ReportRows.Row, _ context: Context, _ session: any SQLWriting) throws {
        guard let duty = try dutyRule(row, context, session), duty.isCirculated else { return }
        let active = try edition(row, context, session)
        let directory = try premises.directory(of: context.organisation, in: session)
        for role in duty.to.map({ active.postRole(for: $0.roleName) }) {
            let holders = directory.holders(of: role, near: row.unit, on: context.today)
            for staff in holders.isEmpty ? [StaffID(0)] : holders {
                try ReceiptRows.send(.init(role: role, staff: staff, sentAt: context.now), of: row.id, context.organisation, in: session)
                try tell(role, staff, "reportToSign", row, duty, context, session)
            }
        }
    }

    private func tell(
        _ role: String, _ staff: StaffID, _ code: String, _ row: ReportRows.Row, _ duty: DutyRule, _ context: Context, _ session: any SQLWriting
    ) throws {
        let notice = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: row.unit, role: role, staff: staff == StaffID(0) ? nil : staff, code: "notice." + code,
            arguments: ["title": duty.title.text(in: context.language), "report": String(row.id), "period": row.from.iso], createdAt: context.now)
        try NoticeRows.insert(notice, sourceKey: "\(code):\(row.id)/\(role)/\(staff)", of: context.organisation, in: session)
    }

    /// 签收: says that it was received and read. Each signs for themselves, or for the role that they hold.
    public func sign(_ id: Int64, _ context: Context) throws {
        try premises.database.write { session in
            let row = try visible(id, context, session)
            let directory = try premises.directory(of: context.organisation, in: session)
            let mine = try ReceiptRows.rows(of: id, context.organisation, in: session).filter { waits($0, for: context, near: row.unit, directory) }
            guard row.state == .frozen, !mine.isEmpty else { throw Refusal.state(code: "report.nothingToSign") }
            for receipt in mine { _ = try ReceiptRows.sign(receipt, of: id, by: context.actor.staff, at: context.now, context.organisation, in: session) }
            try note("report.signed", row, why: nil, context, session)
        }
    }

    func isTo(_ receipt: ReceiptRows.Row, _ context: Context, near unit: UnitID, _ directory: StaffDirectory) -> Bool {
        if receipt.staff != StaffID(0) { return receipt.staff == context.actor.staff }
        return PostHolding.holds(receipt.role, near: unit, directory, context)
    }

    func waits(_ receipt: ReceiptRows.Row, for context: Context, near unit: UnitID, _ directory: StaffDirectory) -> Bool {
        receipt.receivedAt == nil && isTo(receipt, context, near: unit, directory)
    }

    // MARK: Within

    /// - Parameter body: changes the row and says why, for the journal.
    private func change(
        _ id: Int64, from states: Set<ReportRows.State>, _ act: String, _ context: Context,
        _ body: @Sendable (inout ReportRows.Row, any SQLWriting) throws -> String?
    ) throws {
        try premises.database.write { session in
            var row = try visible(id, context, session)
            let before = row.state
            guard states.contains(before) else { throw Refusal.state(code: "report." + before.rawValue) }
            let why = try body(&row, session)
            guard try ReportRows.update(row, from: before, of: context.organisation, in: session) else {
                throw Refusal.conflict(code: "report.moved", by: nil, since: nil)
            }
            try note(act, row, why: why, context, session)
        }
    }

    private func edition(_ row: ReportRows.Row, _ context: Context, _ session: any SQLReading) throws -> ActiveEdition {
        let editions = try premises.shelf.active(of: context.organisation, on: min(row.to, context.today), in: session)
        guard let active = editions.first(where: { $0.adoption == row.adoption }) else { throw Refusal.notFound }
        return active
    }

    /// Nil for a report that no duty asks for, or whose regulation is no longer in force.
    func dutyRule(_ row: ReportRows.Row, _ context: Context, _ session: any SQLReading) throws -> DutyRule? {
        let editions = try premises.shelf.active(of: context.organisation, on: min(row.to, context.today), in: session)
        return editions.first { $0.adoption == row.adoption }?.edition.regulation.duties.first { $0.id == row.rule }
    }

    func dutyDesk(_ context: Context, _ session: any SQLReading) -> ReportDuty {
        ReportDuty(premises: premises, context: context, session: session)
    }
}

/// The duty that asks for a report goes along with it: handed in with it, reviewed with it, open again when it is given back.
struct ReportDuty {
    let premises: Premises
    let context: Context
    let session: any SQLReading

    func duty(of report: ReportRows.Row) throws -> DutyRows.Row? {
        let name = String(report.from.iso.prefix(7))
        // A month that begins elsewhere is called by its last day.
        let names = report.from.day == 1 ? [name] : [String(report.to.iso.prefix(7))]
        for name in names {
            let key = "period:\(report.adoption)/\(report.rule)/\(report.unit)/\(name)"
            if let duty = try DutyRows.duty(source: key, of: context.organisation, in: session) { return duty }
        }
        return nil
    }

    func handIn(_ report: ReportRows.Row, in session: any SQLWriting) throws {
        guard var row = try duty(of: report), row.duty.state == .open else { return }
        (row.body, row.handedInBy, row.handedInAt) = (String(report.id), context.actor.staff, context.now)
        row.duty.state = .handedIn
        try write(row, from: .open, "duty.handedIn", in: session)
    }

    func settle(_ report: ReportRows.Row, comment: String?, isAccepted: Bool, in session: any SQLWriting) throws {
        guard var row = try duty(of: report) else { return }
        let before = row.duty.state
        guard isAccepted ? before == .handedIn : [.handedIn, .closed].contains(before) else { return }
        (row.reviewedBy, row.reviewedAt, row.reviewComment) = (context.actor.staff, context.now, comment)
        (row.duty.state, row.closedAt) = isAccepted ? (.closed, context.now) : (.open, nil)
        try write(row, from: before, isAccepted ? "duty.reviewed" : "duty.returned", in: session)
    }

    private func write(_ row: DutyRows.Row, from state: Duty.State, _ act: String, in session: any SQLWriting) throws {
        guard try DutyRows.update(row, from: state, of: context.organisation, in: session) else {
            throw Refusal.conflict(code: "duty.moved", by: nil, since: nil)
        }
        try Journal.append(
            act, context, unit: row.duty.unit, adoption: row.adoption, other: row.duty.id.rawValue, why: row.reviewComment,
            payload: ["kind": row.duty.kind, "state": row.duty.state.rawValue], premises: premises, in: session)
    }
}
