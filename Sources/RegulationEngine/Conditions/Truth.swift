/// What can be said of a condition: it holds, it doesn't, or the facts don't say (with the first attribute that is wanting).
///
/// Unknown stays unknown under `not`, so that a missing residence never makes someone an out-of-town patient.
public enum Truth: Sendable, Hashable {
    case holds
    case fails
    case unknown(attribute: String)

    init(_ value: Bool) { self = value ? .holds : .fails }

    public var isHolding: Bool { self == .holds }

    var negated: Truth {
        switch self {
        case .holds: .fails
        case .fails: .holds
        case .unknown: self
        }
    }
}
