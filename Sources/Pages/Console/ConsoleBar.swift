import Domain
import Phrasebook

/// The bar at the foot: how it ended, what that needs, the draft, save-and-next.
enum ConsoleBar {
    static func render(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <div class="con-bar" role="region" aria-label="\(p("console.outcome"))"><div class="con-work">\(extras(model, chrome))\
            <div class="outcomes" role="radiogroup" aria-label="\(p("console.chooseResult"))" id="f-result" tabindex="-1">\(each(model.contact.results) { outcome($0, model, p) })</div></div>
            <div class="con-side">\(draft(model, chrome))<div class="row">\
            <button class="btn" type="submit">\(p("console.save"))</button>\
            <button class="btn btn-primary" type="submit" name="next" value="1" data-save>\(p("console.saveNext"))<kbd>Ctrl Enter</kbd></button></div></div></div>
            """
    }

    private static func outcome(_ result: ContactChoices.Result, _ model: ConsolePage.Model, _ p: Phrases) -> HTML {
        let fields = result.extras.map(\.rawValue).joined(separator: " ")
        return """
            <label class="btn outcome"><input type="radio" name="result" value="\(result.code)"\(attribute: "data-outcome", result.key.map(String.init))\
            \(attribute: "data-fields", fields.isEmpty ? nil : fields)\(flag: "checked", if: model.draft.values["result"] == result.code)>\
            \(result.title)\(with(result.key) { "<kbd>Alt \($0)</kbd>" })</label>
            """
    }

    private static func extras(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        let draft = model.draft
        return """
            <div class="con-extra">\(extra("callBackAt", fields.input("callBackAt", p("console.callBackAt"), kind: "datetime-local", value: draft.value("callBackAt"), isRequired: false), model))\
            \(extra("nextOn", fields.input("nextOn", p("console.nextOn"), kind: "date", value: draft.value("nextOn")), model))\
            \(extra("appointmentAt", fields.input("appointmentAt", p("console.appointmentAt"), kind: "datetime-local", value: draft.value("appointmentAt")), model))\
            \(extra("reason", fields.input("reason", p("console.reason"), value: draft.value("reason")), model))\
            \(with(overrideWords(model, chrome)) { override($0, fields, draft) })</div>
            """
    }

    /// Opened by the results that need it, and by an error in it.
    private static func extra(_ name: String, _ field: HTML, _ model: ConsolePage.Model) -> HTML {
        let isWrong = model.errors.contains { $0.field == name }
        return #"<div class="x x-\#(name)\#(isWrong ? " open" : "")">\#(field)</div>"#
    }

    /// Asked for beforehand outside contact hours, and afterwards when something else needs a reason: a channel off the ladder, a try too soon.
    private static func overrideWords(_ model: ConsolePage.Model, _ chrome: PageChrome) -> String? {
        let isAsked = model.errors.contains { $0.field == "overrideReason" } || model.draft.values["overrideReason"]?.isEmpty == false
        return model.contact.outsideHours ?? (isAsked ? chrome.phrases("record.overrideReason") : nil)
    }

    private static func override(_ words: String, _ fields: Fields, _ draft: Draft) -> HTML {
        #"<div class="x open">\#(fields.input("overrideReason", words, value: draft.value("overrideReason")))</div>"#
    }

    private static func draft(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let saved = model.draft.savedAt.map { p("console.draftSaved", ["time": .text(chrome.words.time($0))]) } ?? p("console.draftNone")
        return """
            <span class="t12 faint end" id="draft" role="status" data-address="\(url: Address.draft(of: model.id))" \
            data-base="\(String(model.draft.savedAt?.milliseconds ?? 0))" data-taken="\(p("console.draftTaken"))" data-saving="\(p("console.draftSaving"))" \
            data-saved="\(p("console.draftSaved", ["time": "{time}"]))" data-failed="\(p("console.draftFailed"))">\(saved)</span>
            """
    }
}
