import Domain
import RegulationEngine

/// The rule behind a follow-up, with the edition it was taken from.
public struct RuleFacts: Sendable, Hashable {
    public var adoption: AdoptionID
    /// `R22`.
    public var regulation: String
    public var regulationTitle: LocalizedText
    public var version: Int
    public var edition: EditionID
    public var editionNumber: Int
    public var activeFrom: LocalDay?
    /// Id of the rule in the regulation.
    public var rule: String
    public var title: LocalizedText
    public var basis: Basis

    init(_ active: ActiveEdition, rule id: String) {
        let regulation = active.edition.regulation
        (adoption, self.regulation, regulationTitle, version) = (active.adoption, regulation.id, regulation.title, regulation.version)
        (edition, editionNumber, activeFrom, rule) = (active.id, active.number, active.activeFrom, id)
        title = regulation.rule(id)?.title ?? LocalizedText(simplified: id)
        basis = regulation.rule(id)?.basis ?? Basis()
    }
}
