import Domain
import Phrasebook

/// How this contact is made, why the follow-up exists, what was tried.
enum ConsoleRight {
    static func render(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        """
        <div class="con-r" role="region" aria-label="\(chrome.phrases("console.thisFollowUp"))" tabindex="0">
        \(when(model.mayRecord, contact(model, chrome)))\(reason(model, chrome))\(when(!model.history.isEmpty, history(model, chrome)))</div>
        """
    }

    private static func contact(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        let draft = model.draft
        return card(p("console.contact"), """
            <div class="card-b stack">\(fields.select("channel", p("console.channel"), model.contact.channels, value: draft.values["channel"], isRequired: true))\
            \(when(!model.person.phones.isEmpty, fields.select("contactPoint", p("console.contactPoint"), phones(model), value: draft.values["contactPoint"], blank: p("console.none"))))\
            \(when(!model.contact.respondents.isEmpty, fields.select("respondent", p("console.respondent"), model.contact.respondents, value: draft.values["respondent"], isRequired: true)))\
            \(late(model, fields, p))\(fields.area("note", p("console.note"), value: draft.value("note"), rows: 2, hint: p("console.noteHint")))</div>
            """)
    }

    private static func phones(_ model: ConsolePage.Model) -> [Choice] {
        model.person.phones.map { Choice($0.id, $0.masked + " " + $0.owner) }
    }

    /// Recorded later than it happened: the box opens the field.
    private static func late(_ model: ConsolePage.Model, _ fields: Fields, _ p: Phrases) -> HTML {
        let isOn = model.draft.values["late"] != nil
        return """
            <label class="tick"><input type="checkbox" id="late" name="late" value="1"\(flag: "checked", if: isOn)><span>\(p("console.late"))</span></label>\
            <div class="late stack">\(fields.input("occurredAt", p("console.occurredAt"), kind: "datetime-local", value: model.draft.value("occurredAt")))\
            \(fields.input("lateReason", p("console.lateReason"), value: model.draft.value("lateReason")))</div>
            """
    }

    private static func reason(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let reason = model.reason
        let window = p("console.windowFromTo", ["from": .text(chrome.words.moment(reason.opens)), "to": .text(chrome.words.limit(reason.due))])
        return card(p("console.thisFollowUp"), inside(terms([
            (p("console.window"), "\(window)"), (p("console.event"), "\(reason.event)"),
            (p("console.regulation"), "\(reason.regulation)"), (p("console.clauses"), HTML(text: reason.clauses.joined(separator: ", "))),
            (p("console.assignee"), reason.assignee.map { "\($0)" }), (p("console.ladder"), reason.ladder.map { "\($0)" }),
        ]) + #"<p class="t12 facts-more"><a href="\#(url: Address.explanation(of: model.id))">\#(p("console.explain"))</a></p>"#))
    }

    private static func history(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("console.history"), inside(Timeline.render(model.history, chrome)))
    }
}
