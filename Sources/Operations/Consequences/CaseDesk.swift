import Domain
import Interop
import SQLCore
import Storage

/// Opens a plain case file for what must be settled and answered: complaints, problems found at a follow-up.
struct CaseDesk {
    let premises: Premises
    let context: Context
    let session: any SQLWriting

    /// What the source says of a case: received opens it, closed elsewhere closes it here.
    func note(_ event: Event) throws {
        switch event.kind {
        case "feedbackReceived": try open(for: event)
        case "caseClosed": try closeElsewhere(event)
        default: return
        }
    }

    private func closeElsewhere(_ event: Event) throws {
        guard let number = event.attributes["case"]?.text, event.sender != .form else { return }
        try CaseFileRows.closeElsewhere(number: number, at: event.occurredAt, closingEvent: event.id, of: context.organisation, in: session)
    }

    private func open(for event: Event) throws {
        guard let kind = event.attributes["class"]?.text else { return }
        // The same complaint made elsewhere again is one record, not two.
        if event.attributes["merged"]?.flag == true { return }
        let file = CaseFile(
            id: premises.identifiers.next(at: context.now), number: event.attributes["number"]?.text ?? event.naturalKey, kind: kind,
            severity: event.attributes["severity"]?.text, stage: .received, party: event.party, unit: event.unit, openedAt: event.occurredAt)
        let row = CaseFileRows.Row(
            file: file, category: event.attributes["category"]?.text, matter: event.matter, event: event.id,
            sourceRecord: event.attributes["sourceRecord"]?.text.flatMap { RecordID($0) }, summary: event.attributes["text"]?.text)
        try CaseFileRows.insert(row, of: context.organisation, in: session)
        try Journal.append(
            "case.opened", context, occurredAt: event.occurredAt, unit: event.unit, event: event.id, party: event.party, other: file.id.rawValue,
            payload: ["kind": kind, "number": file.number], premises: premises, in: session)
        if kind == "complaint" {
            try Outbox(premises: premises, context: context, session: session).tell(
                .complaintRaised, unit: event.unit, [("case", file.id.rawValue), ("event", event.id.rawValue), ("party", event.party?.rawValue)],
                at: "/api/v1/events/\(event.id)")
        }
        try closeIfToldBefore(file)
    }

    /// Of two files the one with the closings may come first: the case is closed as soon as it is known.
    private func closeIfToldBefore(_ file: CaseFile) throws {
        let key = NaturalKey.join([file.number, "1"])
        guard let known = try EventRows.known(kind: "caseClosed", naturalKey: key, of: context.organisation, in: session), known.state == .current,
            let closing = try EventRows.event(known.id, of: context.organisation, in: session)
        else { return }
        try closeElsewhere(closing)
    }
}

/// Numbers that people read and say: a prefix, the day of the identity, and what makes it unique on that day. The same identity, the same number.
enum Serial {
    static func make(_ prefix: String, _ id: Int64, _ zone: CivilZone) -> String {
        let (moment, node, sequence) = IdentifierSequence.parts(of: id)
        let day = zone.day(of: moment)
        let within = (moment.milliseconds - zone.instant(day).milliseconds) << 12 | sequence
        let serial = [prefix, day.iso.filter { $0 != "-" }, String(within, radix: 36).uppercased()].joined(separator: "-")
        return node == 0 ? serial : serial + "-" + String(node)
    }
}
