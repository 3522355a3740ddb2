/// A period of the calendar that regulations name: what duties, targets and assessments come back with.
public enum NamedPeriod: String, Sendable, Hashable, CaseIterable {
    case month, quarter, halfYear, year

    public var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }

    static let names = allCases.map(\.rawValue)
}
