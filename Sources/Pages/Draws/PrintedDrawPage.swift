import Domain
import Phrasebook

/// The proof of a draw on paper: what was drawn from, seed, hash, and every entry with its place. `GET /draws/{id}/print`
public enum PrintedDrawPage {
    public static func render(_ model: DrawPage.Model, organisation: String, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("draw.title", ["title": .text(model.title)])
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
            <main><div class="no-print bar"><a href="\(url: Address.draw(model.id))">\(p("layout.back"))</a><button type="button" data-print>\(p("report.print"))</button><span>\(p("print.hint"))</span></div>
            <article class="sheet" tabindex="0" aria-label="\(title)">
            <header class="ph"><div class="org">\(organisation)</div><h1>\(title)</h1></header>
            <table class="form"><colgroup><col class="k"><col></colgroup><tbody>\(each(DrawPage.rows(model, chrome)) { row($0.0, $0.1) })</tbody></table>
            <table class="form q"><thead><tr><th scope="col">\(p("draw.stratum"))</th><th scope="col" class="n">\(p("draw.place"))</th><th scope="col">\(p("draw.entry"))</th><th scope="col">\(p("draw.standing"))</th></tr></thead><tbody>
            \(each(model.lines) { line($0, p) })</tbody></table>
            <p class="fine">\(p("draw.how"))</p>
            </article></main>
            </body>
            </html>

            """
    }

    private static func row(_ label: String, _ text: String?) -> HTML { with(text) { "<tr><th scope=\"row\">\(label)</th><td>\($0)</td></tr>\n" } }

    private static func line(_ line: DrawPage.Line, _ p: Phrases) -> HTML {
        "<tr><td>\(line.stratum)</td><td class=\"n\">\(with(line.place) { "\($0)" })</td><td>\(line.name)</td><td>\(standing(line.standing, p))\(with(line.reason) { ": \($0)" })</td></tr>\n"
    }

    private static func standing(_ standing: DrawPage.Standing, _ p: Phrases) -> String {
        switch standing {
        case .waiting: p("event.waiting")
        case .drawn: p("event.drawn")
        case .replacement: p("draw.replacement")
        case .chosen: p("event.chosen")
        case .notDrawn: p("event.notDrawn")
        case .left: p("draw.left")
        }
    }
}
