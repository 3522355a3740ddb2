import Domain
import Operations
import SQLCore
import Secrets
import Storage
import Testing

@Suite struct AccountsSignInTests {
    let test: TestPremises
    let door: SignIn

    init() throws {
        test = try TestPremises.make()
        door = SignIn(test.premises)
    }

    private func acts() throws -> [String] {
        try test.database.read { try $0.query("SELECT act FROM journal ORDER BY id") { $0.text(0) } }
    }

    private func refusal(_ body: () throws -> Void) -> Refusal? {
        do { try body() } catch { return error as? Refusal }
        return nil
    }

    @Test(arguments: ["nursea", " NurseA "])
    func theRightPasswordAdmits(name: String) throws {
        let admission = try door.signIn(name: name, password: TestPremises.password, at: test.now)
        let visitor = try #require(try Authentication(test.premises).visitor(token: admission.token, at: test.now))
        #expect(visitor.context.actor.staff == TestPremises.Person.nurseA.staff)
        #expect(visitor.context.organisation == TestPremises.organisation)
        #expect(visitor.context.scope.units == [.work: [TestPremises.wardA]])
        #expect(visitor.accepts(csrf: admission.csrf))
        #expect(!visitor.accepts(csrf: ""))
        #expect(!visitor.accepts(csrf: admission.token))
        #expect(try acts() == ["account.signedIn"])
    }

    @Test func everyRefusalIsTheSame() throws {
        try test.tamper("UPDATE account SET disabled_at = 1 WHERE sign_in = 'headb'", "UPDATE staff SET is_active = 0 WHERE id = 103")
        let tries = [("nobody", TestPremises.password), ("nursea", "wrong"), ("", ""), ("headb", TestPremises.password), ("nurseb", TestPremises.password),
            ("nursea", String(repeating: "x", count: 100_000))]
        for (name, password) in tries {
            #expect(refusal { _ = try door.signIn(name: name, password: password, at: test.now) } == .state(code: "signIn.refused"))
        }
    }

    @Test func failuresPauseTheDoorLongerAndLonger() throws {
        for _ in 0..<4 { _ = refusal { _ = try door.signIn(name: "nursea", password: "wrong", at: test.now) } }
        _ = try door.signIn(name: "nursea", password: TestPremises.password, at: test.now)

        func fail(_ times: Int, at moment: Instant) { for _ in 0..<times { _ = refusal { _ = try door.signIn(name: "nursea", password: "wrong", at: moment) } } }
        func admits(at moment: Instant) -> Bool { (try? door.signIn(name: "nursea", password: TestPremises.password, at: moment)) != nil }
        fail(5, at: test.now)
        #expect(!admits(at: test.now.adding(seconds: 29)))
        fail(1, at: test.now.adding(seconds: 30))
        #expect(!admits(at: test.now.adding(seconds: 89)))
        #expect(admits(at: test.now.adding(seconds: 90)))
        #expect(!(try acts().filter { $0 == "account.signInFailed" }.isEmpty))
    }

    /// Were only real names paused, a pause would tell which names are real.
    @Test func anUnknownNamePausesLikeAnyOther() throws {
        for name in ["nursea", "nobody"] {
            for _ in 0..<5 { _ = refusal { _ = try door.signIn(name: name, password: "wrong", at: test.now) } }
        }
        let locks = try test.database.read { try $0.query("SELECT failures, locked_until FROM sign_in_failure") { [$0.int(0), $0.int(1)] } }
        #expect(locks == Array(repeating: [5, test.now.adding(seconds: 30).milliseconds], count: 2))
    }

    @Test func aTypedNameIsNotKept() throws {
        _ = refusal { _ = try door.signIn(name: "my-secret-in-the-wrong-field", password: "x", at: test.now) }
        let kept = try test.database.read { try $0.query("SELECT name_index FROM sign_in_failure") { $0.blob(0) } }
        #expect(kept.count == 1 && kept[0] != SHA256.digest(of: "my-secret-in-the-wrong-field").prefix(16).map(\.self))
    }

    @Test func failuresAreForgottenAfterADay() throws {
        _ = refusal { _ = try door.signIn(name: "nursea", password: "wrong", at: test.now) }
        func rows() throws -> Int64? { try test.database.read { try $0.first("SELECT COUNT(*) FROM sign_in_failure") { $0.int(0) } } }
        try Authentication(test.premises).sweep(at: test.now.adding(hours: 23))
        #expect(try rows() == 1)
        try Authentication(test.premises).sweep(at: test.now.adding(hours: 25))
        #expect(try rows() == 0)
    }

    @Test func noPasswordTokenOrHashIsInTheJournal() throws {
        let admission = try door.signIn(name: "admin", password: TestPremises.password, at: test.now)
        _ = refusal { _ = try door.signIn(name: "admin", password: "a wrong secret", at: test.now) }
        let administration = AccountAdministration(test.premises)
        let context = try test.context(.admin)
        let reset = try administration.resetPassword(of: TestPremises.Person.nurseA.account, context)
        let visitor = try #require(try Authentication(test.premises).visitor(token: admission.token, at: test.now))
        try OwnAccount(test.premises).changePassword(current: TestPremises.password, new: "another fine secret", visitor)

        let text = try test.database.read { session in
            try session.query("SELECT payload || COALESCE(why, '') FROM journal j JOIN journal_payload p ON p.entry = j.id") { $0.text(0) }
        }.joined()
        let hashes = try test.database.read { try $0.query("SELECT password FROM account") { $0.text(0) } }
        for secret in [TestPremises.password, "another fine secret", "a wrong secret", reset, admission.token, admission.csrf, "argon2"] + hashes {
            #expect(!text.contains(secret))
        }
        #expect(try acts() == ["account.signedIn", "account.signInFailed", "account.passwordReset", "account.passwordChanged"])
    }

    @Test func theTokenIsStoredNowhere() throws {
        let admission = try door.signIn(name: "nursea", password: TestPremises.password, at: test.now)
        let stored = try test.database.read { try $0.query("SELECT token_hash FROM session") { $0.blob(0) } }
        #expect(stored == [SHA256.digest(of: admission.token)])
    }
}
