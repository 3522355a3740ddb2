import Domain
import RegulationEngine
import SQLCore
import Storage

/// What people do on a case. Every act is one transaction, is journalled, moves the clocks and is never undone: a mistake is mended by a further step.
public struct CaseHandling: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Steps that a person takes by hand; the others come with acts of their own (passing on, handing over, closing).
    public static let actsOfTheirOwn: Set<String> = [
        CaseStep.received, CaseStep.closed, CaseStep.withdrawn, "passedOn", "accepted", "returned", "answered", "handedOver", "decided",
    ]

    /// Takes a step: the person was answered, material is awaited, the matter is clarified.
    ///
    /// - Parameters:
    ///   - moment: when it happened; nil = now. Not later than now, and not before the case began.
    ///   - note: what was said or found; needed where the case is put on hold or material is asked for.
    /// - Throws: `Refusal.invalid` for an unknown step, a moment that cannot be, a missing note; `.state("case.closed")`.
    public func take(_ step: String, on id: CaseFileID, at moment: Instant? = nil, note: String? = nil, _ context: Context) throws {
        try write(id, context) { row, room in
            let moment = moment ?? context.now
            try refuse(step, moment, note, row, room)
            if step == "replied" { try CaseFileRows.setReplied(at: moment, of: id, context.organisation, in: room.session) }
            try CaseSteps(room: room).take(step, on: row, at: moment, note: note?.said)
        }
    }

    private func refuse(_ step: String, _ moment: Instant, _ note: String?, _ row: CaseFileRows.Row, _ room: Consequences) throws {
        var findings: [Finding] = []
        let isByHand = try !Self.actsOfTheirOwn.union(Self.stepsOfThePerson).contains(step) && known(step, row, room)
        if !isByHand { findings.append(Finding(.error, "case.stepUnknown", at: Place(path: "step"), ["step": step])) }
        if moment > room.context.now { findings.append(Finding(.error, "occurredAt.future", at: Place(path: "at"))) }
        if moment < row.beganAt { findings.append(Finding(.error, "case.beforeBegin", at: Place(path: "at"))) }
        if Self.needsNote.contains(step), note?.said == nil { findings.append(Finding(.error, "note.required", at: Place(path: "note"))) }
        if !findings.isEmpty { throw Refusal.invalid(findings) }
    }

    /// Steps that only whoever reported takes, on their own page.
    public static let stepsOfThePerson: Set<String> = ["personAdded", "ratedSatisfied", "ratedDissatisfied"]

    static let needsNote: Set<String> = ["awaitingMaterial", "onHold", "unreasonable", "securityCalled", "legalRoute"]

    private func known(_ step: String, _ row: CaseFileRows.Row, _ room: Consequences) throws -> Bool {
        let common = premises.library.registry.codes(of: "to", in: "caseAdvanced")
        return try (common + (rule(of: row, room)?.steps ?? [])).contains { $0.code == step }
    }

    private func rule(of row: CaseFileRows.Row, _ room: Consequences) throws -> CaseRule? {
        try Cases(premises).rule(of: row, room.context.organisation, room.session)
    }

    // MARK: who answers for it

    /// Somebody else is asked to answer for the case. Until they accept, whoever answers for it now still does.
    public func handOver(_ id: CaseFileID, to staff: StaffID, note: String? = nil, _ context: Context) throws {
        try write(id, context) { row, room in
            guard room.directory.staff[staff]?.isActive == true, staff != row.owner else {
                throw Refusal.invalid([Finding(.error, "case.handOverTo", at: Place(path: "staff"))])
            }
            var changed = row
            changed.handedTo = staff
            try save(changed, room)
            try CaseSteps(room: room).take("handedOver", on: changed, at: context.now, note: note?.said)
            try CaseNotices(room: room).tell(changed, "caseOffered", role: "", staff: staff, source: "handedOver/\(staff)/\(row.version)")
        }
    }

    /// The actor accepts the case: what was offered, or what waits for a role and nobody has taken.
    public func accept(_ id: CaseFileID, _ context: Context) throws {
        try write(id, context) { row, room in
            guard row.handedTo == context.actor.staff || row.owner == nil || CaseReach(context: context).units.contains(row.file.unit) else { throw Refusal.notAllowed(.work) }
            guard row.owner != context.actor.staff else { return }
            var changed = row
            (changed.owner, changed.handedTo) = (context.actor.staff, nil)
            try save(changed, room)
            try CaseSteps(room: room).take("accepted", on: changed, at: context.now)
        }
    }

    // MARK: what it is

    /// Severity or category as the organisation sees it now; the report stays as it was told.
    public func classify(_ id: CaseFileID, severity: String?, category: String?, reason: String, _ context: Context) throws {
        guard reason.said != nil else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try write(id, context) { row, room in
            var changed = row
            (changed.file.severity, changed.category) = (severity ?? row.file.severity, category ?? row.category)
            guard changed != row else { return }
            try save(changed, room)
            try journal("case.classified", changed, why: reason, ["severity": changed.file.severity ?? "", "category": changed.category ?? ""], room)
            try CaseClockDesk(room: room).settle(id, because: "classified")
        }
    }

    /// Decides what the regulation leaves to a role: ordinary or complex.
    ///
    /// - Throws: `Refusal.notAllowed` for whoever does not hold the role, `.invalid` for an option that there is not.
    public func decide(_ question: String, option: String, on id: CaseFileID, reason: String, _ context: Context) throws {
        guard reason.said != nil else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try write(id, context, mayOnlySee: true) { row, room in
            guard let rule = try rule(of: row, room), let decision = rule.decision(question), decision.options.contains(where: { $0.code == option }) else {
                throw Refusal.invalid([Finding(.error, "decision.unknownOption", at: Place(path: "option"), ["option": option])])
            }
            try requireRole(decision.by, row, room)
            var changed = row
            changed.decisions[question] = option
            guard changed != row else { return }
            try save(changed, room)
            try CaseSteps(room: room).take("decided", on: changed, at: context.now, note: question + ": " + option + " – " + reason)
            try CaseClockDesk(room: room).settle(id, because: "decided")
        }
    }

    private func requireRole(_ source: AssigneeSource, _ row: CaseFileRows.Row, _ room: Consequences) throws {
        guard let handling = row.handling, let event = try EventRows.event(row.event, of: room.context.organisation, in: room.session) else { throw Refusal.notFound }
        let active = try premises.shelf.edition(handling.edition, of: room.context.organisation, in: room.session)
        let found = try AssignmentDesk(plans: room.plans, active: active).resolve(source, rule: handling.rule, event)
        let holds = found.staff.map { $0 == room.context.actor.staff } ?? false
        let heldNear = room.directory.holders(of: found.role, near: row.file.unit, on: room.context.today).contains(room.context.actor.staff)
        guard holds || heldNear else { throw Refusal.state(code: "case.notTheirDecision") }
    }

    // MARK: ending and beginning again

    /// Whoever complained takes it back, or it was entered by mistake.
    public func withdraw(_ id: CaseFileID, reason: String, _ context: Context) throws {
        guard reason.said != nil else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try write(id, context) { row, room in
            var changed = row
            changed.file.stage = .withdrawn
            try save(changed, room)
            try CaseSteps(room: room).write(CaseStep.withdrawn, at: context.now, note: reason.said, event: nil, on: changed)
        }
    }

    // MARK: shared

    /// Reads, checks scope and stage, does the act: one transaction.
    func write(
        _ id: CaseFileID, _ context: Context, mayOnlySee: Bool = false, _ act: @escaping @Sendable (CaseFileRows.Row, Consequences) throws -> Void
    ) throws {
        try premises.database.write { session in
            let reach = CaseReach(context: context)
            let row = mayOnlySee ? try reach.visible(id, in: session) : try reach.handled(id, in: session)
            guard row.file.stage == .received else { throw Refusal.state(code: "case.closed") }
            let directory = try premises.directory(of: context.organisation, in: session)
            try act(row, try Consequences(premises: premises, context: context, session: session, directory: directory))
        }
    }

    func save(_ row: CaseFileRows.Row, _ room: Consequences) throws {
        guard try CaseFileRows.update(row, of: room.context.organisation, in: room.session) else { throw Refusal.conflict(code: "case.changed", by: nil, since: nil) }
    }

    func journal(_ act: String, _ row: CaseFileRows.Row, why: String?, _ payload: [String: String], _ room: Consequences) throws {
        try Journal.append(
            act, room.context, unit: row.file.unit, event: row.event, party: row.file.party, adoption: row.handling?.adoption, other: row.file.id.rawValue, why: why,
            payload: payload.merging(["number": row.file.number]) { a, _ in a }, premises: premises, in: room.session)
    }
}

extension String {
    /// Without blanks around it; nil when nothing else is left.
    var said: String? { trimmed.isEmpty ? nil : trimmed }
}
