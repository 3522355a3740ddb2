import Phrasebook

/// The bar over the list: whose, which rule, which unit, a word to search.
enum QueueFilters {
    static func render(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        """
        <div class="filters">\(scopes(model.filter, chrome))\(choices(model, chrome))</div>\
        \(QueueBulk.render(model, chrome))
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
            \(Fields.filter("period", label: p("queue.period"), periods(p), value: filter.period?.rawValue, all: p("queue.everyLimit")))\
            \(when(!model.people.isEmpty && filter.scope == .unit, Fields.filter("person", label: p("team.whose"), model.people, value: filter.person, all: p("team.everybody"))))\
            <input class="input input-sm" type="search" name="q" value="\(filter.query)" aria-label="\(p("layout.searchLabel"))" placeholder="\(p("queue.searchHint"))" maxlength="100">\
            <button class="btn btn-sm btn-icon" type="submit" aria-label="\(p("queue.apply"))">\(icon(.funnel, chrome, size: .small))</button></form>
            """
    }

    private static func periods(_ p: Phrases) -> [Choice] {
        QueuePage.Period.allCases.map { period in
            let title: PhraseKey = switch period {
            case .today: "queue.limitToday"
            case .nextWeek: "queue.limitNextWeek"
            case .lastMonth: "queue.limitLastMonth"
            }
            return Choice(period.rawValue, p(title))
        }
    }

    static func hidden(_ name: String, _ value: String) -> HTML {
        #"<input type="hidden" name="\#(name)" value="\#(value)">"#
    }
}
