import Phrasebook

/// Kept filters: named anew, shared, begun with, removed. `GET /views`
///
/// Forms: `POST /views` with `name`, `shareUnit`, `shareRole`, `first` and the queue's fields; `POST /views/{id}` with `name`, `shareUnit`, `shareRole`;
/// `POST /views/{id}/first` (with `off` to begin with the whole list again); `POST /views/{id}/removal`.
public enum ViewsPage {
    public struct Line: Sendable {
        public var link: ViewLink
        public var isOwn: Bool
        public var isFirst: Bool
        public var unit: String?
        public var unitName: String?
        public var role: String?
        public var roleName: String?

        public init(
            _ link: ViewLink, isOwn: Bool, isFirst: Bool = false, unit: String? = nil, unitName: String? = nil, role: String? = nil, roleName: String? = nil
        ) {
            (self.link, self.isOwn, self.isFirst, self.unit, self.unitName) = (link, isOwn, isFirst, unit, unitName)
            (self.role, self.roleName) = (role, roleName)
        }
    }

    public struct Model: Sendable {
        public var lines: [Line]
        /// Units that views may be shared with; empty when the person leads none.
        public var units: [Choice]
        public var roles: [Choice]

        public init(lines: [Line], units: [Choice] = [], roles: [Choice] = []) { (self.lines, self.units, self.roles) = (lines, units, roles) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("view.views"), chrome, current: .followUps, body: """
            \(PageHead.render(p("view.views"), trail: [(p("nav.followUps"), "/follow-ups")], chrome))
            <section class="card" aria-label="\(p("view.views"))">\(list(model, chrome))</section>
            """)
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty { return Empty.render(.funnel, p("view.none"), p("view.noneWords"), chrome) }
        let columns = [DataTable.Column(p("view.name")), DataTable.Column(p("view.readers")), DataTable.Column(p("layout.actions"), isHidden: true)]
        return DataTable(caption: p("view.views"), columns: columns, rows: model.lines.map { row($0, model, chrome) }).render(chrome)
    }

    private static func row(_ line: Line, _ model: Model, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let first: HTML = when(line.isFirst, " \(badge(.brand, .check, p("view.isFirst"), chrome))")
        return [
            #"<a class="name" href="\#(url: line.link.address)">\#(line.link.name)</a>"# + first, "\(readers(line, p))",
            #"<div class="row row-wrap">\#(begin(line, chrome))\#(when(line.isOwn, change(line, model, chrome) + remove(line, chrome)))</div>"#,
        ]
    }

    private static func readers(_ line: Line, _ p: Phrases) -> String {
        let by = line.link.by.map { p("view.by", ["name": .text($0)]) }
        guard let unit = line.unitName else { return p("view.alone") }
        return [by, unit, line.roleName].compactMap(\.self).joined(separator: p("notices.between"))
    }

    private static func begin(_ line: Line, _ chrome: PageChrome) -> HTML {
        let title = chrome.phrases(line.isFirst ? "view.stopBeginning" : "view.begin")
        return postForm(Address.path("views", line.link.id, "first"), class: "inline", chrome, """
            \(when(line.isFirst, QueueFilters.hidden("off", "1")))<button class="btn btn-sm" type="submit">\(title)</button>
            """)
    }

    private static func change(_ line: Line, _ model: Model, _ chrome: PageChrome) -> HTML {
        let (p, id) = (chrome.phrases, line.link.id)
        let share: HTML = when(!model.units.isEmpty, """
            <div class="field"><label for="u-\(id)">\(p("view.share"))</label><select class="select" id="u-\(id)" name="shareUnit"><option value="">\(p("view.alone"))</option>\
            \(each(model.units) { Fields.option($0, line.unit) })</select></div>
            <div class="field"><label for="r-\(id)">\(p("view.role"))</label><select class="select" id="r-\(id)" name="shareRole"><option value="">\(p("view.everyRole"))</option>\
            \(each(model.roles) { Fields.option($0, line.role) })</select></div>
            """)
        return popPanel(p("view.change"), .pencil, chrome, postForm(Address.path("views", id), chrome, """
            <div class="field"><label for="n-\(id)">\(p("view.name"))</label><input class="input" id="n-\(id)" name="name" value="\(line.link.name)" maxlength="60" required></div>
            \(share)\(submitButton(p("layout.save"), chrome))
            """))
    }

    private static func remove(_ line: Line, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let sure: HTML = when(line.unitName != nil, "<p class=\"t13\">\(p("view.removeShared"))</p>")
        return popPanel(p("view.remove"), .x, chrome, postForm(Address.path("views", line.link.id, "removal"), chrome, """
            \(sure)\(submitButton(p("view.removeOf", ["name": .text(line.link.name)]), class: "btn-sm", chrome))
            """))
    }
}
