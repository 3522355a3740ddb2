import Domain

/// The plural categories of CLDR that the interface's languages use for cardinal numbers: English has
/// `one` (the integer 1) and `other`; Chinese has `other` alone.
public enum PluralCategory: String, Sendable, Hashable, CaseIterable {
    case one, other

    public init(of number: Int, in language: Language) {
        switch language {
        case .english: self = number == 1 ? .one : .other
        case .simplified, .traditional: self = .other
        }
    }
}
