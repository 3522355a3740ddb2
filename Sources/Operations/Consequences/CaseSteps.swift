import Domain
import Interop
import RegulationEngine
import SQLCore
import Storage

/// Takes a step on a case: it is written, is an event for the rules that start with it, moves the clocks and brings about what the regulation says.
struct CaseSteps {
    let room: Consequences

    private var context: Context { room.context }
    private var session: any SQLWriting { room.session }

    /// A step that somebody of the house takes. Rules that start with it (`after: caseReplied`) see it as an event.
    ///
    /// - Parameter moment: when it happened, not later than now and not before the case began.
    @discardableResult
    func take(
        _ code: String, on row: CaseFileRows.Row, at moment: Instant, note: String? = nil, unit: UnitID? = nil, sheet: Int64? = nil
    ) throws -> Event {
        let event = try event(code, row, at: moment, note: note)
        try write(code, at: moment, note: note, event: event, unit: unit, sheet: sheet, on: row)
        try room.follow(event)
        return event
    }

    /// The report came in: the clocks begin, and what the regulation says follows from it.
    func begin(_ row: CaseFileRows.Row, with event: Event) throws {
        let step = CaseStepRows.Row(
            id: room.premises.identifiers.next(at: context.now), life: row.life, code: CaseStep.received, happenedAt: row.file.openedAt, recordedAt: context.now,
            staff: row.receiver ?? context.actor.staff, unit: row.file.unit, event: event.id)
        try CaseStepRows.insert(step, of: row.file.id, context.organisation, in: session)
        try CaseClockDesk(room: room).settle(row.file.id, because: "opened")
        try CaseEffects(room: room).follow(step, of: row.file.id)
    }

    /// Writes the step and what it brings about, without an event of its own.
    func write(_ code: String, at moment: Instant, note: String?, event: Event?, unit: UnitID? = nil, sheet: Int64? = nil, on row: CaseFileRows.Row) throws {
        let step = CaseStepRows.Row(
            id: room.premises.identifiers.next(at: context.now), life: row.life, code: code, happenedAt: moment, recordedAt: context.now,
            staff: context.actor.staff, unit: unit, note: note, sheet: sheet, event: event?.id)
        try CaseStepRows.insert(step, of: row.file.id, context.organisation, in: session)
        try CaseFileRows.set(lastStep: code, of: row.file.id, context.organisation, in: session)
        try Journal.append(
            "case.advanced", context, occurredAt: moment, unit: row.file.unit, event: event?.id ?? row.event, party: row.file.party,
            adoption: row.handling?.adoption, other: row.file.id.rawValue, payload: ["number": row.file.number, "step": code], premises: room.premises,
            in: session)
        guard row.handling != nil else { return }
        try CaseClockDesk(room: room).settle(row.file.id, because: code)
        try CaseEffects(room: room).follow(step, of: row.file.id)
    }

    private func event(_ code: String, _ row: CaseFileRows.Row, at moment: Instant, note: String?) throws -> Event {
        let nth = try CaseStepRows.steps(of: row.file.id, context.organisation, in: session).count { $0.code == code } + 1
        var attributes: [String: AttributeValue] = [
            "case": .text(row.file.number), "class": .text(row.file.kind), "to": .text(code), "nth": .number(Double(nth)),
        ]
        if let from = row.lastStep { attributes["from"] = .text(from) }
        if let note { attributes["reason"] = .text(String(note.prefix(500))) }
        let event = Event(
            id: room.premises.identifiers.next(at: context.now), kind: "caseAdvanced", naturalKey: NaturalKey.join([row.file.number, code, String(nth)]),
            occurredAt: moment, recordedAt: context.now, unit: row.file.unit, party: row.file.party, matter: row.matter, sender: .form, causedBy: row.event,
            attributes: attributes)
        try EventRows.insert(event, content: [], of: context.organisation, in: session)
        return event
    }
}
