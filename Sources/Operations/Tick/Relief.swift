import Domain
import SQLCore
import Storage

/// While somebody is away, the stand-in has what falls due before they are back: limits stay where they are. The rest waits for them.
struct Relief {
    let premises: Premises
    let context: Context

    func run() throws -> Int {
        let rows = try premises.database.read { try due(in: $0) }
        guard !rows.isEmpty else { return 0 }
        return try premises.database.write { session in
            try rows.filter { try hand($0.row, to: $0.standIn, session) }.count
        }
    }

    private func due(in session: any SQLReading) throws -> [(row: FollowUpRow, standIn: StaffID)] {
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        let away = directory.absences.filter { $0.covers(context.today) }
        return try away.flatMap { absence -> [(row: FollowUpRow, standIn: StaffID)] in
            guard let standIn = absence.standIn, directory.staff[standIn]?.isActive == true, directory.absence(of: standIn, on: context.today) == nil
            else {
                return []
            }
            let filter = QueueRows.Filter(openedBy: context.now, dueUntil: context.zone.end(of: absence.to))
            let rows = try QueueRows.page([.person(absence.staff)], filter, after: nil, limit: Tick.batch, of: context.organisation, in: session)
            return rows.filter { !isHeld($0) }.map { ($0, standIn) }
        }
    }

    /// Somebody has it open right now: not under their hands.
    private func isHeld(_ row: FollowUpRow) -> Bool { row.claimedUntil.map { $0 > context.now } ?? false }

    private func hand(_ row: FollowUpRow, to standIn: StaffID, _ session: any SQLWriting) throws -> Bool {
        guard let current = try FollowUpRows.row(row.id, of: context.organisation, in: session), current == row else { return false }
        var relieved = current
        relieved.followUp.assignee = standIn
        try FollowUpRows.update(from: current, to: relieved, of: context.organisation, in: session)
        let f = relieved.followUp
        try Journal.append(
            "followUp.assigned", context, unit: f.unit, followUp: f.id, event: f.event, party: f.party, adoption: f.adoption,
            payload: ["role": f.role, "standInFor": current.followUp.assignee?.description ?? ""], premises: premises, in: session)
        return true
    }
}
