import Domain

/// A rehearsal as its file tells it: an organisation that has adopted regulations, and days that pass with what happens and what must be true then.
public struct RehearsalScript: Sendable, Hashable {
    public var title: String
    /// File name, for reports.
    public var source: String
    /// Regulations that are adopted from the start, in this order.
    public var regulations: [String]
    public var adoption: AdoptionSetting
    public var organisation: OrganisationSetting
    public var steps: [RehearsalStep]

    public init(
        title: String, source: String, regulations: [String], adoption: AdoptionSetting, organisation: OrganisationSetting, steps: [RehearsalStep]
    ) {
        (self.title, self.source, self.regulations) = (title, source, regulations)
        (self.adoption, self.organisation, self.steps) = (adoption, organisation, steps)
    }
}

/// How regulations are adopted.
public struct AdoptionSetting: Sendable, Hashable {
    /// Values of parameters in written form. Stated and proposed ones that are missing here are taken as they stand; required ones must be here.
    public var parameters: [String: String]
    /// Role of the regulation → role of the organisation's posts; a missing one is mapped to the same name.
    public var roles: [String: String]
    /// Units covered; empty = all.
    public var units: [String]
    /// First day; nil = the day of the first step, or of the step that adopts.
    public var from: LocalDay?

    public init(parameters: [String: String] = [:], roles: [String: String] = [:], units: [String] = [], from: LocalDay? = nil) {
        (self.parameters, self.roles, self.units, self.from) = (parameters, roles, units, from)
    }
}

public struct OrganisationSetting: Sendable, Hashable {
    public struct UnitSetting: Sendable, Hashable {
        public var id: String
        public var name: String
        public var kind: OrganisationUnit.Kind
        public var parent: String?
        public init(id: String, name: String, kind: OrganisationUnit.Kind, parent: String?) { (self.id, self.name, self.kind, self.parent) = (id, name, kind, parent) }
    }

    public struct Member: Sendable, Hashable {
        public var id: String
        public var name: String
        public var roles: [String]
        /// nil = the whole organisation.
        public var unit: String?
        public init(id: String, name: String, roles: [String], unit: String?) { (self.id, self.name, self.roles, self.unit) = (id, name, roles, unit) }
    }

    public var name: String
    public var units: [UnitSetting]
    public var staff: [Member]

    public init(name: String, units: [UnitSetting], staff: [Member]) { (self.name, self.units, self.staff) = (name, units, staff) }
}

/// A moment: what happens then, and what must be true afterwards.
public struct RehearsalStep: Sendable, Hashable {
    public var place: Place
    public var at: Instant
    public var acts: [RehearsalAct]
    public var expectations: [Expectation]

    public init(place: Place, at: Instant, acts: [RehearsalAct], expectations: [Expectation]) {
        (self.place, self.at, self.acts, self.expectations) = (place, at, acts, expectations)
    }
}

/// Which follow-up is meant: of the event with this name; when that has none that fits, of an event that it led to.
public struct FollowUpSelector: Sendable, Hashable {
    public var of: String
    /// nil = any; the fitting one must be the only one.
    public var rule: String?
    /// nil = the latest.
    public var nth: Int?

    public init(of: String, rule: String? = nil, nth: Int? = nil) { (self.of, self.rule, self.nth) = (of, rule, nth) }
}
