import Domain
import Phrasebook
import Testing

@Suite struct WordsTests {
    private func words(_ language: Language = .simplified, at now: String = "2026-11-20 10:24") throws -> CivilWords {
        CivilWords(try ShelfOfPhrases.phrases(language), zone: .shanghai, now: try moment(now))
    }

    private func moment(_ text: String) throws -> Instant { try #require(CivilZone.shanghai.instant(iso: text)) }

    @Test(arguments: [
        ("2026-11-20 17:30", "今天17:30"), ("2026-11-19 10:05", "昨天10:05"), ("2026-11-21 00:00", "明天00:00"),
        ("2026-11-18 15:42", "11-18 15:42"), ("2025-11-18 15:42", "2025-11-18 15:42"),
    ])
    func moments(iso: String, expected: String) throws {
        #expect(try words().moment(moment(iso)) == expected)
    }

    @Test(arguments: [
        ("2026-11-21 00:00", "今天24:00"), ("2026-11-20 00:00", "昨天24:00"), ("2026-11-19 18:00", "昨天18:00"), ("2026-12-01 00:00", "11-30 24:00"),
    ])
    func limits(iso: String, expected: String) throws {
        #expect(try words().limit(moment(iso)) == expected)
    }

    @Test(arguments: [
        ("2026-11-20 10:24", "剩1分钟"), ("2026-11-20 11:12", "剩48分钟"), ("2026-11-20 12:12", "剩1小时48分"), ("2026-11-20 17:24", "剩7小时"),
        ("2026-11-21 09:24", "剩23小时"), ("2026-11-22 18:00", "剩2天"), ("2026-11-19 18:00", "超期16小时"), ("2026-11-18 10:00", "超期2天"),
        ("2026-11-20 10:00", "超期24分钟"),
    ])
    func spans(iso: String, expected: String) throws {
        #expect(try words().remaining(until: moment(iso)) == expected)
    }

    @Test func otherLanguages() throws {
        #expect(try words(.english).remaining(until: moment("2026-11-21 10:30")) == "1 day left")
        #expect(try words(.english).remaining(until: moment("2026-11-22 10:30")) == "2 days left")
        #expect(try words(.english).dateline(moment("2026-11-20 10:24")) == "Fri 20 November, 10:24")
        #expect(try words(.simplified).dateline(moment("2026-11-20 10:24")) == "11月20日 周五10:24")
        #expect(try words(.traditional).remaining(until: moment("2026-11-19 18:00")) == "超期16小時")
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-12, "−12"), (1_234_567, "1,234,567")])
    func counts(number: Int, expected: String) throws {
        #expect(try ShelfOfPhrases.phrases(.simplified).number(number) == expected)
    }

    @Test(arguments: [(2398, 2626, "91.3%"), (1, 3, "33.3%"), (1, 16, "6.3%"), (1, 2000, "0.1%"), (0, 5, "0.0%"), (5, 5, "100.0%"), (0, 0, "–")])
    func percentages(part: Int, whole: Int, expected: String) throws {
        #expect(try ShelfOfPhrases.phrases(.simplified).percent(part, of: whole) == expected)
    }

    @Test func targetsPointsAndBounds() throws {
        let phrases = try ShelfOfPhrases.phrases(.simplified)
        #expect(phrases.percent(tenths: 900) == "90%")
        #expect(phrases.percent(tenths: 925) == "92.5%")
        #expect(phrases.points(tenths: 18) == "+1.8")
        #expect(phrases.points(tenths: -105) == "−10.5")
        #expect(phrases.bounded(1000, limit: 1000) == "1,000")
        #expect(phrases.bounded(1001, limit: 1000) == "1,000+")
    }

    @Test func durationsAndPeriods() throws {
        let phrases = try ShelfOfPhrases.phrases(.simplified)
        #expect(phrases.duration(seconds: 192) == "3分12秒")
        #expect(phrases.duration(seconds: 58_860) == "16小时21分")
        #expect(phrases.duration(seconds: 187_200) == "2天4小时")
        #expect(phrases.period(Period(5, .workdays)) == "5个工作日")
        #expect(try ShelfOfPhrases.phrases(.english).period(Period(1, .months)) == "1 month")
    }
}
