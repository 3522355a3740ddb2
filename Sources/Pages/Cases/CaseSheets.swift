import Domain
import Phrasebook

/// 工作联系单: what a department was asked.
public struct CaseSheet: Sendable {
    public enum State: Sendable, Hashable { case sent, accepted, returned, answered, withdrawn }

    public var id: String
    public var unit: String
    public var isLead: Bool
    public var state: State
    public var task: String
    public var sentAt: Instant
    public var due: Instant?
    /// Who took it, answered it, and when, in words.
    public var history: [String]
    /// Answer, or why it was given back.
    public var words: String?
    public var mayTake: Bool
    public var mayAnswer: Bool

    public init(
        id: String, unit: String, isLead: Bool, state: State, task: String, sentAt: Instant, due: Instant? = nil, history: [String] = [], words: String? = nil,
        mayTake: Bool = false, mayAnswer: Bool = false
    ) {
        (self.id, self.unit, self.isLead, self.state, self.task, self.sentAt) = (id, unit, isLead, state, task, sentAt)
        (self.due, self.history, self.words, self.mayTake, self.mayAnswer) = (due, history, words, mayTake, mayAnswer)
    }
}

enum CaseSheets {
    static func render(_ model: ComplaintPage.Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("sheets.title"), inside("<div class=\"stack\">\(each(model.sheets) { one($0, model, chrome) })</div>"))
    }

    private static func one(_ sheet: CaseSheet, _ model: ComplaintPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <section aria-label="\(sheet.unit)"><div class="row"><strong class="grow">\(sheet.unit)</strong>\(when(sheet.isLead, Tag(p("sheets.lead")).html))\(badge(sheet.state, chrome))\
            \(with(sheet.due) { due in when(sheet.state == .sent || sheet.state == .accepted, SlaBadge.render(SlaState(due: due), chrome)) })</div>
            <p class="prose">\(sheet.task)</p><p class="t12 faint">\(p("sheets.sentAt", ["time": .text(chrome.words.full(sheet.sentAt))]))\(each(sheet.history) { " · \($0)" })</p>
            \(with(sheet.words) { "<p class=\"quote\">\($0)</p>" })\(acts(sheet, model, chrome))</section>
            """
    }

    static func badge(_ state: CaseSheet.State, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch state {
        case .sent: Pages.badge(.warn, .send, p("sheets.sent"), chrome)
        case .accepted: Pages.badge(.info, .userCheck, p("sheets.accepted"), chrome)
        case .returned: Pages.badge(.plain, .undo, p("sheets.returned"), chrome)
        case .answered: Pages.badge(.ok, .circleCheck, p("sheets.answered"), chrome)
        case .withdrawn: Pages.badge(.plain, .circleX, p("duties.stateWithdrawn"), chrome)
        }
    }

    private static func acts(_ sheet: CaseSheet, _ model: ComplaintPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        func typed(_ form: String, _ field: String) -> String { model.refused == form ? model.typed[field] ?? "" : "" }
        func fields(_ form: String) -> Fields { model.refused == form ? Fields(chrome: chrome, errors: model.errors) : Fields(chrome: chrome, prefix: form + "-") }
        let take: HTML = when(sheet.mayTake, """
            <div class="row">\(postForm(Address.path("sheets", sheet.id, "acceptance"), chrome, submitButton(p("sheets.accept"), icon: .check, chrome)))</div>
            <details class="fold"\(flag: "open", if: model.refused == "return." + sheet.id)><summary>\(p("sheets.giveBack"))</summary>\(postForm(Address.path("sheets", sheet.id, "return"), chrome, """
                \(fields("return." + sheet.id).area("reason", p("queue.reason"), value: typed("return." + sheet.id, "reason"), rows: 2, isRequired: true))\
                \(submitButton(p("sheets.giveBack"), icon: .undo, class: "", chrome))
                """))</details>
            """)
        let answer: HTML = when(sheet.mayAnswer, postForm(Address.path("sheets", sheet.id, "answer"), chrome, """
            \(fields("answer." + sheet.id).area("answer", p("sheets.answer"), value: typed("answer." + sheet.id, "answer"), rows: 3, hint: p("sheets.answerHint"), isRequired: true))\
            \(submitButton(p("sheets.answerDo"), icon: .signature, chrome))
            """))
        return take + answer
    }
}
