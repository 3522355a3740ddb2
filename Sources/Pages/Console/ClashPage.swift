import Domain
import Phrasebook

/// Two people wrote about the same follow-up and one was quicker: both versions, nothing lost, the second decides.
///
/// The answer (409) to `POST /follow-ups/{id}/contacts`, and later `GET /follow-ups/{id}/draft`. Form: `POST /follow-ups/{id}/draft/removal`.
public enum ClashPage {
    public struct Line: Sendable {
        public var question: String
        public var theirs: String
        public var yours: String

        public init(_ question: String, theirs: String, yours: String) { (self.question, self.theirs, self.yours) = (question, theirs, yours) }

        var differs: Bool { theirs != yours }
    }

    public struct Model: Sendable {
        public var who: String
        /// Who was quicker, and how: in a sentence.
        public var words: String
        public var lines: [Line]
        /// Something was recorded: there is something to compare with.
        public var isRecorded: Bool
        /// It can still be recorded: what was entered stands in the console, ready to be sent.
        public var isOpen: Bool
        public var address: String
        public var removal: String

        public init(who: String, words: String, lines: [Line], isRecorded: Bool, isOpen: Bool, address: String, removal: String) {
            (self.who, self.words, self.lines, self.isRecorded) = (who, words, lines, isRecorded)
            (self.isOpen, self.address, self.removal) = (isOpen, address, removal)
        }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return Layout.page(title: p("clash.title"), chrome, current: .followUps, body: """
            \(PageHead.render(p("clash.title"), beside: "<span class=\"muted\">\(model.who)</span>", trail: [(p("nav.followUps"), "/follow-ups")], chrome))
            \(Alert.render(.warn, icon(.users, chrome), title: model.words, body: "\(p("clash.kept"))", actions: actions(model, chrome), isLive: true))
            \(card(p("clash.both"), table(model, chrome)))
            """)
    }

    private static func actions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let open = linkButton(p(model.isOpen ? "clash.goOn" : "clash.open"), model.address, class: "btn-sm", chrome)
        return open + postForm(model.removal, class: "inline", chrome, submitButton(p("clash.drop"), class: "btn-sm btn-quiet", chrome))
    }

    private static func table(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let question = DataTable.Column(p("clash.question")), yours = DataTable.Column(p("clash.yours"))
        let columns = model.isRecorded ? [question, DataTable.Column(p("clash.theirs")), yours] : [question, yours]
        let rows = model.lines.map { line -> [HTML] in
            let own: HTML = "<span class=\"wrap\">\(line.yours)</span>"
            guard model.isRecorded else { return ["\(line.question)", own] }
            let mark: HTML = when(line.differs, " \(badge(.warn, nil, p("clash.differs"), chrome))")
            return ["\(line.question)\(mark)", "<span class=\"wrap\">\(line.theirs)</span>", own]
        }
        return DataTable(caption: p("clash.both"), columns: columns, rows: rows).render(chrome)
    }
}
