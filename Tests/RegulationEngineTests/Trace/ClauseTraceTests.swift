import Domain
import RegulationEngine
import Testing

@Suite struct ClauseTraceTests {
    private func row(_ clause: String, _ kind: String, of id: String = "R02", accepted: Set<String> = [], shown: [String: [String]] = [:]) throws -> TraceRow {
        ClauseTrace(try Pack.regulation(id), accepted: accepted).rows([(clause: clause, kind: kind)], shown: shown)[0]
    }

    @Test func mechanismsAreNamedByTheirPlace() throws {
        #expect(try row("R02.1.3.2", "window").mechanism == "window followUps.repair.within")
        #expect(try row("R02.1.3.2", "trigger").mechanism == "trigger followUps.repair.after")
        #expect(try row("R02.1.8", "retention").mechanism == "retention records.followUpRecords.keep")
        #expect(try row("R22.3.1.3", "appointment", of: "R22").mechanism == "appointment followUps.homeVisit.appointment")
        #expect(try row("R22.2.3", "improvement", of: "R22").mechanism == "improvement outcomes.serviceShortcoming.then")
    }

    @Test func figuresNotAcceptedAreSaid() throws {
        #expect(try row("R02.1.3.2", "window").status == .runs)
        #expect(try row("R02.2.2", "window").status == .parameter)
        #expect(try row("R02.2.2", "window", accepted: ["importantWithin"]).status == .parameter)
        #expect(try row("R02.2.2", "window", accepted: ["importantWithin", "majorWithin"]).status == .runs)
        #expect(try row("R02.1.1", "purpose").status == .stated)
    }

    /// A clause may be carried only by what does what its kind asks.
    @Test func theWrongMechanismCarriesNothing() throws {
        #expect(try row("R02.1.3.2", "sign-off").status == .open)
        #expect(try row("R02.1.3.2", "coverage").status == .open)
        #expect(try row("R22.4.1", "conduct", of: "R22").status == .runs)
        #expect(try row("R22.4.1", "sla", of: "R22").status == .open)
    }

    @Test func rehearsalsAreThoseOfWhatCarriesIt() throws {
        let shown = ["followUps.repair": ["b", "a"], "followUps.complaint": ["c"]]
        #expect(try row("R02.1.3.2", "window", shown: shown).rehearsals == ["a", "b"])
    }

    @Test func withoutAPackEverythingIsOpenButHeadings() {
        let rows = ClauseTrace(nil).rows([("R01.1", "heading"), ("R01.2", "trigger")])
        #expect(rows.map(\.status) == [.stated, .open])
    }

    @Test func statedAndAbsentNeedAReason() {
        let reason = LocalizedText(english: "The sentence breaks off.")
        let regulation = Regulation(
            id: "R27", version: 1, title: LocalizedText(), sector: "company",
            stated: [StatedClause(clause: "R27.1", reason: reason, isAbsent: true), StatedClause(clause: "R27.2/validity", reason: reason)])
        let rows = ClauseTrace(regulation).rows([("R27.1", "trigger"), ("R27.2", "validity"), ("R27.2", "window")])
        #expect(rows.map(\.status) == [.absent, .stated, .open])
    }
}
