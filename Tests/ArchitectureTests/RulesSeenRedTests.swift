import Testing

/// A rule that never fires is no rule: each is shown a small bad sample, and the good one beside it.
@Suite struct RulesSeenRedTests {
    private func file(_ text: String, at path: String = "Sources/Domain/Sample.swift") -> SourceFile { SourceFile(path: path, text: text) }

    @Test(arguments: [#"let word = "回访""#, "let 回访 = 1", #"let word = "\u{56DE}\u{8BBF}""#, "let comma = \"，\""])
    func hanText(_ bad: String) {
        #expect(!Rules.han(file(bad)).isEmpty)
    }

    @Test func latinTextIsNoHanText() {
        #expect(Rules.han(file(#"let dash = "\u{2013} – € é" // 回访"#)) == [])
    }

    @Test(arguments: [
        "let now = Date()", "let now = Date.now", "let c = ContinuousClock()", "clock_gettime(CLOCK_REALTIME, &t)",
        "let n = Int.random(in: 0..<6)", "let id = UUID()", "var g = SystemRandomNumberGenerator()", "rows.shuffled()", "let x = \"\\(Date())\"",
    ])
    func timeAndChance(_ bad: String) {
        #expect(!Rules.clock(file(bad)).isEmpty)
        #expect(Rules.clock(file(bad, at: "Sources/huiyin/Assembly.swift")) == [])
    }

    @Test func aDateFromAnArgumentIsFine() {
        #expect(Rules.clock(file("let d = Date(timeIntervalSince1970: s) // not Date()\nlet s = \"Date()\"\nlet today: LocalDay")) == [])
    }

    @Test func secretsDrawsRandomBytesButReadsNoClock() {
        #expect(Rules.clock(file("let b = UInt8.random(in: 0...255)", at: "Sources/Secrets/Salt.swift")) == [])
        #expect(Rules.clock(file("let now = Date()", at: "Sources/Secrets/Salt.swift")).count == 1)
    }

    @Test(arguments: ["ProcessInfo.processInfo.environment[\"A\"]", "getenv(\"A\")"])
    func environment(_ bad: String) {
        #expect(Rules.environment(file(bad)).count == 1)
        #expect(Rules.environment(file(bad, at: "Sources/huiyin/Assembly.swift")) == [])
    }

    @Test(arguments: [
        "\"SELECT id FROM party\"", "\"\"\"\nINSERT INTO party\n\"\"\"", "#\"UPDATE party SET name = $1\"#", "\"DELETE FROM party\"",
        "\"CREATE TABLE party\"",
    ])
    func sqlAboveTheCellar(_ bad: String) {
        #expect(Rules.sql(file("let text = \(bad)", at: "Sources/Operations/Sample.swift")).count == 1)
        #expect(Rules.sql(file("let text = \(bad)", at: "Sources/Storage/Sample.swift")) == [])
    }

    @Test func wordsThatOnlyLookLikeSQLAreFine() {
        #expect(Rules.sql(file("let text = \"Select a unit\" // SELECT id FROM party")) == [])
    }

    @Test(arguments: [
        "struct QueueManager {}", "enum DateHelper {}", "enum StringUtils {}", "class Task {}", "typealias Unit = Int", "struct PlanV2 {}",
        "enum Domain {}", "enum Constants {}",
    ])
    func namesThatSayNothing(_ bad: String) {
        #expect(Rules.names(file(bad)).count == 1)
    }

    @Test(arguments: ["Sources/Domain/Constants.swift", "Sources/Domain/LocalDay+String.swift", "Sources/Domain/PageHelpers.swift"])
    func filesNamedForNoIdea(_ path: String) {
        #expect(Rules.names(file("struct LocalDay {}", at: path)).count == 1)
    }

    @Test func namesThatOnlyContainAClashAreFine() {
        #expect(Rules.names(file("struct OrganisationUnit {}\nenum ContactChannel {}\nstruct WorkingCalendar {}\nstruct CaseFile {}")) == [])
        #expect(Rules.names(file("struct Period {\n    public enum Unit {}\n}")) == [])
        #expect(Rules.names(file("public final class Operation {}")).count == 1)
    }

    @Test func leftovers() {
        #expect(Rules.leftovers(file("// TODO: later")).count == 1)
        #expect(Rules.leftovers(file("// nothing to do")) == [])
    }

    @Test func enginesAreNamedInOnePlace() {
        #expect(Rules.driver(file("import SQLiteDriver", at: "Sources/huiyin/Serve.swift")).count == 1)
        #expect(Rules.driver(file("import SQLiteDriver", at: "Sources/huiyin/Assembly.swift")) == [])
    }

    @Test func aLongFileAndAShrunkOne() {
        let long = file(String(repeating: "let a = 1\n", count: 12))
        #expect(Ratchet.findings(in: [long], limit: 10, longer: [:]) == ["Sources/Domain/Sample.swift has 12 lines; at most 10"])
        #expect(Ratchet.findings(in: [long], limit: 10, longer: [long.path: 12]) == [])
        #expect(Ratchet.findings(in: [long], limit: 10, longer: [long.path: 11]).count == 1)
        #expect(Ratchet.findings(in: [long], limit: 10, longer: [long.path: 15]).count == 1)
        #expect(Ratchet.findings(in: [long], limit: 12, longer: ["Sources/Gone.swift": 20]).count == 1)
    }
}
