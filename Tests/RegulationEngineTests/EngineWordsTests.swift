import Domain
import Foundation
import RegulationEngine
import Testing

@Suite("Words for what the engine says") struct EngineWordsTests {
    /// Keys of the catalogues with the places in each sentence.
    private func catalogue(_ language: String) throws -> [String: Set<String>] {
        let folder = Pack.root.appendingPathComponent("Share/phrases/" + language)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
            $0.pathExtension == "properties"
        }
        let lines = try files.flatMap { try String(contentsOf: $0, encoding: .utf8).split(separator: "\n") }.filter { !$0.hasPrefix("#") }
        return Dictionary(lines.compactMap(entry), uniquingKeysWith: { a, _ in a })
    }

    private func entry(_ line: Substring) -> (String, Set<String>)? {
        let sides = line.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { return nil }
        return (sides[0].trimmingCharacters(in: .whitespaces), Set(sides[1].matches(of: #/\{(\w+)\}/#).map { String($0.output.1) }))
    }

    private static let wanted: [String] = {
        func keys<Code: CaseIterable & RawRepresentable<String>>(_ room: String, _ code: Code.Type) -> [String] {
            code.allCases.map { room + "." + $0.rawValue }
        }
        var wanted = keys("derivation", DerivationCode.self) + keys("assignment", AssignmentStep.Code.self)
        wanted += keys("condition", ConditionExplanation.Code.self) + keys("reason", StopReason.self)
        wanted += keys("reason", PlanChanges.Flag.Reason.self)
        let rules = keys("finding.rule", RuleError.Code.self)
        return wanted + rules + rules.map { $0 + ".remedy" }
    }()

    @Test("every code has a sentence", arguments: ["en", "zh-Hans", "zh-Hant"]) func complete(language: String) throws {
        let keys = try catalogue(language)
        for key in Self.wanted { #expect(keys[key] != nil, "\(language) \(key)") }
    }

    @Test("every finding of the judgement that the sources name has a sentence") func findings() throws {
        let keys = try catalogue("en")
        for folder in ["Assignment", "Contacting", "Forms", "Outcomes", "Planning", "Time", "Conditions"] {
            let base = Pack.root.appendingPathComponent("Sources/RegulationEngine/" + folder)
            for file in try FileManager.default.contentsOfDirectory(at: base, includingPropertiesForKeys: nil) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: #/"((?:assign|form|sign|appointment|review)\.[a-zA-Z]+)"/#) {
                    #expect(keys["finding." + match.output.1] != nil, "\(file.lastPathComponent): \(match.output.1)")
                }
            }
        }
    }

    @Test("a sentence fills its places from the step's arguments") func places() throws {
        let places = try catalogue("en")
        let rule = Sample.rule(window: WindowSample.everything)
        let edition = Sample.edition([rule], values: ["within": "2 months"])
        let resolver = WindowResolver(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        let steps = try resolver.derivation(rule, for: Sample.event(at: "2026-09-30 10:00", ["severity": .text("major")])).steps
        #expect(steps.count > 12)
        for step in steps {
            let missing = (places["derivation." + step.code] ?? []).subtracting(step.arguments.keys)
            #expect(missing.isEmpty, "\(step.code): \(missing)")
        }
    }
}
