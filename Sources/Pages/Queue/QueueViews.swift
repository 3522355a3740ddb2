import Phrasebook

/// A kept filter as a link over the list.
public struct ViewLink: Sendable, Hashable {
    public var id: String
    public var name: String
    public var address: String
    public var isCurrent: Bool
    /// Whose it is, when another shares it.
    public var by: String?

    public init(id: String, name: String, address: String, isCurrent: Bool = false, by: String? = nil) {
        (self.id, self.name, self.address, self.isCurrent, self.by) = (id, name, address, isCurrent, by)
    }
}

/// The row of kept filters, and the panel that keeps the present one.
enum QueueViews {
    static func render(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let mayKeep = model.filter.isNarrowed || model.filter.scope != .mine
        guard mayKeep || !model.views.isEmpty else { return .none }
        let links: HTML = #"<nav class="chips" aria-label="\#(p("view.views"))">\#(each(model.views) { link($0, p) })</nav>"#
        let manage: HTML = #"<a class="btn btn-sm btn-quiet" href="/views">\#(icon(.settings, chrome, size: .small))\#(p("view.manage"))</a>"#
        return """
            <div class="views">\(when(!model.views.isEmpty, links))<span class="grow"></span>\(when(mayKeep, keep(model, chrome)))\(when(!model.views.isEmpty, manage))</div>
            """
    }

    private static func link(_ view: ViewLink, _ p: Phrases) -> HTML {
        let by = view.by.map { p("view.by", ["name": .text($0)]) }
        return #"<a class="chip" href="\#(url: view.address)"\#(attribute: "aria-current", view.isCurrent ? "true" : nil)\#(attribute: "title", by)>\#(view.name)</a>"#
    }

    private static func keep(_ model: QueuePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome)
        return popPanel(p("view.keep"), .save, chrome, postForm("/views", chrome, """
            \(each(model.filter.pairs) { QueueFilters.hidden($0.0, $0.1) })<p class="t13 muted">\(p("view.keepHint"))</p>
            \(fields.input("name", p("view.name"), isRequired: true, extra: " maxlength=\"60\""))\
            \(when(!model.sharingUnits.isEmpty, fields.select("shareUnit", p("view.share"), model.sharingUnits, blank: p("view.alone"))))\
            \(fields.checkbox("first", p("view.beginWith")))\(submitButton(p("view.keepDo"), chrome))
            """))
    }
}
