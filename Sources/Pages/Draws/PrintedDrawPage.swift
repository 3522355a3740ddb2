import Domain
import Phrasebook

/// The proof of a draw on paper: what was drawn from, seed, hash, and every entry with its place. `GET /draws/{id}/print`
public enum PrintedDrawPage {
    public static func render(_ model: DrawPage.Model, organisation: String, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("draw.title", ["title": .text(model.title)])
        return PrintSheet.page(title: title, label: title, back: Address.draw(model.id), chrome, sheet: """
            <header class="ph"><div class="org">\(organisation)</div><h1>\(title)</h1></header>
            <table class="form"><colgroup><col class="k"><col></colgroup><tbody>\(each(DrawPage.rows(model, chrome)) { row($0.0, $0.1) })</tbody></table>
            <table class="form q entries"><thead><tr><th scope="col">\(p("draw.stratum"))</th><th scope="col" class="n">\(p("draw.place"))</th><th scope="col">\(p("draw.entry"))</th><th scope="col">\(p("draw.standing"))</th></tr></thead><tbody>
            \(each(model.lines) { line($0, p) })</tbody></table>
            <p class="fine">\(p("draw.how"))</p>
            """)
    }

    private static func row(_ label: String, _ text: String?) -> HTML { with(text) { "<tr><th scope=\"row\">\(label)</th><td>\($0)</td></tr>\n" } }

    private static func line(_ line: DrawPage.Line, _ p: Phrases) -> HTML {
        "<tr><td>\(line.stratum)</td><td class=\"n\">\(with(line.place) { "\($0)" })</td><td>\(line.words)<br><small>\(line.name)</small></td><td>\(line.standing.words(p))\(with(line.reason) { ": \($0)" })</td></tr>\n"
    }
}
