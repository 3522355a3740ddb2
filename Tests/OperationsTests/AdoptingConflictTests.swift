import Domain
import Operations
import RegulationEngine
import Storage
import Testing

/// Two regulations of which one begins when the other has ended, as in R42 against R02 for repairs.
@Suite struct AdoptingConflictTests {
    private static let later = """
        regulation: X42
        version: 1
        title: {en: Owner follow-up}
        sector: property
        roles:
          assistant: {en: Assistant, ours: true}
        followUps:
          repair:
            title: {en: Repair}
            after: repairCompleted
            notBefore: 1 month
            within: 2 months
            assign: assistant
            channels: [homeVisit]
            form: visit
            ours: true
        forms:
          visit:
            title: {en: Visit}
            fields:
              remark: {en: Remark, type: text}
        """

    private func house() throws -> AdoptingHouse {
        let files = try AdoptingHouse.files() + [SourceFile(path: "X42/regulation.yaml", text: Self.later)]
        let (library, findings) = RegulationLibrary.load(from: files)
        #expect(findings.filter { $0.severity == .error } == [])
        return try AdoptingHouse(library)
    }

    private func conflicts(_ house: AdoptingHouse, _ adoption: AdoptionID) throws -> [Finding] {
        try house.adopting.view(try house.acting(.quality), adoption).findings.filter { $0.code == "conflictingWindows" }
    }

    @Test func theFindingNamesBothRulesAndBlocksNothing() throws {
        let house = try house()
        try house.inForce("R02", from: "2026-09-01", required: ["otherServicesTarget": "60%"])
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "X42")
        let found = try conflicts(house, adopted.adoption)
        #expect(found.map(\.severity) == [.warning])
        #expect(Set(found.flatMap { [$0.arguments["first"], $0.arguments["second"]] }) == ["X42.repair", "R02.repair"])
        #expect(try house.adopting.view(try house.acting(.quality), adopted.adoption).blockers.map(\.code) == ["roleUnmapped", "edition.notRehearsed"])
    }

    /// Within a month against not before a month, as the packs have it.
    @Test func thePacksThatCanHardlyBothBeMetSaySo() throws {
        let house = try AdoptingHouse()
        try house.inForce("R02", from: "2026-09-01", required: ["otherServicesTarget": "60%"])
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "R42")
        let pairs = try conflicts(house, adopted.adoption).map { [$0.arguments["first"], $0.arguments["second"]].compactMap(\.self).sorted() }
        #expect(pairs == [["R02.repair", "R42.repair"]])
    }

    /// Both may hold when somebody says why; the words are journalled.
    @Test func bothHoldOnlyWithAReason() throws {
        let house = try house()
        try house.inForce("R02", from: "2026-09-01", required: ["otherServicesTarget": "60%"])
        let edition = try house.settled("X42")
        try house.rehearse(edition)
        let refused = refusal { try house.adopting.submit(try house.acting(.quality), edition, basis: "  ") }
        guard case .invalid(let findings)? = refused else { Issue.record("submitted without a reason"); return }
        #expect(findings.map(\.code) == ["edition.conflictsNeedReason"] && findings.first?.place.path == "basis")
        #expect(try house.state(edition) == .draft)
        try house.adopting.submit(try house.acting(.quality), edition, basis: "two teams, two visits")
        try house.adopting.approve(try house.acting(.management), edition)
        try house.adopting.activate(try house.acting(.quality), edition, from: try house.acting(.quality).today)
        #expect(try house.state(edition) == .active)
    }

    /// A conflict that came up after it was submitted is asked about when it is to hold.
    @Test func whatCameUpLaterIsAskedAtActivation() throws {
        let house = try house()
        let edition = try house.settled("X42")
        try house.rehearse(edition)
        try house.adopting.submit(try house.acting(.quality), edition)
        try house.adopting.approve(try house.acting(.management), edition)
        try house.inForce("R02", from: "2026-09-01", required: ["otherServicesTarget": "60%"])
        let today = try house.acting(.quality).today
        let refused = refusal { try house.adopting.activate(try house.acting(.quality), edition, from: today) }
        guard case .invalid(let findings)? = refused else { Issue.record("activated without a reason"); return }
        #expect(findings.map(\.code) == ["edition.conflictsNeedReason"] && findings.first?.place.path == "why")
        try house.adopting.activate(try house.acting(.quality), edition, from: today, why: "two teams")
        #expect(try house.state(edition) == .active)
    }

    @Test func regulationsOfOtherUnitsOrNotInForceDoNotConflict() throws {
        let house = try house()
        let draft = try house.adopting.adopt(try house.acting(.quality), pack: "R02", units: [TestPremises.wardB])
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "X42", units: [TestPremises.wardA])
        #expect(try conflicts(house, adopted.adoption) == [], "a draft holds for nobody")
        try house.mapAll(draft.adoption)
        try house.acceptAll(draft.edition, required: ["otherServicesTarget": "60%"])
        try house.approve(draft.edition)
        try house.adopting.activate(try house.acting(.quality), draft.edition, from: try house.acting(.quality).today)
        #expect(try conflicts(house, adopted.adoption) == [], "it holds for another ward")
        try house.adopting.cover(try house.acting(.quality), units: [TestPremises.root], in: adopted.adoption, why: "all wards")
        #expect(try conflicts(house, adopted.adoption).count == 1)
    }
}
