import Domain
import Interop

/// What tables of an organisation say, line by line, before it is compared with what is known.
public struct OrganisationLines: Sendable {
    public var units: [UnitDraft]
    public var staff: [StaffDraft]
    public var absences: [AbsenceDraft]
    public var ownDays: [OwnDayDraft]

    public init(units: [UnitDraft] = [], staff: [StaffDraft] = [], absences: [AbsenceDraft] = [], ownDays: [OwnDayDraft] = []) {
        (self.units, self.staff, self.absences, self.ownDays) = (units, staff, absences, ownDays)
    }
}
