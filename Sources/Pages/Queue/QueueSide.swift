import Domain
import Phrasebook

/// Beside the list: today's progress, agreed calls by time, coverage against target.
public struct QueueSide: Sendable {
    public struct AgreedCall: Sendable {
        public var followUp: String
        public var at: Instant
        public var name: String
        public var note: String?

        public init(followUp: String, at: Instant, name: String, note: String? = nil) {
            (self.followUp, self.at, self.name, self.note) = (followUp, at, name, note)
        }
    }

    public struct Coverage: Sendable {
        public var title: String
        public var figure: RateFigure

        public init(_ title: String, _ figure: RateFigure) { (self.title, self.figure) = (title, figure) }
    }

    /// Done today, of all that were due or done today.
    public var done: Int
    public var planned: Int
    public var today: [LabelledText]
    public var agreed: [AgreedCall]
    public var coverageOf: String?
    public var coverage: [Coverage]

    public init(
        done: Int = 0, planned: Int = 0, today: [LabelledText] = [], agreed: [AgreedCall] = [], coverageOf: String? = nil, coverage: [Coverage] = []
    ) {
        (self.done, self.planned, self.today, self.agreed) = (done, planned, today, agreed)
        (self.coverageOf, self.coverage) = (coverageOf, coverage)
    }

    func render(_ chrome: PageChrome) -> HTML {
        """
        <div class="stack">\(progress(chrome))\(when(!agreed.isEmpty, calls(chrome)))\(when(!coverage.isEmpty, covered(chrome)))</div>
        """
    }

    private func progress(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("time.today"), """
            <div class="card-b stack">\(CoverageBar.render(p("queue.doneToday"), RateFigure(done, of: planned), chrome))\
            \(when(!today.isEmpty, "<dl class=\"dl\">\(each(today) { "<dt>\($0.label)</dt><dd class=\"end\">\($0.text)</dd>" })</dl>"))</div>
            """)
    }

    private func calls(_ chrome: PageChrome) -> HTML {
        card(chrome.phrases("queue.agreed"), beside: badge(.info, nil, chrome.phrases.number(agreed.count), chrome), inside("""
            <ol class="slots">\(each(agreed) { call($0, chrome) })</ol>
            """))
    }

    private func call(_ call: AgreedCall, _ chrome: PageChrome) -> HTML {
        let isNear = call.at.milliseconds(since: chrome.now) <= 30 * 60_000
        return """
            <li><strong\(attribute: "class", isNear ? "tone-brand" : nil)>\(chrome.words.time(call.at))</strong><span class="clip">\(call.name)\
            \(with(call.note) { " <span class=\"t12 faint\">\($0)</span>" })</span><a class="btn btn-sm btn-icon" href="\(url: Address.followUp(call.followUp))" \
            aria-label="\(chrome.phrases("queue.openWhom", ["name": .text(call.name)]))">\(icon(.chevronRight, chrome, size: .small))</a></li>
            """
    }

    private func covered(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let missing = coverage.filter { $0.figure.missing > 0 }
        return card(p("queue.coverage"), beside: with(coverageOf) { #"<span class="t12 faint">\#($0)</span>"# }, """
            <div class="card-b stack">\(each(coverage) { CoverageBar.render($0.title, $0.figure, chrome) })\
            <p class="t12 faint">\(p("queue.markIsTarget"))</p>\(each(missing.prefix(2)) { one in
                "<p class=\"t12\">\(p("queue.missing", ["title": .text(one.title), "n": .number(one.figure.missing)]))</p>"
            })</div>
            """)
    }
}
