import Foundation

/// The checkout these tests were compiled from, found by the path of this file.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file under `Sources`, in order of path.
    static let sources: [SourceFile] = files(under: "Sources", ending: ".swift").map(SourceFile.init(path:))

    /// Paths relative to the root of all files under `folder` whose name ends in `ending`, sorted.
    static func files(under folder: String, ending: String) -> [String] {
        let base = root.appending(path: folder).path
        let found = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
    }

    /// The text of one file; a missing or undecodable file is a failure of the test that asks.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}

/// One Swift file: where it is, what it says, and what it says when comments or strings are set apart.
struct SourceFile {
    var path: String
    var text: String
    var parts: SwiftText

    init(path: String) {
        self.init(path: path, text: (try? Repository.text(path)) ?? "")
    }

    init(path: String, text: String) {
        self.path = path
        self.text = text
        self.parts = SwiftText(text)
    }

    /// The SwiftPM target: the folder below `Sources`.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0) }
}
