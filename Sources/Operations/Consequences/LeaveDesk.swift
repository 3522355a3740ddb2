import Domain
import SQLCore
import Storage

/// Leave that a source tells of is leave as if it had been entered: from the next look-up on, the stand-in is found.
struct LeaveDesk {
    let room: Consequences

    /// A person whom nobody knows is told to who runs the regulations, and changes nothing.
    func note(_ event: Event) throws {
        guard event.kind == "staffAbsent", let code = event.attributes["staff"]?.text, let from = event.attributes["from"]?.day,
            let until = event.attributes["until"]?.day
        else { return }
        guard let staff = person(code), until >= from else { return try tell(event, code) }
        let standIn = event.attributes["standIn"]?.text.flatMap(person)
        let absence = Absence(staff: staff, from: from, to: until, standIn: standIn == staff ? nil : standIn)
        try DirectoryRows.save(absence, id: room.premises.identifiers.next(at: room.context.now), of: room.context.organisation, in: room.session)
        try Journal.append(
            "absence.saved", room.context, occurredAt: event.occurredAt, unit: event.unit, event: event.id,
            payload: ["staff": code, "from": from.iso, "to": until.iso, "standIn": event.attributes["standIn"]?.text ?? ""], premises: room.premises,
            in: room.session)
    }

    private func person(_ code: String) -> StaffID? { room.directory.staff.values.first { $0.code == code && $0.isActive }?.id }

    private func tell(_ event: Event, _ code: String) throws {
        try Journal.append(
            "rule.notEvaluated", room.context, unit: event.unit, event: event.id,
            payload: ["code": "organisation.unknownStaff", "value": code], premises: room.premises, in: room.session)
    }
}
