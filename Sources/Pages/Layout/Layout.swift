import Domain
import Phrasebook

/// The frame of every page.
public enum Layout {
    /// How the room is used: `ordinary`, or `full` for the console, whose columns scroll by themselves.
    public enum Frame: Sendable { case ordinary, full }

    /// A whole page for a person who is signed in.
    /// - Parameters:
    ///   - current: the place in the rail, if the page belongs to one.
    ///   - scripts: further scripts by their path below `/static`.
    public static func page(
        title: String, _ chrome: PageChrome, current: NavigationItem? = nil, frame: Frame = .ordinary,
        scripts: [PageScript] = [], body: HTML
    ) -> HTML {
        let p = chrome.phrases
        return document(title: title, chrome, scripts: scripts, body: """
            <a class="skip" href="#main">\(p("layout.skip"))</a>
            <div class="app\(frame == .full ? " nav-narrow fill" : "")">
            \(Rail.render(chrome, current: current))
            \(TopBar.render(chrome))
            <main class="main\(frame == .full ? " console" : "")" id="main">
            \(with(chrome.flash) { flash($0, chrome) })\(body)
            </main>
            </div>
            \(KeysDialog.render(chrome))
            """)
    }

    /// A page without rail and bar: sign-in and errors before it.
    public static func bare(title: String, _ chrome: PageChrome, body: HTML) -> HTML {
        document(title: title, chrome, scripts: [], body: """
            <a class="skip" href="#main">\(chrome.phrases("layout.skip"))</a>
            <main class="bare" id="main">\(body)</main>
            """)
    }

    private static func document(title: String, _ chrome: PageChrome, scripts: [PageScript], body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(chrome.phrases.language.rawValue)" data-theme="\(chrome.theme.rawValue)"\(attribute: "data-keys", chrome.singleKeys ? nil : "off")>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="same-origin">
        <meta name="csrf" content="\(chrome.csrf)">
        \(when(scripts.contains(.htmx), htmxSettings))<title>\(title) - \(chrome.phrases("layout.product"))</title>
        <link rel="icon" href="\(url: chrome.assets["favicon.svg"].address)" type="image/svg+xml">
        \(each(styleSheets) { chrome.assets.styleSheet($0) })
        \(chrome.assets.module("js/ui.js"))\(each(scripts) { $0.element(chrome.assets) })
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let styleSheets = ["css/tokens.css", "css/base.css", "css/app.css", "css/pages.css"]

    /// Keeps htmx inside the strict content security policy, and pages with personal data out of the browser's store.
    private static let htmxSettings: HTML = """
        <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0}'>

        """

    private static func flash(_ flash: PageChrome.Flash, _ chrome: PageChrome) -> HTML {
        Alert.render(
            flash.tone, icon(flash.tone == .ok ? .circleCheck : .circleAlert, chrome), title: flash.text, actions: with(flash.undoes) { undo($0, chrome) }, isLive: true)
    }

    /// Stands as long as the page does: nobody has to be quick.
    private static func undo(_ id: String, _ chrome: PageChrome) -> HTML {
        postForm(Address.undoing(of: id), class: "inline", chrome, """
            <input type="hidden" name="return" value="\(chrome.path)"><button class="btn btn-sm" type="submit">\(icon(.undo, chrome, size: .small))\(chrome.phrases("bulk.undo"))</button>
            """) + linkButton(chrome.phrases("bulk.details"), Address.bulk(id), class: "btn-sm", chrome)
    }
}

/// A script beside `ui.js`.
public enum PageScript: Sendable, Hashable {
    case htmx, console, signature

    func element(_ assets: AssetPaths) -> HTML {
        switch self {
        case .htmx: assets.script("vendor/htmx/htmx.min.js")
        case .console: assets.module("js/console.js")
        case .signature: assets.module("js/signature.js")
        }
    }
}
