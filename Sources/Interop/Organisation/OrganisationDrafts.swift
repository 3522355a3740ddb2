import Domain

/// An organisation of the installation, as a table names it.
public struct OrganisationDraft: Sendable, Hashable {
    public var place: Place
    public var code: String
    public var name: String
    /// `hospital`, `property`, `company`, `public`.
    public var sector: String

    public init(place: Place = Place(), code: String, name: String, sector: String) {
        (self.place, self.code, self.name, self.sector) = (place, code, name, sector)
    }
}

/// A unit, as a table names it.
public struct UnitDraft: Sendable, Hashable {
    public var place: Place
    public var code: String
    public var name: String
    public var kind: OrganisationUnit.Kind
    /// Code of the unit above; nil for the top.
    public var parent: String?

    public init(place: Place = Place(), code: String, name: String, kind: OrganisationUnit.Kind, parent: String?) {
        (self.place, self.code, self.name, self.kind, self.parent) = (place, code, name, kind, parent)
    }
}

/// A member of staff with all posts that the table gives, in the order of its rows.
public struct StaffDraft: Sendable, Hashable {
    public struct PostDraft: Sendable, Hashable {
        /// Code of the unit.
        public var unit: String
        public var role: String
        /// Nil where the table says nothing.
        public var from: LocalDay?
        public var to: LocalDay?

        public init(unit: String, role: String, from: LocalDay? = nil, to: LocalDay? = nil) {
            (self.unit, self.role, self.from, self.to) = (unit, role, from, to)
        }
    }

    public var place: Place
    public var code: String
    public var name: String
    public var isActive: Bool
    public var posts: [PostDraft]
    /// Nil = no account.
    public var signIn: String?
    /// Rights that usually go together: `staff`, `head`, `management`, `quality`, `admin`; another text stays as it is written.
    public var preset: String?

    public init(
        place: Place = Place(), code: String, name: String, isActive: Bool = true, posts: [PostDraft] = [], signIn: String? = nil, preset: String? = nil
    ) {
        (self.place, self.code, self.name, self.isActive) = (place, code, name, isActive)
        (self.posts, self.signIn, self.preset) = (posts, signIn, preset)
    }
}

/// Leave of a member of staff.
public struct AbsenceDraft: Sendable, Hashable {
    public var place: Place
    /// Code of the member of staff.
    public var staff: String
    public var from: LocalDay
    public var to: LocalDay
    public var standIn: String?

    public init(place: Place = Place(), staff: String, from: LocalDay, to: LocalDay, standIn: String? = nil) {
        (self.place, self.staff, self.from, self.to, self.standIn) = (place, staff, from, to, standIn)
    }
}

/// A day that the organisation works, or does not, otherwise than the statutory schedule says.
public struct OwnDayDraft: Sendable, Hashable {
    public var place: Place
    public var day: LocalDay
    public var isWorkday: Bool
    public var name: String

    public init(place: Place = Place(), day: LocalDay, isWorkday: Bool, name: String) {
        (self.place, self.day, self.isWorkday, self.name) = (place, day, isWorkday, name)
    }
}
