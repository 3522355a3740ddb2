import Domain
import Foundation
import Operations
import SQLCore
import SQLiteDriver
import Secrets
import Storage
import Testing

/// Figures that somebody bends past the program are found by a count from the journal.
@Suite struct ReportRecountTests {
    private static let played = Result {
        let house = try DemonstrationFixture()
        _ = try house.play()
        return house
    }

    /// A copy of the played house, to be bent.
    private func copy() throws -> Premises {
        let played = try Self.played.get()
        var premises = played.premises
        premises.database = try SQLiteDatabase.inMemory(cloneOf: played.database)
        return premises
    }

    private func bend(_ premises: Premises, _ statement: String) throws {
        try premises.database.write { _ = try $0.execute(SQL(text: statement)) }
    }

    private func codes(_ premises: Premises) throws -> [String] {
        try Verification(premises).run(withReports: true).findings.map(\.code).filter { $0 != "verify.counterDiffers" }
    }

    @Test func callsBentPastTheProgramShowInTheNextVersion() throws {
        let premises = try copy()
        let day = DemonstrationFixture.asOf
        try bend(premises, "UPDATE OR IGNORE cohort_count SET standing = 'late' WHERE standing = 'inTime'")
        #expect(try codes(premises) == [], "the frozen report stands")
        let context = try Self.played.get().context("director01", at: day)
        let reports = MonthlyReports(premises)
        let frozen = try #require(try reports.list(context).first { $0.row.rule == "monthly" })
        _ = try reports.draft(frozen.row.adoption, month: frozen.row.from, unit: frozen.row.unit, context)
        let findings = try Verification(premises).run(withReports: true).findings.filter { $0.code != "verify.counterDiffers" }
        #expect(!findings.isEmpty && Set(findings.map(\.code)) == ["verify.reportDiffers"])
        #expect(findings.allSatisfy { $0.arguments["version"] == "2" && $0.arguments["journal"] != $0.arguments["report"] })
    }

    @Test func aFrozenBodyThatWasChangedDoesNotMatchItsHash() throws {
        let premises = try copy()
        try bend(premises, #"UPDATE report SET body = replace(body, '"notDone":', '"notDone":1') WHERE id = (SELECT MIN(id) FROM report WHERE rule = 'monthly')"#)
        #expect(try codes(premises) == ["verify.reportAltered"])
    }

    @Test func aBodyHashedAnewStillDiffersFromTheJournal() throws {
        let premises = try copy()
        let (id, body) = try #require(try premises.database.read { try $0.first("SELECT id, body FROM report WHERE rule = 'monthly' ORDER BY id LIMIT 1") { ($0.int(0), $0.text(1)) } })
        let changed = body.replacingOccurrences(of: #""doneInTime":"#, with: #""doneInTime":1"#)
        try premises.database.write { _ = try $0.execute("UPDATE report SET body = \(changed), hash = \(SHA256.hex(of: changed)) WHERE id = \(id)") }
        #expect(Set(try codes(premises)) == ["verify.reportDiffers"])
    }

    @Test func aReportThatNobodyDrewUpIsFound() throws {
        let premises = try copy()
        let columns = "adoption, rule, unit, from_day, to_day, state, cut_off, body, comment, created_by, created_at, approved_by, approved_at, frozen_by, frozen_at, hash"
        try bend(premises, "INSERT INTO report (id, organisation, version, \(columns)) SELECT id + 1, organisation, 9, \(columns) FROM report ORDER BY id LIMIT 1")
        #expect(try codes(premises) == ["verify.reportWithoutEntry"])
    }

    @Test func whatWasErasedByLawIsNoReproach() throws {
        let premises = try copy()
        try bend(premises, "DELETE FROM journal_payload WHERE entry IN (SELECT id FROM journal WHERE act = 'contact.recorded')")
        #expect(Set(try codes(premises)) == ["verify.reportErased"])
        #expect(try Verification(premises).run(withReports: true).holds)
    }
}
