import Domain
import Operations
import SQLCore
import Storage
import Testing

@Suite struct JournalReadingTests {
    let test: TestPremises
    let reading: JournalReading

    init() throws {
        test = try TestPremises.make()
        reading = JournalReading(test.premises)
    }

    private func write(_ act: String, _ person: TestPremises.Person, unit: UnitID?, party: PartyID? = nil, at moment: Instant = TestPremises.now) throws {
        let context = try test.context(person, at: moment)
        try test.database.write { try Journal.append(act, context, unit: unit, party: party, premises: test.premises, in: $0) }
    }

    private func acts(_ question: JournalReading.Question, _ person: TestPremises.Person = .quality) throws -> [String] {
        try reading.page(question, test.context(person)).entries.map(\.entry.act)
    }

    @Test func onlyAuditorsReadTheJournalAndOnlyTheirHouse() throws {
        try write("a.one", .nurseA, unit: TestPremises.wardA)
        try write("b.one", .stranger, unit: TestPremises.otherRoot)
        try write("c.one", .admin, unit: nil)
        #expect(try acts(.init()) == ["c.one", "a.one"])
        #expect(try acts(.init(), .stranger) == ["b.one"])
        #expect(throws: Refusal.notAllowed(.audit)) { try reading.page(.init(), test.context(.headA)) }
    }

    @Test func anAuditorOfOneWardReadsThatWard() throws {
        try AccountAdministration(test.premises).grant(.audit, in: TestPremises.wardA, to: TestPremises.Person.headA.account, test.context(.admin))
        try write("a.one", .nurseA, unit: TestPremises.wardA)
        try write("b.one", .nurseB, unit: TestPremises.wardB)
        try write("c.one", .admin, unit: nil)
        #expect(try acts(.init(), .headA) == ["a.one", "account.rightGranted"])
    }

    @Test func questionsNarrow() throws {
        let yesterday = test.now.adding(hours: -24)
        try write("a.one", .nurseA, unit: nil, at: yesterday)
        try write("a.two", .nurseB, unit: nil)
        try write("ab.three", .nurseA, unit: nil)
        let (today, before) = (CivilZone.shanghai.day(of: test.now), CivilZone.shanghai.day(of: yesterday))
        #expect(try acts(.init(act: "a.")) == ["a.two", "a.one"])
        #expect(try acts(.init(act: "a.one")) == ["a.one"])
        #expect(try acts(.init(actor: TestPremises.Person.nurseA.staff)) == ["ab.three", "a.one"])
        #expect(try acts(.init(from: today)) == ["ab.three", "a.two"])
        #expect(try acts(.init(to: before)) == ["a.one"])
        #expect(try acts(.init(act: "b.")) == [])
    }

    @Test func pagesGoOnWhereTheLastEnded() throws {
        for number in 0..<7 { try write("n.\(number)", .nurseA, unit: nil) }
        var seen: [String] = []
        var next: Int64?
        repeat {
            let page = try reading.page(.init(act: "n."), before: next, limit: 3, test.context(.quality))
            seen += page.entries.map(\.entry.act)
            next = page.next
        } while next != nil
        #expect(seen == (0..<7).reversed().map { "n.\($0)" })
    }

    @Test func anEntryShowsItsSealOnceItHasOne() throws {
        try write("a.one", .nurseA, unit: nil)
        func link() throws -> ChainRows.Head? { try #require(try reading.page(.init(), test.context(.quality)).entries.first).link }
        #expect(try link() == nil)
        try Sealer(test.premises).seal(at: test.now)
        #expect(try link()?.position == 1 && link()?.hash.count == 32)
    }

    /// A page looks at a bounded number of entries; what is rare is found on a later one.
    @Test func aRareActIsFoundAfterABoundedLook() throws {
        for number in 0..<12 { try write(number == 1 ? "rare" : "often", .nurseA, unit: nil) }
        let filter = JournalPages.Filter(act: "rare")
        func page(_ before: Int64?) throws -> JournalPages.Page {
            try test.database.read {
                try JournalPages.page(filter, before: before, floor: 0, limit: 5, lookingAt: 4, of: TestPremises.organisation, in: $0)
            }
        }
        let first = try page(nil)
        #expect(first.entries.isEmpty && first.next != nil)
        let second = try page(first.next)
        let third = try page(second.next)
        #expect(second.entries.isEmpty && third.entries.map(\.entry.act) == ["rare"])
        #expect(try page(third.next).next == nil)
    }

    @Test func theHistoryOfAPartyIsForThoseWhoKnowTheParty() throws {
        let party = PartyID(700)
        try test.database.write { session in
            try PartyRows.insert(Party(id: party, kind: .person, name: "测试甲"), of: TestPremises.organisation, at: test.now, in: session)
            try PartyRows.know(party, in: TestPremises.wardA, of: TestPremises.organisation, in: session)
        }
        try write("party.seen", .nurseA, unit: TestPremises.wardA, party: party)
        try write("party.seenElsewhere", .nurseB, unit: TestPremises.wardB, party: party)
        #expect(try reading.history(of: .party(party), test.context(.nurseA)).map(\.entry.act) == ["party.seen"])
        #expect(try reading.history(of: .party(party), test.context(.quality)).map(\.entry.act) == ["party.seenElsewhere", "party.seen"])
        for person in [TestPremises.Person.nurseB, .stranger] {
            #expect(throws: Refusal.notFound) { try reading.history(of: .party(party), test.context(person)) }
        }
        #expect(throws: Refusal.notFound) { try reading.history(of: .followUp(FollowUpID(1)), test.context(.quality)) }
    }
}
