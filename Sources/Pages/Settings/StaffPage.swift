import Domain
import Phrasebook

/// Staff, their posts and absences. `GET /staff`
///
/// Forms with `csrf`: `POST /staff/{id}/posts` with `role`, `unit`, `from`; `POST /staff/{id}/posts/ending` with `post`, `to`;
/// `POST /staff/{id}/absences` with `from`, `to`, `standIn`.
public enum StaffPage {
    public struct PostLine: Sendable {
        public var id: String
        public var role: String
        public var unit: String
        public var from: LocalDay
        public var to: LocalDay?

        public init(id: String, role: String, unit: String, from: LocalDay, to: LocalDay? = nil) {
            (self.id, self.role, self.unit, self.from, self.to) = (id, role, unit, from, to)
        }
    }

    public struct Person: Sendable {
        public var id: String
        public var code: String
        public var name: String
        public var isActive: Bool
        public var posts: [PostLine]
        /// Leave in words: until when, who stands in.
        public var absences: [String]

        public init(id: String, code: String, name: String, isActive: Bool = true, posts: [PostLine] = [], absences: [String] = []) {
            (self.id, self.code, self.name, self.isActive) = (id, code, name, isActive)
            (self.posts, self.absences) = (posts, absences)
        }
    }

    public struct Model: Sendable {
        public var people: [Person]
        public var roles: [Choice]
        public var units: [Choice]
        public var unit: String?
        public var mayChange: Bool
        public var turn: PageTurn
        public var errors: [FieldError]

        public init(
            people: [Person], roles: [Choice] = [], units: [Choice] = [], unit: String? = nil, mayChange: Bool = false, turn: PageTurn = PageTurn(), errors: [FieldError] = []
        ) {
            (self.people, self.roles, self.units, self.unit) = (people, roles, units, unit)
            (self.mayChange, self.turn, self.errors) = (mayChange, turn, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("nav.staff"), chrome, current: .staff, body: """
            \(PageHead.render(p("nav.staff"), chrome))\(ErrorSummary.render(model.errors, chrome))
            <section class="card" aria-label="\(p("nav.staff"))"><form class="filters" action="/staff">\
            \(Fields.filter("unit", label: p("queue.whichUnit"), model.units, value: model.unit, all: p("queue.everyUnit")))<noscript><button class="btn btn-sm" type="submit">\(p("queue.apply"))</button></noscript></form>
            \(table(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func table(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.people.isEmpty { return Empty.render(.users, p("staff.none"), p("staff.noneWords"), chrome) }
        let columns = [DataTable.Column(p("staff.person")), DataTable.Column(p("staff.posts")), DataTable.Column(p("staff.absences")), DataTable.Column(p("layout.actions"), isHidden: true)]
        return DataTable(caption: p("nav.staff"), columns: columns, rows: model.people.map { row($0, model, chrome) }).render(chrome)
    }

    private static func row(_ person: Person, _ model: Model, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        return [
            "<span class=\"strong\">\(person.name)</span><div class=\"l2\"><span class=\"mono\">\(person.code)</span>\(when(!person.isActive, " " + Tag(p("staff.left")).html))</div>",
            each(person.posts) { post($0, chrome) }, each(person.absences) { "<div>\($0)</div>" },
            model.mayChange ? "<div class=\"row\">\(newPost(person, model, chrome))\(absence(person, model, chrome))</div>" : .none,
        ]
    }

    private static func post(_ post: PostLine, _ chrome: PageChrome) -> HTML {
        let days = post.to.map { chrome.phrases("staff.fromTo", ["from": .text(post.from.iso), "to": .text($0.iso)]) }
            ?? chrome.phrases("staff.since", ["from": .text(post.from.iso)])
        return "<div>\(post.role) <span class=\"muted\">\(post.unit)</span> <span class=\"t12 faint\">\(days)</span></div>"
    }

    private static func newPost(_ person: Person, _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return popPanel(p("staff.addPost"), .plus, chrome, postForm(Address.path("staff", person.id, "posts"), chrome, """
            \(select("role", person, p("staff.role"), model.roles, nil, p))\(select("unit", person, p("complaints.unit"), model.units, nil, p))\(day("from", person, p("staff.from")))\(submitButton(p("staff.addPost"), chrome))
            """))
    }

    private static func absence(_ person: Person, _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let others = model.people.filter { $0.id != person.id && $0.isActive }.map { Choice($0.id, $0.name) }
        return popPanel(p("staff.addAbsence"), .calendar, chrome, postForm(Address.path("staff", person.id, "absences"), chrome, """
            \(day("from", person, p("staff.from")))\(day("to", person, p("staff.to")))\(select("standIn", person, p("staff.standIn"), others, p("console.none"), p))\
            <p class="t12 faint">\(p("staff.absenceWords"))</p>\(submitButton(p("staff.addAbsence"), chrome))
            """))
    }

    /// Ids carry the person, since the same fields stand in every row.
    private static func select(_ name: String, _ person: Person, _ label: String, _ choices: [Choice], _ blank: String?, _ p: Phrases) -> HTML {
        let id = "f-\(name)-\(person.id)-\(blank == nil ? "p" : "a")"
        return """
            <div class="field"><label for="\(id)">\(label)</label><select class="select" id="\(id)" name="\(name)">\(with(blank) { #"<option value="">\#($0)</option>"# })\
            \(each(choices) { Fields.option($0, nil) })</select></div>
            """
    }

    private static func day(_ name: String, _ person: Person, _ label: String) -> HTML {
        #"<label class="field"><span class="label">\#(label)</span><input class="input" type="date" name="\#(name)" aria-label="\#(label)" required></label>"#
    }
}
