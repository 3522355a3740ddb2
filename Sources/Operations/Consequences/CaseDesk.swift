import Domain
import Interop
import RegulationEngine
import SQLCore
import Storage

/// What events say of cases: received opens one, an advance is a step of it, closed elsewhere closes it here.
struct CaseDesk {
    let room: Consequences

    var premises: Premises { room.premises }
    var context: Context { room.context }
    var session: any SQLWriting { room.session }

    func note(_ event: Event) throws {
        switch event.kind {
        case "feedbackReceived": try open(for: event)
        case "caseAdvanced": try advanceElsewhere(event)
        case "caseClosed": try closeElsewhere(event)
        default: return
        }
    }

    // MARK: received

    private func open(for event: Event) throws {
        guard let kind = event.attributes["class"]?.text else { return }
        // The same complaint made elsewhere again is one record, not two.
        if event.attributes["merged"]?.flag == true { return }
        let file = CaseFile(
            id: premises.identifiers.next(at: context.now), number: event.attributes["number"]?.text ?? event.naturalKey, kind: kind,
            severity: event.attributes["severity"]?.text, stage: .received, party: event.party, unit: event.unit, openedAt: event.occurredAt)
        var row = CaseFileRows.Row(
            file: file, category: event.attributes["category"]?.text, matter: event.matter, event: event.id,
            sourceRecord: event.attributes["sourceRecord"]?.text.flatMap { RecordID($0) }, summary: event.attributes["text"]?.text)
        row.receiver = receiver(of: event)
        let governing = try governing(event)
        if let governing { entrust(&row, event, governing) }
        try CaseFileRows.insert(row, of: context.organisation, in: session)
        try CaseReportRows.insert(.init(event: event.id), of: file.id, context.organisation, in: session)
        try noteOpened(row, event, governing?.rule)
        if governing != nil { try CaseSteps(room: room).begin(row, with: event) }
        try tellOwner(row)
        try closeIfToldBefore(file)
    }

    /// The first rule of the regulations in force that opens a case for such an event. One that can't be evaluated is told and passed over.
    ///
    /// A rule that stands beside others handles what nobody else does, where it says who.
    func governing(_ event: Event) throws -> (active: ActiveEdition, rule: CaseRule)? {
        let fitting = try fitting(event)
        return fitting.first { !$0.rule.isBeside } ?? fitting.first { !$0.rule.assign.isEmpty || $0.rule.staysWithReceiver }
    }

    /// Rules whose consequences come beside whatever handles the case.
    func beside(_ event: Event) throws -> [(active: ActiveEdition, rule: CaseRule)] { try fitting(event).filter(\.rule.isBeside) }

    private func fitting(_ event: Event) throws -> [(active: ActiveEdition, rule: CaseRule)] {
        var fitting: [(active: ActiveEdition, rule: CaseRule)] = []
        for active in room.plans.deciding(event) {
            for rule in active.edition.regulation.cases {
                do throws(RuleError) {
                    if try CaseClocks(active, premises, context.zone).opens(rule, for: event, now: context.now) { fitting.append((active, rule)) }
                } catch {
                    try tellUnread(error, event, active)
                }
            }
        }
        return fitting
    }

    /// Whoever received it answers for it where the rule says so and they are known; else whoever is named.
    private func entrust(_ row: inout CaseFileRows.Row, _ event: Event, _ governing: (active: ActiveEdition, rule: CaseRule)) {
        let active = governing.active
        row.handling = .init(adoption: active.adoption, edition: active.id, rule: governing.rule.id)
        let found = Assignment(room.plans.planner(active), mapping: active.roles).resolve(
            governing.rule, event: event, directory: room.directory, on: context.today)
        row.role = found.role.isEmpty ? nil : active.postRole(for: found.role)
        row.owner = governing.rule.staysWithReceiver ? row.receiver ?? found.staff : found.staff
    }

    private func receiver(of event: Event) -> StaffID? {
        if let code = event.attributes["receivedBy"]?.text { return room.directory.staff.values.first { $0.code == code && $0.isActive }?.id }
        return event.sender == .form && context.actor.staff != Actor.engine.staff ? context.actor.staff : nil
    }

    private func noteOpened(_ row: CaseFileRows.Row, _ event: Event, _ rule: CaseRule?) throws {
        let file = row.file
        try Journal.append(
            "case.opened", context, occurredAt: event.occurredAt, unit: event.unit, event: event.id, party: event.party, adoption: row.handling?.adoption,
            other: file.id.rawValue, clause: rule?.basis.clauses.first, payload: ["kind": file.kind, "number": file.number], premises: premises, in: session)
        guard file.kind == "complaint" else { return }
        try Outbox(premises: premises, context: context, session: session).tell(
            .complaintRaised, unit: event.unit, [("case", file.id.rawValue), ("event", event.id.rawValue), ("party", event.party?.rawValue)],
            at: "/api/v1/events/\(event.id)")
    }

    private func tellOwner(_ row: CaseFileRows.Row) throws {
        guard row.handling != nil, row.owner != context.actor.staff, row.owner != nil || row.role != nil else { return }
        try CaseNotices(room: room).tell(row, "caseReceived", role: row.role ?? "", staff: row.owner, source: "opened")
    }

    private func tellUnread(_ error: RuleError, _ event: Event, _ active: ActiveEdition) throws {
        let finding = error.finding
        try Journal.append(
            "rule.notEvaluated", context, unit: event.unit, event: event.id, adoption: active.adoption,
            payload: finding.arguments.merging(["code": finding.code]) { a, _ in a }, premises: premises, in: session)
    }

    // MARK: told by others

    /// A step that another system or a file tells of. What is entered here comes as a step of its own (`CaseSteps`).
    private func advanceElsewhere(_ event: Event) throws {
        guard event.sender != .form, let number = event.attributes["case"]?.text, let code = event.attributes["to"]?.text,
            let row = try CaseFileRows.file(number: number, of: context.organisation, in: session), row.file.stage == .received
        else { return }
        try CaseSteps(room: room).write(code, at: event.occurredAt, note: event.attributes["reason"]?.text, event: event, on: row)
    }

    private func closeElsewhere(_ event: Event) throws {
        guard let number = event.attributes["case"]?.text, event.sender != .form else { return }
        guard let row = try CaseFileRows.file(number: number, of: context.organisation, in: session), row.file.stage == .received else { return }
        try CaseFileRows.closeElsewhere(row.file.id, at: event.occurredAt, closingEvent: event.id, of: context.organisation, in: session)
        guard row.handling != nil else { return }
        try CaseSteps(room: room).write(CaseStep.closed, at: event.occurredAt, note: nil, event: event, on: row)
    }

    /// Of two files the one with the closings may come first: the case is closed as soon as it is known.
    private func closeIfToldBefore(_ file: CaseFile) throws {
        let key = NaturalKey.join([file.number, "1"])
        guard let known = try EventRows.known(kind: "caseClosed", naturalKey: key, of: context.organisation, in: session), known.state == .current,
            let closing = try EventRows.event(known.id, of: context.organisation, in: session)
        else { return }
        try closeElsewhere(closing)
    }

    /// The report was cancelled: nobody owes anything any more.
    func withdraw(_ event: EventID, at moment: Instant) throws {
        guard let row = try CaseFileRows.file(event: event, of: context.organisation, in: session), row.file.stage == .received else { return }
        try CaseFileRows.withdraw(event: event, of: context.organisation, in: session)
        guard row.handling != nil else { return }
        try CaseSteps(room: room).write(CaseStep.withdrawn, at: moment, note: nil, event: nil, on: row)
    }
}

extension CaseClocks {
    init(_ active: ActiveEdition, _ premises: Premises, _ zone: CivilZone) {
        self.init(edition: active.edition, registry: premises.library.registry, zone: zone)
    }
}
