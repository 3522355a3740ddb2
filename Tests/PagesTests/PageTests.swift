import Domain
import Foundation
import Testing

@testable import Pages

@Suite struct PageTests {
    @Test(arguments: Sample.all.map(\.name))
    func golden(name: String) throws {
        try Golden.expect(sample(name).make(Bench.chrome()), name)
    }

    @Test(arguments: Sample.all.map(\.name), Language.allCases)
    func everyLanguageRenders(name: String, language: Language) {
        let markup = sample(name).make(Bench.chrome(language)).markup
        #expect(markup.contains("lang=\"\(language.rawValue)\""))
        #expect(!markup.contains("«"), "a phrase is missing")
        let unfilled = markup.firstMatch(of: /\{[a-z][A-Za-z]*\}/)
        #expect(unfilled == nil || unfilled!.0 == "{time}", "a place is not filled: \(unfilled.map { String($0.0) } ?? "")")
    }

    @Test(arguments: Sample.all.map(\.name))
    func structure(name: String) {
        let page = Markup(sample(name).make(Bench.chrome()).markup)
        #expect(page.problems() == [])
    }

    /// Who is sent to a field that was refused finds it.
    @Test(arguments: Sample.all.map(\.name))
    func refusedFieldsAreThere(name: String) {
        let markup = sample(name).make(Bench.chrome()).markup
        for link in markup.matches(of: /href="#(f-[^"]+)"/) {
            #expect(markup.contains("id=\"\(link.1)\""), "\(link.1)")
        }
    }

    private func sample(_ name: String) -> Sample { Sample.all.first { $0.name == name }! }

    /// Writes every page below the folder in `PREVIEW`, for pictures and checks in a browser.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PREVIEW"] != nil))
    func preview() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["PREVIEW"]!)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for sample in Sample.all {
            for language in Language.allCases {
                for theme in [PageChrome.Theme.light, .dark] {
                    let file = folder.appending(path: "\(sample.name).\(language.rawValue).\(theme.rawValue).html")
                    try sample.make(Bench.chrome(language, theme: theme)).markup.write(to: file, atomically: true, encoding: .utf8)
                }
            }
        }
    }
}
