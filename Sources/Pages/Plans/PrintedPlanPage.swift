import Domain
import Phrasebook

/// A plan on paper, with the lines that become visits. `GET /plans/{id}/print`
public enum PrintedPlanPage {
    public static func render(_ model: PlanPage.Model, organisation: String, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("plan.title", ["title": .text(model.title)])
        let lines = model.lines.filter { if case .dropped = $0.standing { false } else { true } }
        return PrintSheet.page(title: title, label: title, back: Address.plan(model.id), chrome, sheet: """
            <header class="ph"><div class="org">\(organisation)</div><h1>\(title)</h1></header>
            <table class="form"><colgroup><col class="k"><col></colgroup><tbody>\(each(PlanPage.rows(model, chrome)) { row($0.0, $0.1) })</tbody></table>
            <table class="form q entries"><thead><tr><th scope="col" class="n">\(p("plan.number"))</th><th scope="col">\(p("queue.who"))</th><th scope="col">\(p("console.partyNumber"))</th><th scope="col">\(p("plan.day"))</th><th scope="col">\(p("console.assignee"))</th></tr></thead><tbody>
            \(each(Array(lines.enumerated())) { line($0.offset + 1, $0.element, chrome) })</tbody></table>
            """)
    }

    private static func row(_ label: String, _ text: String?) -> HTML { with(text) { "<tr><th scope=\"row\">\(label)</th><td>\($0)</td></tr>\n" } }

    private static func line(_ number: Int, _ line: PlanPage.Line, _ chrome: PageChrome) -> HTML {
        "<tr><td class=\"n\">\(number)</td><td>\(line.name)</td><td>\(line.number)</td><td>\(PlanPage.day(line, chrome))</td><td>\(line.staffName ?? chrome.phrases("plan.byRole"))</td></tr>\n"
    }
}
