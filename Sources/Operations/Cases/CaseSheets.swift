import Domain
import RegulationEngine
import SQLCore
import Storage

/// 工作联系单: departments are asked, accept or give back, answer, sign.
extension CaseHandling {
    /// Asks one or several departments; the first of them leads. Nothing is taken from whoever answers for the case until one accepts.
    ///
    /// - Throws: `Refusal.invalid` where no unit or task is named, or a unit is unknown.
    public func pass(_ id: CaseFileID, to units: [UnitID], task: String, due: Instant? = nil, _ context: Context) throws {
        try write(id, context) { row, room in
            guard !units.isEmpty, units.allSatisfy({ room.directory.units[$0] != nil }) else { throw Refusal.invalid([Finding(.error, "case.unitsRequired", at: Place(path: "units"))]) }
            guard let task = task.said else { throw Refusal.invalid([Finding(.error, "case.taskRequired", at: Place(path: "task"))]) }
            let open = try CaseSheetRows.sheets(of: id, context.organisation, in: room.session).filter(\.state.isOpen)
            let hasLead = open.contains { $0.isLead }
            for (index, unit) in units.enumerated() where !open.contains(where: { $0.unit == unit }) {
                let sheet = CaseSheetRows.Row(
                    id: premises.identifiers.next(at: context.now), file: id, unit: unit, isLead: index == 0 && !hasLead, task: task, sentBy: context.actor.staff,
                    sentAt: context.now, dueAt: due)
                try CaseSheetRows.insert(sheet, of: context.organisation, in: room.session)
                try CaseSteps(room: room).take("passedOn", on: row, at: context.now, note: task, unit: unit, sheet: sheet.id)
                try tell(unit, row, sheet, room)
            }
        }
    }

    /// A department accepts; with the leading sheet it takes the case over from whoever received it.
    public func acceptSheet(_ sheet: Int64, _ context: Context) throws {
        try onSheet(sheet, from: .sent, context) { sheet, row, room in
            var taken = sheet
            (taken.state, taken.takenBy, taken.takenAt) = (.accepted, context.actor.staff, context.now)
            try save(taken, from: .sent, room)
            var changed = row
            if sheet.isLead {
                (changed.owner, changed.handedTo) = (context.actor.staff, nil)
                try save(changed, room)
            }
            try CaseSteps(room: room).take("accepted", on: changed, at: context.now, unit: sheet.unit, sheet: sheet.id)
        }
    }

    /// A department gives its sheet back: it is not theirs. Whoever sent it is told.
    public func giveBack(_ sheet: Int64, reason: String, _ context: Context) throws {
        guard let reason = reason.said else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try onSheet(sheet, from: .sent, context) { sheet, row, room in
            var returned = sheet
            (returned.state, returned.returnReason, returned.takenBy, returned.takenAt) = (.returned, reason, context.actor.staff, context.now)
            try save(returned, from: .sent, room)
            try CaseSteps(room: room).take("returned", on: row, at: context.now, note: reason, unit: sheet.unit, sheet: sheet.id)
            try CaseNotices(room: room).tell(row, "sheetReturned", role: "", staff: sheet.sentBy, ["unit": sheet.unit.description], source: "returned/\(sheet.id)")
        }
    }

    /// What the department found and did. Signing it is its signature under the sheet.
    public func answer(_ sheet: Int64, text: String, _ context: Context) throws {
        guard let text = text.said else { throw Refusal.invalid([Finding(.error, "note.required", at: Place(path: "answer"))]) }
        try onSheet(sheet, from: .accepted, context) { sheet, row, room in
            var answered = sheet
            (answered.state, answered.answer, answered.answeredBy, answered.answeredAt) = (.answered, text, context.actor.staff, context.now)
            (answered.signedBy, answered.signedAt) = (context.actor.staff, context.now)
            try save(answered, from: .accepted, room)
            try CaseSteps(room: room).take("answered", on: row, at: context.now, note: text, unit: sheet.unit, sheet: sheet.id)
            let to = row.owner ?? sheet.sentBy
            try CaseNotices(room: room).tell(row, "sheetAnswered", role: "", staff: to, ["unit": sheet.unit.description], source: "answered/\(sheet.id)")
        }
    }

    /// The case that a sheet is about.
    ///
    /// - Throws: `Refusal.notFound` for a sheet of others.
    public func file(ofSheet sheet: Int64, _ context: Context) throws -> CaseFileID {
        try premises.database.read { session in
            guard let row = try CaseSheetRows.sheet(sheet, of: context.organisation, in: session), CaseReach(context: context).units.contains(row.unit) else {
                throw Refusal.notFound
            }
            return try CaseReach(context: context).visible(row.file, in: session).file.id
        }
    }

    private func onSheet(
        _ id: Int64, from state: CaseSheetRows.State, _ context: Context, _ act: @escaping @Sendable (CaseSheetRows.Row, CaseFileRows.Row, Consequences) throws -> Void
    ) throws {
        guard let file = try premises.database.read({ try CaseSheetRows.sheet(id, of: context.organisation, in: $0)?.file }) else { throw Refusal.notFound }
        try write(file, context, mayOnlySee: true) { row, room in
            guard let sheet = try CaseSheetRows.sheet(id, of: context.organisation, in: room.session), CaseReach(context: context).units.contains(sheet.unit) else {
                throw Refusal.notFound
            }
            guard sheet.state == state else { throw Refusal.conflict(code: "sheet.changed", by: room.directory.staff[sheet.takenBy ?? sheet.sentBy]?.name, since: sheet.takenAt) }
            try act(sheet, row, room)
        }
    }

    private func save(_ sheet: CaseSheetRows.Row, from state: CaseSheetRows.State, _ room: Consequences) throws {
        guard try CaseSheetRows.update(sheet, from: state, of: room.context.organisation, in: room.session) else {
            throw Refusal.conflict(code: "sheet.changed", by: nil, since: nil)
        }
    }

    /// Everybody with a post in the department is told; one of them accepts.
    private func tell(_ unit: UnitID, _ row: CaseFileRows.Row, _ sheet: CaseSheetRows.Row, _ room: Consequences) throws {
        let day = room.context.today
        let people = room.directory.posts.filter { $0.unit == unit && $0.holds(on: day) && room.directory.staff[$0.staff]?.isActive == true }.map(\.staff)
        for staff in Set(people).sorted() {
            try CaseNotices(room: room).tell(row, "sheetSent", role: "", staff: staff, ["unit": unit.description], source: "sheet/\(sheet.id)/\(staff)")
        }
    }
}
