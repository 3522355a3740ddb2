import Phrasebook

/// The navigation: a rail at the side, a bar of four places at the foot of a phone.
enum Rail {
    static func render(_ chrome: PageChrome, current: NavigationItem?) -> HTML {
        let p = chrome.phrases
        return """
            <nav class="nav" aria-label="\(p("layout.navigation"))"><a class="nav-brand" href="/"><span class="nav-mark">\(icon(.phoneCall, chrome))</span>\
            <span class="nav-t">\(p("layout.product"))</span></a>
            \(group(.work, "layout.work", chrome, current))\(group(.manage, "layout.manage", chrome, current))
            </nav>
            """
    }

    private static func group(_ group: NavigationItem.Group, _ title: PhraseKey, _ chrome: PageChrome, _ current: NavigationItem?) -> HTML {
        let entries = chrome.navigation.filter { $0.item.group == group }
        if entries.isEmpty { return .none }
        return """
            <div class="nav-h">\(chrome.phrases(title))</div>\(each(entries) { link($0, chrome, isCurrent: $0.item == current) })
            """
    }

    private static func link(_ entry: NavigationEntry, _ chrome: PageChrome, isCurrent: Bool) -> HTML {
        let p = chrome.phrases
        let title = p(entry.item.title)
        return """
            <a class="nav-a\(entry.item.isEssential ? "" : " nav-more")" href="\(url: entry.item.address)"\(attribute: "aria-current", isCurrent ? "page" : nil) title="\(title)">\
            \(icon(entry.item.icon, chrome))<span class="nav-t">\(title)</span>\(with(entry.waiting) { count($0, p) })</a>
            """
    }

    private static func count(_ waiting: BoundedCount, _ p: Phrases) -> HTML {
        #"<span class="count">\#(waiting.written(p))<span class="vh"> \#(p("layout.waiting"))</span></span>"#
    }
}
