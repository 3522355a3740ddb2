import Domain
import RegulationEngine

/// Puts names where the engine's steps have ids, so that a sentence can be read by somebody who knows no ids.
struct ExplainedWords {
    private let active: ActiveEdition
    private let registry: EventRegistry
    private let directory: StaffDirectory
    private let language: Language
    private let kind: EventKind?

    init(_ active: ActiveEdition, event: Event, _ desk: ExplainingDesk) {
        (self.active, directory, language) = (active, desk.directory, desk.context.language)
        registry = desk.planner(active).resolver.evaluator.registry
        kind = registry.kinds[event.kind]
    }

    func step(_ step: DerivationStep) -> DerivationStep { DerivationStep(step.code, told(step.arguments)) }
    func step(_ step: AssignmentStep) -> AssignmentStep { AssignmentStep(step.code, told(step.arguments)) }

    func finding(_ finding: Finding) -> Finding { Finding(finding.severity, finding.code, at: finding.place, told(finding.arguments)) }

    private func told(_ arguments: [String: String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: arguments.map { ($0.key, name($0.value, of: $0.key)) })
    }

    private func name(_ id: String, of argument: String) -> String {
        switch argument {
        case "rule": rule(id)
        case "edition": String(active.number)
        case "parameter": text(regulation.parameter(id)?.title) ?? id
        case "kind", "event": text(registry.resolve(id)?.kind.title) ?? id
        case "attribute", "field": attribute(id)
        case "role": role(id)
        case "staff", "absent": directory.staff.values.first { $0.code == id }?.name ?? id
        case "unit": directory.units.values.first { $0.code == id }?.name ?? id
        case "population": text(regulation.population(id)?.title) ?? id
        default: id
        }
    }

    private var regulation: Regulation { active.edition.regulation }
    private func text(_ wording: LocalizedText?) -> String? { wording?.text(in: language) }

    private func rule(_ id: String) -> String { text(regulation.rule(id)?.title) ?? id }

    private func attribute(_ id: String) -> String {
        if let known = text(kind?.attribute(id)?.title) { return known }
        return text(regulation.forms.lazy.compactMap { $0.field(id)?.label }.first) ?? id
    }

    /// A role may also be the name of an attribute, a rule or a field that leads to the person.
    func role(_ id: String) -> String {
        if let known = text(regulation.roles.first { $0.id == id }?.title) { return known }
        return regulation.rule(id) == nil ? attribute(id) : rule(id)
    }

    func name(_ staff: StaffID) -> String { directory.staff[staff]?.name ?? staff.description }
}
