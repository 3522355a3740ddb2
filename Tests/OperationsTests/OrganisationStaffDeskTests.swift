import Domain
import Operations
import SQLCore
import Storage
import Testing

@Suite struct OrganisationStaffDeskTests {
    let test: TestPremises
    let desk: StaffDesk
    private typealias Person = TestPremises.Person
    private let day = { (iso: String) in LocalDay(iso: iso)! }

    init() throws {
        test = try TestPremises.make()
        desk = StaffDesk(test.premises)
    }

    private func codes(_ findings: [Finding]) -> [String] { findings.map(\.code) }

    private func findings(_ body: () throws -> Void) throws -> [String] {
        do { try body() } catch Refusal.invalid(let findings) { return codes(findings) }
        return []
    }

    @Test func everybodySeesTheOwnUnitsOnly() throws {
        let ward = try desk.directory(test.context(.nurseA))
        #expect(ward.units.map(\.unit.code) == ["A"] && ward.people.map(\.staff.id) == [Person.nurseA, .headA].map(\.staff))
        #expect(ward.people.allSatisfy { $0.signIn == nil })
        let house = try desk.directory(test.context(.admin))
        #expect(house.units.map(\.unit.code) == ["ROOT", "A", "B"] && house.units.map(\.depth) == [0, 1, 1])
        #expect(house.people.count == 7 && house.people.first?.signIn == "nursea")
        #expect(house.roles == ["administrator", "director", "headNurse", "nurse", "qualityOffice"])
        #expect(try desk.directory(test.context(.stranger)).people.map(\.staff.id) == [Person.stranger.staff])
    }

    @Test func aNewColleagueGetsAPostThatLaterEnds() throws {
        let context = try test.context(.admin)
        let id = try desk.save(code: "N9", name: "辛", context)
        #expect(try desk.save(code: "N9", name: "辛", context) == id)
        try desk.assign(Post(staff: id, unit: TestPremises.wardB, role: "nurse", from: day("2026-11-01")), context)
        let held = try #require(try desk.directory(context).people.first { $0.staff.id == id }?.posts.first)
        try desk.end(post: held.id, on: day("2026-11-20"), context)
        #expect(try desk.directory(context).people.first { $0.staff.id == id }?.posts.isEmpty == true)
        #expect(try desk.directory(past: true, context).people.first { $0.staff.id == id }?.posts.map(\.post.to) == [day("2026-11-20")])
        let acts = try JournalReading(test.premises).page(.init(), context).entries.map(\.entry.act)
        #expect(acts == ["post.ended", "post.saved", "staff.saved"])
    }

    @Test func postsAreTheAdministratorsInsideTheReach() throws {
        try AccountAdministration(test.premises).grant(.administer, in: TestPremises.wardA, to: Person.headA.account, test.context(.admin))
        let ward = try test.context(.headA)
        try desk.assign(Post(staff: Person.nurseB.staff, unit: TestPremises.wardA, role: "nurse", from: day("2026-11-25")), ward)
        #expect(throws: Refusal.notFound) { try desk.assign(Post(staff: Person.nurseA.staff, unit: TestPremises.wardB, role: "nurse", from: day("2026-11-25")), ward) }
        #expect(throws: Refusal.notFound) { try desk.end(post: Person.headB.rawValue + 2000, on: day("2026-11-25"), ward) }
        #expect(throws: Refusal.notFound) { try desk.assign(Post(staff: Person.stranger.staff, unit: TestPremises.wardA, role: "nurse", from: day("2026-11-25")), ward) }
        #expect(throws: Refusal.notAllowed(.administer)) { try desk.end(post: Person.headB.rawValue + 2000, on: day("2026-11-25"), test.context(.headB)) }
        #expect(try findings { _ = try desk.save(code: "S105", name: "改名", ward) } == ["staff.codeTaken"])
    }

    @Test func whoLeftCannotSignIn() throws {
        let token = try SignIn(test.premises).signIn(name: "nursea", password: TestPremises.password, at: test.now).token
        try desk.set(active: false, Person.nurseA.staff, test.context(.admin))
        #expect(try Authentication(test.premises).visitor(token: token, at: test.now) == nil)
        #expect(throws: Refusal.self) { try SignIn(test.premises).signIn(name: "nursea", password: TestPremises.password, at: test.now) }
        #expect(throws: Refusal.state(code: "account.own")) { try desk.set(active: false, Person.admin.staff, test.context(.admin)) }
    }

    @Test func aHeadEntersTheLeaveOfTheUnit() throws {
        let head = try test.context(.headA)
        let leave = Absence(staff: Person.nurseA.staff, from: day("2026-12-01"), to: day("2026-12-05"), standIn: Person.headA.staff)
        try desk.enter(leave, head)
        let directory = try test.database.read { try DirectoryRows.directory(of: TestPremises.organisation, in: $0) }
        #expect(directory.absence(of: Person.nurseA.staff, on: day("2026-12-05"))?.standIn == Person.headA.staff)
        for absence in [
            Absence(staff: Person.nurseB.staff, from: day("2026-12-01"), to: day("2026-12-02")),
            Absence(staff: Person.stranger.staff, from: day("2026-12-01"), to: day("2026-12-02")),
        ] {
            #expect(throws: Refusal.notFound) { try desk.enter(absence, head) }
        }
        try desk.enter(Absence(staff: Person.nurseB.staff, from: day("2026-12-01"), to: day("2026-12-02")), test.context(.nurseB))
    }

    @Test(arguments: [
        ("2026-12-05", "2026-12-04", Int64(102), ["organisation.endsBeforeItBegins"]), ("2026-12-10", "2026-12-12", 101, ["organisation.standsInForOneself"]),
        ("2026-12-05", "2026-12-08", 102, ["absence.overlaps"]), ("2026-12-06", "2026-12-08", 102, []), ("2026-12-10", "2026-12-12", 999, ["organisation.unknownStaff"]),
    ])
    func leaveIsJudged(from: String, to: String, standIn: Int64, expected: [String]) throws {
        let context = try test.context(.headA)
        try desk.enter(Absence(staff: Person.nurseA.staff, from: day("2026-12-01"), to: day("2026-12-05")), context)
        #expect(try findings { try desk.enter(Absence(staff: Person.nurseA.staff, from: day(from), to: day(to), standIn: StaffID(standIn)), context) } == expected)
    }

    @Test func leaveIsCancelledByWhoMayEnterIt() throws {
        let context = try test.context(.headA)
        try desk.enter(Absence(staff: Person.nurseA.staff, from: day("2026-12-01"), to: day("2026-12-05")), context)
        let id = try #require(try desk.directory(context).people.flatMap(\.absences).first).id
        #expect(throws: Refusal.notFound) { try desk.cancel(absence: id, test.context(.headB)) }
        try desk.cancel(absence: id, context)
        #expect(try desk.directory(context).people.flatMap(\.absences).isEmpty)
    }

    @Test func ownDaysAreSetForTheWholeHouse() throws {
        let entry = WorkingCalendar.Entry(isWorkday: false, name: "院庆")
        #expect(throws: Refusal.notAllowed(.administer)) { try desk.set(ownDay: day("2026-12-24"), entry, test.context(.headA)) }
        let context = try test.context(.admin)
        try desk.set(ownDay: day("2026-12-24"), entry, context)
        #expect(try test.database.read { try DirectoryRows.ownDays(of: TestPremises.organisation, in: $0) } == [day("2026-12-24"): entry])
        try desk.set(ownDay: day("2026-12-24"), nil, context)
        #expect(throws: Refusal.notFound) { try desk.set(ownDay: day("2026-12-24"), nil, context) }
    }
}
