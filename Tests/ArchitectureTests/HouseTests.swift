import Testing

@Suite struct HouseTests {
    @Test func thereAreSourcesToJudge() {
        #expect(Repository.sources.count > 10)
        #expect(Repository.sources.allSatisfy { !$0.text.isEmpty })
    }

    @Test func importsFollowTheTable() throws {
        let table = Imports.table(in: try Repository.text("ARCHITECTURE.md"))
        #expect(Imports.differences(actual: Imports.actual(in: Repository.sources), table: table) == [])
    }

    @Test func everyFileKeepsTheRules() {
        #expect(Repository.sources.flatMap(Rules.findings) == [])
    }

    @Test func filesStayShort() {
        #expect(Ratchet.findings(in: Repository.sources) == [])
    }
}
