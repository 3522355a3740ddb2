import Domain
import RegulationEngine
import SQLCore
import Storage

/// The steps by which an edition comes into force.
extension Adopting {
    /// Hands a draft to the person who approves.
    ///
    /// - Throws: `.invalid` with what is still open: figures not accepted, missing or unreadable.
    public func submit(_ context: Context, _ edition: EditionID, why: String? = nil) throws {
        try premises.database.write { session in try submit(context, edition, why: why, in: session) }
    }

    public func submit(_ context: Context, _ edition: EditionID, why: String? = nil, in session: any SQLWriting) throws {
        let desk = try open(edition, .submit, .regulate, context, in: session)
        let open = EditionReadiness.parameters(desk.regulation, desk.values).filter { $0.severity == .error }
        guard open.isEmpty else { throw Refusal.invalid(open) }
        var row = desk.row
        (row.state, row.submittedBy) = (.submitted, context.actor.staff)
        try desk.store(row, "edition.submitted", why: why?.trimmed, context, premises, in: session)
    }

    /// Approves what somebody else submitted and somebody else last changed.
    ///
    /// - Parameter why: needed when a rehearsal failed.
    /// - Throws: `.state("edition.needsSecondPerson")`; `.invalid` while its rehearsals have not been run since the last change.
    public func approve(_ context: Context, _ edition: EditionID, why: String? = nil) throws {
        try premises.database.write { session in try approve(context, edition, why: why, in: session) }
    }

    public func approve(_ context: Context, _ edition: EditionID, why: String? = nil, in session: any SQLWriting) throws {
        let desk = try open(edition, .approve, .approveRegulation, context, in: session)
        guard desk.row.submittedBy != context.actor.staff, desk.row.changedBy != context.actor.staff else {
            throw Refusal.state(code: "edition.needsSecondPerson")
        }
        try checkRehearsal(desk, why)
        var row = desk.row
        (row.state, row.approvedBy, row.approvedAt) = (.approved, context.actor.staff, context.now)
        try desk.store(row, "edition.approved", why: why?.trimmed, context, premises, in: session)
    }

    private func checkRehearsal(_ desk: EditionDesk, _ why: String?) throws {
        let findings = EditionReadiness.rehearsal(desk.row, try desk.report())
        let missing = findings.filter { $0.severity == .error }
        guard missing.isEmpty else { throw Refusal.invalid(missing) }
        if !findings.isEmpty { _ = try reason(why) }
    }

    /// Turns down what was submitted or approved. The next edition starts from it.
    public func reject(_ context: Context, _ edition: EditionID, why: String) throws {
        let why = try reason(why)
        try premises.database.write { session in
            let desk = try open(edition, .reject, .approveRegulation, context, in: session)
            var row = desk.row
            row.state = .rejected
            try desk.store(row, "edition.rejected", why: why, context, premises, in: session)
        }
    }

    /// From which day an approved edition decides about events.
    ///
    /// - Parameter from: today or later. An earlier day needs a reason; what was planned before stays as it was.
    /// - Throws: `.invalid` for a day before the first day of the edition in force.
    public func activate(_ context: Context, _ edition: EditionID, from day: LocalDay, why: String? = nil) throws {
        try premises.database.write { session in try activate(context, edition, from: day, why: why, in: session) }
    }

    public func activate(_ context: Context, _ edition: EditionID, from day: LocalDay, why: String? = nil, in session: any SQLWriting) throws {
        let desk = try open(edition, .activate, .regulate, context, in: session)
        if day < context.today { _ = try reason(why) }
        try replace(before: day, desk, context, in: session)
        var row = desk.row
        (row.state, row.activeFrom) = (.active, day)
        let payload = ["from": day.iso, "backdated": day < context.today ? "true" : "false"]
        try desk.store(row, "edition.activated", why: why?.trimmed, payload: payload, context, premises, in: session)
        try changed(context, in: session)
    }

    /// The editions in force until now; each keeps its first day, because it goes on to decide about the days before.
    private func replace(before day: LocalDay, _ desk: EditionDesk, _ context: Context, in session: any SQLWriting) throws {
        let rows = try EditionRows.rows(of: desk.row.adoption, context.organisation, in: session)
        if let latest = rows.compactMap(\.activeFrom).max(), day < latest {
            let arguments = ["value": day.iso, "predecessor": latest.iso]
            throw Refusal.invalid([Finding(.error, "edition.fromBeforePredecessor", at: Place(path: "from"), arguments)])
        }
        for var row in rows where row.state == .active {
            row.state = .replaced
            guard try EditionRows.update(row, from: .active, of: context.organisation, in: session) else {
                throw Refusal.conflict(code: "edition.changedMeanwhile", by: nil, since: nil)
            }
        }
    }

    private func open(_ edition: EditionID, _ act: EditionAct, _ right: Right, _ context: Context, in session: any SQLReading) throws -> EditionDesk {
        try requireNamed(context)
        let desk = try EditionDesk.open(edition, context, premises, in: session)
        try desk.access.require(right, context)
        try EditionLife.check(act, desk.row)
        return desk
    }
}
