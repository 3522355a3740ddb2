import Domain
import RegulationEngine
import Storage

/// The values with which an edition begins.
enum EditionValues {
    /// What the document states and proposes; nobody has accepted a proposal yet, and what is required has no value.
    static func proposed(by regulation: Regulation) -> [EditionValueRows.Value] {
        regulation.parameters.compactMap(proposed)
    }

    private static func proposed(_ parameter: Parameter) -> EditionValueRows.Value? {
        parameter.value.map { EditionValueRows.Value(parameter: parameter.id, value: $0) }
    }

    /// The values of an earlier edition, as far as the new document has a place for them.
    ///
    /// An acceptance is kept where what was accepted is still what is asked; a proposal that nobody had changed gives way to the new proposal.
    static func carried(
        _ values: [String: EditionValueRows.Value], of old: Regulation, to new: Regulation
    ) -> [EditionValueRows.Value] {
        new.parameters.compactMap { parameter in
            guard let value = values[parameter.id], let before = old.parameter(parameter.id) else { return proposed(parameter) }
            if parameter.asksTheSame(as: before) { return value }
            if value.value == before.value { return proposed(parameter) }
            guard case .success = WrittenValue.read(value.value, as: parameter) else { return proposed(parameter) }
            return EditionValueRows.Value(parameter: parameter.id, value: value.value)
        }
    }
}

extension Parameter {
    /// Wording and notes aside.
    fileprivate func asksTheSame(as other: Parameter) -> Bool {
        kind == other.kind && standing == other.standing && value == other.value && basis == other.basis
            && choices.map(\.code) == other.choices.map(\.code)
    }
}
