import Domain
import Phrasebook

/// What to say, and the questions. Opens the form that the right column and the bar belong to as well.
enum ConsoleCentre {
    static func render(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        """
        <div class="con-c" role="region" aria-label="\(chrome.phrases("console.scriptAndForm"))" tabindex="0">
        \(ErrorSummary.render(model.errors, chrome))\(notices(model, chrome))\(script(model, chrome))\
        \(when(!model.others.isEmpty && model.mayRecord, others(model, chrome)))\
        \(each(model.sections) { section($0, model, chrome) })\(when(model.mayRecord, SignatureFields.render(model, chrome)))</div>
        """
    }

    private static func notices(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let later: HTML = with(model.contact.notBefore) {
            Alert.render(.info, icon(.clock, chrome), title: p("console.tooSoon", ["time": .text(chrome.words.moment($0))]), body: "\(p("console.tooSoonWords"))")
        }
        return conflict(model, chrome) + each(model.notices) { notice($0, chrome) } + (model.mayRecord ? later : .none)
    }

    private static func conflict(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        guard model.isOpen else { return Alert.render(.info, icon(.info, chrome), title: p("console.closed")) + kept(model, chrome) }
        if model.mustBeReceived, !model.isHeldByOther { return receipt(model, chrome) }
        guard let claim = model.claim else { return unclaimed(model, chrome) }
        guard !claim.isMine else { return .none }
        let title = p("console.heldByOther", ["name": .text(claim.by), "time": .text(chrome.words.time(claim.until))])
        return Alert.render(.warn, icon(.lock, chrome), title: title, body: "\(p("console.heldWords"))", isLive: true)
    }

    /// What one entered oneself while somebody else was quicker.
    private static func kept(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        guard model.draft.savedAt != nil else { return .none }
        let p = chrome.phrases
        let see = linkButton(p("console.keptEntrySee"), Address.draft(of: model.id), class: "btn-sm", chrome)
        return Alert.render(.warn, icon(.users, chrome), title: p("console.keptEntry"), actions: see)
    }

    private static func unclaimed(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let claim: HTML = #"<button class="btn btn-sm" type="submit" form="claim">\#(icon(.userCheck, chrome, size: .small))\#(p("console.claim"))</button>"#
        return Alert.render(.info, icon(.userCheck, chrome), title: p("console.unclaimed"), body: "\(p("console.unclaimedWords"))", actions: claim)
    }

    private static func receipt(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let take = postForm(
            Address.acceptance(of: model.id), class: "row", chrome, submitButton(p("console.receive"), icon: .clipboardCheck, class: "btn-sm btn-primary", chrome))
        return Alert.render(.info, icon(.clipboardCheck, chrome), title: p("console.unreceived"), body: "\(p("console.receiptWords"))", actions: take)
    }

    private static func script(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        if model.script.isEmpty { return .none }
        return card(chrome.phrases("console.script"), #"<div class="card-b pad stack">\#(each(model.script) { step($0, chrome) })</div>"#)
    }

    private static func step(_ step: ScriptStep, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch step.kind {
        case .say: "<p class=\"say\">\(step.text)</p>"
        case .before: "<p class=\"t13\"><strong>\(p("console.before"))</strong> \(step.text)</p>"
        case .never: "<p class=\"t13 tone-danger\"><strong>\(p("console.never"))</strong> \(step.text)</p>"
        }
    }

    private static func others(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("console.others"), inside("""
            <p class="t13 muted">\(chrome.phrases("console.othersWords"))</p><div class="settles">\(each(model.others) { other($0, chrome) })</div>
            """))
    }

    private static func other(_ other: OtherFollowUp, _ chrome: PageChrome) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="alsoSettles" value="\(other.id)" id="also-\(other.id)"\(flag: "checked", if: other.isChosen)>\
        <span class="row row-wrap">\(other.title) \(SlaBadge.render(other.sla, chrome))</span></label>
        """
    }

    private static func section(_ section: FormSection, _ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let shownBy = section.followUp.map { "#also-" + $0 }
        return """
            <section class="card" aria-label="\(section.title)"\(attribute: "data-shown-by", shownBy)><div class="section-h"><h2 class="t13">\(section.title)</h2></div>
            \(each(section.questions.enumerated()) { index, question in
                QuestionView(question: question, number: index + 1, section: section, errors: model.errors, chrome: chrome).html
            })</section>

            """
    }

    private static func notice(_ notice: ConsoleNotice, _ chrome: PageChrome) -> HTML {
        let words: HTML = notice.address.map { #"<a href="\#(url: $0)">\#(notice.words)</a>"# } ?? "\(notice.words)"
        return Alert.render(notice.tone, icon(notice.tone == .danger ? .circleAlert : .info, chrome), title: notice.title, body: words)
    }
}
