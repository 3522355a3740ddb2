import Domain
import Phrasebook

/// Two records that are one person: found by number, looked at side by side, made one. `GET /parties/{id}/merge?number=`
///
/// Form with `csrf`: `POST /parties/{id}/merges` with `other`, `why`.
public enum MergePage {
    public struct Side: Sendable {
        public var id: String
        public var name: String
        public var facts: [LabelledText]

        public init(id: String, name: String, facts: [LabelledText]) { (self.id, self.name, self.facts) = (id, name, facts) }
    }

    public struct Model: Sendable {
        /// Whoever stays.
        public var id: String
        public var name: String
        /// The number that the other one was looked for by.
        public var number: String
        public var sides: (stays: Side, goes: Side)?
        /// Of what both know, where they differ.
        public var differences: [String]
        public var warnings: [String]
        /// Follow-ups that are open for both.
        public var openForBoth: [String]
        /// The same with the two changed over.
        public var swapAddress: String?
        public var errors: [FieldError]

        public init(
            id: String, name: String, number: String = "", sides: (stays: Side, goes: Side)? = nil, differences: [String] = [], warnings: [String] = [],
            openForBoth: [String] = [], swapAddress: String? = nil, errors: [FieldError] = []
        ) {
            (self.id, self.name, self.number, self.sides, self.differences) = (id, name, number, sides, differences)
            (self.warnings, self.openForBoth, self.swapAddress, self.errors) = (warnings, openForBoth, swapAddress, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let title = p("merge.title", ["name": .text(model.name)])
        return Layout.page(title: title, chrome, current: .people, body: """
            \(PageHead.render(title, trail: [(p("nav.people"), "/search"), (model.name, Address.party(model.id))], chrome))
            \(ErrorSummary.render(model.errors, chrome))<div class="stack">\(look(model, chrome))\(with(model.sides) { preview($0, model, chrome) })</div>
            """)
    }

    private static func look(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return card(p("merge.other"), inside("""
            <form action="\(url: Address.merge(of: model.id))" class="form">\
            \(fields.input("number", p("merge.number"), value: model.number, hint: p("merge.numberHint"), isRequired: true, extra: " maxlength=\"80\""))
            <div class="form-acts">\(submitButton(p("merge.look"), icon: .search, class: model.sides == nil ? "btn-primary" : "", chrome))</div></form>
            """))
    }

    private static func preview(_ sides: (stays: Side, goes: Side), _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            \(when(!model.differences.isEmpty, Alert.render(.warn, icon(.triangleAlert, chrome), title: p("merge.differ"), body: "\(model.differences.joined(separator: ", "))")))\
            \(each(model.warnings) { Alert.render(.warn, icon(.triangleAlert, chrome), title: $0) })
            <div class="halves">\(side(p("merge.stays"), sides.stays, chrome))\(side(p("merge.goes"), sides.goes, chrome))</div>
            \(when(!model.openForBoth.isEmpty, both(model, chrome)))\(confirm(sides, model, chrome))
            """
    }

    private static func side(_ title: String, _ side: Side, _ chrome: PageChrome) -> HTML {
        card(title, inside("<p class=\"strong\"><a class=\"name\" href=\"\(url: Address.party(side.id))\">\(side.name)</a></p>\(terms(side.facts.map { ($0.label, "\($0.text)") }))"))
    }

    private static func both(_ model: Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("merge.openForBoth"), inside("<p>\(chrome.phrases("merge.openForBothWords"))</p><ul>\(each(model.openForBoth) { "<li>\($0)</li>" })</ul>"))
    }

    private static func confirm(_ sides: (stays: Side, goes: Side), _ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        let swap = with(model.swapAddress) { linkButton(p("merge.swap"), $0, icon: .arrowRightLeft, chrome) }
        return card(p("merge.confirm"), inside(postForm(Address.merges(of: model.id), chrome, """
            <p>\(p("merge.words", ["from": .text(sides.goes.name), "into": .text(sides.stays.name)]))</p><input type="hidden" name="other" value="\(sides.goes.id)">\
            <input type="hidden" name="number" value="\(model.number)">\
            \(fields.area("why", p("merge.why"), rows: 2, hint: p("merge.whyHint"), isRequired: true))
            <div class="form-acts">\(submitButton(p("merge.do"), icon: .users, chrome))\(swap)</div>
            """)))
    }
}
