import Domain
import Operations
import SQLCore
import Storage
import Testing

/// What is kept of the organisation in memory is what the asking session would read.
@Suite struct DirectoryShelfTests {
    private static let deputy = Post(staff: TestPremises.Person.nurseB.staff, unit: TestPremises.wardA, role: "nurse", from: LocalDay(iso: "2026-01-01")!)

    private func names(_ house: WorkHouse) throws -> [String?] {
        let request = QueueRequest(of: .unit)
        return try Worklist(house.premises).page(request, try house.acting(.headA)).items.map(\.assigneeName)
    }

    @Test func aRenamedPersonIsShownByTheNewName() throws {
        let house = try WorkHouse()
        try house.receive(WorkHouse.discharge("ZY1", on: "2026-11-22T10:00"))
        try house.tick()
        #expect(try names(house) == ["甲nurseA"])
        try house.database.write { session in
            try DirectoryRows.save(Staff(id: TestPremises.Person.nurseA.staff, code: "S101", name: "乙"), of: TestPremises.organisation, in: session)
        }
        #expect(try names(house) == ["乙"])
    }

    @Test func aChangeThatCameToNothingIsNotKept() throws {
        struct ComesToNothing: Error {}
        let house = try WorkHouse()
        try house.receive(WorkHouse.discharge("ZY1", on: "2026-11-22T10:00"))
        #expect(throws: ComesToNothing.self) {
            try house.database.write { session in
                try DirectoryRows.save(Self.deputy, id: 9001, of: TestPremises.organisation, in: session)
                throw ComesToNothing()
            }
        }
        try house.tick()
        #expect(try names(house) == ["甲nurseA"])
    }

    /// Each of these changes what the directory says, so each begins a new state of it.
    @Test(arguments: ["unit", "staff", "post", "absence", "post ended", "absence removed"])
    func everyChangeBeginsANewState(change: String) throws {
        let test = try TestPremises.make()
        let o = TestPremises.organisation
        let absence = Absence(staff: TestPremises.Person.nurseA.staff, from: LocalDay(iso: "2026-11-01")!, to: LocalDay(iso: "2026-11-02")!)
        let (before, after) = try test.database.write { session in
            try DirectoryRows.save(absence, id: 9002, of: o, in: session)
            let before = try DirectoryRows.generation(of: o, in: session)
            switch change {
            case "unit": try DirectoryRows.save(OrganisationUnit(id: UnitID(99), parent: TestPremises.root, code: "Z", name: "z", kind: .ward), of: o, in: session)
            case "staff": try DirectoryRows.save(Staff(id: StaffID(99), code: "Z", name: "z"), of: o, in: session)
            case "post": try DirectoryRows.save(Self.deputy, id: 9001, of: o, in: session)
            case "absence": try DirectoryRows.save(absence, id: 9002, of: o, in: session)
            case "post ended": try DirectoryRows.end(post: 2101, on: absence.from, of: o, in: session)
            default: try DirectoryRows.remove(absence: 9002, of: o, in: session)
            }
            return (before, try DirectoryRows.generation(of: o, in: session))
        }
        #expect(before != nil && after != nil && before != after)
    }
}
