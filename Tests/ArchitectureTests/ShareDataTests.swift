import Foundation
import Testing

/// The facts the product ships: whole, in order, and what they say they are.
@Suite struct ShareDataTests {
    private static let kinds: Set = [
        "appointment", "assessment", "assignee", "channel", "conduct", "confidentiality", "contact-hours", "coverage", "dedup", "escalation",
        "exemption", "expense", "form-field", "heading", "improvement", "knowledge", "meeting", "notify", "other", "outcome-rule", "plan",
        "preparation", "publish", "purpose", "question", "recurrence", "register", "report", "retention", "review", "role", "sampling", "scope",
        "sign-off", "sla", "survey", "training", "trigger", "validity", "window",
    ]

    private func rows(_ path: String, separator: Character) throws -> [[String]] {
        try Repository.text(path).split(separator: "\n").map { $0.split(separator: separator, omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func statutoryCalendar() throws {
        let rows = try rows("Share/calendars/cn-statutory.csv", separator: ",")
        #expect(rows.first == ["date", "type", "name"])
        let days = rows.dropFirst()
        #expect(days.count == 143)
        #expect(days.count { $0[1] == "holiday" } == 117)
        #expect(days.count { $0[1] == "makeup-workday" } == 26)
        let dates = days.map { $0[0] }
        #expect(dates == Set(dates).sorted())
        #expect(Set(dates.map { $0.prefix(4) }) == ["2023", "2024", "2025", "2026"])
        #expect(days.filter { $0[1] == "makeup-workday" }.allSatisfy { weekday($0[0]) >= 5 }, "a make-up workday is a Saturday or Sunday")
    }

    /// Monday is 0. Zeller's rule on the ISO text, so that the check shares no code with the product.
    private func weekday(_ iso: String) -> Int {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        let (y, m) = parts[1] < 3 ? (parts[0] - 1, parts[1] + 12) : (parts[0], parts[1])
        return (parts[2] + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400 + 5) % 7
    }

    @Test func weekdaysAreThoseOfTheCalendar() {
        #expect(weekday("2026-11-25") == 2)
        #expect(weekday("2024-02-29") == 3)
        #expect(weekday("2023-01-01") == 6)
    }

    @Test func clausesOfAllRegulations() throws {
        let rows = try rows("Share/clauses/clauses.tsv", separator: "\t")
        #expect(rows.first == ["clause_id", "kind"])
        let clauses = rows.dropFirst()
        #expect(clauses.allSatisfy { $0.count == 2 && $0[0].wholeMatch(of: #/R\d\d(\.[0-9A-Za-z]+)+/#) != nil })
        #expect(Set(clauses.map { $0[1] }) == Self.kinds)
        #expect(Set(clauses.map { $0[0].prefix(3) }).count == 46)
        #expect(Set(clauses.map { $0.joined(separator: " ") }).count == clauses.count, "one row a clause and kind")
    }
}
