import Domain
import Operations
import Rehearsal
import SQLCore
import SQLiteDriver
import Statistics
import Storage
import Testing

/// A month of the small demonstration, played once for the looks at it and once more for the comparison.
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
        let frozen = try summary().reportsFrozen
        #expect(try frozen >= 8 && count("report", "state = 'frozen'") == frozen)
        #expect(try count("report", "state = 'frozen' AND approved_by = handed_in_by") == 0)
        for director in ["director01", "manager01"] {
            let context = try house().context(director, at: DemonstrationFixture.asOf)
            let listed = try MonthlyReports(house().premises).list(context)
            #expect(try listed.contains { try MonthlyReports(house().premises).view($0.row.id, context).body.lines.total.eligible > 0 })
        }
        #expect(try count("report_receipt", "received_at > sent_at") == summary().reportsSigned && summary().reportsSigned > 0)
    }

    @Test func drawsAreMadeAndSomeOfTheDrawnAreCheckedByOthers() throws {
        #expect(try count("draw", "state = 'frozen'") > 5)
        #expect(try count("draw", "state = 'open'") > 0, "a draw waits")
        #expect(try summary().verdicts.values.reduce(0, +) > 0)
        let own = "record r JOIN follow_up f ON f.id = r.follow_up JOIN follow_up g ON g.event = f.event AND g.adoption = f.adoption"
        #expect(try count(own, "f.rule IN ('spotCheck', 'audit') AND g.rule IN ('inpatient', 'first') AND g.done_by = r.recorded_by") == 0)
    }

    @Test func plansAreChangedHandedInAndApproved() throws {
        #expect(try summary().plansApproved >= 1)
        #expect(try count("visit_plan", "state = 'issued'") >= 1)
        #expect(try count("visit_plan_line", "standing = 'changed'") >= 1)
        #expect(try count("visit_plan p JOIN duty d ON d.id = p.duty", "d.state = 'handedIn'") == 1, "one waits to be approved")
        #expect(try count("visit_plan p JOIN duty d ON d.id = p.duty", "d.state = 'open' AND p.state = 'ready'") >= 1, "one is still drawn up")
    }

    @Test func anAssessmentWaitsForTheObjectionToBeHeard() throws {
        #expect(try count("assessment", "state = 'objected' AND rule = 'visits'") == 1)
        #expect(try count("assessment", "heard_by IS NOT NULL AND heard_by IN (told_by, objected_by)") == 0)
        #expect(try count("assessment", "state = 'decided'") == summary().assessmentsDecided)
    }

    /// One call settles what two regulations ask of the same person.
    @Test func oneCallSettlesTwoFollowUps() throws {
        #expect(try count("(SELECT contact FROM record GROUP BY contact HAVING COUNT(DISTINCT follow_up) > 1)", "TRUE") > 0)
    }

    @Test func everythingHappenedInItsTime() throws {
        let asOf = DemonstrationFixture.asOf.milliseconds
        #expect(try count("journal", "recorded_at > \(asOf)") == 0)
        #expect(try count("contact", "recorded_at <> occurred_at") == 0)
        #expect(try count("follow_up", "done_at < planned_at") == 0)
    }
}
