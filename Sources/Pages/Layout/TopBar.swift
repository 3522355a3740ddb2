import Domain
import Phrasebook

/// The bar on top: search, organisation, theme, and the person's menu.
///
/// Forms: `GET /search` with `q`; `POST /preferences` with `theme` (light, dark, auto) or `language`
/// (zh-Hans, zh-Hant, en) and `return`; `POST /sign-out`.
enum TopBar {
    static func render(_ chrome: PageChrome) -> HTML {
        """
        <header class="top">\(search(chrome))<span class="grow"></span>\(with(chrome.user) { organisation($0) })\
        \(with(chrome.user) { bell($0, chrome) })\(themeButton(chrome))\(with(chrome.user) { menu($0, chrome) })</header>
        """
    }

    private static func search(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <form class="top-search" action="/search" role="search"><label class="vh" for="q">\(p("layout.searchLabel"))</label>\(icon(.search, chrome))\
            <input id="q" name="q" type="search" placeholder="\(p("layout.searchHint"))" autocomplete="off" maxlength="100"><kbd class="hide-s">/</kbd></form>
            """
    }

    private static func organisation(_ user: PageChrome.User) -> HTML {
        """
        <span class="top-org t13 hide-s dots"><span>\(user.organisation)</span>\(with(user.site) { "<span>\($0)</span>" })</span>
        """
    }

    /// How much waits is said in words too; a count of its own stands there only when something waits.
    private static func bell(_ user: PageChrome.User, _ chrome: PageChrome) -> HTML {
        let (p, waiting) = (chrome.phrases, user.notices)
        let written = waiting.written(p)
        let name = waiting.count == 0 ? p("notices.title") : p("notices.waiting", ["n": .text(written)])
        return """
            <a class="btn btn-quiet btn-icon bell" href="/notices" aria-label="\(name)">\(icon(.bell, chrome))\
            \(when(waiting.count > 0, "<span class=\"badge danger strong\" aria-hidden=\"true\">\(written)</span>"))</a>
            """
    }

    /// One press goes to the other of light and dark; "as the system" is in the preferences.
    private static func themeButton(_ chrome: PageChrome) -> HTML {
        let next: PageChrome.Theme = chrome.theme == .dark ? .light : .dark
        return """
            <form method="post" action="/preferences" class="top-form">\(chrome.csrfField)\(returnField(chrome))\
            <button class="btn btn-quiet btn-icon" type="submit" name="theme" value="\(next.rawValue)" data-theme-toggle \
            aria-label="\(chrome.phrases(next == .dark ? "layout.toDark" : "layout.toLight"))">\(icon(.sunMoon, chrome))</button></form>
            """
    }

    private static func menu(_ user: PageChrome.User, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <details class="menu" data-menu><summary class="top-user" aria-label="\(p("layout.menuOf", ["name": .text(user.name)]))">\
            <span class="avatar" aria-hidden="true">\(String(user.name.prefix(1)))</span>\
            <span class="hide-s"><span class="t13">\(user.name)</span> <span class="t12 faint">\(user.role)</span></span>\(icon(.chevronDown, chrome, size: .small))</summary>
            <div class="menu-b">
            <ul class="only-s">\(each(chrome.navigation.filter { !$0.item.isEssential }) { place($0, chrome) })</ul>
            <ul><li><a href="/preferences">\(icon(.settings, chrome))\(p("layout.preferences"))</a></li>\
            <li><button type="button" data-open="#keys">\(icon(.keyboard, chrome))\(p("keys.title"))</button></li></ul>
            \(languages(chrome))
            <form method="post" action="/sign-out">\(chrome.csrfField)<ul><li><button type="submit">\(icon(.logOut, chrome))\(p("layout.signOut"))</button></li></ul></form>
            </div></details>
            """
    }

    private static func place(_ entry: NavigationEntry, _ chrome: PageChrome) -> HTML {
        """
        <li><a href="\(url: entry.item.address)">\(icon(entry.item.icon, chrome))\(chrome.phrases(entry.item.title))</a></li>
        """
    }

    private static func languages(_ chrome: PageChrome) -> HTML {
        """
        <form method="post" action="/preferences" class="menu-langs" aria-label="\(chrome.phrases("layout.language"))">\(chrome.csrfField)\(returnField(chrome))\
        \(each(Language.allCases) { language($0, chrome) })</form>
        """
    }

    private static func language(_ language: Language, _ chrome: PageChrome) -> HTML {
        let isCurrent = chrome.phrases.language == language
        return """
            <button class="btn btn-sm" type="submit" name="language" value="\(language.rawValue)" lang="\(language.rawValue)" \
            aria-pressed="\(isCurrent ? "true" : "false")">\(chrome.phrases(language.ownName))</button>
            """
    }

    private static func returnField(_ chrome: PageChrome) -> HTML {
        #"<input type="hidden" name="return" value="\#(chrome.path)">"#
    }
}

extension Language {
    /// The language's name in itself; the same in every catalogue.
    var ownName: PhraseKey {
        switch self {
        case .simplified: "language.simplified"
        case .traditional: "language.traditional"
        case .english: "language.english"
        }
    }
}
