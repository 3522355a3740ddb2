import Domain
import SQLCore
import Storage

/// Which cases a person may see: those of the units where they work or lead, those they answer for or are offered, and those about which their
/// department was asked.
struct CaseReach {
    let context: Context

    var units: [UnitID] { context.scope.ofWork.sorted() }

    /// - Throws: `Refusal.notFound` for what is not the actor's.
    func visible(_ id: CaseFileID, in session: any SQLReading) throws -> CaseFileRows.Row {
        guard let row = try CaseFileRows.file(id, of: context.organisation, in: session), try sees(row, in: session) else { throw Refusal.notFound }
        return row
    }

    func sees(_ row: CaseFileRows.Row, in session: any SQLReading) throws -> Bool {
        if handles(row) { return true }
        return try CaseSheetRows.isAsked(units: units, about: row.file.id, context.organisation, in: session)
    }

    /// Whether the actor may act on the whole case: in its unit, or as the one who answers for it. A department that was asked acts on its sheet.
    func handles(_ row: CaseFileRows.Row) -> Bool {
        units.contains(row.file.unit) || [row.owner, row.handedTo].contains(context.actor.staff)
    }

    func handled(_ id: CaseFileID, in session: any SQLReading) throws -> CaseFileRows.Row {
        let row = try visible(id, in: session)
        guard handles(row) else { throw Refusal.notAllowed(.work) }
        return row
    }
}
