import Domain
import Foundation
import RegulationEngine
import Testing

@testable import Interop

/// Tables with headings of their own: guessed, settled, read.
@Suite struct ColumnMappingTests {
    private static let common = EventRegistryDocument.read(
        yaml: String(decoding: Sample.file("Regulations/common/events.yaml"), as: UTF8.self), source: "events.yaml"
    ).value

    private func registry() throws -> EventRegistry { try #require(Self.common) }
    private func words() throws -> ImportWords { Sample.words }

    private static let header = ["工单流水", "房屋", "户主姓名（系统）", "手机1", "结束于", "所在管理处", "要点"]
    private static let rows = [
        ["W1", "3-2-501", "演示甲", "199 0000 0001", "11/25/2026 14:30", "东苑", "漏水"], ["W2", "3-2-502", "演示乙", "199 0000 0002", "11/26/2026", "东苑", "跳闸"],
    ]

    private static let settled = ColumnMapping(
        kind: "repairCompleted",
        columns: [
            .init("工单流水", .attribute("order")), .init("房屋", .envelope("partyNumber")), .init("户主姓名（系统）", .envelope("partyName")), .init("手机1", .envelope("phone")),
            .init("结束于", .occurredAt), .init("所在管理处", .envelope("unit")), .init("要点", nil),
        ], dateOrder: .monthFirst)

    private func preview(_ mapping: ColumnMapping, rows: [[String]] = rows) throws -> MappingPreview {
        let lines = rows.enumerated().map { CSVRow(line: $0.offset + 2, fields: $0.element) }
        return try #require(
            MappingPreview(header: CSVRow(line: 1, fields: Self.header), rows: lines, with: mapping, registry: try registry(), words: try words(), zone: .shanghai))
    }

    @Test func guessesComeFromHeadingsThatResembleAndFromValues() throws {
        let guesses = ColumnGuesses(registry: try registry(), words: try words())
        let guess = try #require(guesses.mapping(as: "repairCompleted", header: Self.header, samples: Self.rows))
        let targets = Dictionary(guess.columns.map { ($0.heading, $0.target) }, uniquingKeysWith: { a, _ in a })
        #expect(targets["手机1"] == .envelope("phone"))
        #expect(targets["所在管理处"] == .envelope("unit"))
        #expect(targets["户主姓名（系统）"] == .envelope("partyName"))
        #expect(targets["结束于"] == .occurredAt, "its values are dates, though they can be read in two ways")
        #expect(guesses.mapping(as: "nothing", header: Self.header, samples: []) == nil)
    }

    @Test func theLikeliestKindHasTheFewestGaps() throws {
        let guesses = ColumnGuesses(registry: try registry(), words: try words())
        let header = ["住院号", "患者姓名", "出院日期", "科室", "手机号"]
        #expect(guesses.likeliest(header: header, samples: [["ZY1", "演示甲", "2026-11-25", "外科", "19900000001"]])?.kind == "patientDischarged")
    }

    @Test func whatWasSettledIsRead() throws {
        let read = try preview(Self.settled)
        #expect(read.isUsable && read.lines.map(\.isRead) == [true, true])
        #expect(read.findings == [])
    }

    @Test func aMappingThatLeavesOutWhatIsNeededReadsNothing() throws {
        var without = Self.settled
        without.columns[0].target = nil
        let read = try preview(without)
        #expect(!read.isUsable && read.lines.map(\.isRead) == [false, false])
        #expect(read.findings.contains { $0.code == "table.missingColumn" && $0.severity == .error })
    }

    @Test func withoutAnOrderDatesThatCanBeReadInTwoWaysAreRefused() throws {
        var without = Self.settled
        without.dateOrder = nil
        #expect(try preview(without).findings.map(\.code) == ["row.dateAmbiguous", "row.dateAmbiguous"])
    }

    @Test(arguments: [
        ("11/25/2026", ColumnMapping.DateOrder.monthFirst, "2026-11-25"), ("25.11.26", .dayFirst, "2026-11-25"), ("26-11-25", .yearFirst, "2026-11-25"),
        ("2026-11-25", .dayFirst, "2026-11-25"), ("1/2/2026", .dayFirst, "2026-02-01"), ("1/2/2026", .monthFirst, "2026-01-02"),
    ])
    func datesAreReadInTheOrderOfTheSender(_ text: String, _ order: ColumnMapping.DateOrder, _ day: String) throws {
        #expect(try WrittenMoment.read(text, DateMarks(try words()), order: order).get().day.iso == day)
    }

    @Test(arguments: [("25/11/2026", ColumnMapping.DateOrder.monthFirst), ("30/2/2026", .dayFirst), ("26-11-2025", .yearFirst), ("1/2", .dayFirst)])
    func datesOfAnotherOrderAreNone(_ text: String, _ order: ColumnMapping.DateOrder) throws {
        #expect((try? WrittenMoment.read(text, DateMarks(try words()), order: order).get()) == nil)
    }

    @Test func ownWordsForYesAndNo() throws {
        let own = try words().adding(yes: ["搞定"], no: ["没"])
        #expect(own.flags["搞定"] == true && own.flags["没"] == false)
        #expect(try words().flags["搞定"] == nil)
    }

    @Test func theSameHeadingsHaveTheSameFingerprintHoweverTheyAreWritten() {
        #expect(ColumnMapping.fingerprint(of: ["姓名 ", "＊电话", ""]) == ColumnMapping.fingerprint(of: ["姓名", "电话：".replacing("：", with: "")]))
        #expect(ColumnMapping.fingerprint(of: ["姓名", "电话"]) != ColumnMapping.fingerprint(of: ["电话", "姓名"]))
    }

    @Test func itSurvivesBeingKept() throws {
        var kept = Self.settled
        (kept.yes, kept.no) = (["搞定"], ["没"])
        let text = try JSONEncoder().encode(kept)
        #expect(try JSONDecoder().decode(ColumnMapping.self, from: text) == kept)
    }

    /// A column that is given twice, or to something the kind does not have, is not used.
    @Test func targetsThatAreTakenOrUnknown() throws {
        var doubled = Self.settled
        doubled.columns[6].target = .attribute("order")
        doubled.columns[3].target = .attribute("nothing")
        let kind = try #require(try registry().resolve("repairCompleted")?.kind)
        let table = TableMapping(header: CSVRow(line: 1, fields: Self.header), kind: kind, envelope: try registry().envelope, chosen: doubled)
        #expect(table.targets[0] == .attribute("order") && table.targets[6] == nil && table.targets[3] == nil)
        #expect(table.isUsable)
    }
}
