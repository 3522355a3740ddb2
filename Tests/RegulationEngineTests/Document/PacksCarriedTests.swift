import Domain
import RegulationEngine
import Testing

@Suite struct PacksCarriedTests {
    private func clauseKinds(of id: String) throws -> [(clause: String, kind: String)] {
        let lines = try Pack.text("Share/clauses/clauses.tsv").split(separator: "\n").dropFirst()
        let rows: [[String]] = lines.map { $0.split(separator: "\t").map(String.init) }
        return rows.filter { $0.count == 2 && $0[0].hasPrefix(id + ".") }.map { (clause: $0[0], kind: $0[1]) }
    }

    @Test(arguments: ["R02", "R05", "R22"]) func everyObligationIsCarried(id: String) throws {
        let rows = ClauseTrace(try Pack.regulation(id)).rows(try clauseKinds(of: id))
        #expect(!rows.isEmpty)
        #expect(rows.filter { $0.status == .open } == [])
        #expect(rows.filter { $0.status == .absent } == [])
    }

    /// Nothing is passed off as a statement: only headings and purposes state something in these two.
    @Test(arguments: ["R02", "R05", "R22"]) func nothingElseIsStated(id: String) throws {
        let rows = ClauseTrace(try Pack.regulation(id)).rows(try clauseKinds(of: id))
        #expect(rows.filter { $0.status == .stated }.allSatisfy { CarryingTable.stating.contains($0.kind) })
    }

    @Test(arguments: ["R02", "R05", "R22"]) func acceptedFiguresRun(id: String) throws {
        let regulation = try Pack.regulation(id)
        let rows = ClauseTrace(regulation, accepted: Set(regulation.parameters.map(\.id))).rows(try clauseKinds(of: id))
        #expect(rows.filter { $0.status == .parameter } == [])
    }

    @Test func aRuleThatIsGoneLeavesItsClausesOpen() throws {
        var regulation = try Pack.regulation("R02")
        regulation.followUps.removeAll { $0.id == "repair" }
        let open = ClauseTrace(regulation).rows(try clauseKinds(of: "R02")).filter { $0.status == .open }
        #expect(open.map { "\($0.clause) \($0.kind)" } == ["R02.1.3.2 trigger", "R02.1.3.2 window"])
    }

    @Test(arguments: ["R02", "R05", "R22"]) func checkFindsOnlyWhatTheOrganisationMustDo(id: String) throws {
        let regulation = try Pack.regulation(id)
        let clauses = Set(try clauseKinds(of: id).map(\.clause))
        let check = RegulationCheck(regulation, registry: try Pack.registry(), values: accepted(regulation))
        #expect(check.findings(roles: Set(regulation.roles.map(\.id)), clauses: clauses) == [])
        let bare = RegulationCheck(regulation, registry: try Pack.registry()).findings(roles: [])
        #expect(Set(bare.map(\.code)) == ["parameterUnaccepted", "roleUnmapped"])
    }

    private func accepted(_ regulation: Regulation) -> [String: String] {
        Dictionary(uniqueKeysWithValues: regulation.parameters.map { ($0.id, $0.value ?? "50%") })
    }

    /// Kinds of the list are the rows of the table, no more and no fewer.
    @Test func theTableNamesEveryKind() throws {
        let lines = try Pack.text("Share/clauses/clauses.tsv").split(separator: "\n").dropFirst()
        let kinds: Set<String> = Set(lines.compactMap { $0.split(separator: "\t").last.map(String.init) })
        #expect(Set(CarryingTable.allowed.keys) == kinds)
    }
}
