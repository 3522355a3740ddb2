import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// 考核: what a period's figures propose is told to whoever is assessed, who may object; another person hears the objection; then a person decides.
///
/// Figure and evidence stand from the telling on. What turns out afterwards is noted for a later period and changes no decided one.
public struct Assessing: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: AssessmentRows.Row
        public var regulation: String
        public var regulationTitle: LocalizedText
        public var title: LocalizedText
        public var unitName: String
        /// Of a person only.
        public var staffName: String?
        public var figure: AssessedFigure
        public var isFrozen: Bool
        public var lines: [AssessmentView.Line]
        public var due: Instant?
    }

    public struct View: Sendable {
        public var item: Item
        public var assessment: AssessmentView
        public var rule: AssessmentRule
        public var evidence: [Event]
        public var clauses: [String]
        /// Names of whoever took a step: told, objected, heard, decided.
        public var names: [StaffID: String]
        /// Noted about this one, for a later period.
        public var corrections: [AssessmentView.Correction]
        public var acts: Set<Act>
        /// The role that it waits for, where nobody can act at once.
        public var waitsFor: String?
    }

    /// What the actor may do now.
    public enum Act: String, Sendable, Hashable, CaseIterable { case tell, accept, object, hear, decide, correct }

    /// Those that the actor may see, newest first: of units where the actor leads, reports or audits, of roles that the actor holds, and the actor's own.
    /// Figures are those that were told or decided; of open ones, as the facts are now.
    public func page(before id: DutyID? = nil, limit: Int = 50, _ context: Context) throws -> (items: [Item], next: DutyID?) {
        try premises.database.read { session in
            let reach = AssessmentReach(try premises.directory(of: context.organisation, in: session), context)
            var rows = try AssessmentRows.page(staff: context.actor.staff, before: id, limit: limit + 1, of: context.organisation, in: session)
            var seen = Set(rows.map(\.id))
            for unit in reach.units {
                rows += try AssessmentRows.page(unit: unit, before: id, limit: limit + 1, of: context.organisation, in: session).filter { seen.insert($0.id).inserted }
            }
            rows = try rows.sorted { $0.id > $1.id }.filter { row in try reach.sees(row, try bench(row, context, session)) }
            let items = try rows.prefix(limit).compactMap { try bench($0, context, session).item() }
            return (items, rows.count > limit ? items.last?.row.id : nil)
        }
    }

    public func view(_ id: DutyID, _ context: Context) throws -> View {
        try premises.database.read { session in try visible(id, context, session).view() }
    }

    /// Tells whoever is assessed what is proposed, with its evidence; from now on figure and evidence stay, and the time to object runs.
    public func tell(_ id: DutyID, _ context: Context) throws {
        try change(id, .tell, "assessment.told", context) { bench, row in
            row = try bench.desk.frozen()
            (row.state, row.told, row.objectBy) = (.told, AssessmentRows.Step(by: context.actor.staff, at: context.now), try bench.objectBy())
            return .assessed("assessmentTold")
        }
    }

    /// Whoever is assessed has nothing against it: it may be decided at once.
    public func accept(_ id: DutyID, _ context: Context) throws {
        try change(id, .accept, "assessment.accepted", context) { _, row in
            (row.state, row.objection) = (.accepted, AssessmentRows.Step(by: context.actor.staff, at: context.now))
            return .decider("assessmentAccepted")
        }
    }

    public func object(_ id: DutyID, reason: String, _ context: Context) throws {
        let reason = try Self.words(reason, "reason")
        try change(id, .object, "assessment.objected", why: reason, context) { _, row in
            (row.state, row.objection) = (.objected, AssessmentRows.Step(by: context.actor.staff, at: context.now, words: reason))
            return .hearer("assessmentObjected")
        }
    }

    /// Another person decides on the objection. One that is upheld keeps the proposal from being carried out as it is.
    public func hear(_ id: DutyID, isUpheld: Bool, reason: String, _ context: Context) throws {
        let reason = try Self.words(reason, "reason")
        try change(id, .hear, isUpheld ? "assessment.upheld" : "assessment.dismissed", why: reason, context) { _, row in
            (row.state, row.isUpheld) = (.heard, isUpheld)
            row.hearing = AssessmentRows.Step(by: context.actor.staff, at: context.now, words: reason)
            return .assessed("assessmentHeard")
        }
    }

    /// The decision. The duty in which it is made is closed with it.
    public func decide(_ id: DutyID, option: String, reason: String, _ context: Context) throws {
        try Duties(premises).decide(id, option: option, reason: reason, context)
    }

    /// Notes what turned out after the decision, for the next period to take up.
    public func correct(_ id: DutyID, text: String, _ context: Context) throws {
        let text = try Self.words(text, "text")
        try premises.database.write { session in
            let bench = try visible(id, context, session)
            guard try bench.acts().contains(.correct) else { throw Refusal.notAllowed(.lead) }
            let note = AssessmentCorrectionRows.Row(
                id: premises.identifiers.next(at: context.now), assessment: id, text: text, by: context.actor.staff, at: context.now)
            try AssessmentCorrectionRows.insert(note, of: context.organisation, in: session)
            try bench.journal("assessment.corrected", why: text, in: session)
            try bench.notify(.assessed("assessmentCorrected"), source: String(note.id), in: session)
        }
    }

    // MARK: Within

    private static func words(_ text: String, _ field: String) throws -> String {
        let words = text.trimmed
        guard !words.isEmpty else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: field))]) }
        return words
    }

    private func change(
        _ id: DutyID, _ act: Act, _ entry: String, why: String? = nil, _ context: Context,
        _ body: @Sendable (AssessmentBench, inout AssessmentRows.Row) throws -> AssessmentBench.Audience
    ) throws {
        try premises.database.write { session in
            let bench = try visible(id, context, session)
            try bench.require(act)
            var row = bench.desk.row
            let before = row.state
            let audience = try body(bench, &row)
            guard try AssessmentRows.update(row, from: before, of: context.organisation, in: session) else {
                throw Refusal.conflict(code: "duty.moved", by: nil, since: nil)
            }
            try bench.journal(entry, why: why, in: session)
            try bench.notify(audience, in: session)
        }
    }

    private func visible(_ id: DutyID, _ context: Context, _ session: any SQLReading) throws -> AssessmentBench {
        guard let row = try AssessmentRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
        let bench = try bench(row, context, session)
        let reach = AssessmentReach(try premises.directory(of: context.organisation, in: session), context)
        guard try reach.sees(row, bench) else { throw Refusal.notFound }
        return bench
    }

    private func bench(_ row: AssessmentRows.Row, _ context: Context, _ session: any SQLReading) throws -> AssessmentBench {
        try AssessmentBench(row.id, premises: premises, context: context, session: session)
    }
}
