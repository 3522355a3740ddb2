import Domain
import Operations
import SQLCore
import Storage
import Testing

/// Tokens: never more than their account, gone when it is, revoked for good.
@Suite struct TokenTests {
    let test: TestPremises
    let desk: TokenAdministration
    let door: TokenAuthentication
    private typealias Person = TestPremises.Person

    init() throws {
        test = try TestPremises.make()
        (desk, door) = (TokenAdministration(test.premises), TokenAuthentication(test.premises))
    }

    private func make(
        _ permits: Set<Permit> = [.followUpsRead], for person: TestPremises.Person = .headA, unit: UnitID? = nil, days: Int = 30,
        by admin: TestPremises.Person = .admin
    ) throws -> TokenAdministration.Created {
        try desk.create(.init(name: "示例系统", account: person.account, permits: permits, unit: unit, validDays: days), test.context(admin))
    }

    @Test func aTokenActsForItsAccount() throws {
        let made = try make([.followUpsRead, .eventsWrite])
        #expect(made.text.hasPrefix("hyt_") && made.text.count == 47)
        let bearer = try door.bearer(made.text, at: test.now)
        #expect(bearer.context.actor.staff == Person.headA.staff && bearer.permits == [.followUpsRead, .eventsWrite])
        #expect(bearer.context.scope.allows(.work, in: TestPremises.wardA))
        #expect(!bearer.context.scope.allows(.importData), "the account may not import, so the token may not")
        #expect(!bearer.context.scope.allows(.report), "reports were not asked for")
        let kept = try test.database.read { try TokenRows.token(made.id, of: TestPremises.organisation, in: $0) }
        #expect(kept?.hash.count == 32 && kept?.usedAt == test.now)
        #expect(kept.map { String(decoding: $0.hash, as: UTF8.self) } != made.text)
    }

    @Test func aTokenOfAUnitStaysThere() throws {
        let made = try make([.followUpsRead], for: .quality, unit: TestPremises.wardA)
        let scope = try door.bearer(made.text, at: test.now).context.scope
        #expect(scope.visible == [TestPremises.wardA])
        #expect(!scope.allows(.importData), "a right that no permit asks for")
    }

    @Test func whatEndedIsRefused() throws {
        let made = try make(days: 1)
        let lastMoment = CivilZone.shanghai.end(of: LocalDay(iso: "2026-11-26")!)
        #expect(throws: Never.self) { try door.bearer(made.text, at: Instant(milliseconds: lastMoment.milliseconds - 1)) }
        #expect(throws: TokenRefusal.expired) { try door.bearer(made.text, at: lastMoment) }
        #expect(throws: TokenRefusal.unknown) { try door.bearer(made.text + "x", at: test.now) }
        try desk.revoke(made.id, test.context(.admin))
        #expect(throws: TokenRefusal.revoked) { try door.bearer(made.text, at: test.now) }
        let other = try make()
        try AccountAdministration(test.premises).disable(Person.headA.account, why: nil, test.context(.admin))
        #expect(throws: TokenRefusal.ownerDisabled) { try door.bearer(other.text, at: test.now) }
        #expect(try desk.list(test.context(.admin)).map(\.state) == [.ownerDisabled, .revoked])
    }

    @Test func rightsThatAreTakenBackAreGoneAtOnce() throws {
        let made = try make([.contactsWrite])
        #expect(try door.bearer(made.text, at: test.now).context.scope.allows(.work))
        try AccountAdministration(test.premises).revoke(.work, in: TestPremises.wardA, from: Person.headA.account, test.context(.admin))
        #expect(!(try door.bearer(made.text, at: test.now).context.scope.allows(.work)))
    }

    @Test func whoAdministersAWardMakesTokensOfTheWard() throws {
        try AccountAdministration(test.premises).grant(.administer, in: TestPremises.wardA, to: Person.headA.account, test.context(.admin))
        #expect(throws: Never.self) { try make(for: .nurseA, by: .headA) }
        #expect(throws: Refusal.notFound) { try make(for: .nurseB, by: .headA) }
        #expect(throws: Refusal.notFound) { try make(for: .stranger) }
        #expect(throws: Refusal.notFound) { try make(for: .nurseA, unit: TestPremises.wardB, by: .headA) }
        #expect(throws: Refusal.notAllowed(.administer)) { try make(by: .nurseA) }
        let whole = try make(for: .quality)
        #expect(try desk.list(test.context(.headA)).map(\.signIn) == ["nursea"])
        #expect(throws: Refusal.notFound) { try desk.revoke(whole.id, test.context(.headA)) }
        #expect(throws: Refusal.notFound) { try desk.revoke(whole.id, test.context(.stranger)) }
    }

    @Test func everyMistakeIsToldAtItsField() throws {
        #expect {
            try desk.create(.init(name: " ", account: Person.headA.account, permits: [], validDays: 0), test.context(.admin))
        } throws: { error in
            guard case Refusal.invalid(let findings) = error else { return false }
            return findings.map(\.place.path) == ["name", "permits", "days"]
        }
    }

    @Test func makingAndRevokingStandInTheJournalWithoutTheToken() throws {
        let made = try make()
        try desk.revoke(made.id, test.context(.admin))
        try desk.revoke(made.id, test.context(.admin))
        let page = try JournalReading(test.premises).page(.init(act: "token."), test.context(.admin))
        #expect(page.entries.map(\.entry.act) == ["token.revoked", "token.created"])
        #expect(page.entries.allSatisfy { $0.entry.payload.contains("示例系统") && !$0.entry.payload.contains(made.text) })
    }

    /// Reading much writes little.
    @Test func useIsNotedOnceAMinute() throws {
        let made = try make()
        func used() throws -> Instant? { try test.database.read { try TokenRows.token(made.id, of: TestPremises.organisation, in: $0)?.usedAt } }
        _ = try door.bearer(made.text, at: test.now)
        _ = try door.bearer(made.text, at: test.now.adding(seconds: 59))
        #expect(try used() == test.now)
        _ = try door.bearer(made.text, at: test.now.adding(seconds: 60))
        #expect(try used() == test.now.adding(seconds: 60))
    }
}
