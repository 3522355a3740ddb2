import Domain
import RegulationEngine
import Storage

/// What is still in the way of an edition, as findings of severity `error`; the rest is for people to weigh.
enum EditionReadiness {
    /// Figures that nobody has accepted, that are missing or cannot be read. Only these keep a regulation from being submitted.
    static func parameters(_ regulation: Regulation, _ values: [String: EditionValueRows.Value]) -> [Finding] {
        regulation.parameters.flatMap { parameter(_: $0, values[$0.id]) }
    }

    private static func parameter(_ parameter: Parameter, _ value: EditionValueRows.Value?) -> [Finding] {
        guard let value else {
            return parameter.standing == .stated ? [] : [WrittenValue.finding(parameter, "parameter.missing")]
        }
        if case .failure(let wrong) = WrittenValue.read(value.value, as: parameter) { return [wrong.finding] }
        if parameter.standing == .stated { return departure(parameter, value) }
        return value.acceptedBy == nil ? [WrittenValue.finding(parameter, "parameter.notAccepted", .error, ["value": value.value])] : []
    }

    /// A stated figure may be changed by a named person; that it is no longer what the source says stays visible.
    private static func departure(_ parameter: Parameter, _ value: EditionValueRows.Value) -> [Finding] {
        guard let stated = parameter.value, stated != value.value else { return [] }
        let arguments = ["value": value.value, "stated": stated]
        guard value.acceptedBy != nil else { return [WrittenValue.finding(parameter, "parameter.notAccepted", .error, arguments)] }
        return [WrittenValue.finding(parameter, "parameter.departsFromSource", .warning, arguments)]
    }

    /// Whether its rehearsals have been run since its last change, and what they said.
    static func rehearsal(_ edition: EditionRows.Row, _ report: RehearsalReport?) -> [Finding] {
        guard edition.rehearsedAt != nil, let report else { return [Finding(.error, "edition.notRehearsed")] }
        return report.failed.map { Finding(.warning, "edition.rehearsalFailed", ["name": $0.name, "message": $0.messages.first ?? ""]) }
    }
}
