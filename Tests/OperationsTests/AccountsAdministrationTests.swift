import Domain
import Operations
import SQLCore
import Storage
import Testing

@Suite struct AccountsAdministrationTests {
    let test: TestPremises
    let administration: AccountAdministration
    private typealias Person = TestPremises.Person

    init() throws {
        test = try TestPremises.make()
        administration = AccountAdministration(test.premises)
    }

    /// Somebody who administers ward A alone.
    private func wardAdministrator() throws -> Context {
        try administration.grant(.administer, in: TestPremises.wardA, to: Person.headA.account, test.context(.admin))
        return try test.context(.headA)
    }

    @Test func anAdministratorSeesTheOwnHouseOnly() throws {
        let names = try administration.list(test.context(.admin)).map(\.signIn)
        #expect(names == ["admin", "heada", "headb", "management", "nursea", "nurseb", "quality"])
        #expect(try administration.list(test.context(.stranger)).map(\.signIn) == ["stranger"])
        #expect(throws: Refusal.notAllowed(.administer)) { try administration.list(test.context(.nurseA)) }
    }

    @Test func theAdministratorOfAWardSeesTheWard() throws {
        let context = try wardAdministrator()
        #expect(try administration.list(context).map(\.signIn) == ["heada", "nursea"])
        #expect(try administration.resetPassword(of: Person.nurseA.account, context).count == 19)
        for other in [Person.nurseB, .admin, .stranger] {
            #expect(throws: Refusal.notFound) { try administration.resetPassword(of: other.account, context) }
        }
    }

    /// A post in the ward with rights over the house: seen, but not to be taken over.
    @Test func widerRightsAreOutOfReach() throws {
        let context = try wardAdministrator()
        try administration.grant(.report, in: TestPremises.root, to: Person.nurseA.account, test.context(.admin))
        #expect(try administration.list(context).first { $0.signIn == "nursea" }?.mayChange == false)
        #expect(throws: Refusal.notAllowed(.administer)) { try administration.resetPassword(of: Person.nurseA.account, context) }
    }

    @Test func rightsAreGrantedOnlyInsideTheReach() throws {
        let context = try wardAdministrator()
        try administration.grant(.review, in: TestPremises.wardA, to: Person.nurseA.account, context)
        for unit in [TestPremises.root, TestPremises.wardB, TestPremises.otherRoot, UnitID(999)] {
            #expect(throws: Refusal.notFound) { try administration.grant(.review, in: unit, to: Person.nurseA.account, context) }
        }
    }

    @Test func nobodyRaisesTheOwnRights() throws {
        let context = try test.context(.admin)
        #expect(throws: Refusal.state(code: "account.own")) { try administration.grant(.approveReport, in: TestPremises.root, to: Person.admin.account, context) }
        #expect(throws: Refusal.state(code: "account.own")) { try administration.revoke(.administer, in: TestPremises.root, from: Person.admin.account, context) }
        #expect(throws: Refusal.state(code: "account.own")) { try administration.disable(Person.admin.account, why: nil, context) }
    }

    @Test func aNewAccountSignsInAndMustChange() throws {
        try test.database.write { session in
            try DirectoryRows.save(Staff(id: StaffID(500), code: "N5", name: "丙某"), of: TestPremises.organisation, in: session)
            try DirectoryRows.save(
                Post(staff: StaffID(500), unit: TestPremises.wardB, role: "nurse", from: test.now.day), id: 2500, of: TestPremises.organisation, in: session)
        }
        let context = try test.context(.admin)
        let created = try administration.create(.init(staff: StaffID(500), signIn: "C.Third"), context)
        try administration.grant(RightPreset.head, in: TestPremises.wardB, to: created.account, context)
        let admission = try SignIn(test.premises).signIn(name: "c.third", password: created.password, at: test.now)
        #expect(admission.mustChange)
        let visitor = try #require(try Authentication(test.premises).visitor(token: admission.token, at: test.now))
        #expect(Set(visitor.context.scope.units.keys) == RightPreset.head.rights)
        #expect(throws: Refusal.state(code: "account.exists")) { try administration.create(.init(staff: StaffID(500), signIn: "again"), context) }
    }

    @Test(arguments: [("nursea", "account.signInTaken"), ("stranger", "account.signInTaken"), ("x", "account.signInLength"), ("a b", "account.signInCharacters")])
    func aNameMustBeFreeAndFit(name: String, code: String) throws {
        try test.tamper("DELETE FROM account WHERE sign_in = 'headb'")
        do {
            _ = try administration.create(.init(staff: Person.headB.staff, signIn: name), test.context(.admin))
            Issue.record("\(name) was taken")
        } catch Refusal.invalid(let findings) {
            #expect(findings.map(\.code) == [code])
        }
    }

    @Test func staffOfAnotherOrganisationAreNotFound() throws {
        #expect(throws: Refusal.notFound) { try administration.create(.init(staff: Person.stranger.staff, signIn: "taken.over"), test.context(.admin)) }
        #expect(throws: Refusal.notFound) { try administration.disable(Person.stranger.account, why: nil, test.context(.admin)) }
    }

    @Test func anAccountIsFoundByItsName() throws {
        #expect(try administration.account(signIn: " NurseB ", test.context(.admin)) == Person.nurseB.account)
        #expect(throws: Refusal.notFound) { try administration.account(signIn: "stranger", test.context(.admin)) }
        #expect(throws: Refusal.notFound) { try administration.account(signIn: "nurseb", wardAdministrator()) }
    }

    @Test func everyActIsInTheJournalOnce() throws {
        let context = try test.context(.admin)
        let id = Person.nurseA.account
        try administration.grant(.review, in: TestPremises.wardA, to: id, context)
        try administration.grant(.review, in: TestPremises.wardA, to: id, context)
        try administration.revoke(.review, in: TestPremises.wardA, from: id, context)
        try administration.revoke(.review, in: TestPremises.wardA, from: id, context)
        try administration.disable(id, why: "轮岗", context)
        try administration.enable(id, context)
        let entries = try JournalReading(test.premises).page(.init(act: "account."), context).entries
        #expect(entries.map(\.entry.act) == ["account.enabled", "account.disabled", "account.rightRevoked", "account.rightGranted"])
        #expect(entries.allSatisfy { $0.entry.other == id && $0.entry.unit == TestPremises.wardA && $0.actorName == "甲admin" })
        #expect(entries[1].entry.why == "轮岗")
    }

    @Test(arguments: [
        ("short", ["password.tooShort"]), ("nursea12345", ["password.likeName"]), ("1234567890", ["password.common"]), ("password2026", ["password.common"]),
        ("aaaaaaaaaaaa", ["password.common"]), ("correct horse battery", []), ("秋水共长天一色落霞", ["password.tooShort"]), ("秋水共长天一色落霞与孤鹜齐飞", []),
    ])
    func passwordsAreJudged(password: String, codes: [String]) {
        #expect(PasswordRules.findings(password, signIn: "nursea").map(\.code) == codes)
    }

    @Test func aPasswordWithoutEndIsRefused() {
        #expect(PasswordRules.findings(String(repeating: "long words ", count: 30), signIn: "x").map(\.code) == ["password.tooLong"])
    }
}

extension Instant {
    fileprivate var day: LocalDay { CivilZone.shanghai.day(of: self) }
}
