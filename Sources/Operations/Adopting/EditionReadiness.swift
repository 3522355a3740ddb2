import Domain
import RegulationEngine
import Storage

/// What people must know of an edition's figures and rehearsals beside what `RegulationCheck` says.
enum EditionReadiness {
    /// The values that hold: accepted ones, and stated ones that nobody changed. What is left out is not accepted.
    static func settled(_ regulation: Regulation, _ values: [String: EditionValueRows.Value]) -> [String: String] {
        var settled: [String: String] = [:]
        for parameter in regulation.parameters {
            let value = values[parameter.id]
            if value?.acceptedBy != nil {
                settled[parameter.id] = value?.value
            } else if parameter.standing == .stated, value == nil || value?.value == parameter.value {
                settled[parameter.id] = parameter.value
            }
        }
        return settled
    }

    /// A stated figure may be changed by a named person; that it is no longer what the source says stays visible.
    static func departures(_ regulation: Regulation, _ values: [String: EditionValueRows.Value]) -> [Finding] {
        regulation.parameters.compactMap { parameter in
            guard parameter.standing == .stated, let stated = parameter.value, let value = values[parameter.id]?.value, value != stated else { return nil }
            return WrittenValue.finding(parameter, "parameterDepartsFromSource", .warning, ["value": value, "stated": stated])
        }
    }

    /// Whether its rehearsals have been run since its last change, and what they said.
    static func rehearsal(_ edition: EditionRows.Row, _ report: RehearsalReport?) -> [Finding] {
        guard edition.rehearsedAt != nil, let report else { return [Finding(.error, "edition.notRehearsed")] }
        return report.failed.map { Finding(.warning, "edition.rehearsalFailed", ["name": $0.name, "message": $0.messages.first ?? ""]) }
    }
}

extension Finding {
    /// A finding that has no place in a document.
    init(_ severity: Severity, _ code: String, _ arguments: [String: String] = [:]) { self.init(severity, code, at: Place(), arguments) }
}
