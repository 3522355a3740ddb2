import Domain
import Phrasebook

/// Somebody reports something. `GET /complaints/new?q=&party=&unit=`
///
/// `POST /complaints` with `unit`, `class`, `way`, `text`, `category`, `severity`, `requestedBy`, `occurredAt`, `departments` (several), `oral`, and who it is:
/// `party` (known), or `name`, `phone`, `number`, `partyKind`, or `anonymous`; `requestKey` makes it once.
public enum ReceptionPage {
    public struct Hit: Sendable {
        public var title: String
        public var details: [String]
        public var address: String

        public init(_ title: String, details: [String], address: String) { (self.title, self.details, self.address) = (title, details, address) }
    }

    /// Whoever was chosen, with what they have open already.
    public struct Person: Sendable {
        public var id: String
        public var name: String
        public var phone: String?
        public var open: [LabelledLink]

        public init(id: String, name: String, phone: String?, open: [LabelledLink]) { (self.id, self.name, self.phone, self.open) = (id, name, phone, open) }
    }

    public struct LabelledLink: Sendable {
        public var title: String
        public var detail: String
        public var address: String

        public init(_ title: String, detail: String, address: String) { (self.title, self.detail, self.address) = (title, detail, address) }
    }

    public struct Guide: Sendable {
        public enum Moment: Sendable { case say, never, before }
        public var moment: Moment
        public var text: String

        public init(_ moment: Moment, _ text: String) { (self.moment, self.text) = (moment, text) }
    }

    public struct Model: Sendable {
        public var query: String
        public var hits: [Hit]?
        public var person: Person?
        public var units: [Choice]
        public var kinds: [Choice]
        public var ways: [Choice]
        public var categories: [Choice]
        public var severities: [Choice]
        public var departments: [Choice]
        public var acceptsAnonymous: Bool
        public var guides: [Guide]
        /// What was typed, by field.
        public var typed: [String: String]
        public var chosenDepartments: Set<String>
        public var requestKey: String
        public var errors: [FieldError]

        public init(
            query: String = "", hits: [Hit]? = nil, person: Person? = nil, units: [Choice], kinds: [Choice], ways: [Choice], categories: [Choice], severities: [Choice],
            departments: [Choice], acceptsAnonymous: Bool = true, guides: [Guide] = [], typed: [String: String] = [:], chosenDepartments: Set<String> = [],
            requestKey: String, errors: [FieldError] = []
        ) {
            (self.query, self.hits, self.person, self.units, self.kinds, self.ways) = (query, hits, person, units, kinds, ways)
            (self.categories, self.severities, self.departments, self.acceptsAnonymous) = (categories, severities, departments, acceptsAnonymous)
            (self.guides, self.typed, self.chosenDepartments, self.requestKey, self.errors) = (guides, typed, chosenDepartments, requestKey, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("reception.title"), chrome, current: .complaints, body: """
            \(PageHead.render(p("reception.title"), trail: [(p("nav.complaints"), "/complaints")], chrome))\(ErrorSummary.render(model.errors, chrome))
            <div class="columns"><div class="stack">\(when(model.person == nil, search(model, chrome)))\(form(model, chrome))</div>
            <div class="stack">\(with(model.person) { known($0, chrome) })\(guidance(model, chrome))</div></div>
            """)
    }

    // MARK: who

    private static func search(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("reception.who"), inside("""
            <form class="filters" action="/complaints/new" role="search"><input class="input grow" type="search" name="q" value="\(model.query)" maxlength="100" \
            aria-label="\(p("reception.findHint"))" placeholder="\(p("reception.findHint"))"><button class="btn" type="submit">\(icon(.search, chrome))\(p("keys.search"))</button></form>
            \(with(model.hits) { hits($0, chrome) })
            """))
    }

    private static func hits(_ hits: [Hit], _ chrome: PageChrome) -> HTML {
        if hits.isEmpty { return "<p class=\"muted\">\(chrome.phrases("reception.nobodyFound"))</p>" }
        return """
            <ul class="plain">\(each(hits) { hit in
                #"<li class="row"><a class="name" href="\#(url: hit.address)">\#(hit.title)</a><span class="l2 dots">\#(each(hit.details) { "<span>\($0)</span>" })</span></li>"#
            })</ul>
            """
    }

    private static func known(_ person: Person, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let open: HTML = person.open.isEmpty ? "<p class=\"muted\">\(p("reception.nothingOpen"))</p>" : """
            <p>\(p("reception.openAlready"))</p><ul class="plain">\(each(person.open) { link in
                #"<li><a class="name" href="\#(url: link.address)">\#(link.title)</a> <span class="l2">\#(link.detail)</span></li>"#
            })</ul>
            """
        return card(person.name, inside("<div class=\"stack\">\(with(person.phone) { "<p class=\"num\">\($0)</p>" })\(open)</div>"))
    }

    private static func newcomer(_ model: Model, _ fields: Fields, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        func typed(_ name: String) -> String { model.typed[name] ?? "" }
        let kinds = [Choice("household", p("reception.household")), Choice("person", p("reception.person"))]
        return """
            <fieldset class="form wide"><legend class="label">\(p("reception.newcomer"))</legend><div class="grid-2">\(fields.input("name", p("reception.name"), value: typed("name")))\
            \(fields.input("phone", p("reception.phone"), kind: "tel", value: typed("phone")))\(fields.input("number", p("reception.number"), value: typed("number"), hint: p("reception.numberHint")))\
            \(fields.select("partyKind", p("reception.kind"), kinds, value: model.typed["partyKind"], isRequired: true))</div>\
            \(when(model.acceptsAnonymous, fields.checkbox("anonymous", p("reception.anonymous"), isOn: model.typed["anonymous"] != nil)))</fieldset>
            """
    }

    // MARK: what

    private static func form(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        func typed(_ name: String) -> String { model.typed[name] ?? "" }
        let who: HTML = model.person.map { person in
            #"<input type="hidden" name="party" value="\#(person.id)"><p>\#(p("reception.from", ["name": .text(person.name)])) <a href="/complaints/new">\#(p("reception.somebodyElse"))</a></p>"#
        } ?? newcomer(model, fields, chrome)
        return card(p("reception.what"), inside(postForm("/complaints", class: "form wide", chrome, """
            <input type="hidden" name="requestKey" value="\(model.requestKey)">\(who)
            \(fields.area("text", p("reception.text"), value: typed("text"), rows: 5, hint: p("reception.textHint"), isRequired: true))
            <div class="grid-2">\(fields.select("class", p("reception.class"), model.kinds, value: model.typed["class"] ?? "complaint", isRequired: true))\
            \(fields.select("way", p("reception.way"), model.ways, value: model.typed["way"] ?? "phone", isRequired: true))\
            \(fields.select("category", p("complaint.category"), model.categories, value: model.typed["category"], blank: p("reception.open")))\
            \(fields.select("severity", p("reception.severity"), model.severities, value: model.typed["severity"], blank: p("reception.open")))\
            \(fields.select("unit", p("complaints.unit"), model.units, value: model.typed["unit"], isRequired: true))\
            \(fields.input("requestedBy", p("reception.requestedBy"), kind: "datetime-local", value: typed("requestedBy"), hint: p("reception.requestedByHint")))\
            \(fields.input("occurredAt", p("reception.occurredAt"), kind: "datetime-local", value: typed("occurredAt"), hint: p("reception.occurredAtHint")))</div>
            \(fields.checkbox("oral", p("reception.oral"), isOn: model.typed["oral"] != nil))
            \(when(!model.departments.isEmpty, fields.ticks("departments", named: "departments", p("reception.departments"), model.departments, chosen: model.chosenDepartments)))
            <div class="form-acts">\(submitButton(p("reception.do"), icon: .check, chrome))</div>
            """)))
    }

    // MARK: guidance

    private static func guidance(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        guard !model.guides.isEmpty else { return .none }
        let lines: HTML = each(model.guides) { guide in
            switch guide.moment {
            case .say: "<p class=\"quote\">\(guide.text)</p>"
            case .never: "<p class=\"t13 tone-danger\"><strong>\(p("console.never"))</strong> \(guide.text)</p>"
            case .before: "<p class=\"muted\">\(guide.text)</p>"
            }
        }
        return card(p("reception.guidance"), inside("<div class=\"stack\">\(lines)</div>"))
    }
}
