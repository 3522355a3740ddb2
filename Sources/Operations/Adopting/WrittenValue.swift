import Domain
import Foundation
import RegulationEngine

/// The value of a parameter as a person wrote it.
enum WrittenValue {
    static let longest = 500

    /// The value without blanks around it, or what is wrong with it.
    static func read(_ text: String, as parameter: Parameter) -> Result<String, Wrong> {
        let written = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if written.isEmpty { return wrong(parameter, "parameterMissing") }
        if written.count > longest { return wrong(parameter, "parameterTooLong", ["limit": String(longest)]) }
        let choices = parameter.choices.map(\.code)
        guard let problem = ParameterValue.problem(written, kind: parameter.kind, choices: choices) else { return .success(written) }
        return wrong(parameter, "parameterUnfit", ["value": written, "problem": problem, "allowed": choices.joined(separator: ", ")])
    }

    struct Wrong: Error {
        let finding: Finding
    }

    private static func wrong(_ parameter: Parameter, _ code: String, _ arguments: [String: String] = [:]) -> Result<String, Wrong> {
        .failure(Wrong(finding: finding(parameter, code, .error, arguments)))
    }

    /// A finding about a parameter, at its place in the document.
    static func finding(
        _ parameter: Parameter, _ code: String, _ severity: Finding.Severity = .error, _ arguments: [String: String] = [:]
    ) -> Finding {
        Finding(severity, code, at: Place(path: "parameters.\(parameter.id)"), arguments.merging(["parameter": parameter.id]) { a, _ in a })
    }
}
