import Domain
import RegulationEngine
import SQLCore
import Storage

/// Closing a case, which is an event from which the regulation's follow-up comes, and opening it again.
extension Cases {
    /// What is found and done in the end.
    public struct Closing: Sendable, Hashable {
        /// What was found and done, as the complainant is told.
        public var conclusion: String
        /// Why it came to this.
        public var cause: String?
        /// What was done about it.
        public var measure: String?
        /// `yes`, `no` or `unclear`.
        public var proven: String?
        /// When the complainant was answered, not later than now; nil = as the steps say.
        public var repliedAt: Instant?

        public init(conclusion: String, cause: String? = nil, measure: String? = nil, proven: String? = nil, repliedAt: Instant? = nil) {
            (self.conclusion, self.cause, self.measure, self.proven, self.repliedAt) = (conclusion, cause, measure, proven, repliedAt)
        }
    }

    /// Closes the case with its conclusion; the closing is an event, and the regulation's follow-up comes from it. Every clock stops.
    ///
    /// - Throws: `Refusal.invalid` with everything that the regulation still wants; `.state("case.closed")`.
    public func close(_ id: CaseFileID, _ closing: Closing, _ context: Context) throws {
        try premises.database.write { session in
            let row = try CaseReach(context: context).handled(id, in: session)
            guard row.file.stage == .received else { throw Refusal.state(code: "case.closed") }
            let directory = try premises.directory(of: context.organisation, in: session)
            let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
            try refuse(closing, row, room)
            try replyIfNotToldYet(closing, row, room)
            let event = try closingEvent(row, closing, context, session)
            let closed = try CaseFileRows.close(
                id, by: context.actor.staff, at: event.occurredAt, conclusion: closing.conclusion, proven: closing.proven, repliedAt: closing.repliedAt ?? row.repliedAt,
                closingEvent: event.id, of: context.organisation, in: session)
            guard closed else { throw Refusal.conflict(code: "case.closed", by: nil, since: nil) }
            try CaseFileRows.set(cause: closing.cause?.said, measure: closing.measure?.said, of: id, context.organisation, in: session)
            try note("case.closed", row, why: nil, context, session)
            if row.handling != nil { try CaseSteps(room: room).write(CaseStep.closed, at: event.occurredAt, note: closing.conclusion, event: event, on: row) }
            try room.follow(event)
        }
    }

    /// The person was answered, and nobody has entered it yet: the reply is a step of its own, at its own time.
    private func replyIfNotToldYet(_ closing: Closing, _ row: CaseFileRows.Row, _ room: Consequences) throws {
        guard row.handling != nil, let at = closing.repliedAt, row.repliedAt == nil else { return }
        try CaseSteps(room: room).take("replied", on: row, at: max(at, row.beganAt), note: nil)
    }

    private func refuse(_ closing: Closing, _ row: CaseFileRows.Row, _ room: Consequences) throws {
        var findings: [Finding] = []
        func want(_ code: String, _ path: String) { findings.append(Finding(.error, code, at: Place(path: path))) }
        if closing.conclusion.said == nil { want("case.conclusionRequired", "conclusion") }
        if let proven = closing.proven, !["yes", "no", "unclear"].contains(proven) { want("case.provenUnknown", "proven") }
        if let repliedAt = closing.repliedAt, repliedAt > room.context.now { want("occurredAt.future", "repliedAt") }
        let needs = try rule(of: row, room.context.organisation, room.session)?.closing.needs ?? []
        if needs.contains(.cause), closing.cause?.said == nil { want("case.causeRequired", "cause") }
        if needs.contains(.measure), closing.measure?.said == nil { want("case.measureRequired", "measure") }
        if needs.contains(.proven), closing.proven == nil { want("case.provenRequired", "proven") }
        if needs.contains(.reply), closing.repliedAt == nil, row.repliedAt == nil { want("case.replyRequired", "repliedAt") }
        let sheets = try CaseSheetRows.sheets(of: row.file.id, room.context.organisation, in: room.session)
        if needs.contains(.departments), sheets.contains(where: \.state.isOpen) { want("case.departmentsRequired", "departments") }
        if !findings.isEmpty { throw Refusal.invalid(findings) }
    }

    /// The rule that handles the case; nil for a plain record.
    func rule(of row: CaseFileRows.Row, _ organisation: OrganisationID, _ session: any SQLReading) throws -> CaseRule? {
        try row.handling.flatMap { handling in
            try premises.shelf.edition(handling.edition, of: organisation, in: session).edition.regulation.caseRule(handling.rule)
        }
    }

    /// A person's act begins a new chain of causes: depth 0.
    private func closingEvent(_ row: CaseFileRows.Row, _ closing: Closing, _ context: Context, _ session: any SQLWriting) throws -> Event {
        var attributes: [String: AttributeValue] = ["case": .text(row.file.number), "class": .text(row.file.kind), "nth": .number(Double(row.closings + 1))]
        if let severity = row.file.severity { attributes["severity"] = .text(severity) }
        if let category = row.category { attributes["category"] = .text(category) }
        for (name, value) in try carriedOver(row, context, session) { attributes[name] = value }
        if row.handling != nil, let proven = closing.proven, proven != "unclear" { attributes["proven"] = .flag(proven == "yes") }
        let event = Event(
            id: premises.identifiers.next(at: context.now), kind: "caseClosed", naturalKey: row.file.number + "/" + String(row.closings + 1), occurredAt: context.now,
            recordedAt: context.now, unit: row.file.unit, party: row.file.party, matter: row.matter, sender: .form, causedBy: row.event, attributes: attributes)
        try EventRows.insert(event, content: [], of: context.organisation, in: session)
        return event
    }

    /// Whom and what the report was about, so that counts and follow-ups of the closing know it too.
    private func carriedOver(_ row: CaseFileRows.Row, _ context: Context, _ session: any SQLReading) throws -> [String: AttributeValue] {
        guard row.handling != nil, let report = try EventRows.event(row.event, of: context.organisation, in: session) else { return [:] }
        return report.attributes.filter { Self.carried.contains($0.key) }
    }

    private static let carried: Set<String> = ["respondentUnits", "respondingUnit", "respondents", "anonymous", "writtenReplyOnly", "sharedIssue"]

    /// Opens a closed case again: a new life, whose clocks begin now. What followed from its closing stays, and the next closing is another event.
    public func reopen(_ id: CaseFileID, reason: String, _ context: Context) throws {
        guard let reason = reason.said else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try premises.database.write { session in
            let row = try CaseReach(context: context).handled(id, in: session)
            guard try CaseFileRows.reopen(id, at: context.now, of: context.organisation, in: session) else { throw Refusal.state(code: "case.notClosed") }
            try note("case.reopened", row, why: reason, context, session)
            guard row.handling != nil, let again = try CaseFileRows.file(id, of: context.organisation, in: session) else { return }
            let directory = try premises.directory(of: context.organisation, in: session)
            let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
            try CaseSteps(room: room).write("reopened", at: context.now, note: reason, event: nil, on: again)
        }
    }
}
