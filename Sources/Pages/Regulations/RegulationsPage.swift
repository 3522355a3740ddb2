import Domain
import Phrasebook

/// Which regulations there are, which are adopted, and where each stands. `GET /regulations`
///
/// Form: `POST /regulations/{pack}/adoptions` begins an adoption.
public enum RegulationsPage {
    public struct Pack: Sendable {
        /// `R22@1`
        public var id: String
        public var code: String
        public var version: String
        public var title: String
        public var sector: String
        public var clauses: Int
        public var rules: Int
        public var rehearsals: Int
        public var findings: Int
        public var adoptions: [AdoptionLine]

        public init(
            id: String, code: String, version: String, title: String, sector: String, clauses: Int, rules: Int, rehearsals: Int, findings: Int = 0,
            adoptions: [AdoptionLine] = []
        ) {
            (self.id, self.code, self.version, self.title, self.sector) = (id, code, version, title, sector)
            (self.clauses, self.rules, self.rehearsals, self.findings, self.adoptions) = (clauses, rules, rehearsals, findings, adoptions)
        }
    }

    public struct AdoptionLine: Sendable {
        public var id: String
        /// What it covers: units.
        public var covers: String
        public var state: AdoptionState
        public var edition: Int?
        public var activeFrom: LocalDay?

        public init(id: String, covers: String, state: AdoptionState, edition: Int? = nil, activeFrom: LocalDay? = nil) {
            (self.id, self.covers, self.state, self.edition, self.activeFrom) = (id, covers, state, edition, activeFrom)
        }
    }

    public struct Model: Sendable {
        public var packs: [Pack]
        public var mayAdopt: Bool

        public init(packs: [Pack], mayAdopt: Bool) { (self.packs, self.mayAdopt) = (packs, mayAdopt) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let list: HTML = model.packs.isEmpty ? Empty.render(.bookOpen, p("regulations.none"), p("regulations.noneWords"), chrome) : table(model, chrome)
        return Layout.page(title: p("nav.regulations"), chrome, current: .regulations, body: """
            \(PageHead.render(p("nav.regulations"), chrome))<section class="card" aria-label="\(p("nav.regulations"))">\(list)</section>
            """)
    }

    private static func table(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("regulations.regulation")), DataTable.Column(p("regulations.rules"), isNumber: true), DataTable.Column(p("regulations.clauses"), isNumber: true),
            DataTable.Column(p("regulations.rehearsals"), isNumber: true), DataTable.Column(p("regulations.adoptions")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        return DataTable(caption: p("nav.regulations"), columns: columns, rows: model.packs.map { row($0, model, chrome) }).render(chrome)
    }

    private static func row(_ pack: Pack, _ model: Model, _ chrome: PageChrome) -> [HTML] {
        let p = chrome.phrases
        let adoptions: HTML = pack.adoptions.isEmpty ? "<span class=\"faint\">\(p("regulations.notAdopted"))</span>" : each(pack.adoptions) { adoption($0, chrome) }
        let adopt = postForm(Address.path("regulations", pack.id, "adoptions"), class: "row", chrome, submitButton(p("regulations.adopt"), class: "btn-sm", chrome))
        return [
            """
            <a class="name" href="\(url: Address.pack(pack.id))">\(pack.title)</a><div class="l2 dots"><span>\(pack.code)</span><span>\(p("regulations.version", ["version": .text(pack.version)]))</span><span>\(pack.sector)</span></div>\
            \(when(pack.findings > 0, badge(.danger, .circleAlert, p("regulations.findings", ["n": .number(pack.findings)]), chrome)))
            """,
            "\(p.number(pack.rules))", "\(p.number(pack.clauses))", "\(p.number(pack.rehearsals))", adoptions, model.mayAdopt ? adopt : .none,
        ]
    }

    private static func adoption(_ line: AdoptionLine, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let edition = line.edition.map { p("regulations.edition", ["n": .number($0)]) }
        let from = line.activeFrom.map { p("regulations.activeFrom", ["day": .text(chrome.words.day($0))]) }
        return """
            <div class="row row-wrap"><a href="\(url: Address.adoption(line.id))">\(line.covers)</a>\(line.state.badge(chrome))\
            <span class="t12 faint dots">\(each([edition, from].compactMap(\.self)) { "<span>\($0)</span>" })</span></div>
            """
    }
}

/// Where an adoption stands.
public enum AdoptionState: Sendable {
    case draft, submitted, approved, active, ended

    func badge(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch self {
        case .draft: Pages.badge(.warn, .pencil, p("adoption.draft"), chrome)
        case .submitted: Pages.badge(.info, .send, p("adoption.submitted"), chrome)
        case .approved: Pages.badge(.brand, .badgeCheck, p("adoption.approved"), chrome)
        case .active: Pages.badge(.ok, .circleCheck, p("adoption.active"), chrome)
        case .ended: Pages.badge(.plain, .minus, p("adoption.ended"), chrome)
        }
    }
}
