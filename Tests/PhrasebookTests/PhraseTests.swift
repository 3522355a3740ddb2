import Domain
import Phrasebook
import Testing

@Suite struct PhraseTests {
    @Test func placesAndBraces() throws {
        let phrase = try #require(Phrase("{{x}} {name}审核了{n}条"))
        #expect(phrase.places == ["name", "n"])
        #expect(phrase.filled { ["name": "周", "n": "3"][$0] } == "{x} 周审核了3条")
        #expect(phrase.filled { _ in nil } == "{x} {name}审核了{n}条")
    }

    @Test(arguments: ["{", "{name", "}", "{}", "{na me}", "{名}"])
    func brokenPlaces(text: String) {
        #expect(Phrase(text) == nil)
    }

    @Test func filesAreReadLineByLine() throws {
        let file = try PhraseFile("\u{feff}# words\r\n\r\na.b = one = two\r\na.c[one] = {n} day\n a.d = x\\ny\\s\n")
        #expect(file.entries.map(\.key.text) == ["a.b", "a.c", "a.d"])
        #expect(file.entries.map(\.category) == [nil, .one, nil])
        #expect(file.entries[0].phrase.filled { _ in nil } == "one = two")
        #expect(file.entries[2].phrase.filled { _ in nil } == "x\ny ")
    }

    @Test(arguments: [
        ("a.b", PhraseFile.Fault.Reason.noEqualsSign), ("a b = x", .badKey), ("ab = x", .badKey), ("a.b[few] = x", .unknownCategory),
        ("a.b =", .emptyText), ("a.b = {", .badPlace),
    ])
    func faultsNameTheirLine(line: String, reason: PhraseFile.Fault.Reason) {
        let fault = #expect(throws: PhraseFile.Fault.self) { try PhraseFile("x.y = z\n" + line) }
        #expect(fault?.line == 2)
        #expect(fault?.reason == reason)
    }

    @Test func englishHasTwoForms() throws {
        let english = try Phrases(PhraseCatalogue(.english, files: ["a.d[one] = {n} day\na.d = {n} days"]))
        #expect(english("a.d", ["n": 1]) == "1 day")
        #expect(english("a.d", ["n": 0]) == "0 days")
        #expect(english("a.d", ["n": 1200]) == "1,200 days")
    }

    @Test func aMissingKeyIsSeen() throws {
        let phrases = try Phrases(PhraseCatalogue(.simplified, files: []))
        #expect(phrases("no.such") == "«no.such»")
    }

    @Test func codesBecomeSentences() throws {
        let phrases = try Phrases(PhraseCatalogue(.english, files: ["""
            finding.noDate = {value} is no date{gone}
            finding.noDate.remedy = Write it as 2026-11-25
            derivation.due = until {moment} ({weekday}), within {budget}
            derivation.start = from {moment}
            time.friday = Fri
            time.periodDays = {n} days
            act.contact.recorded = Contact recorded
            """]))
        let words = CivilWords(phrases, zone: .shanghai, now: Instant(milliseconds: 0))
        #expect(words.sentence(Finding(.error, "noDate", ["value": "13/13"])) == "13/13 is no date")
        #expect(words.remedy(Finding(.error, "noDate")) == "Write it as 2026-11-25")
        #expect(words.remedy(Finding(.error, "other")) == "")
        #expect(words.sentence(Finding(.error, "other")) == "«finding.other»")
        let due = DerivationStep("due", ["moment": "2026-11-21T00:00:00+08:00", "weekday": "5", "budget": "3 days"])
        #expect(words.sentence(due) == "until 2026-11-20 24:00 (Fri), within 3 days")
        #expect(words.sentence(DerivationStep("start", ["moment": "2026-11-21T00:00:00+08:00"])) == "from 2026-11-21 00:00")
        #expect(words.act("contact.recorded") == "Contact recorded")
        #expect(words.word("relation", "niece") == "niece")
    }
}
