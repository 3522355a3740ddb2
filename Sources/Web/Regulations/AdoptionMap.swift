import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// How an adoption is shown.
struct AdoptionMap {
    let view: AdoptionView
    let directory: DirectoryView
    let chrome: PageChrome
    let visitor: Visitor?

    private var p: Phrases { chrome.phrases }
    private var words: CivilWords { chrome.words }
    private var language: Language { p.language }

    func model(_ findings: [Finding]) -> AdoptionPage.Model {
        let edition = view.edition
        return AdoptionPage.Model(
            id: view.adoption.description, title: view.regulation.title.text(in: language), packID: view.regulation.id,
            code: "\(view.regulation.id)@\(edition.version)", edition: edition.number, state: AdoptionState(edition.state), roles: view.roles.map(role),
            parameters: view.figures.map(parameter), units: units, findings: view.findings.filter { !isConflict($0) }.map { FindingLine($0, words) },
            conflicts: view.findings.filter(isConflict).map { FindingLine($0, words) },
            rehearsals: view.rehearsal?.outcomes.map { RehearsalLine($0.name, holds: $0.hasPassed, failures: $0.messages) } ?? [], rehearsedAt: edition.rehearsedAt,
            submission: step(edition.submission), approval: step(edition.approval), activation: step(edition.activation), activeFrom: edition.activeFrom,
            proposedFrom: chrome.zone.day(of: chrome.now), editions: view.editions.map(line), rights: rights, errors: findings.map(error))
    }

    private func isConflict(_ finding: Finding) -> Bool { RegulationConflicts.codes.contains(finding.code) }

    /// The findings of figures name `parameters.<name>`; the form's fields are `parameter.<name>`.
    private func error(_ finding: Finding) -> FieldError {
        let path = finding.place.path ?? "basis"
        return FieldError(path.hasPrefix("parameters.") ? "parameter." + path.dropFirst("parameters.".count) : path, FindingWords.of(finding, p))
    }

    /// Roles are held through posts: which role of posts stands for a role of the regulation.
    private func role(_ holding: RoleHolding) -> AdoptionRole {
        let choices = Set(view.postRoles + [holding.postRole]).sorted().map { Choice($0, title(of: $0)) }
        let isHeld = !holding.holders.isEmpty || holding.mapped != nil
        return AdoptionRole(
            name: holding.role.id, title: holding.role.title.text(in: language), isDerived: holding.isFromEvent ? p("adoption.fromEvent") : nil, staff: choices,
            chosen: isHeld ? [holding.postRole] : [])
    }

    private func title(of postRole: String) -> String {
        let holders = directory.people.filter { $0.posts.contains { $0.post.role == postRole } }.map(\.staff.name)
        guard !holders.isEmpty else { return p.role(postRole) }
        let shown = holders.prefix(3).joined(separator: ", ") + (holders.count > 3 ? " …" : "")
        return p("adoption.roleWithHolders", ["role": .text(p.role(postRole)), "holders": .text(shown)])
    }

    private func parameter(_ figure: AdoptionView.Figure) -> AdoptionParameter {
        let parameter = figure.parameter
        let source: AdoptionParameter.Source =
            switch parameter.standing {
            case .stated: .stated
            case .proposed: .proposed(acceptedBy: figure.acceptedBy)
            case .required: .required
            }
        return AdoptionParameter(
            name: parameter.id, title: parameter.title.text(in: language), value: figure.value ?? "", hint: hint(parameter.kind), source: source,
            clause: parameter.basis.clauses.first, gap: parameter.note?.text(in: language))
    }

    private func hint(_ kind: Parameter.Kind) -> String? {
        switch kind {
        case .period: "3 days"
        case .percent: "95%"
        case .day: "2026-11-25"
        case .time: "09:30"
        case .number: "3"
        case .flag: "true"
        case .text, .choice: nil
        }
    }

    private var units: [(choice: Choice, isCovered: Bool)] {
        let covered = Set(view.units.map(\.id))
        return directory.units.map { (Choice($0.unit.id.description, $0.unit.name), covered.isEmpty || covered.contains($0.unit.id)) }
    }

    private func step(_ step: Operations.EditionLine.Step?) -> AdoptionStep? { step.map { AdoptionStep(by: $0.by, at: $0.at, words: $0.words) } }

    private func line(_ line: Operations.EditionLine) -> Pages.EditionLine {
        Pages.EditionLine(
            number: line.number, at: line.changedAt, note: line.activeFrom.map { p("adoption.activeSince", ["day": .text($0.iso)]) } ?? line.changedBy, isActive: line.isInForce,
            address: Address.query(Address.adoption(view.adoption.description), [("edition", line.id.description)]))
    }

    private var rights: AdoptionRights {
        let acts = view.acts
        let isSubmitter = view.edition.state == .submitted && !acts.contains(.approve) && visitor?.context.scope.allows(.approveRegulation) == true
        return AdoptionRights(
            mayEdit: acts.contains(.decide), maySubmit: acts.contains(.submit), mayApprove: acts.contains(.approve), mayActivate: acts.contains(.activate),
            mayBeginEdition: view.mayRegulate && !["draft", "submitted", "approved"].contains(view.edition.state.rawValue),
            whyNotApprove: isSubmitter ? words.refusal("edition.needsSecondPerson") : nil)
    }
}
