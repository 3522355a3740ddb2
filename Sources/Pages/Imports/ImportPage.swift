import Domain
import Phrasebook

/// What one file brought: counts, and each bad row with its place and remedy. `GET /imports/{id}`
///
/// While it runs the page asks `GET /imports/{id}/progress` every two seconds and replaces `#progress` by the
/// fragment that `progress(_:_:)` makes; when the run has ended Web answers with the header `HX-Refresh: true`.
/// `GET /imports/{id}/findings.csv` and `findings.xlsx` download the findings. A dry run has the form `POST /imports/{id}/execution`.
public enum ImportPage {
    public struct Model: Sendable {
        public var run: ImportRun
        public var encoding: String?
        public var separator: String?
        /// Heading of the file → field it was read as; nil when it was left out.
        public var mapping: [LabelledText]
        public var ignoredHeadings: [String]
        public var findings: [FindingLine]
        public var findingsTotal: Int
        public var turn: PageTurn
        /// Follow-ups that were planned from it.
        public var planned: Int?
        public var plannedAddress: String?
        /// The same bytes were read before: that run.
        public var sameAs: String?
        /// The file of a dry run is kept and can be taken in now.
        public var mayExecute: Bool

        public init(
            run: ImportRun, encoding: String? = nil, separator: String? = nil, mapping: [LabelledText] = [], ignoredHeadings: [String] = [],
            findings: [FindingLine] = [], findingsTotal: Int = 0, turn: PageTurn = PageTurn(), planned: Int? = nil, plannedAddress: String? = nil,
            sameAs: String? = nil, mayExecute: Bool = false
        ) {
            (self.run, self.encoding, self.separator, self.mapping) = (run, encoding, separator, mapping)
            (self.ignoredHeadings, self.findings, self.findingsTotal, self.turn) = (ignoredHeadings, findings, findingsTotal, turn)
            (self.planned, self.plannedAddress, self.sameAs, self.mayExecute) = (planned, plannedAddress, sameAs, mayExecute)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let isRunning = if case .running = model.run.state { true } else { false }
        return Layout.page(title: model.run.fileName, chrome, current: .imports, scripts: isRunning ? [.htmx] : [], body: """
            \(PageHead.render(model.run.fileName, beside: model.run.badge(chrome), actions: actions(model, chrome), trail: [(p("nav.imports"), "/imports")], chrome))
            \(notice(model, chrome))\(when(isRunning, progress(model.run, chrome)))\(counts(model, chrome))
            <div class="columns">\(findings(model, chrome))<div class="stack">\(file(model, chrome))\(mapping(model, chrome))</div></div>
            """)
    }

    /// The line that shows how far it is; also answered alone.
    public static func progress(_ run: ImportRun, _ chrome: PageChrome) -> HTML {
        guard case .running(let read, let share) = run.state else { return .none }
        let p = chrome.phrases
        let words = p("imports.read", ["n": .number(read)])
        let percent = Int(((share ?? 0) * 100).rounded())
        return """
            <section class="card strip" id="progress" hx-get="\(url: Address.path("imports", run.id, "progress"))" hx-trigger="every 2s" hx-swap="outerHTML">\
            <div class="card-b pad stack"><div class="row"><span class="grow" role="status">\(words)</span>\(when(share != nil, "<span class=\"strong\">\(percent)%</span>"))</div>\
            <progress class="progress" max="100"\(attribute: "value", share == nil ? nil : String(percent)) aria-label="\(words)"></progress></div></section>
            """
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard model.mayExecute else { return .none }
        return postForm(Address.path("imports", model.run.id, "execution"), class: "row", chrome, submitButton(chrome.phrases("imports.execute"), icon: .upload, chrome))
    }

    private static func notice(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if let same = model.sameAs {
            let link: HTML = #"<a href="\#(url: Address.importRun(same))">\#(p("imports.seeThat"))</a>"#
            return Alert.render(.info, icon(.info, chrome), title: p("imports.sameFile"), body: link)
        }
        return switch model.run.state {
        case .dryRun: Alert.render(.info, icon(.eye, chrome), title: p("imports.dryRunWords"))
        case .refused: Alert.render(.danger, icon(.circleX, chrome), title: p("imports.refusedWords"))
        case .interrupted: Alert.render(.warn, icon(.pause, chrome), title: p("imports.interruptedWords"))
        default: .none
        }
    }

    private static func counts(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let counts = model.run.counts
        return """
            <dl class="figures card">\(figure(p("imports.new"), counts.new, p))\(figure(p("imports.corrected"), counts.corrected, p))\(figure(p("imports.same"), counts.same, p))\
            \(figure(p("imports.rejected"), counts.rejected, p, isBad: counts.rejected > 0))\(with(model.planned) { figure(p("imports.planned"), $0, p, address: model.plannedAddress) })</dl>
            """
    }

    private static func figure(_ title: String, _ value: Int, _ p: Phrases, isBad: Bool = false, address: String? = nil) -> HTML {
        let number: HTML = address.map { #"<a href="\#(url: $0)">\#(p.number(value))</a>"# } ?? "\(p.number(value))"
        return #"<div><dt>\#(title)</dt><dd class="\#(isBad ? "tone-danger" : "")">\#(number)</dd></div>"#
    }

    private static func findings(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let files: [(title: PhraseKey, name: String)] = [("imports.downloadWorkbook", "findings.xlsx"), ("imports.download", "findings.csv")]
        let download: HTML = model.findings.isEmpty ? .none : each(files) {
            linkButton(p($0.title), Address.path("imports", model.run.id, $0.name), icon: .download, class: "btn-sm", chrome)
        }
        let none = Empty.render(.circleCheck, p("imports.noFindings"), p("imports.noFindingsWords", ["n": .number(model.run.counts.all)]), chrome)
        return """
            <section class="card"><div class="card-h"><h2 class="grow">\(p("imports.findings", ["n": .number(model.findingsTotal)]))</h2>\(download)</div>\
            \(model.findings.isEmpty ? none : FindingTable.render(model.findings, chrome))\(model.turn.render(chrome))</section>
            """
    }

    private static func file(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("imports.file"), inside(terms([
            (p("imports.by"), "\(model.run.by)"), (p("imports.at"), "\(chrome.words.full(model.run.startedAt))"), (p("imports.kind"), model.run.kind.map { "\($0)" }),
            (p("imports.encoding"), model.encoding.map { "\($0)" }), (p("imports.separator"), model.separator.map { "\($0)" }),
        ])))
    }

    private static func mapping(_ model: Model, _ chrome: PageChrome) -> HTML {
        if model.mapping.isEmpty { return .none }
        let p = chrome.phrases
        let ignored: HTML = model.ignoredHeadings.isEmpty ? .none : "<p class=\"t12 faint facts-more\">\(p("imports.ignored", ["names": .text(model.ignoredHeadings.joined(separator: ", "))]))</p>"
        return card(p("imports.mapping"), inside(terms(model.mapping.map { ($0.label, "\($0.text)") }) + ignored))
    }
}
