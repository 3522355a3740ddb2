import Domain
import Operations
import SQLCore
import Secrets
import Storage
import Testing

@Suite struct JournalTests {
    /// Writes `count` entries as one person, one transaction each.
    static func write(_ count: Int, _ test: TestPremises, as person: TestPremises.Person = .nurseA) throws {
        let context = try test.context(person)
        for number in 0..<count {
            try test.premises.database.write { session in
                try Journal.append(
                    "test.noted", context, unit: person.unit, why: "为何\(number)", payload: ["n": String(number)], premises: test.premises, in: session)
            }
        }
    }

    @Test func anEntryLiesInTheTailUntilItIsSealed() throws {
        let test = try TestPremises.make()
        try Self.write(3, test)
        let before = try #require(try Verification(test.premises).run().parts.first)
        #expect((before.sealed, before.unsealed, before.findings.count) == (0, 3, 0))

        #expect(try Sealer(test.premises).seal(at: test.now) == 3)
        #expect(try Sealer(test.premises).seal(at: test.now) == 0)
        let after = try #require(try Verification(test.premises).run().parts.first)
        #expect((after.sealed, after.unsealed, after.findings.count) == (3, 0, 0))
        #expect(after.head.count == 64)
    }

    @Test func moreThanOneChunkIsOneChain() throws {
        let test = try TestPremises.make()
        let context = try test.context(.nurseA)
        try test.database.write { session in
            for _ in 0..<2_100 { try Journal.append("test.noted", context, premises: test.premises, in: session) }
        }
        #expect(try Sealer(test.premises).seal(at: test.now) == 2_100)
        #expect(try Verification(test.premises).run().holds)
    }

    @Test func organisationsHaveChainsOfTheirOwn() throws {
        let test = try TestPremises.make()
        try Self.write(2, test)
        try Self.write(1, test, as: .stranger)
        try Sealer(test.premises).seal(at: test.now)
        #expect(try Verification(test.premises).run().parts.map(\.sealed) == [2, 1])
        #expect(try Verification(test.premises).run(organisation: "demo-estate").parts.map(\.sealed) == [1])
    }

    @Test func theJournalRefusesChange() throws {
        let test = try TestPremises.make()
        try Self.write(1, test)
        try Sealer(test.premises).seal(at: test.now)
        for statement in ["UPDATE journal SET why = 'x'", "DELETE FROM journal", "UPDATE journal_chain SET position = 9", "DELETE FROM journal_chain"] {
            #expect(throws: SQLError.self) { try test.tamper(statement) }
        }
    }

    @Test(arguments: [
        ("UPDATE journal SET why = 'x' WHERE id = (SELECT MIN(id) FROM journal)", ["verify.entryAltered"]),
        ("UPDATE journal SET recorded_at = recorded_at - 1 WHERE id = (SELECT MIN(id) FROM journal)", ["verify.entryAltered"]),
        ("UPDATE journal SET actor = 102 WHERE id = (SELECT MAX(id) FROM journal)", ["verify.entryAltered"]),
        ("UPDATE journal_payload SET payload = '{\"n\":\"9\"}' WHERE entry = (SELECT MIN(id) FROM journal)", ["verify.payloadAltered"]),
        ("UPDATE journal_chain SET sealed_at = sealed_at + 1 WHERE position = 2", ["verify.entryAltered"]),
        ("DELETE FROM journal WHERE id = (SELECT MIN(id) FROM journal)", ["verify.entryMissing", "verify.danglingReference"]),
        ("DELETE FROM journal_chain WHERE position = 2", ["verify.chainGap", "verify.entriesUnaccounted"]),
        ("UPDATE journal_chain SET hash = zeroblob(32) WHERE position = 1", ["verify.entryAltered", "verify.entryAltered"]),
    ])
    func tamperingIsFound(statement: String, codes: [String]) throws {
        let test = try TestPremises.make()
        try Self.write(4, test)
        try Sealer(test.premises).seal(at: test.now)
        for table in ["journal", "journal_chain"] {
            try test.tamper("DROP TRIGGER \(table)_refuses_update", "DROP TRIGGER \(table)_refuses_delete")
        }
        try test.tamper(statement)
        let report = try Verification(test.premises).run()
        #expect(report.findings.map(\.code) == codes)
        #expect(!report.holds)
    }

    @Test func anEntryTakenOutOfTheTailIsMissed() throws {
        let test = try TestPremises.make()
        try Self.write(2, test)
        try test.tamper("DELETE FROM journal_tail WHERE entry = (SELECT MIN(entry) FROM journal_tail)")
        #expect(try Verification(test.premises).run().findings.map(\.code) == ["verify.entriesUnaccounted"])
    }

    @Test func anErasedPayloadLeavesTheChainWhole() throws {
        let test = try TestPremises.make()
        try Self.write(3, test)
        try Sealer(test.premises).seal(at: test.now)
        try test.tamper("DELETE FROM journal_payload WHERE entry = (SELECT MIN(entry) FROM journal_payload)")
        let part = try #require(try Verification(test.premises).run().parts.first)
        #expect((part.erased, part.findings.count) == (1, 0))
    }

    /// Somebody with all rights over the database can cut off the end of a chain and seal anew; a head noted elsewhere tells.
    @Test func aNotedHeadFindsARebuiltChain() throws {
        let test = try TestPremises.make()
        try Self.write(3, test)
        try Sealer(test.premises).seal(at: test.now)
        let part = try #require(try Verification(test.premises).run().parts.first)
        let noted = Verification.KnownHead(organisation: TestPremises.organisation, position: 3, hash: part.head)
        #expect(try Verification(test.premises).run(knownHeads: [noted]).holds)

        try test.tamper(
            "DROP TRIGGER journal_chain_refuses_delete", "DELETE FROM journal_chain WHERE position = 3",
            "INSERT INTO journal_tail SELECT organisation, id FROM journal WHERE id = (SELECT MAX(id) FROM journal)")
        #expect(try Verification(test.premises).run(knownHeads: [noted]).findings.map(\.code) == ["verify.headMissing"])
        try Sealer(test.premises).seal(at: test.now.adding(seconds: 5))
        #expect(try Verification(test.premises).run().holds)
        #expect(try Verification(test.premises).run(knownHeads: [noted]).findings.map(\.code) == ["verify.headDiffers"])
    }

    @Test func aCounterThatIsWrongIsFound() throws {
        let test = try TestPremises.make()
        try test.tamper("INSERT INTO follow_up_count VALUES (1, 12, 0, 5, 'r', 'planned', 20000, 3)")
        #expect(try Verification(test.premises).run().findings.map(\.code) == ["verify.counterDiffers"])
    }

    @Test func anIdThatPointsAtNothingIsFound() throws {
        let test = try TestPremises.make()
        try test.tamper("UPDATE post SET unit = 999 WHERE staff = 101")
        let findings = try Verification(test.premises).run().findings
        #expect(findings.map(\.arguments) == [["column": "post.unit", "n": "1"]])
    }
}
