import Phrasebook

/// The bar over the list: whose, which rule, which unit, a word to search; and what is done to the selected ones.
enum QueueFilters {
    static func render(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        """
        <div class="filters">\(scopes(model.filter, chrome))\(choices(model, chrome))<span class="grow"></span>\
        \(bulk(model, chrome))</div>
        """
    }

    private static func scopes(_ filter: QueuePage.Filter, _ chrome: PageChrome) -> HTML {
        #"<nav class="chips" aria-label="\#(chrome.phrases("queue.scope"))">\#(each(QueuePage.Scope.allCases) { scope($0, filter, chrome) })</nav>"#
    }

    private static func scope(_ scope: QueuePage.Scope, _ filter: QueuePage.Filter, _ chrome: PageChrome) -> HTML {
        let title: PhraseKey = switch scope {
        case .mine: "queue.mine"
        case .unit: "queue.unit"
        case .unassigned: "queue.unassigned"
        }
        return """
            <a class="chip" href="\(url: filter.with { $0.scope = scope }.address)"\(attribute: "aria-current", filter.scope == scope ? "true" : nil)>\(chrome.phrases(title))</a>
            """
    }

    private static func choices(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let filter = model.filter
        return """
            <form class="row" action="/follow-ups">\(hidden("scope", filter.scope.rawValue))\(hidden("show", filter.show.rawValue))\
            \(when(!model.rules.isEmpty, Fields.filter("rule", label: p("queue.rule"), model.rules, value: filter.rule, all: p("queue.everyRule"))))\
            \(when(!model.units.isEmpty, Fields.filter("unit", label: p("queue.whichUnit"), model.units, value: filter.unit, all: p("queue.everyUnit"))))\
            <input class="input input-sm" type="search" name="q" value="\(filter.query)" aria-label="\(p("layout.searchLabel"))" placeholder="\(p("queue.searchHint"))" maxlength="100">\
            <button class="btn btn-sm btn-icon" type="submit" aria-label="\(p("queue.apply"))">\(icon(.funnel, chrome, size: .small))</button></form>
            """
    }

    private static func hidden(_ name: String, _ value: String) -> HTML {
        #"<input type="hidden" name="\#(name)" value="\#(value)">"#
    }

    private static func bulk(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        """
        <form id="bulk" method="post" action="/follow-ups/reassignments">\(chrome.csrfField)\(hidden("return", chrome.path))</form>\
        \(when(!model.colleagues.isEmpty, reassign(model, chrome)))\(when(model.mayPostpone, postpone(model, chrome)))
        """
    }

    private static func reassign(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return popPanel(p("queue.reassign"), .arrowRightLeft, chrome, """
            <p class="t13 muted">\(p("queue.bulkHint"))</p>
            <div class="field"><label for="f-assignee">\(p("queue.assignee"))</label><select class="select" id="f-assignee" name="assignee" form="bulk">\
            \(each(model.colleagues) { Fields.option($0, nil) })</select></div>
            <div class="field"><label for="f-reassignReason">\(p("queue.reason"))</label><textarea class="area" id="f-reassignReason" name="reassignReason" rows="2" form="bulk"></textarea></div>
            <button class="btn btn-primary" type="submit" form="bulk" formaction="/follow-ups/reassignments">\(p("queue.reassignDo"))</button>
            """)
    }

    private static func postpone(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return popPanel(p("queue.postpone"), .calendarClock, chrome, """
            <p class="t13 muted">\(p("queue.postponeHint"))</p>
            <div class="field"><label for="f-until">\(p("queue.until"))</label><input class="input" type="datetime-local" id="f-until" name="until" form="bulk"></div>
            <div class="field"><label for="f-postponeReason">\(p("queue.reason"))</label><textarea class="area" id="f-postponeReason" name="postponeReason" rows="2" form="bulk"></textarea></div>
            <button class="btn btn-primary" type="submit" form="bulk" formaction="/follow-ups/postponements">\(p("queue.postponeDo"))</button>
            """)
    }
}
