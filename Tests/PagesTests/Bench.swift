import Domain
import Foundation
import Pages
import Phrasebook

/// What the page tests share: the real catalogues, a fixed moment, a person.
enum Bench {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let catalogues: PhraseCatalogues = {
        let texts = Dictionary(uniqueKeysWithValues: Language.allCases.map { language in
            let folder = root.appending(path: "Share/phrases/" + language.rawValue)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return (language, names.sorted().compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) })
        })
        do { return try PhraseCatalogues(texts: texts) } catch { fatalError("\(error)") }
    }()

    static func at(_ text: String) -> Instant { CivilZone.shanghai.instant(iso: text)! }

    static let now = at("2026-11-20 10:24")

    static func chrome(
        _ language: Language = .simplified, theme: PageChrome.Theme = .auto, path: String = "/follow-ups", flash: PageChrome.Flash? = nil,
        user: PageChrome.User? = PageChrome.User(name: "周敏", role: "随访护士", organisation: "云川市第一人民医院", site: "东院区", notices: BoundedCount(3, limit: 99))
    ) -> PageChrome {
        PageChrome(
            phrases: catalogues.phrases(in: language), zone: .shanghai, now: now, theme: theme, csrf: "csrf-0001", user: user,
            navigation: navigation, assets: AssetPaths(), path: path, flash: flash)
    }

    private static let navigation = NavigationItem.allCases.map { item in
        switch item {
        case .followUps: NavigationEntry(item, waiting: BoundedCount(41))
        case .reviews: NavigationEntry(item, waiting: BoundedCount(9))
        case .complaints: NavigationEntry(item, waiting: BoundedCount(6))
        default: NavigationEntry(item)
        }
    }
}
