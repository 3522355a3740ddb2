import Domain
import RegulationEngine
import SQLCore
import Storage

/// The steps by which an edition comes into force.
extension Adopting {
    /// Hands a draft to the person who approves, with what the organisation's decision rests on.
    ///
    /// - Throws: `.invalid` with every finding that is an error: figures not accepted, roles nobody has, windows that cannot be met, not rehearsed.
    public func submit(_ context: Context, _ edition: EditionID, basis: String? = nil) throws {
        try premises.database.write { session in try submit(context, edition, basis: basis, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func submit(_ context: Context, _ edition: EditionID, basis: String? = nil, in session: any SQLWriting) throws {
        let desk = try open(edition, .submit, .regulate, context, in: session)
        let findings = try AdoptionFindings(desk, premises, context, in: session).all()
        let blockers = findings.filter { $0.severity == .error }
        guard blockers.isEmpty else { throw Refusal.invalid(blockers) }
        try requireReason(for: findings, basis, at: "basis")
        var row = desk.row
        (row.state, row.submission) = (.submitted, step(context, basis))
        try desk.store(row, "edition.submitted", why: basis?.trimmed, context, premises, in: session)
    }

    /// Approves what somebody else submitted and somebody else last changed.
    ///
    /// - Parameter words: needed when a rehearsal failed.
    /// - Throws: `.state("edition.needsSecondPerson")`.
    public func approve(_ context: Context, _ edition: EditionID, words: String? = nil) throws {
        try premises.database.write { session in try approve(context, edition, words: words, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func approve(_ context: Context, _ edition: EditionID, words: String? = nil, in session: any SQLWriting) throws {
        let desk = try open(edition, .approve, .approveRegulation, context, in: session)
        guard desk.row.submission?.by != context.actor.staff, desk.row.changedBy != context.actor.staff else {
            throw Refusal.state(code: "edition.needsSecondPerson")
        }
        if try desk.report()?.failed.isEmpty == false { _ = try reason(words) }
        var row = desk.row
        (row.state, row.approval) = (.approved, step(context, words))
        try desk.store(row, "edition.approved", why: words?.trimmed, context, premises, in: session)
    }

    /// Gives what was submitted back for changes: it is a draft again.
    public func giveBack(_ context: Context, _ edition: EditionID, words: String) throws {
        let words = try reason(words)
        try premises.database.write { session in
            let desk = try open(edition, .giveBack, .approveRegulation, context, in: session)
            var row = desk.row
            (row.state, row.submission) = (.draft, nil)
            try desk.store(row, "edition.givenBack", why: words, context, premises, in: session)
        }
    }

    /// Drops an edition that is not to come into force: its author while it is a draft, whoever approves later. The next edition starts from it.
    public func reject(_ context: Context, _ edition: EditionID, why: String) throws {
        let why = try reason(why)
        try premises.database.write { session in
            let desk = try EditionDesk.open(edition, context, premises, in: session)
            try desk.access.require(EditionLife.rejecter(of: desk.row.state), context)
            try requireNamed(context)
            try EditionLife.check(.reject, desk.row)
            var row = desk.row
            row.state = .rejected
            try desk.store(row, "edition.rejected", why: why, context, premises, in: session)
        }
    }

    /// From which day an approved edition decides about events.
    ///
    /// - Parameter from: today or later. An earlier day needs a reason; what was planned before stays as it was, and facts since that day that are
    ///   already here are planned by the next ticks.
    /// - Throws: `.invalid` for a day before the first day of the edition in force.
    public func activate(_ context: Context, _ edition: EditionID, from day: LocalDay, why: String? = nil) throws {
        try premises.database.write { session in try activate(context, edition, from: day, why: why, in: session) }
    }

    /// The same inside a transaction of the caller.
    public func activate(_ context: Context, _ edition: EditionID, from day: LocalDay, why: String? = nil, in session: any SQLWriting) throws {
        let desk = try open(edition, .activate, .regulate, context, in: session)
        if day < context.today { _ = try reason(why) }
        // What another regulation in force has brought up since it was submitted.
        let said = [desk.row.submission?.words, why].compactMap(\.self).joined()
        try requireReason(for: AdoptionFindings(desk, premises, context, in: session).conflicts(), said, at: "why")
        try replace(before: day, desk, context, in: session)
        var row = desk.row
        (row.state, row.activeFrom, row.activation) = (.active, day, step(context, why))
        let payload = ["from": day.iso, "backdated": day < context.today ? "true" : "false"]
        try desk.store(row, "edition.activated", why: why?.trimmed, payload: payload, context, premises, in: session)
        try changed(context, in: session)
        try lookBack(from: day, edition, context, in: session)
    }

    /// Two regulations that can hardly be met together may both hold when somebody says why.
    private func requireReason(for findings: [Finding], _ words: String?, at field: String) throws(Refusal) {
        guard findings.contains(where: { RegulationConflicts.codes.contains($0.code) }), words?.trimmed.isEmpty ?? true else { return }
        throw .invalid([Finding(.error, "edition.conflictsNeedReason", at: Place(path: field))])
    }

    /// What has come since the first day is looked at by the clock, in portions (`CatchingUp`).
    private func lookBack(from day: LocalDay, _ edition: EditionID, _ context: Context, in session: any SQLWriting) throws {
        guard day <= context.today else { return }
        let row = CatchUpRows.Row(edition: edition, since: context.zone.instant(day), until: context.now)
        try CatchUpRows.begin(row, of: context.organisation, in: session)
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

    private func step(_ context: Context, _ words: String?) -> EditionRows.Step {
        let words = words?.trimmed ?? ""
        return EditionRows.Step(by: context.actor.staff, at: context.now, words: words.isEmpty ? nil : words)
    }

    private func open(_ edition: EditionID, _ act: EditionAct, _ right: Right, _ context: Context, in session: any SQLReading) throws -> EditionDesk {
        try requireNamed(context)
        let desk = try EditionDesk.open(edition, context, premises, in: session)
        try desk.access.require(right, context)
        try EditionLife.check(act, desk.row)
        return desk
    }
}
