import Phrasebook

/// A place in the navigation rail.
public enum NavigationItem: String, Sendable, CaseIterable {
    case followUps, reviews, complaints, duties, people, dashboard, reports, imports, regulations, staff, users, journal

    public enum Group: Sendable, CaseIterable { case work, manage }

    public var group: Group {
        switch self {
        case .followUps, .reviews, .complaints, .duties, .people: .work
        case .dashboard, .reports, .imports, .regulations, .staff, .users, .journal: .manage
        }
    }

    public var address: String {
        switch self {
        case .followUps: "/follow-ups"
        case .reviews: "/reviews"
        case .complaints: "/complaints"
        case .duties: "/duties"
        case .people: "/search"
        case .dashboard: "/dashboard"
        case .reports: "/reports"
        case .imports: "/imports"
        case .regulations: "/regulations"
        case .staff: "/staff"
        case .users: "/users"
        case .journal: "/journal"
        }
    }

    public var title: PhraseKey {
        switch self {
        case .followUps: "nav.followUps"
        case .reviews: "nav.reviews"
        case .complaints: "nav.complaints"
        case .duties: "nav.duties"
        case .people: "nav.people"
        case .dashboard: "nav.dashboard"
        case .reports: "nav.reports"
        case .imports: "nav.imports"
        case .regulations: "nav.regulations"
        case .staff: "nav.staff"
        case .users: "nav.users"
        case .journal: "nav.journal"
        }
    }

    var icon: IconName {
        switch self {
        case .followUps: .listChecks
        case .reviews: .clipboardCheck
        case .complaints: .messageSquareWarning
        case .duties: .clipboardPen
        case .people: .users
        case .dashboard: .layoutDashboard
        case .reports: .chartColumn
        case .imports: .upload
        case .regulations: .bookOpen
        case .staff: .building
        case .users: .keyRound
        case .journal: .history
        }
    }

    /// The four that stay on the bottom bar of a phone; the others are in the person's menu there.
    var isEssential: Bool {
        switch self {
        case .followUps, .people, .complaints, .dashboard: true
        default: false
        }
    }
}

/// A place in the rail with how much waits there.
public struct NavigationEntry: Sendable {
    public var item: NavigationItem
    /// Counted up to a limit: `1,000+`.
    public var waiting: BoundedCount?

    public init(_ item: NavigationItem, waiting: BoundedCount? = nil) {
        (self.item, self.waiting) = (item, waiting)
    }
}

/// A count that stopped counting at `limit`.
public struct BoundedCount: Sendable, Hashable {
    public var count: Int
    public var limit: Int

    public init(_ count: Int, limit: Int = 1000) { (self.count, self.limit) = (count, limit) }

    func written(_ phrases: Phrases) -> String { phrases.bounded(count, limit: limit) }
}
