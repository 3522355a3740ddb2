import Domain

/// What a token may be used for. It narrows the rights of the account that the token acts for and never adds to them.
public enum Permit: String, Sendable, Hashable, CaseIterable {
    /// Deliver events and cancel them.
    case eventsWrite = "events.write"
    case eventsRead = "events.read"
    /// Parties with masked numbers.
    case partiesRead = "parties.read"
    /// Whole phone numbers and addresses; every look is journalled.
    case numbersRead = "numbers.read"
    case followUpsRead = "followUps.read"
    /// Contacts with what was established.
    case contactsRead = "contacts.read"
    case contactsWrite = "contacts.write"
    case reportsRead = "reports.read"

    /// Rights of the account that the token may make use of.
    var rights: Set<Right> {
        switch self {
        case .eventsWrite: [.importData]
        case .eventsRead: [.importData, .work, .lead, .review, .report, .audit]
        case .partiesRead, .numbersRead, .followUpsRead, .contactsRead: [.work, .lead, .review, .audit]
        case .contactsWrite: [.work, .lead]
        case .reportsRead: [.report, .approveReport]
        }
    }
}

extension Scope {
    /// What is left of it for a token.
    ///
    /// - Parameter units: nil = wherever the scope reaches.
    func narrowed(to permits: Set<Permit>, within units: Set<UnitID>?) -> Scope {
        let rights = permits.reduce(into: Set<Right>()) { $0.formUnion($1.rights) }
        return Scope(units: self.units.filter { rights.contains($0.key) }.mapValues { reach in units.map(reach.intersection) ?? reach })
    }
}
