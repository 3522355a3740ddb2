import Domain
import Phrasebook

/// A person's own settings. `GET /preferences`
///
/// Forms with `csrf`: `POST /preferences` with any of `language`, `theme`, `keys` (on | off), and `return`;
/// `POST /preferences/password` with `current`, `new`, `again`; `POST /preferences/sessions/ending` with `session`, or none for all others.
public enum PreferencesPage {
    public struct Session: Sendable {
        public var id: String
        public var begun: Instant
        public var lastSeen: Instant
        public var isThis: Bool

        public init(id: String, begun: Instant, lastSeen: Instant, isThis: Bool) {
            (self.id, self.begun, self.lastSeen, self.isThis) = (id, begun, lastSeen, isThis)
        }
    }

    public struct Model: Sendable {
        public var account: String
        public var rights: [String]
        public var posts: [String]
        public var sessions: [Session]
        /// The password must be changed before anything else.
        public var mustChangePassword: Bool
        public var errors: [FieldError]

        public init(account: String, rights: [String], posts: [String] = [], sessions: [Session] = [], mustChangePassword: Bool = false, errors: [FieldError] = []) {
            (self.account, self.rights, self.posts, self.sessions) = (account, rights, posts, sessions)
            (self.mustChangePassword, self.errors) = (mustChangePassword, errors)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let must: HTML = when(model.mustChangePassword, Alert.render(.warn, icon(.keyRound, chrome), title: p("preferences.mustChange")))
        return Layout.page(title: p("layout.preferences"), chrome, body: """
            \(PageHead.render(p("layout.preferences"), chrome))\(ErrorSummary.render(model.errors, chrome))\(must)
            <div class="halves"><div class="stack">\(card(p("preferences.display"), inside(display(chrome))))\(card(p("preferences.account"), inside(account(model, chrome))))</div>
            <div class="stack">\(card(p("preferences.password"), inside(password(model, chrome))))\(when(!model.sessions.isEmpty, card(p("preferences.sessions"), inside(sessions(model, chrome)))))</div></div>
            """)
    }

    private static func display(_ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome)
        let themes = [Choice("light", p("preferences.light")), Choice("dark", p("preferences.dark")), Choice("auto", p("preferences.auto"))]
        let keys = [Choice("on", p("preferences.keysOn")), Choice("off", p("preferences.keysOff"))]
        return postForm("/preferences", chrome, """
            <input type="hidden" name="return" value="/preferences">\
            \(fields.select("language", p("layout.language"), Language.allCases.map { Choice($0.rawValue, p($0.ownName)) }, value: p.language.rawValue, isRequired: true))
            \(fields.select("theme", p("preferences.theme"), themes, value: chrome.theme.rawValue, isRequired: true))
            \(fields.select("keys", p("preferences.keys"), keys, value: chrome.singleKeys ? "on" : "off", hint: p("keys.note"), isRequired: true))
            \(submitButton(p("layout.save"), chrome))
            """)
    }

    private static func account(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return terms([
            (p("signIn.name"), "\(model.account)"), (p("users.rights"), each(model.rights) { "<div>\($0)</div>" }),
            (p("staff.posts"), each(model.posts) { "<div>\($0)</div>" }),
        ])
    }

    private static func password(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return postForm("/preferences/password", chrome, """
            \(fields.input("current", p("preferences.current"), kind: "password", isRequired: true, extra: " autocomplete=\"current-password\""))
            \(fields.input("new", p("preferences.new"), kind: "password", hint: p("preferences.newHint"), isRequired: true, extra: " autocomplete=\"new-password\""))
            \(fields.input("again", p("preferences.again"), kind: "password", isRequired: true, extra: " autocomplete=\"new-password\""))
            \(submitButton(p("preferences.change"), class: model.mustChangePassword ? "btn-primary" : "", chrome))
            """)
    }

    private static func sessions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let others = model.sessions.contains { !$0.isThis }
        let endOthers = postForm("/preferences/sessions/ending", class: "row", chrome, submitButton(p("preferences.endOthers"), class: "btn-sm", chrome))
        return #"<ul class="notes">\#(each(model.sessions) { session($0, chrome) })</ul>\#(when(others, endOthers))"#
    }

    private static func session(_ session: Session, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let words = p("preferences.session", ["from": .text(chrome.words.moment(session.begun)), "to": .text(chrome.words.moment(session.lastSeen))])
        return "<li>\(icon(.lock, chrome))<span>\(words)\(when(session.isThis, " " + Tag(p("preferences.thisSession")).html))</span></li>"
    }
}
