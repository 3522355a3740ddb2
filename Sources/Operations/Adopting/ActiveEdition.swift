import Domain
import RegulationEngine

/// An edition of an adopted regulation with what the adoption adds: units covered and the organisation's names for its roles.
public struct ActiveEdition: Sendable {
    public var edition: Edition
    /// 1, 2, 3 … within the adoption.
    public var number: Int
    /// First day on which it decides about events; nil while it is not activated.
    public var activeFrom: LocalDay?
    /// When somebody put it in force, whatever its first day; nil while nobody has.
    public var activatedAt: Instant?
    /// The units covered and all below them; nil = the whole organisation.
    public var units: Set<UnitID>?
    /// Role of the regulation → role of the organisation's posts, for the roles that were mapped.
    public var roles: [String: String]

    public init(
        edition: Edition, number: Int, activeFrom: LocalDay?, activatedAt: Instant? = nil, units: Set<UnitID>?, roles: [String: String]
    ) {
        (self.edition, self.number, self.activeFrom, self.activatedAt) = (edition, number, activeFrom, activatedAt)
        (self.units, self.roles) = (units, roles)
    }

    public var id: EditionID { edition.id }
    public var adoption: AdoptionID { edition.adoption }

    public func covers(_ unit: UnitID) -> Bool { units?.contains(unit) ?? true }

    /// The role in the organisation's posts. One that was not mapped is looked for under the regulation's own name.
    public func postRole(for role: String) -> String { roles[role] ?? role }
}

/// Which editions decide about events of which day: one for each adoption, that with the latest first day that is not after it.
public struct ActiveEditions: Sendable {
    private struct Span: Sendable {
        var from: LocalDay
        var editions: [ActiveEdition]
    }

    private let spans: [Span]
    private let byID: [EditionID: ActiveEdition]

    /// - Parameter editions: all that were ever activated. Of two with the same first day the higher number holds.
    public init(_ editions: [ActiveEdition]) {
        byID = Dictionary(editions.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let starts = Set(editions.compactMap(\.activeFrom)).sorted()
        spans = starts.map { day in Span(from: day, editions: Self.holding(on: day, of: editions)) }
    }

    private static func holding(on day: LocalDay, of editions: [ActiveEdition]) -> [ActiveEdition] {
        var latest: [AdoptionID: (from: LocalDay, edition: ActiveEdition)] = [:]
        for edition in editions {
            guard let from = edition.activeFrom, from <= day else { continue }
            if let known = latest[edition.adoption], (known.from, known.edition.number) > (from, edition.number) { continue }
            latest[edition.adoption] = (from, edition)
        }
        return latest.values.map(\.edition).sorted { $0.adoption < $1.adoption }
    }

    /// The editions that decide about events of `day`, by adoption.
    public func on(_ day: LocalDay) -> [ActiveEdition] {
        spans.last { $0.from <= day }?.editions ?? []
    }

    /// Each edition that decides about some day from `day` on, once.
    func holding(onOrAfter day: LocalDay) -> [ActiveEdition] {
        let later = spans.filter { $0.from > day }.flatMap(\.editions)
        let all = Dictionary((on(day) + later).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        return all.values.sorted { $0.id < $1.id }
    }

    public subscript(_ id: EditionID) -> ActiveEdition? { byID[id] }
}
