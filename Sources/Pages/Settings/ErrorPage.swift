import Phrasebook

/// What went wrong, in the person's words, with what to do next. No codes of the program, no stack.
public enum ErrorPage {
    public enum Kind: Sendable {
        /// 404: not there, or not the visitor's.
        case notFound
        /// 403: the form's token did not fit.
        case staleForm
        /// 403: signed in, but without the right.
        case forbidden
        /// 409: somebody else changed it meanwhile; in words who and when.
        case conflict(String?)
        /// 413: too large; the limit in words.
        case tooLarge(String)
        /// 422: what was sent cannot be taken; the sentences say why.
        case unacceptable([String])
        /// 429
        case tooMany
        /// 503: starting, stopping, or the store does not answer.
        case unavailable
        /// 500
        case failed
    }

    public struct Model: Sendable {
        public var kind: Kind
        /// Short number for support, also in the log.
        public var number: String?
        /// Where to go on.
        public var back: String

        public init(_ kind: Kind, number: String? = nil, back: String = "/follow-ups") {
            (self.kind, self.number, self.back) = (kind, number, back)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let title = chrome.phrases(words(model.kind).0)
        if chrome.user == nil { return Layout.bare(title: title, chrome, body: card(model, chrome)) }
        return Layout.page(title: title, chrome, body: card(model, chrome))
    }

    private static func card(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let (title, what, name) = words(model.kind)
        return """
            <section class="card"><div class="empty">\(icon(name, chrome))<h1 class="t18">\(p(title))</h1><p>\(p(what))</p>\(details(model.kind))
            <div class="row">\(linkButton(p("error.back"), model.back, class: "btn-primary", chrome))\
            \(with(model.number) { "<span class=\"t12 faint\">\(p("error.number", ["number": .text($0)]))</span>" })</div></div></section>
            """
    }

    private static func details(_ kind: Kind) -> HTML {
        switch kind {
        case .conflict(let who?): "<p><strong>\(who)</strong></p>"
        case .tooLarge(let limit): "<p><strong>\(limit)</strong></p>"
        case .unacceptable(let sentences): "<ul class=\"notes\">\(each(sentences) { "<li><span></span><span>\($0)</span></li>" })</ul>"
        default: .none
        }
    }

    private static func words(_ kind: Kind) -> (PhraseKey, PhraseKey, IconName) {
        switch kind {
        case .notFound: ("error.notFound", "error.notFoundWords", .search)
        case .staleForm: ("error.staleForm", "error.staleFormWords", .rotate)
        case .forbidden: ("error.forbidden", "error.forbiddenWords", .lock)
        case .conflict: ("error.conflict", "error.conflictWords", .users)
        case .tooLarge: ("error.tooLarge", "error.tooLargeWords", .upload)
        case .unacceptable: ("error.unacceptable", "error.unacceptableWords", .circleAlert)
        case .tooMany: ("error.tooMany", "error.tooManyWords", .clock)
        case .unavailable: ("error.unavailable", "error.unavailableWords", .wifiOff)
        case .failed: ("error.failed", "error.failedWords", .wifiOff)
        }
    }
}
