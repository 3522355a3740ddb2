import Domain
import Operations
import SQLCore
import Storage
import Testing

@Suite struct AccountsSessionTests {
    let test: TestPremises
    let authentication: Authentication
    let own: OwnAccount

    init() throws {
        test = try TestPremises.make()
        authentication = Authentication(test.premises)
        own = OwnAccount(test.premises)
    }

    private func token(_ person: TestPremises.Person = .nurseA, at moment: Instant = TestPremises.now) throws -> String {
        try SignIn(test.premises).signIn(name: person.signIn, password: TestPremises.password, at: moment).token
    }

    private func visitor(_ token: String, at moment: Instant = TestPremises.now) throws -> Visitor {
        try #require(try authentication.visitor(token: token, at: moment))
    }

    @Test func anIdleSessionEnds() throws {
        let token = try token()
        #expect(try authentication.visitor(token: token, at: test.now.adding(minutes: 119)) != nil)
        #expect(try authentication.visitor(token: token, at: test.now.adding(minutes: 119 + 119)) != nil)
        #expect(try authentication.visitor(token: token, at: test.now.adding(minutes: 119 + 119 + 120)) == nil)
    }

    @Test func aBusySessionEndsAfterTheWorkingDay() throws {
        let token = try token()
        for hour in 1..<12 { #expect(try authentication.visitor(token: token, at: test.now.adding(hours: Int64(hour))) != nil) }
        #expect(try authentication.visitor(token: token, at: test.now.adding(hours: 12)) == nil)
        try authentication.sweep(at: test.now.adding(hours: 12))
        #expect(try test.database.read { try $0.first("SELECT COUNT(*) FROM session") { $0.int(0) } } == 0)
    }

    @Test(arguments: ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    func aTokenOfNobodyIsNobody(token: String) throws {
        _ = try self.token()
        #expect(try authentication.visitor(token: token, at: test.now) == nil)
    }

    @Test func disablingEndsSessionsAtOnce() throws {
        let token = try token()
        try AccountAdministration(test.premises).disable(TestPremises.Person.nurseA.account, why: "离职", test.context(.admin))
        #expect(try authentication.visitor(token: token, at: test.now) == nil)
    }

    /// Also where the sessions of the account were not ended with it.
    @Test func aDisabledAccountIsNoVisitor() throws {
        let token = try token()
        try test.tamper("UPDATE account SET disabled_at = 1 WHERE id = 1101")
        #expect(try authentication.visitor(token: token, at: test.now) == nil)
    }

    @Test func aPersonWhoLeftIsNoVisitor() throws {
        let token = try token()
        try test.tamper("UPDATE staff SET is_active = 0 WHERE id = 101")
        #expect(try authentication.visitor(token: token, at: test.now) == nil)
    }

    @Test func rightsHoldFromTheNextRequest() throws {
        let token = try token()
        let administration = AccountAdministration(test.premises)
        try administration.grant(.importData, in: TestPremises.root, to: TestPremises.Person.nurseA.account, test.context(.admin))
        #expect(try visitor(token).context.scope.units[.importData] == [TestPremises.root, TestPremises.wardA, TestPremises.wardB])
        try administration.revoke(.importData, in: TestPremises.root, from: TestPremises.Person.nurseA.account, test.context(.admin))
        #expect(try visitor(token).context.scope.units[.importData] == nil)
    }

    @Test func ownSessionsAreListedAndEnded() throws {
        let (first, second, third) = (try token(), try token(at: test.now.adding(seconds: 5)), try token(at: test.now.adding(seconds: 9)))
        _ = try token(.nurseB)
        let here = try visitor(first)
        let views = try own.sessions(here)
        #expect(views.map(\.isCurrent) == [false, false, true])
        try own.end(session: views[1].id, here)
        #expect(try authentication.visitor(token: second, at: test.now) == nil)
        try own.endOthers(here)
        #expect(try authentication.visitor(token: third, at: test.now) == nil)
        try own.signOut(here)
        #expect(try authentication.visitor(token: first, at: test.now) == nil)
    }

    @Test func anothersSessionIsNotFound() throws {
        let (mine, theirs) = (try token(), try token(.nurseB))
        let id = try #require(try own.sessions(visitor(theirs)).first?.id)
        #expect(throws: Refusal.notFound) { try own.end(session: id, visitor(mine)) }
        #expect(throws: Refusal.notFound) { try own.end(session: "no hex", visitor(mine)) }
        #expect(try authentication.visitor(token: theirs, at: test.now) != nil)
    }

    @Test func preferencesAreKept() throws {
        let token = try token()
        try own.save(.init(language: .english, theme: .dark, singleKeys: false), visitor(token))
        let after = try visitor(token)
        #expect(after.preferences == .init(language: .english, theme: .dark, singleKeys: false))
        #expect(after.context.language == .english)
    }

    @Test func aNewPasswordEndsTheOtherSessions() throws {
        let (mine, other) = (try token(), try token())
        try own.changePassword(current: TestPremises.password, new: "a quite new phrase", visitor(mine))
        #expect(try authentication.visitor(token: mine, at: test.now) != nil)
        #expect(try authentication.visitor(token: other, at: test.now) == nil)
        #expect(throws: Refusal.self) { try token() }
        #expect(try SignIn(test.premises).signIn(name: "nursea", password: "a quite new phrase", at: test.now).mustChange == false)
    }

    @Test func guessingThePresentPasswordPausesToo() throws {
        let here = try visitor(try token())
        for _ in 0..<5 {
            #expect(throws: Refusal.invalid([Finding(.error, "password.currentWrong", at: Place(path: "current"))])) {
                try own.changePassword(current: "a guess", new: "a quite new phrase", here)
            }
        }
        #expect(throws: Refusal.self) { try own.changePassword(current: TestPremises.password, new: "a quite new phrase", here) }
        #expect(throws: Refusal.self) { try token() }
    }
}
