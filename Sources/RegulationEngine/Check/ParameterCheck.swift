import Domain

/// Parameters: accepted, of their kind, used.
extension RegulationCheck {
    func parameterFindings() -> [Finding] {
        let used = UsedNames(regulation).parameters
        return regulation.parameters.flatMap { parameter -> [Finding] in
            let place = Place(path: "parameters.\(parameter.id)")
            let unused = used.contains(parameter.id) ? [] : [Finding(.note, "parameterUnused", at: place, ["parameter": parameter.id])]
            return unused + valueFindings(parameter, place)
        }
    }

    private func valueFindings(_ parameter: Parameter, _ place: Place) -> [Finding] {
        guard let value = values[parameter.id] ?? (parameter.standing == .stated ? parameter.value : nil) else {
            return [Finding(.error, "parameterUnaccepted", at: place, ["parameter": parameter.id, "standing": parameter.standing.rawValue, "proposed": parameter.value ?? ""])]
        }
        guard let problem = ParameterValue.problem(value, kind: parameter.kind, choices: parameter.choices.map(\.code)) else { return [] }
        return [Finding(.error, "parameterUnfit", at: place, ["parameter": parameter.id, "value": value, "problem": problem])]
    }
}
