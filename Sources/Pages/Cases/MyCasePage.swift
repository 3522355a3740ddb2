import Domain
import Phrasebook

/// The page of whoever reported something, for the phone. `GET /my-case` asks for number and code; every form sends both again, and nothing is recorded by a GET.
///
/// `POST /my-case` shows it; `POST /my-case/additions` with `text`; `POST /my-case/rating` with `content` (yes | no) and `words`;
/// `POST /my-case/withdrawal` with `reason`.
public enum MyCasePage {
    public struct Moment: Sendable {
        public var title: String
        public var at: Instant
        public var words: String?

        public init(_ title: String, at: Instant, words: String? = nil) { (self.title, self.at, self.words) = (title, at, words) }
    }

    public struct Model: Sendable {
        public var number: String
        public var code: String
        public var kind: String
        public var organisation: String
        public var text: String?
        public var state: String
        public var tone: Tone
        public var receivedAt: Instant
        public var promisedBy: Instant?
        public var isWaiting: Bool
        public var moments: [Moment]
        public var conclusion: String?
        public var isContent: Bool?
        public var mayAdd: Bool
        public var mayRate: Bool
        public var mayWithdraw: Bool
        /// What was just done.
        public var done: String?
        /// Why what was asked for cannot be done now.
        public var notNow: String?
        public var errors: [FieldError]

        public init(
            number: String, code: String, kind: String, organisation: String, text: String?, state: String, tone: Tone, receivedAt: Instant, promisedBy: Instant? = nil,
            isWaiting: Bool = false, moments: [Moment] = [], conclusion: String? = nil, isContent: Bool? = nil, mayAdd: Bool = false, mayRate: Bool = false,
            mayWithdraw: Bool = false, done: String? = nil, errors: [FieldError] = []
        ) {
            (self.number, self.code, self.kind, self.organisation, self.text) = (number, code, kind, organisation, text)
            (self.state, self.tone, self.receivedAt, self.promisedBy, self.isWaiting) = (state, tone, receivedAt, promisedBy, isWaiting)
            (self.moments, self.conclusion, self.isContent) = (moments, conclusion, isContent)
            (self.mayAdd, self.mayRate, self.mayWithdraw, self.done, self.errors) = (mayAdd, mayRate, mayWithdraw, done, errors)
        }
    }

    public enum Failure: Sendable {
        case wrong
        case tooMany(until: Instant)
    }

    // MARK: the way in

    public static func door(number: String = "", failure: Failure? = nil, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome)
        let alert: HTML = with(failure) { failure in
            switch failure {
            case .wrong: Alert.render(.danger, icon(.circleAlert, chrome), title: p("myCase.wrong"), body: "\(p("myCase.wrongWords"))", isLive: true)
            case .tooMany(let until): Alert.render(.danger, icon(.lock, chrome), title: p("signIn.tooMany", ["time": .text(chrome.words.time(until))]), isLive: true)
            }
        }
        return frame(p("myCase.title"), chrome, card(p("myCase.door"), inside("""
            \(alert)<p class="muted">\(p("myCase.about"))</p>\(postForm("/my-case", chrome, """
                \(fields.input("number", p("complaints.number"), value: number, isRequired: true, extra: " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""))
                \(fields.input("code", p("myCase.code"), isRequired: true, extra: " autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\""))
                \(submitButton(p("myCase.show"), chrome))
                """))
            """)))
    }

    private static func frame(_ title: String, _ chrome: PageChrome, _ body: HTML) -> HTML {
        Layout.bare(title: title, chrome, body: """
            <div class="bare-brand"><span class="nav-mark">\(icon(.messageSquare, chrome, size: .large))</span><span>\(chrome.phrases("layout.product"))</span></div><h1 class="t18">\(chrome.phrases("myCase.title"))</h1>\(body)
            """)
    }

    // MARK: the case

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return frame(model.number, chrome, """
            \(with(model.done) { Alert.render(.ok, icon(.circleCheck, chrome), title: $0, isLive: true) })\(with(model.notNow) { Alert.render(.danger, icon(.circleAlert, chrome), title: $0, isLive: true) })\(ErrorSummary.render(model.errors, chrome))
            \(what(model, chrome))\(when(!model.moments.isEmpty, card(p("complaint.history"), inside(timeline(model, chrome)))))
            \(when(model.mayRate, rating(model, chrome)))\(when(model.mayAdd, addition(model, chrome)))\(when(model.mayWithdraw, withdrawal(model, chrome)))
            """)
    }

    private static func what(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let promise: HTML = model.promisedBy.map { "<p class=\"strong\">\(p("myCase.promised", ["time": .text(chrome.words.fullLimit($0))]))</p>" } ?? .none
        let waiting: HTML = when(model.isWaiting, Alert.render(.warn, icon(.clock, chrome), title: p("myCase.waiting")))
        let rated: HTML = model.isContent.map { "<p>\(p($0 ? "myCase.ratedYes" : "myCase.ratedNo"))</p>" } ?? .none
        return card(model.number, beside: badge(model.tone, nil, model.state, chrome), inside("""
            <div class="stack">\(waiting)\(promise)\(terms([(p("myCase.organisation"), "\(model.organisation)"), (p("reception.class"), "\(model.kind)"), (p("complaints.openedAt"), "\(chrome.words.full(model.receivedAt))")]))
            \(with(model.text) { "<p class=\"quote\">\($0)</p>" })\(with(model.conclusion) { "<h2 class=\"t14\">\(p("complaint.conclusion"))</h2><p class=\"prose\">\($0)</p>" })\(rated)</div>
            """))
    }

    private static func timeline(_ model: Model, _ chrome: PageChrome) -> HTML {
        Timeline.render(model.moments.reversed().map { TimelineEntry(.note, $0.title, at: $0.at, quote: $0.words) }, chrome)
    }

    private static func key(_ model: Model) -> HTML {
        #"<input type="hidden" name="number" value="\#(model.number)"><input type="hidden" name="code" value="\#(model.code)">"#
    }

    private static func rating(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return card(p("myCase.rate"), inside(postForm("/my-case/rating", chrome, """
            \(key(model))\(fields.select("content", p("myCase.rateQuestion"), [Choice("yes", p("myCase.content")), Choice("no", p("myCase.notContent"))], isRequired: true))
            \(fields.area("words", p("myCase.words"), rows: 2))\(submitButton(p("myCase.rateDo"), chrome))
            """)))
    }

    private static func addition(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("myCase.add"), inside(postForm("/my-case/additions", chrome, """
            \(key(model))\(Fields(chrome: chrome, errors: model.errors).area("text", p("myCase.addText"), rows: 4, isRequired: true))\(submitButton(p("myCase.addDo"), icon: .send, class: "", chrome))
            """)))
    }

    private static func withdrawal(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <details class="fold"><summary>\(p("myCase.withdraw"))</summary>\(postForm("/my-case/withdrawal", chrome, """
                \(key(model))<p class="t13 muted">\(p("myCase.withdrawWords"))</p>\(Fields(chrome: chrome, errors: model.errors).area("reason", p("queue.reason"), rows: 2))\(submitButton(p("myCase.withdrawDo"), icon: .undo, class: "", chrome))
                """))</details>
            """
    }
}

/// What a person is given at the desk: number and code, on the screen and on paper. `POST /complaints/{id}/access-codes`
public enum CaseSlipPage {
    public struct Model: Sendable {
        public var organisation: String
        public var number: String
        public var code: String
        public var receivedAt: Instant
        public var promisedBy: Instant?
        /// Where the case can be followed.
        public var address: String
        public var back: String

        public init(organisation: String, number: String, code: String, receivedAt: Instant, promisedBy: Instant?, address: String, back: String) {
            (self.organisation, self.number, self.code, self.receivedAt) = (organisation, number, code, receivedAt)
            (self.promisedBy, self.address, self.back) = (promisedBy, address, back)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return PrintSheet.page(title: p("slip.title"), label: p("slip.title"), back: model.back, chrome, sheet: """
            <h1>\(model.organisation)<br>\(p("slip.title"))</h1>
            <table class="form"><tbody>
            <tr><th scope="row" class="k">\(p("complaints.number"))</th><td><strong>\(model.number)</strong></td></tr>
            <tr><th scope="row" class="k">\(p("myCase.code"))</th><td><strong>\(model.code)</strong></td></tr>
            <tr><th scope="row" class="k">\(p("complaints.openedAt"))</th><td>\(chrome.words.full(model.receivedAt))</td></tr>
            \(with(model.promisedBy) { #"<tr><th scope="row" class="k">\#(p("slip.promised"))</th><td>\#(chrome.words.fullLimit($0))</td></tr>"# })
            <tr><th scope="row" class="k">\(p("slip.where"))</th><td>\(model.address)</td></tr>
            </tbody></table><p>\(p("slip.words"))</p>
            """)
    }
}
