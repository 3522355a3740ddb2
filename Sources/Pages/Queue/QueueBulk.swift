import Phrasebook

/// The bar over the list for what is done to the chosen rows. The number chosen is kept by `ui.js`; everything works without it.
enum QueueBulk {
    static func render(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let isEmpty = model.rows.isEmpty && model.strip.isEmpty
        return """
            <form id="bulk" method="post" action="/bulk">\(chrome.csrfField)\(filters(model.filter, chrome))</form>
            \(when(!isEmpty && (model.mayReassign || model.mayPostpone), """
                <div class="bulk-bar" role="group" aria-label="\(p("bulk.title"))"><output class="t13" data-chosen data-none="\(p("bulk.noneChosen"))" \
                data-words="\(p("bulk.chosen", ["n": .text("#")]))">\(p("bulk.hint"))</output>\(all(model, p))<span class="grow"></span>\
                \(when(model.mayReassign, deed(.reassign, .arrowRightLeft, "bulk.reassign", chrome)))\(when(model.mayPostpone, deed(.postpone, .calendarClock, "bulk.postpone", chrome)))\
                \(when(model.mayReassign, deed(.remind, .bell, "bulk.remind", chrome)))<a class="btn btn-sm btn-quiet" href="/bulk">\(icon(.history, chrome, size: .small))\(p("bulk.acts"))</a></div>
                """))
            """
    }

    /// The same filters as the list's, so that all that match can be meant.
    private static func filters(_ filter: QueuePage.Filter, _ chrome: PageChrome) -> HTML {
        each(filter.pairs + [("return", filter.address)]) { QueueFilters.hidden($0.0, $0.1) }
    }

    /// Offered where there is more than this page shows.
    private static func all(_ model: QueuePage.Model, _ p: Phrases) -> HTML {
        guard model.next != nil || model.filter.after != nil, let count = model.counts[model.filter.show] else { return .none }
        let words = p("bulk.all", ["n": .text(count.written(p)), "limit": .number(model.bulkLimit)])
        return #"<label class="tick t13"><input type="checkbox" name="all" value="1" form="bulk" data-matching><span>\#(words)</span></label>"#
    }

    private static func deed(_ deed: BulkPage.Deed, _ name: IconName, _ title: PhraseKey, _ chrome: PageChrome) -> HTML {
        """
        <button class="btn btn-sm" type="submit" form="bulk" name="deed" value="\(deed.rawValue)">\(icon(name, chrome, size: .small))\(chrome.phrases(title))</button>
        """
    }
}
