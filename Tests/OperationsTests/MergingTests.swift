import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// Two records that are one person: everything under one of them, whichever number later facts name, and back again.
@Suite struct MergingTests {
    let house: WorkHouse

    init() throws { house = try WorkHouse() }

    private static func merged(_ number: String, into other: String, on day: String = "2026-11-24 16:00", name: String = "测试甲") -> IncomingEvent {
        IncomingEvent(
            kind: "subjectChanged", occurredAt: WorkHouse.moment(day), unitCode: "", party: PartyDraft(name: name, number: number, kind: .person),
            naturalKey: .columns(number + other + day), attributes: ["mergedInto": .text(other)])
    }

    private func discharge(_ stay: String, of patient: String, name: String = "测试甲") throws -> FollowUpRow {
        let receipt = try house.receive(WorkHouse.discharge(stay, on: "2026-11-24 15:00", patient: patient, name: name))
        return try #require(try house.followUps(of: receipt).first)
    }

    private func person(_ number: String) throws -> PartyID {
        try #require(try house.database.read { try PartyRows.party(kind: .person, number: number, of: TestPremises.organisation, in: $0) }).id
    }

    private func people(_ words: String) throws -> [Party] { try People(house.premises).search(words, try house.acting(.admin)).hits.map(\.party) }

    private func view(_ id: PartyID) throws -> People.View { try People(house.premises).view(id, try house.acting(.admin)) }

    private func expectOrder() throws {
        try house.expectCountersAgree()
        let dangling = try house.database.read { try ReferenceRows.dangling(of: TestPremises.organisation, in: $0) }
        #expect(dangling == [])
    }

    // MARK: Told by a source

    @Test func everythingOfBothIsUnderTheSurvivor() throws {
        let (old, new) = (try discharge("Z1", of: "P1"), try discharge("Z2", of: "P2", name: "测试乙"))
        let left = try #require(old.followUp.party)
        try house.receive(Self.merged("P1", into: "P2"))
        let survivor = try person("P2")
        #expect(try person("P1") == survivor && new.followUp.party == survivor)
        #expect(try house.row(old.id).followUp.party == survivor)
        #expect(try [old.id, new.id].map { try house.row($0).followUp.state } == [.planned, .planned], "which is one too many a person decides")
        let seen = try view(left)
        #expect(seen.party.id == survivor && seen.party.name == "测试乙" && seen.formerNumbers == ["P1"])
        #expect(seen.moments.count { if case .followUp = $0.what { true } else { false } } == 2)
        #expect(try people("P1").map(\.number) == ["P2"] && people("测试甲").map(\.number) == ["P2"] && people("0001").map(\.number) == ["P2"])
        try expectOrder()
    }

    @Test func laterFactsUnderTheOldNumberGoToTheSurvivor() throws {
        _ = try discharge("Z1", of: "P1")
        _ = try discharge("Z2", of: "P2", name: "测试乙")
        try house.receive(Self.merged("P1", into: "P2"))
        let later = try discharge("Z3", of: "P1", name: "测试丙")
        let survivor = try person("P2")
        #expect(later.followUp.party == survivor)
        #expect(try view(survivor).party.name == "测试乙", "what is told of the old number says nothing of the name")
        #expect(try house.receive(Self.merged("P1", into: "P2", on: "2026-11-24 17:00")) != .same)
        #expect(try view(survivor).merges.count == 1, "told again, nothing more happens")
    }

    @Test func aNumberThatIsToldBeforeAnythingElse() throws {
        let old = try discharge("Z1", of: "P1")
        try house.receive(Self.merged("P1", into: "P9"))
        try house.receive(Self.merged("P8", into: "P9"))
        let survivor = try person("P9")
        #expect(try house.row(old.id).followUp.party == survivor)
        #expect(try discharge("Z2", of: "P8").followUp.party == survivor, "also of a number under which nothing was known")
        #expect(try discharge("Z3", of: "P9").followUp.party == survivor)
        try expectOrder()
    }

    @Test func chainsAndCirclesEndWithOne() throws {
        let first = try discharge("Z1", of: "P1")
        for (from, into) in [("P1", "P2"), ("P2", "P3"), ("P3", "P1")] { try house.receive(Self.merged(from, into: into)) }
        let survivor = try person("P3")
        #expect(try ["P1", "P2", "P3"].map(person) == [survivor, survivor, survivor])
        #expect(try house.row(first.id).followUp.party == survivor)
        #expect(try view(survivor).formerNumbers == ["P1", "P2"])
    }

    @Test(arguments: [true, false]) func whoIsDeadUnderOneNumberIsDeadUnderBoth(isOld: Bool) throws {
        _ = try discharge("Z1", of: "P1")
        try house.receive(WorkHouse.death(of: "P1", on: "2026-11-24 15:30"))
        let other = try discharge("Z2", of: "P2")
        try house.receive(Self.merged(isOld ? "P1" : "P2", into: isOld ? "P2" : "P1"))
        #expect(try view(try person("P2")).party.status == .deceased)
        #expect(try !house.row(other.id).followUp.state.isOpen)
        let merge = try #require(try view(try person("P2")).merges.first)
        #expect(!merge.mayUndo)
        try expectOrder()
    }

    // MARK: Decided by a person

    private func pair() throws -> (old: FollowUpRow, new: FollowUpRow, left: PartyID, survivor: PartyID) {
        let (old, new) = (try discharge("Z1", of: "P1"), try discharge("Z2", of: "P2", name: "测试乙"))
        return (old, new, try #require(old.followUp.party), try #require(new.followUp.party))
    }

    @Test func aPersonSeesBothBeforeTheyAreOne() throws {
        let (_, _, left, survivor) = try pair()
        let context = try house.acting(.admin)
        let preview = try Merging(house.premises).preview(survivor, takingIn: "P1", context)
        #expect(preview.merged.party.id == left && preview.merged.amounts["follow_up"] == 1 && preview.merged.openFollowUps == 1)
        #expect(preview.openForBoth.count == 1 && preview.endings == [])
        #expect(throws: Refusal.invalid([Finding(.error, "merge.nobody", at: Place(path: "number"), ["value": "P7"])])) {
            try Merging(house.premises).preview(survivor, takingIn: "P7", context)
        }
        #expect(throws: Refusal.invalid([Finding(.error, "merge.oneself", at: Place(path: "number"), ["value": "P2"])])) {
            try Merging(house.premises).preview(survivor, takingIn: "P2", context)
        }
        #expect(throws: Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "why"))])) {
            try Merging(house.premises).merge(left, into: survivor, why: " ", context)
        }
    }

    @Test func undoneItIsAsItWas() throws {
        let (old, new, left, survivor) = try pair()
        let context = try house.acting(.admin)
        let before = try [left, survivor].map { try view($0).contactPoints.map(\.masked) }
        try Merging(house.premises).merge(left, into: survivor, why: "同一身份证", context)
        let merge = try #require(try view(survivor).merges.first)
        #expect(merge.mayUndo && merge.row.why == "同一身份证" && merge.merged.number == "P1")
        #expect(throws: Refusal.state(code: "merge.already")) { try Merging(house.premises).merge(left, into: survivor, why: "x", context) }
        _ = try Merging(house.premises).undo(merge.row.id, context)
        #expect(try house.row(old.id).followUp.party == left && house.row(new.id).followUp.party == survivor)
        #expect(try [left, survivor].map { try view($0).contactPoints.map(\.masked) } == before)
        #expect(try view(left).party.number == "P1" && view(survivor).merges.isEmpty && view(survivor).formerNumbers == [])
        #expect(try discharge("Z3", of: "P1").followUp.party == left)
        try expectOrder()
    }

    @Test func whatHappenedSinceStandsInTheWayOfUndoing() throws {
        let (_, _, left, survivor) = try pair()
        let context = try house.acting(.admin)
        try Merging(house.premises).merge(left, into: survivor, why: "同一身份证", context)
        let merge = try #require(try view(survivor).merges.first)
        house.clock.set(house.now.adding(seconds: 60))
        _ = try discharge("Z3", of: "P1")
        #expect(try view(survivor).merges.first?.mayUndo == false)
        #expect(throws: Refusal.state(code: "merge.cannotUndo")) { try Merging(house.premises).undo(merge.row.id, try house.acting(.admin)) }
    }

    @Test func onlyWhoMayImportMerges() throws {
        let (_, _, left, survivor) = try pair()
        #expect(throws: Refusal.notAllowed(.importData)) { try Merging(house.premises).merge(left, into: survivor, why: "x", try house.acting(.headA)) }
        #expect(throws: Refusal.notFound) { try Merging(house.premises).merge(left, into: survivor, why: "x", try house.acting(.stranger)) }
        #expect(try People(house.premises).view(survivor, try house.acting(.headA)).mayMerge == false)
        #expect(try view(survivor).mayMerge)
    }

    @Test func aHouseholdOfTheSameNumberIsAnother() throws {
        // A household and a person of the same number are not one.
        try house.receive(WorkHouse.repair("R1", on: "2026-11-24 15:00", household: "P2"))
        let old = try discharge("Z1", of: "P1")
        try house.receive(Self.merged("P1", into: "P2"))
        let survivor = try person("P2")
        #expect(try house.row(old.id).followUp.party == survivor && view(survivor).party.kind == .person)
    }
}
