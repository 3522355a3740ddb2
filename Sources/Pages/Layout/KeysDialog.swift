import Phrasebook

/// The table of shortcuts, opened with `?`.
enum KeysDialog {
    static func render(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <dialog id="keys" aria-labelledby="keys-h"><div class="row"><h2 id="keys-h" class="grow">\(p("keys.title"))</h2>\
            <button class="btn btn-quiet btn-icon" type="button" data-close aria-label="\(p("layout.close"))">\(icon(.x, chrome))</button></div>
            <p class="muted t13">\(p("keys.note"))</p>
            <div class="keys">\(each(rows) { key, what in "<kbd>\(key)</kbd><span>\(p(what))</span>" })</div></dialog>
            """
    }

    private static let rows: [(String, PhraseKey)] = [
        ("/", "keys.search"), ("?", "keys.show"), ("J", "keys.next"), ("K", "keys.previous"), ("Enter", "keys.open"), ("C", "keys.call"),
        ("0\u{2013}9", "keys.answer"), ("Tab", "keys.nextQuestion"), ("Alt 1\u{2013}9", "keys.result"), ("Ctrl Enter", "keys.save"),
    ]
}
