import Domain

/// Who asks, when, for which organisation, with which rights, in which language. The first argument of every use case.
public struct Context: Sendable {
    public var now: Instant
    public var organisation: OrganisationID
    public var zone: CivilZone
    public var actor: Actor
    public var scope: Scope
    public var language: Language

    public init(
        now: Instant, organisation: OrganisationID, zone: CivilZone = .shanghai, actor: Actor, scope: Scope, language: Language = .simplified
    ) {
        (self.now, self.organisation, self.zone) = (now, organisation, zone)
        (self.actor, self.scope, self.language) = (actor, scope, language)
    }

    public var today: LocalDay { zone.day(of: now) }
    public var endOfToday: Instant { zone.end(of: today) }

    /// The same context at another moment, for work that is done in due order after a pause.
    public func at(_ moment: Instant) -> Context {
        var other = self
        other.now = moment
        return other
    }
}

/// A member of staff, or the engine itself.
public struct Actor: Sendable, Hashable {
    /// 0 = the engine.
    public var staff: StaffID
    public var account: Int64
    public var name: String

    public init(staff: StaffID, account: Int64 = 0, name: String) { (self.staff, self.account, self.name) = (staff, account, name) }

    public static let engine = Actor(staff: StaffID(0), name: "engine")
}

/// A right that an account may hold for a unit and all below it.
public enum Right: String, Sendable, Hashable, CaseIterable, Codable {
    /// Work on follow-ups assigned to oneself or open in the unit.
    case work
    /// See and reassign the work of the unit, agree to lost follow-ups.
    case lead
    /// Review records.
    case review
    /// Read dashboards and reports; draft them.
    case report
    /// Approve reports.
    case approveReport
    /// Import files.
    case importData
    /// Adopt regulations, map roles, accept parameters, submit.
    case regulate
    /// Approve editions that somebody else submitted.
    case approveRegulation
    /// Read the journal.
    case audit
    /// Manage accounts and settings.
    case administer
}

/// What the actor may see and do: rights, each with the units it reaches (subtrees already spread out).
public struct Scope: Sendable, Hashable {
    public var units: [Right: Set<UnitID>]

    public init(units: [Right: Set<UnitID>]) { self.units = units }

    public func allows(_ right: Right) -> Bool { units[right]?.isEmpty == false }
    public func allows(_ right: Right, in unit: UnitID) -> Bool { units[right]?.contains(unit) == true }

    /// Units in which anything may be seen.
    public var visible: Set<UnitID> { units.values.reduce(into: []) { $0.formUnion($1) } }

    /// Units where the actor works or leads.
    public var ofWork: Set<UnitID> { units[.work, default: []].union(units[.lead, default: []]) }

    /// Units where the actor may see others' work, in ascending order, for a query's `IN`.
    public func sorted(_ right: Right) -> [UnitID] { (units[right] ?? []).sorted() }
}
