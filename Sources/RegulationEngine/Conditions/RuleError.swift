import Domain

/// A rule that can't be evaluated: which rule, and what is in the way. Never taken for "no match".
///
/// The catalogues say each as `finding.rule.<code>` and `finding.rule.<code>.remedy`, with `rule` always among the arguments.
public struct RuleError: Error, Sendable, Hashable {
    /// | code | arguments besides `rule` | in the way |
    /// |---|---|---|
    /// | `parameterMissing` | parameter | a figure that the adoption has not filled in |
    /// | `parameterUnreadable` | parameter, value, kind | its value is not of the kind that the rule needs |
    /// | `attributeUnknown` | attribute, event | the event does not say it, and the rule turns on it |
    /// | `attributeUndeclared` | attribute, event | this kind of event has no such attribute |
    /// | `attributeUnfit` | attribute, wanted | its value can't be tested that way |
    /// | `eventUnknown` | event | no such kind or alias is registered |
    /// | `populationUnknown` | population | the regulation defines no such population |
    /// | `populationCircular` | population | its condition leads back to itself |
    /// | `ruleUnknown` | – | the regulation has no rule of this name |
    /// | `factMissing` | fact | asked at a moment at which there is no such fact yet (an answer before the contact) |
    /// | `windowImpossible` | opens, due | the window would close before it opens |
    /// | `figureUnfit` | figure, value | a stated or accepted figure that can't be meant (a negative number of tries) |
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case parameterMissing, parameterUnreadable
        case attributeUnknown, attributeUndeclared, attributeUnfit
        case eventUnknown, populationUnknown, populationCircular, ruleUnknown
        case factMissing, windowImpossible, figureUnfit
    }

    public var rule: String
    public var code: Code
    public var arguments: [String: String]

    public init(rule: String, _ code: Code, _ arguments: [String: String] = [:]) {
        (self.rule, self.code, self.arguments) = (rule, code, arguments)
    }

    /// The same as a finding, with the rule's place in the document.
    public var finding: Finding { finding(.error) }

    func finding(_ severity: Finding.Severity) -> Finding {
        Finding(severity, "rule.\(code.rawValue)", at: Place(path: rule), arguments.merging(["rule": rule]) { a, _ in a })
    }
}
