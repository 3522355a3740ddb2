import Domain
import Phrasebook

/// What the house told the person. `GET /notices?show=all&before=`
///
/// Forms: `POST /notices/{id}/seen`; `POST /notices/seen` with `upTo`, the newest one on the page.
public enum NoticesPage {
    public struct Line: Sendable {
        public var id: String
        public var tone: Tone
        public var words: String
        /// Why, in the words of whoever caused it.
        public var quote: String?
        public var unit: String
        public var at: Instant
        public var isSeen: Bool
        /// Where the follow-up is, when the person may see it.
        public var address: String?

        public init(
            id: String, tone: Tone, words: String, quote: String? = nil, unit: String, at: Instant, isSeen: Bool = false, address: String? = nil
        ) {
            (self.id, self.tone, self.words, self.quote) = (id, tone, words, quote)
            (self.unit, self.at, self.isSeen, self.address) = (unit, at, isSeen, address)
        }
    }

    public struct Model: Sendable {
        public var showsAll: Bool
        public var lines: [Line]
        public var unseen: BoundedCount
        public var turn: PageTurn

        public init(showsAll: Bool, lines: [Line], unseen: BoundedCount, turn: PageTurn = PageTurn()) {
            (self.showsAll, self.lines, self.unseen, self.turn) = (showsAll, lines, unseen, turn)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("notices.title"), chrome, current: nil, body: """
            \(PageHead.render(p("notices.title"), actions: all(model, chrome), chrome))<section class="card" aria-label="\(p("notices.title"))">
            <nav class="filters chips" aria-label="\(p("queue.tiles"))">\(chip(p("notices.unseen"), "/notices", !model.showsAll))\(chip(p("notices.all"), "/notices?show=all", model.showsAll))</nav>
            \(list(model, chrome))\(model.turn.render(chrome))</section>
            """)
    }

    private static func all(_ model: Model, _ chrome: PageChrome) -> HTML {
        guard model.unseen.count > 0, let newest = model.lines.first else { return .none }
        return postForm("/notices/seen", class: "inline", chrome, """
            <input type="hidden" name="upTo" value="\(newest.id)">\(submitButton(chrome.phrases("notices.seeAll"), icon: .check, class: "", chrome))
            """)
    }

    private static func chip(_ title: String, _ address: String, _ isCurrent: Bool) -> HTML {
        #"<a class="chip" href="\#(url: address)"\#(attribute: "aria-current", isCurrent ? "true" : nil)>\#(title)</a>"#
    }

    private static func list(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.lines.isEmpty {
            return Empty.render(.bell, p(model.showsAll ? "notices.none" : "notices.noneUnseen"), p("notices.noneWords"), chrome)
        }
        return inside(#"<ol class="tl notices">\#(each(model.lines) { one($0, chrome) })</ol>"#)
    }

    private static func one(_ line: Line, _ chrome: PageChrome) -> HTML {
        let words: HTML = line.address.map { #"<a href="\#(url: $0)">\#(line.words)</a>"# } ?? "\(line.words)"
        return """
            <li><span class="dot \(line.isSeen ? "" : line.tone.name)">\(icon(look(line.tone), chrome))</span><div class="what"><div class="h">\
            <span class="\(line.isSeen ? "" : "strong")">\(words)</span>\(time(line.at, chrome))</div>\
            \(with(line.quote) { "<p class=\"box\">\($0)</p>" })<p class="body">\(line.unit)</p>\(when(!line.isSeen, see(line, chrome)))</div></li>
            """
    }

    private static func look(_ tone: Tone) -> IconName {
        switch tone {
        case .danger: .siren
        case .warn: .calendarClock
        case .info: .arrowRightLeft
        default: .bell
        }
    }

    private static func see(_ line: Line, _ chrome: PageChrome) -> HTML {
        postForm(Address.path("notices", line.id, "seen"), class: "inline", chrome, """
            <button class="btn btn-sm" type="submit" aria-label="\(chrome.phrases("notices.seeOf", ["what": .text(line.words)]))">\
            \(icon(.check, chrome, size: .small))\(chrome.phrases("notices.see"))</button>
            """)
    }
}
