import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

/// Reports: those that duties ask for, one of the month where a regulation asks for none; and whoever signs for them.
extension DemonstrationHouse {
    // MARK: Asked for by a duty

    func writeReport(_ row: DutyRows.Row, _ now: Instant) throws {
        guard let month = row.sourceKey.split(separator: "/").last.flatMap({ LocalDay(iso: $0 + "-01") }), let context = writer(of: row, at: now) else { return }
        let reports = MonthlyReports(premises)
        let id = try reports.draft(row.adoption, rule: row.duty.rule, month: month, unit: row.duty.unit, comment: pick("report", fallback: "comment"), context)
        try reports.remark(id, pick("report.remark", fallback: "report"), context)
        try reports.handIn(id, context.at(now.adding(minutes: 20)))
        summary.reportsHandedIn += 1
    }

    /// Whoever owes it, where they may report; else whoever leads.
    private func writer(of row: DutyRows.Row, at now: Instant) -> Context? {
        let owners = row.duty.owner.map { [$0] } ?? crew.holders(of: row.duty.role, near: row.duty.unit, on: zone.day(of: now))
        let people = owners + crew.people(with: .lead, in: row.duty.unit)
        return people.lazy.compactMap { self.crew.context($0, at: now) }.first { $0.scope.allows(.report, in: row.duty.unit) }
    }

    /// A few are given back; the others are approved and published or sent round.
    func judgeReport(_ row: DutyRows.Row, _ now: Instant) throws {
        guard let id = row.body.flatMap({ Int64($0) }), let context = approver(row.duty.unit, other: row.handedInBy, at: now) else { return }
        let reports = MonthlyReports(premises)
        if random.happens(60) {
            try reports.giveBack(id, reason: pick("report.giveBack", fallback: "review.giveBack"), context)
            summary.reportsReturned += 1
            return
        }
        try reports.approve(id, context)
        try publish(id, context.at(now.adding(minutes: 5)))
    }

    private func approver(_ unit: UnitID, other: StaffID?, at now: Instant) -> Context? {
        crew.people(with: .approveReport, in: unit).first { $0 != other }.flatMap { crew.context($0, at: now) }
    }

    private func publish(_ id: Int64, _ context: Context) throws {
        try MonthlyReports(premises).freeze(id, context)
        summary.reportsFrozen += 1
        circulated[id] = zone.day(of: context.now)
    }

    // MARK: Signing for them

    func receipts(on day: LocalDay) throws -> [DemonstrationAct] {
        circulated.sorted { $0.key < $1.key }.compactMap { id, since in
            guard isTurn(id, on: day, since: since, after: 1...3, forgotten: 100) else { return nil }
            return DemonstrationAct(at: moment(day, 480...560)) { [self] now in try sign(id, now) }
        }
    }

    private func sign(_ id: Int64, _ now: Instant) throws {
        circulated[id] = nil
        let waiting = try read { [organisation] in try ReceiptRows.rows(of: id, organisation.id, in: $0) }.filter { $0.receivedAt == nil }
        guard !waiting.isEmpty, let report = try read({ [organisation] in try ReportRows.row(id, of: organisation.id, in: $0) }) else { return }
        for receipt in waiting {
            let people = receipt.staff == StaffID(0) ? crew.holders(of: receipt.role, near: report.unit, on: zone.day(of: now)) : [receipt.staff]
            guard let context = people.lazy.compactMap({ self.crew.context($0, at: now) }).first else { continue }
            try attempt {
                try MonthlyReports(premises).sign(id, context)
                summary.reportsSigned += 1
            }
        }
    }

    // MARK: Of the month, where nothing asks for one

    /// Once the month is over: drawn up by whoever leads, approved and frozen by another person.
    func reports(on day: LocalDay) throws -> [DemonstrationAct] {
        let month = day.firstOfMonth.adding(days: -1)
        guard day == nextWorkday(after: month) else { return [] }
        guard let root = crew.directory.units.values.filter({ $0.parent == nil }).min(by: { $0.id < $1.id })?.id else { return [] }
        let active = try read { [premises, organisation] in try premises.shelf.active(of: organisation.id, on: month, in: $0) }
        return active.filter { edition in !edition.edition.regulation.duties.contains(where: \.isReport) && isFollowedUp(edition) }.map { edition in
            DemonstrationAct(at: moment(day, 600...660)) { [self] now in try report(edition.adoption, month, root, now) }
        }
    }

    /// Regulations of plans and assessments have registers instead.
    private func isFollowedUp(_ edition: ActiveEdition) -> Bool { edition.edition.regulation.followUps.contains { !$0.isRound } }

    private func report(_ adoption: AdoptionID, _ month: LocalDay, _ root: UnitID, _ now: Instant) throws {
        let leaders = crew.people(with: .lead, in: root).filter { crew.context($0, at: now)?.scope.allows(.report, in: root) == true }
        guard let writer = leaders.first, let drafting = crew.context(writer, at: now),
            let approving = approver(root, other: writer, at: now.adding(minutes: 40))
        else { return }
        try attempt {
            let reports = MonthlyReports(premises)
            let id = try reports.draft(adoption, month: month, unit: root, comment: pick("report", fallback: "comment"), drafting)
            try reports.handIn(id, drafting)
            summary.reportsHandedIn += 1
            try reports.approve(id, approving)
            try publish(id, approving.at(now.adding(minutes: 45)))
        }
    }
}
