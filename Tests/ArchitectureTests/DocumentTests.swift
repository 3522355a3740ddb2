import Foundation
import Testing

/// What the documents promise is there, and nothing in the repository knows one particular machine.
@Suite struct DocumentTests {
    private static let documents =
        ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
        + Repository.files(under: "docs", ending: ".md")

    @Test(arguments: documents)
    func relativeLinksLeadSomewhere(_ path: String) throws {
        let folder = Repository.root.appending(path: path).deletingLastPathComponent()
        let dead = Links.relative(in: try Repository.text(path)).filter { !FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
        #expect(dead == [])
    }

    @Test func linksAreReadFromText() {
        let text = "See [a](docs/a.md), ![b](b.png), [c](https://example.org), [d](#part) and [e](docs/e.md#part)."
        #expect(Links.relative(in: text) == ["docs/a.md", "b.png", "docs/e.md"])
    }

    @Test func theNewestVersionIsTheOneTheProgramPrints() throws {
        let newest = try #require(Changelog.versions(in: try Repository.text("CHANGELOG.md")).first)
        let printed = Repository.sources.filter { $0.target == "huiyin" }
            .flatMap { $0.text.matches(of: #/\bversion:\s*"([^"]*)"/#) }.map { String($0.output.1) }
        #expect(printed.allSatisfy { $0 == newest }, "CHANGELOG.md says \(newest), the program \(printed)")
    }

    @Test func versionsAreReadInOrder() {
        #expect(Changelog.versions(in: "# Changelog\n\n## [0.2.0] - unreleased\n\n### Added\n\n## [0.1.0] - 2026-01-01\n") == ["0.2.0", "0.1.0"])
    }

    @Test func decisionsAreNumberedOnce() {
        let numbers = Repository.files(under: "docs/adr", ending: ".md").compactMap { $0.split(separator: "/").last?.prefix(4) }.filter {
            $0.allSatisfy(\.isNumber)
        }
        #expect(!numbers.isEmpty)
        #expect(Set(numbers).count == numbers.count)
    }
}

enum Links {
    /// Targets of Markdown links and pictures that point into the repository, without their fragment.
    static func relative(in text: String) -> [String] {
        text.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.output.1) }
            .filter { !$0.contains("://") && !$0.hasPrefix("#") && !$0.hasPrefix("mailto:") }
            .map { String($0.prefix { $0 != "#" }) }
    }
}

enum Changelog {
    /// Versions of the headings of a Keep a Changelog file, newest first.
    static func versions(in text: String) -> [String] {
        text.matches(of: #/(?m)^## \[(\d+\.\d+\.\d+)\]/#).map { String($0.output.1) }
    }
}
