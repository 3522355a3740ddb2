import Domain

/// What a table of units, staff, absences or own days says, line by line, before it is compared with what is known.
public struct OrganisationLines: Sendable {
    public struct UnitLine: Sendable, Hashable {
        public var place: Place
        public var code: String
        public var name: String
        public var kind: OrganisationUnit.Kind
        /// Code of the unit above; nil for the top.
        public var parent: String?

        public init(at place: Place = Place(), code: String, name: String, kind: OrganisationUnit.Kind, parent: String?) {
            (self.place, self.code, self.name, self.kind, self.parent) = (place, code, name, kind, parent)
        }
    }

    public struct PostLine: Sendable, Hashable {
        public var unit: String
        public var role: String
        /// Nil = since before anything was recorded.
        public var from: LocalDay?
        public var to: LocalDay?

        public init(unit: String, role: String, from: LocalDay? = nil, to: LocalDay? = nil) {
            (self.unit, self.role, self.from, self.to) = (unit, role, from, to)
        }
    }

    public struct StaffLine: Sendable, Hashable {
        public var place: Place
        public var code: String
        public var name: String
        public var isActive: Bool
        public var posts: [PostLine]
        /// Nil = the person has no account.
        public var signIn: String?
        /// Code of a ``RightPreset``; nil = an account without rights.
        public var preset: String?

        public init(
            at place: Place = Place(), code: String, name: String, isActive: Bool = true, posts: [PostLine] = [], signIn: String? = nil, preset: String? = nil
        ) {
            (self.place, self.code, self.name, self.isActive) = (place, code, name, isActive)
            (self.posts, self.signIn, self.preset) = (posts, signIn, preset)
        }
    }

    public struct AbsenceLine: Sendable, Hashable {
        public var place: Place
        public var staff: String
        public var from: LocalDay
        public var to: LocalDay
        public var standIn: String?

        public init(at place: Place = Place(), staff: String, from: LocalDay, to: LocalDay, standIn: String? = nil) {
            (self.place, self.staff, self.from, self.to, self.standIn) = (place, staff, from, to, standIn)
        }
    }

    public struct OwnDayLine: Sendable, Hashable {
        public var place: Place
        public var day: LocalDay
        public var isWorkday: Bool
        public var name: String

        public init(at place: Place = Place(), day: LocalDay, isWorkday: Bool, name: String) {
            (self.place, self.day, self.isWorkday, self.name) = (place, day, isWorkday, name)
        }
    }

    public var units: [UnitLine]
    public var staff: [StaffLine]
    public var absences: [AbsenceLine]
    public var ownDays: [OwnDayLine]

    public init(units: [UnitLine] = [], staff: [StaffLine] = [], absences: [AbsenceLine] = [], ownDays: [OwnDayLine] = []) {
        (self.units, self.staff, self.absences, self.ownDays) = (units, staff, absences, ownDays)
    }
}
