import Domain
import RegulationEngine

/// A company with an estate and two departments, as facts of a day.
enum Estate {
    static let company = UnitID(1), estate = UnitID(11), engineering = UnitID(12), cleaning = UnitID(13)

    static let ann = StaffID(101), ben = StaffID(102), eva = StaffID(103), boss = StaffID(104), gone = StaffID(105), stand = StaffID(106)

    static func directory(_ absences: [Absence] = [], posts more: [Post] = []) -> StaffDirectory {
        let from = Sample.day("2026-01-01")
        return StaffDirectory(
            units: [
                OrganisationUnit(id: company, parent: nil, code: "company", name: "Company", kind: .organisation),
                OrganisationUnit(id: estate, parent: company, code: "east", name: "East", kind: .managementOffice),
                OrganisationUnit(id: engineering, parent: company, code: "engineering", name: "Engineering", kind: .department),
                OrganisationUnit(id: cleaning, parent: company, code: "cleaning", name: "Cleaning", kind: .department),
            ],
            staff: [
                Staff(id: ann, code: "ann", name: "Ann"), Staff(id: ben, code: "ben", name: "Ben"), Staff(id: eva, code: "eva", name: "Eva"),
                Staff(id: boss, code: "boss", name: "Boss"), Staff(id: gone, code: "gone", name: "Gone", isActive: false),
                Staff(id: stand, code: "stand", name: "Stand-in"),
            ],
            posts: [
                Post(staff: ann, unit: estate, role: "clerk", from: from), Post(staff: boss, unit: company, role: "clerk", from: from),
                Post(staff: boss, unit: company, role: "manager", from: from), Post(staff: eva, unit: engineering, role: "head", from: from),
                Post(staff: gone, unit: cleaning, role: "head", from: from),
                Post(staff: ben, unit: estate, role: "assistant", from: from, to: Sample.day("2026-06-30")),
            ] + more,
            absences: absences)
    }

    static func leave(_ staff: StaffID, standIn: StaffID?) -> Absence {
        Absence(staff: staff, from: Sample.day("2026-10-01"), to: Sample.day("2026-10-20"), standIn: standIn)
    }
}
