import Domain
import Phrasebook

/// A page that is made for paper: a bar that stays on the screen, and the sheet.
enum PrintSheet {
    /// - Parameters:
    ///   - title: of the document; `label` names the sheet.
    ///   - back: where the bar leads back to.
    ///   - isWide: landscape.
    static func page(title: String, label: String, back: String, isWide: Bool = false, _ chrome: PageChrome, sheet: HTML) -> HTML {
        let p = chrome.phrases
        return """
            <!doctype html>
            <html lang="\(p.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <link rel="icon" href="\(url: chrome.assets["favicon.svg"].address)" type="image/svg+xml">
            \(chrome.assets.styleSheet("css/print.css"))
            \(chrome.assets.module("js/ui.js"))
            </head>
            <body>
            <main><div class="no-print bar"><a href="\(url: back)">\(p("layout.back"))</a><button type="button" data-print>\(p("report.print"))</button><span>\(p(isWide ? "print.hintWide" : "print.hint"))</span></div>
            <article class="sheet\(isWide ? " wide" : "")" tabindex="0" aria-label="\(label)">
            \(sheet)
            </article></main>
            </body>
            </html>

            """
    }
}
