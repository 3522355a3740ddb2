import Domain
import Phrasebook

/// The list of follow-ups on one time axis, most urgent first.
enum QueueTable {
    static func render(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return tableRegion(p("queue.list"), chrome, """
            <table class="table table-cards table-queue"><caption class="vh">\(p("queue.caption", ["n": .number(model.strip.count + model.rows.count)]))</caption>
            \(head(model, chrome))
            \(when(!model.strip.isEmpty, group("queue.strip", model.strip, model, chrome, firstIsCurrent: true, isListed: false)))\
            \(when(!model.rows.isEmpty, group(model.strip.isEmpty ? nil : "queue.rest", model.rows, model, chrome, firstIsCurrent: model.strip.isEmpty)))</table>
            """)
    }

    private static func head(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <thead><tr><th scope="col" class="c-check"><label class="check"><input type="checkbox" data-all><span class="vh">\(p("queue.selectAll"))</span></label></th>\
            <th scope="col" class="c-who">\(p("queue.who"))</th><th scope="col">\(p("queue.why"))</th>\
            <th scope="col" class="win-h"><span class="vh">\(p("queue.window"))</span>\(WindowGlyph.head(model.axis, chrome))</th>\
            <th scope="col" class="c-sla" aria-sort="ascending"><span class="sorted" title="\(p("queue.orderWhy"))">\(p("queue.limit"))\(icon(.arrowUp, chrome, size: .small))</span></th>\
            <th scope="col" class="c-try">\(p("queue.attempts"))</th><th scope="col" class="c-act"><span class="vh">\(p("layout.actions"))</span></th></tr></thead>
            """
    }

    private static func group(
        _ title: PhraseKey?, _ rows: [QueueRow], _ model: QueuePage.Model, _ chrome: PageChrome, firstIsCurrent: Bool,
        isListed: Bool = true
    ) -> HTML {
        """
        <tbody>\(with(title) { #"<tr class="sub-h"><th scope="rowgroup" colspan="7">\#(chrome.phrases($0))</th></tr>"# })
        \(each(rows.enumerated()) { index, row in line(row, model, chrome, isCurrent: firstIsCurrent && index == 0, isListed: isListed) })</tbody>

        """
    }

    private static func line(_ row: QueueRow, _ model: QueuePage.Model, _ chrome: PageChrome, isCurrent: Bool, isListed: Bool) -> HTML {
        let p = chrome.phrases
        return """
            <tr data-row\(flag: "data-listed", if: isListed)\(attribute: "aria-current", isCurrent ? "true" : nil)><td class="c-check"><label class="check">\
            <input type="checkbox" name="followUp" value="\(row.id)" form="bulk"><span class="vh">\(p("queue.select", ["name": .text(row.person.name)]))</span></label></td>
            <td class="c-who"><div class="l1"><a class="name" href="\(url: Address.followUp(row.id))">\(row.person.name)</a><span class="t12 faint nowrap">\(row.person.about(p))</span></div>\
            <div class="l2 nowrap">\(with(row.person.phoneOf) { "\($0)" })\(row.person.phone) \(each(row.person.tags.prefix(1)) { $0.html })</div></td>
            <td class="c-why"><div class="l1">\(row.title)</div><div class="l2 clip dots">\(each(row.details) { "<span>\($0)</span>" })</div></td>
            <td class="win-c">\(WindowGlyph.render(row.marks, on: model.axis, chrome))</td>
            <td class="c-sla">\(SlaBadge.render(row.sla, chrome))<div class="l2 nowrap">\(SlaBadge.exact(row.sla, chrome))</div></td>
            <td class="c-try">\(attempts(row, model, chrome))</td>
            <td class="c-act end">\(action(row, chrome))</td></tr>

            """
    }

    private static func attempts(_ row: QueueRow, _ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let tried = row.marks.attempts.count
        let count = switch (tried, row.maxAttempts) {
        case (0, _): p("queue.untried")
        case (_, let most?): p("queue.triedOf", ["n": .number(tried), "most": .number(most)])
        case (_, nil): p("queue.tried", ["n": .number(tried)])
        }
        return """
            <div class="l1 t13">\(count)\(assignee(row, model))</div>\
            <div class="l2 clip">\(row.hint ?? last(row, chrome))</div>
            """
    }

    private static func assignee(_ row: QueueRow, _ model: QueuePage.Model) -> HTML {
        guard model.filter.scope != .mine, let assignee = row.assignee else { return .none }
        return #"<span class="t12 faint">\#(assignee)</span>"#
    }

    private static func last(_ row: QueueRow, _ chrome: PageChrome) -> String {
        guard let result = row.lastResult else { return "" }
        guard let at = row.marks.attempts.max() else { return result }
        return chrome.phrases("queue.lastResult", ["time": .text(chrome.words.moment(at)), "result": .text(result)])
    }

    private static func action(_ row: QueueRow, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if let claim = row.claim, !claim.isMine {
            return #"<span class="held" title="\#(p("queue.heldUntil", ["time": .text(chrome.words.time(claim.until))]))">\#(icon(.lock, chrome, size: .small))\#(p("queue.heldBy", ["name": .text(claim.by)]))</span>"#
        }
        if row.marks.isSettled { return linkButton(p("queue.view"), Address.followUp(row.id), class: "btn-sm", chrome) }
        return """
            <button class="btn btn-sm" type="submit" form="bulk" data-call formaction="\(url: Address.claim(of: row.id))" \
            aria-label="\(p("queue.callWhom", ["name": .text(row.person.name)]))">\(icon(.phone, chrome, size: .small))\(p(row.claim == nil ? "queue.call" : "queue.goOn"))</button>
            """
    }
}
