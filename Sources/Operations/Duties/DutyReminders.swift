import Domain
import RegulationEngine
import SQLCore
import Storage

/// Whoever owes a duty of a period is reminded before its last day, and told when that has passed, with whom the regulation names. Each once.
struct DutyReminders {
    static let batch = 100
    /// Duties of periods that are looked at for a reminder: every unit with every one of its own.
    private static let most = 2000
    /// No reminder comes earlier than this before the last day.
    private static let longest: Int64 = 31

    let premises: Premises
    let context: Context

    func run() throws -> Int { try soon() + late() }

    private func soon() throws -> Int {
        let horizon = context.now.adding(hours: 24 * Self.longest)
        let rows = try premises.database.read { session in
            try DutyRows.unsaid("dutySoon", dueBefore: horizon, after: context.now, limit: Self.most, of: context.organisation, in: session)
                .filter { try isToBeReminded($0, session) }
        }
        guard !rows.isEmpty else { return 0 }
        try premises.database.write { session in
            for row in rows { try tell(row.duty.role, row.duty.owner, "dutySoon", "dutySoon:\(row.duty.id)", row, session) }
        }
        return rows.count
    }

    private func isToBeReminded(_ row: DutyRows.Row, _ session: any SQLReading) throws -> Bool {
        guard let due = row.duty.due, let (active, rule) = try rule(row, session), let remind = rule.remind else { return false }
        let period = try Figures(active.edition).period(remind, rule: rule.id)
        return context.now >= Self.before(due, period)
    }

    /// Calendar time: a reminder is a courtesy, not a limit.
    private static func before(_ due: Instant, _ period: Period) -> Instant {
        switch period.unit {
        case .minutes: due.adding(minutes: -Int64(period.count))
        case .hours: due.adding(hours: -Int64(period.count))
        case .days, .workdays: due.adding(hours: -24 * Int64(period.count))
        case .weeks: due.adding(hours: -7 * 24 * Int64(period.count))
        case .months: due.adding(hours: -30 * 24 * Int64(period.count))
        case .years: due.adding(hours: -24 * longest)
        }
    }

    private func late() throws -> Int {
        var told = 0
        while true {
            let rows = try premises.database.read { session in
                try DutyRows.unsaid("dutyLate", dueBefore: context.now, after: nil, limit: Self.batch, of: context.organisation, in: session)
            }
            guard !rows.isEmpty else { return told }
            try premises.database.write { session in
                for row in rows {
                    try tell(row.duty.role, row.duty.owner, "dutyLate", "dutyLate:\(row.duty.id)", row, session)
                    guard let (active, rule) = try rule(row, session), let above = rule.escalate else { continue }
                    try tell(active.postRole(for: above.roleName), nil, "dutyEscalated", "dutyEscalated:\(row.duty.id)", row, session)
                }
            }
            told += rows.count
            if rows.count < Self.batch { return told }
        }
    }

    private func rule(_ row: DutyRows.Row, _ session: any SQLReading) throws -> (ActiveEdition, DutyRule)? {
        guard row.event == nil else { return nil }
        let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
        return active.edition.regulation.duties.first { $0.id == row.duty.rule }.map { (active, $0) }
    }

    private func tell(
        _ role: String, _ staff: StaffID?, _ code: String, _ key: String, _ row: DutyRows.Row, _ session: any SQLWriting
    ) throws {
        let due = row.duty.due.map { context.zone.iso($0) } ?? ""
        let notice = NoticeRows.Row(
            id: premises.identifiers.next(at: context.now), unit: row.duty.unit, role: role, staff: staff, code: "notice." + code,
            arguments: ["title": row.title.text(in: context.language), "to": due, "duty": row.duty.id.description], createdAt: context.now)
        try NoticeRows.insert(notice, sourceKey: key, of: context.organisation, in: session)
    }
}
