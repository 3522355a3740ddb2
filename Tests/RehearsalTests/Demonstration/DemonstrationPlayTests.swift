import Domain
import Operations
import Rehearsal
import SQLCore
import SQLiteDriver
import Statistics
import Storage
import Testing

/// Three weeks of the small demonstration, played once for the looks at it and once more for the comparison.
@Suite struct DemonstrationPlayTests {
    private static let played = Result {
        let house = try DemonstrationFixture()
        return (house: house, summary: try house.play())
    }

    private func house() throws -> DemonstrationFixture { try Self.played.get().house }
    private func summary() throws -> DemonstrationSummary { try Self.played.get().summary }

    private func organisations() throws -> [OrganisationID] {
        try house().database.read { try DirectoryRows.organisations(in: $0).map(\.id) }
    }

    private func count(_ table: String, _ condition: String) throws -> Int {
        try house().database.read { try $0.first(SQL(text: "SELECT COUNT(*) FROM \(table) WHERE \(condition)")) { Int($0.int(0)) } } ?? 0
    }

    @Test func noActIsRefusedAndNoRowRejected() throws {
        #expect(try summary().refused == [:])
        #expect(try summary().rejectedRows == 0)
        #expect(try summary().facts > 80)
    }

    @Test func theSameSeedGivesTheSameWork() throws {
        let other = try DemonstrationFixture()
        let summary = try other.play()
        #expect(try summary == self.summary())
        let states = "SELECT rule || state || COALESCE(last_result, '') || due_day FROM follow_up ORDER BY organisation, id"
        let here = try house().database.read { try $0.query(SQL(text: states)) { $0.text(0) } }
        let there = try other.database.read { try $0.query(SQL(text: states)) { $0.text(0) } }
        #expect(here == there)
    }

    @Test func countersEqualARecount() throws {
        for organisation in try organisations() {
            #expect(try house().database.read { try CountRows.differences(of: organisation, in: $0) } == [])
            #expect(try house().database.read { try CohortCountRows.differences(of: organisation, in: $0) } == [])
            #expect(try house().database.read { try AnswerCountRows.differences(of: organisation, in: $0) } == [])
        }
    }

    @Test func theJournalIsChained() throws {
        let report = try Verification(house().premises).run()
        #expect(report.findings == [] && report.parts.allSatisfy { $0.sealed > 300 && $0.unsealed == 0 })
    }

    @Test func everyReportEqualsACountFromTheJournal() throws {
        #expect(try count("report", "state = 'frozen'") >= 2)
        #expect(try Verification(house().premises).run(withReports: true).findings == [])
    }

    @Test func mostIsDoneSomeIsLateSomeIsOpen() throws {
        let all = try count("follow_up", "state <> 'withdrawn'")
        let (done, late) = (try count("follow_up", "state = 'done'"), try count("follow_up", "state = 'done' AND done_at > due_at"))
        #expect(done * 100 > all * 60, "\(done) of \(all)")
        #expect(late > 0 && late * 100 < all * 10, "\(late) of \(all)")
        let asOf = DemonstrationFixture.asOf.milliseconds
        #expect(try count("follow_up", "state IN ('planned', 'accepted') AND due_at > \(asOf) AND opens_at <= \(asOf)") > 0)
        #expect(try count("follow_up", "agreed_at > \(asOf)") > 0)
    }

    @Test func recordsAreReviewedAndSomeWait() throws {
        #expect(try summary().signedOff > 10)
        #expect(try count("record", "review = 'awaiting'") > 0)
        #expect(try count("review", "verdict = 'signedOff' AND comment IS NULL") == 0)
    }

    @Test func theMonthIsReportedByTwoPeople() throws {
        #expect(try summary().reportsFrozen == 2)
        #expect(try count("report", "state = 'frozen' AND approved_by <> created_by") == 2)
        for director in ["director01", "manager01"] {
            let context = try house().context(director, at: DemonstrationFixture.asOf)
            let listed = try MonthlyReports(house().premises).list(context)
            #expect(try listed.map { try MonthlyReports(house().premises).view($0.row.id, context).body.lines.total.eligible > 0 } == [true])
        }
    }

    @Test func everythingHappenedInItsTime() throws {
        let asOf = DemonstrationFixture.asOf.milliseconds
        #expect(try count("journal", "recorded_at > \(asOf)") == 0)
        #expect(try count("contact", "recorded_at <> occurred_at") == 0)
        #expect(try count("follow_up", "done_at < planned_at") == 0)
    }
}
