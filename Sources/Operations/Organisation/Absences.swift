import Domain
import SQLCore
import Storage

/// Leave and stand-ins. The stand-in takes what falls due; deadlines stay where they are.
extension StaffDesk {
    /// - Throws: `Refusal.notFound` for people out of reach, `.invalid` when it ends before it begins, overlaps another leave, or the stand-in cannot stand in.
    public func enter(_ absence: Absence, _ context: Context) throws {
        try premises.database.write { session in
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let staff = try absentee(absence.staff, directory, context)
            let standIn = try absence.standIn.map { try self.standIn($0, directory) }
            let findings = judge(absence, directory)
            guard findings.isEmpty else { throw Refusal.invalid(findings) }
            try DirectoryRows.save(absence, id: premises.identifiers.next(at: context.now), of: context.organisation, in: session)
            let payload = ["from": absence.from.iso, "to": absence.to.iso, "standIn": standIn?.code ?? ""]
            try journal("absence.saved", staff, unit(of: staff.id, directory, context), payload, context, in: session)
        }
    }

    /// Leave that was entered and is not taken.
    public func cancel(absence id: Int64, _ context: Context) throws {
        try premises.database.write { session in
            guard let kept = try DirectoryRows.absence(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            let directory = try DirectoryRows.directory(of: context.organisation, in: session)
            let staff = try absentee(kept.absence.staff, directory, context)
            try DirectoryRows.remove(absence: id, of: context.organisation, in: session)
            let payload = ["from": kept.absence.from.iso, "to": kept.absence.to.iso]
            try journal("absence.cancelled", staff, unit(of: staff.id, directory, context), payload, context, in: session)
        }
    }

    /// Days the organisation works or not against the statutory schedule: by who administers the whole of it.
    public func set(ownDay day: LocalDay, _ entry: WorkingCalendar.Entry?, _ context: Context) throws {
        try premises.database.write { session in
            let units = try DirectoryRows.units(of: context.organisation, in: session)
            guard units.allSatisfy({ context.scope.allows(.administer, in: $0.id) }) else { throw Refusal.notAllowed(.administer) }
            if let entry {
                try DirectoryRows.save(ownDay: day, entry, of: context.organisation, in: session)
            } else {
                guard try DirectoryRows.remove(ownDay: day, of: context.organisation, in: session) else { throw Refusal.notFound }
            }
            let payload = ["day": day.iso, "workday": entry.map { String($0.isWorkday) } ?? "", "name": entry?.name ?? ""]
            try Journal.append(entry == nil ? "ownDay.removed" : "ownDay.saved", context, payload: payload, premises: premises, in: session)
        }
    }

    /// Whose leave the actor may enter: people with a post in a unit that the actor leads or administers, or the actor.
    private func absentee(_ id: StaffID, _ directory: StaffDirectory, _ context: Context) throws -> Staff {
        guard let staff = directory.staff[id] else { throw Refusal.notFound }
        let mine = context.scope.units[.lead, default: []].union(context.scope.units[.administer, default: []])
        guard id == context.actor.staff || directory.posts.contains(where: { $0.staff == id && mine.contains($0.unit) }) else { throw Refusal.notFound }
        return staff
    }

    private func standIn(_ id: StaffID, _ directory: StaffDirectory) throws -> Staff {
        guard let staff = directory.staff[id], staff.isActive else {
            throw Refusal.invalid([Finding(.error, "organisation.unknownStaff", at: Place(path: "standIn"), ["value": ""])])
        }
        return staff
    }

    private func judge(_ absence: Absence, _ directory: StaffDirectory) -> [Finding] {
        let person = ["staff": directory.staff[absence.staff]?.code ?? ""]
        if absence.to < absence.from { return [Finding(.error, "organisation.endsBeforeItBegins", at: Place(path: "to"), person)] }
        if absence.standIn == absence.staff { return [Finding(.error, "organisation.standsInForOneself", at: Place(path: "standIn"), person)] }
        let overlaps = directory.absences.contains { other in
            other.staff == absence.staff && other.from != absence.from && other.from <= absence.to && absence.from <= other.to
        }
        return overlaps ? [Finding(.error, "absence.overlaps", at: Place(path: "from"), person)] : []
    }

    private func unit(of id: StaffID, _ directory: StaffDirectory, _ context: Context) -> UnitID? {
        directory.posts.last { $0.staff == id && $0.holds(on: context.today) }?.unit
    }
}
