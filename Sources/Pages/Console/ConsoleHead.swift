import Domain
import Phrasebook

/// The line under the bar: back, what this is, its limit, and what else can be done with it.
enum ConsoleHead {
    static func render(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <div class="con-head"><a class="btn btn-quiet btn-sm" href="/follow-ups">\(icon(.arrowLeft, chrome, size: .small))\(p("nav.followUps"))</a>\
            <span class="vline"></span><span class="strong">\(model.title)</span><span class="t13 faint nowrap">\(model.number)</span>\(SlaBadge.render(model.sla, chrome))\
            <span class="grow"></span>\(here(model))\(holder(model, chrome))\(moves(model, chrome))\
            \(with(model.record) { linkButton(p("console.print"), Address.printedRecord($0), icon: .printer, class: "btn-sm", chrome) })\
            \(when(model.isOpen && model.record == nil, linkButton(p("console.blankForm"), Address.blankForm(for: model.id), icon: .printer, class: "btn-sm btn-quiet", chrome)))</div>
            """
    }

    /// Who else has it open: written when the page is made, and kept up to date by the script.
    private static func here(_ model: ConsolePage.Model) -> HTML {
        let address = Address.query("/pulse", [("followUp", model.id)])
        return #"<span class="held here" role="status" data-live="\#(url: address)"\#(flag: "hidden", if: model.othersHere == nil)>\#(model.othersHere ?? "")</span>"#
    }

    private static func holder(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        guard let claim = model.claim, claim.isMine else { return .none }
        let words = chrome.phrases("console.heldByMe", ["time": .text(chrome.words.time(claim.until))])
        let release = postForm(Address.path("follow-ups", model.id, "release"), class: "row", chrome, submitButton(chrome.phrases("console.release"), class: "btn-sm btn-quiet", chrome))
        return #"<span class="held">\#(icon(.userCheck, chrome, size: .small))\#(words)</span>\#(release)"#
    }

    private static func moves(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        guard model.isOpen else { return .none }
        return when(!model.colleagues.isEmpty, reassign(model, chrome)) + when(model.mayPostpone, postpone(model, chrome))
    }

    private static func reassign(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome)
        return popPanel(p("queue.reassign"), .arrowRightLeft, chrome, postForm("/follow-ups/reassignments", chrome, """
            \(subject(model))\(fields.select("assignee", p("queue.assignee"), model.colleagues, isRequired: true))\
            \(fields.area("reassignReason", p("queue.reason"), rows: 2, isRequired: true))\(submitButton(p("queue.reassign"), chrome))
            """))
    }

    private static func postpone(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome)
        return popPanel(p("queue.postpone"), .calendarClock, chrome, postForm("/follow-ups/postponements", chrome, """
            \(subject(model))\(fields.input("until", p("queue.until"), kind: "datetime-local", hint: p("queue.postponeHint"), isRequired: true))\
            \(fields.area("postponeReason", p("queue.reason"), rows: 2, isRequired: true))\(submitButton(p("queue.postpone"), chrome))
            """))
    }

    private static func subject(_ model: ConsolePage.Model) -> HTML {
        #"<input type="hidden" name="followUp" value="\#(model.id)"><input type="hidden" name="return" value="\#(Address.followUp(model.id))">"#
    }
}
