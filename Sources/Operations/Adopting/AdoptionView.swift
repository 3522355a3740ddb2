import Domain
import RegulationEngine
import SQLCore
import Storage

/// An adoption with one of its editions, for the page on which it is adopted.
public struct AdoptionView: Sendable {
    /// A figure with its value and who accepted it.
    public struct Figure: Sendable {
        public var parameter: Parameter
        /// Nil while a required figure has not been given.
        public var value: String?
        public var acceptedBy: String?
        public var acceptedAt: Instant?

        /// Stated ones hold as they stand; all others must be accepted.
        public var isSettled: Bool { value != nil && (acceptedBy != nil || (parameter.standing == .stated && value == parameter.value)) }
    }

    public var adoption: AdoptionID
    public var regulation: Regulation
    /// The units that were named; empty = the whole organisation.
    public var units: [OrganisationUnit]
    public var edition: EditionLine
    /// All editions, newest first.
    public var editions: [EditionLine]
    public var roles: [RoleHolding]
    /// Roles that posts of the organisation have, to map to.
    public var postRoles: [String]
    public var figures: [Figure]
    /// Gravest first.
    public var findings: [Finding]
    public var rehearsal: RehearsalReport?
    /// What the actor may do with the edition now.
    public var acts: Set<EditionAct>
    /// The actor may map roles and begin a new edition.
    public var mayRegulate: Bool
    /// The pack that came with the program says something else than this edition.
    public var isPackDifferent: Bool

    /// What keeps the edition from coming into force: errors.
    public var blockers: [Finding] { findings.filter { $0.severity == .error } }
}

/// An edition in a list.
public struct EditionLine: Sendable, Hashable {
    public var id: EditionID
    public var number: Int
    public var version: Int
    public var state: EditionRows.State
    public var createdAt: Instant
    public var createdBy: String
    public var changedAt: Instant
    public var changedBy: String
    public var rehearsedAt: Instant?
    public var submission: Step?
    public var approval: Step?
    public var activation: Step?
    public var activeFrom: LocalDay?
    /// It decides about events of today.
    public var isInForce: Bool

    /// Who took a step, when, and in what words.
    public struct Step: Sendable, Hashable {
        public var by: String
        public var at: Instant
        public var words: String?
    }
}

extension Adopting {
    /// - Parameter edition: the newest unless given.
    /// - Throws: `Refusal.notFound` for what the actor may not see.
    public func view(_ context: Context, _ adoption: AdoptionID, edition: EditionID? = nil) throws -> AdoptionView {
        try premises.database.read { session in
            let access = try AdoptionAccess.open(adoption, context, in: session)
            let rows = try EditionRows.rows(of: adoption, context.organisation, in: session)
            guard let row = edition.map({ id in rows.first { $0.id == id } }) ?? rows.first else { throw Refusal.notFound }
            let desk = try EditionDesk(row, access, context, premises, in: session)
            return try AdoptionViewing(desk: desk, rows: rows, premises: premises, context: context, session: session).view()
        }
    }
}

/// Puts the view together from what the session sees.
private struct AdoptionViewing {
    let desk: EditionDesk
    let rows: [EditionRows.Row]
    let premises: Premises
    let context: Context
    let session: any SQLReading

    func view() throws -> AdoptionView {
        let directory = try DirectoryRows.directory(of: context.organisation, in: session)
        let knowledge = try AdoptionFindings(desk, premises, context, directory: directory, in: session)
        let findings = try knowledge.all()
        let lines = EditionLines(directory: directory, inForce: try inForce())
        return AdoptionView(
            adoption: desk.row.adoption, regulation: desk.regulation,
            units: desk.access.named.compactMap { directory.units[$0] }.sorted { $0.code < $1.code }, edition: lines.line(desk.row),
            editions: rows.map(lines.line), roles: knowledge.roles, postRoles: Set(directory.posts.map(\.role)).sorted(), figures: figures(directory),
            findings: findings, rehearsal: try desk.report(), acts: acts(findings), mayRegulate: desk.access.allows(.regulate, context.scope),
            isPackDifferent: premises.library.packs[desk.regulation.id].map { $0.document.hash != desk.document.hash } ?? false)
    }

    private func inForce() throws -> EditionID? {
        try premises.shelf.active(of: context.organisation, on: context.today, in: session).first { $0.adoption == desk.row.adoption }?.id
    }

    private func figures(_ directory: StaffDirectory) -> [AdoptionView.Figure] {
        desk.regulation.parameters.map { parameter in
            let value = desk.values[parameter.id]
            return AdoptionView.Figure(
                parameter: parameter, value: value?.value ?? (parameter.standing == .stated ? parameter.value : nil),
                acceptedBy: value?.acceptedBy.map { directory.staff[$0]?.name ?? $0.description }, acceptedAt: value?.acceptedAt)
        }
    }

    /// A step that would be refused is not offered.
    private func acts(_ findings: [Finding]) -> Set<EditionAct> {
        Set(EditionAct.allCases.filter { EditionLife.allows($0, in: desk.row.state) && may($0) && isReady($0, findings) })
    }

    private func may(_ act: EditionAct) -> Bool {
        let (scope, me) = (context.scope, context.actor.staff)
        switch act {
        case .decide, .submit, .activate: return desk.access.allows(.regulate, scope)
        case .rehearse: return desk.access.allows(.regulate, scope) || desk.access.allows(.approveRegulation, scope)
        case .approve: return desk.access.allows(.approveRegulation, scope) && desk.row.submission?.by != me && desk.row.changedBy != me
        case .giveBack: return desk.access.allows(.approveRegulation, scope)
        case .reject: return desk.access.allows(EditionLife.rejecter(of: desk.row.state), scope)
        }
    }

    private func isReady(_ act: EditionAct, _ findings: [Finding]) -> Bool {
        act != .submit || !findings.contains { $0.severity == .error }
    }
}

/// Editions with the names of those who had a part in them.
struct EditionLines {
    let directory: StaffDirectory
    let inForce: EditionID?

    func line(_ row: EditionRows.Row) -> EditionLine {
        EditionLine(
            id: row.id, number: row.number, version: row.regulationVersion, state: row.state, createdAt: row.createdAt, createdBy: name(row.createdBy),
            changedAt: row.changedAt, changedBy: name(row.changedBy), rehearsedAt: row.rehearsedAt, submission: step(row.submission),
            approval: step(row.approval), activation: step(row.activation), activeFrom: row.activeFrom, isInForce: row.id == inForce)
    }

    private func step(_ step: EditionRows.Step?) -> EditionLine.Step? {
        step.map { EditionLine.Step(by: name($0.by), at: $0.at, words: $0.words) }
    }

    private func name(_ staff: StaffID) -> String { directory.staff[staff]?.name ?? "" }
}
