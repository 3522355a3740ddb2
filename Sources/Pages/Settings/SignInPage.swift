import Domain
import Phrasebook

/// Sign-in. `GET /sign-in?lang=en`, `POST /sign-in` with `name`, `password`, `return`, `csrf`.
public enum SignInPage {
    /// Why the last try did not succeed; never says which of name and password was wrong.
    public enum Failure: Sendable {
        case wrong
        case tooMany(until: Instant)
        case ended
        case disabled
    }

    public struct Model: Sendable {
        public var name: String
        /// Where to go afterwards.
        public var returnTo: String
        public var failure: Failure?
        /// Accounts of the demonstration, when it is one: name and what the person does.
        public var demonstration: [LabelledText]
        public var demonstrationPassword: String?

        public init(name: String = "", returnTo: String = "/", failure: Failure? = nil, demonstration: [LabelledText] = [], demonstrationPassword: String? = nil) {
            (self.name, self.returnTo, self.failure) = (name, returnTo, failure)
            (self.demonstration, self.demonstrationPassword) = (demonstration, demonstrationPassword)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.bare(title: p("signIn.title"), chrome, body: """
            <div class="bare-brand"><span class="nav-mark">\(icon(.phoneCall, chrome, size: .large))</span><span>\(p("layout.product"))</span></div>
            <p class="motto">\(p("layout.motto"))</p>
            <section class="card"><div class="card-b"><div class="stack-lg"><h1 class="t18">\(p("signIn.title"))</h1>\(with(model.failure) { failure($0, chrome) })
            \(form(model, chrome))\(when(!model.demonstration.isEmpty, demonstration(model, chrome)))</div></div></section>
            \(languages(model, chrome))
            """)
    }

    private static func form(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome)
        return postForm("/sign-in", chrome, """
            <input type="hidden" name="return" value="\(model.returnTo)">
            \(fields.input("name", p("signIn.name"), value: model.name, isRequired: true, extra: " autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\""))
            \(fields.input("password", p("signIn.password"), kind: "password", isRequired: true, extra: " autocomplete=\"current-password\""))
            \(submitButton(p("signIn.do"), chrome))
            """)
    }

    private static func failure(_ failure: Failure, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch failure {
        case .wrong: Alert.render(.danger, icon(.circleAlert, chrome), title: p("signIn.wrong"), body: "\(p("signIn.wrongWords"))", isLive: true)
        case .tooMany(let until):
            Alert.render(.danger, icon(.lock, chrome), title: p("signIn.tooMany", ["time": .text(chrome.words.time(until))]), isLive: true)
        case .ended: Alert.render(.info, icon(.info, chrome), title: p("signIn.ended"), body: "\(p("signIn.endedWords"))", isLive: true)
        case .disabled: Alert.render(.danger, icon(.lock, chrome), title: p("signIn.disabled"), isLive: true)
        }
    }

    private static func demonstration(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let rows = model.demonstration.map { ("\($0.label)", "<span class=\"muted\">\($0.text)</span>" as HTML) }
        return """
            <details class="fold"><summary>\(p("signIn.demonstration"))</summary>\(with(model.demonstrationPassword) {
                "<p class=\"t13 muted\">\(p("signIn.demonstrationPassword", ["password": .text($0)]))</p>"
            })\(terms(rows))</details>
            """
    }

    private static func languages(_ model: Model, _ chrome: PageChrome) -> HTML {
        #"<nav class="bare-langs" aria-label="\#(chrome.phrases("layout.language"))">\#(each(Language.allCases) { language($0, model, chrome) })</nav>"#
    }

    private static func language(_ language: Language, _ model: Model, _ chrome: PageChrome) -> HTML {
        let address = Address.query("/sign-in", [("lang", language.rawValue), ("return", model.returnTo == "/" ? nil : model.returnTo)])
        return """
            <a href="\(url: address)" lang="\(language.rawValue)"\(attribute: "aria-current", chrome.phrases.language == language ? "true" : nil)>\(chrome.phrases(language.ownName))</a>
            """
    }
}
