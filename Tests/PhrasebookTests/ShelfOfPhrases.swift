import Domain
import Foundation
import Phrasebook

/// The catalogues of the checkout, read as Assembly reads them.
enum ShelfOfPhrases {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func files(of language: Language) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: root.appending(path: "Share/phrases/" + language.rawValue), includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "properties" }.sorted { $0.path < $1.path }
    }

    static func texts() throws -> [Language: [String]] {
        try Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, try files(of: $0).map { try String(contentsOf: $0, encoding: .utf8) }) })
    }

    /// Read once: every case of every test looks into them.
    private static let shelf = Result { try PhraseCatalogues(texts: texts()) }

    static func phrases(_ language: Language) throws -> Phrases { try shelf.get().phrases(in: language) }

    /// Swift files below `Sources`.
    static func sources() throws -> [(path: String, text: String)] { try read.get() }

    private static let read: Result<[(path: String, text: String)], any Error> = Result {
        let folder = root.appending(path: "Sources")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try names.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }
}
