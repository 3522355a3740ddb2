import Phrasebook

/// The head of a page: where it is, its one `h1`, a word beside it, what can be done.
enum PageHead {
    static func render(_ title: String, beside: HTML = .none, actions: HTML = .none, trail: [(String, String)] = [], _ chrome: PageChrome) -> HTML {
        """
        \(when(!trail.isEmpty, crumbs(trail, title, chrome)))<div class="page-h"><h1>\(title)</h1>\(beside)\(when(!actions.isEmpty, "<span class=\"grow\"></span>\(actions)"))</div>

        """
    }

    private static func crumbs(_ trail: [(String, String)], _ title: String, _ chrome: PageChrome) -> HTML {
        """
        <nav class="crumbs" aria-label="\(chrome.phrases("layout.trail"))">\
        \(each(trail) { name, address in #"<a href="\#(url: address)">\#(name)</a>\#(icon(.chevronRight, chrome, size: .small))"# })<span aria-current="page">\(title)</span></nav>

        """
    }
}

/// A card with its heading.
func card(_ title: String, beside: HTML = .none, class extra: String = "", _ body: HTML) -> HTML {
    """
    <section class="card \(extra)"><div class="card-h"><h2 class="\(beside.isEmpty ? "" : "grow")">\(title)</h2>\(beside)</div>\(body)</section>

    """
}

/// The padded inside of a card.
func inside(_ body: HTML) -> HTML { #"<div class="card-b">\#(body)</div>"# }

/// A link that looks like a button.
func linkButton(_ title: String, _ address: String, icon name: IconName? = nil, class kind: String = "", _ chrome: PageChrome) -> HTML {
    #"<a class="btn \#(kind)" href="\#(url: address)">\#(with(name) { icon($0, chrome) })\#(title)</a>"#
}

/// A button that sends its form.
func submitButton(_ title: String, icon name: IconName? = nil, class kind: String = "btn-primary", _ chrome: PageChrome) -> HTML {
    #"<button class="btn \#(kind)" type="submit">\#(with(name) { icon($0, chrome) })\#(title)</button>"#
}

/// A form that posts, with its token.
func postForm(_ address: String, class kind: String = "form", _ chrome: PageChrome, _ body: HTML) -> HTML {
    #"<form method="post" action="\#(url: address)" class="\#(kind)">\#(chrome.csrfField)\#(body)</form>"#
}

/// A panel that opens in place, without scripts: `<details>` whose summary looks like a button.
func popPanel(_ title: String, _ name: IconName, opensAtStart: Bool = false, _ chrome: PageChrome, _ body: HTML) -> HTML {
    """
    <details class="pop"><summary class="btn btn-sm">\(icon(name, chrome, size: .small))\(title)</summary>\
    <div class="pop-b\(opensAtStart ? " start" : "")">\(body)</div></details>
    """
}
