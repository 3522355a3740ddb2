import Domain
import Phrasebook

/// What the check found, and how the rehearsals went.
enum AdoptionChecks {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML { findings(model, chrome) + rehearsals(model, chrome) }

    private static func findings(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let none: HTML = inside("<p class=\"muted\">\(p("adoption.noFindings"))</p>")
        return card(p("adoption.findings"), model.findings.isEmpty ? none : FindingTable.render(model.findings, chrome))
    }

    private static func rehearsals(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let run: HTML = model.rights.mayEdit ? postForm(model.address("rehearsal"), class: "row", chrome, submitButton(p("adoption.rehearse"), icon: .play, class: "btn-sm", chrome)) : .none
        let when: HTML = with(model.rehearsedAt) { #"<span class="t12 faint">\#(chrome.words.moment($0))</span>"# }
        let lines: HTML = model.rehearsals.isEmpty
            ? "<p class=\"muted\">\(p("adoption.notRehearsed"))</p>" : #"<ul class="notes">\#(each(model.rehearsals) { line($0, chrome) })</ul>"#
        return card(p("regulations.rehearsals"), beside: when + run, inside(lines))
    }

    private static func line(_ line: RehearsalLine, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <li>\(icon(line.holds ? .circleCheck : .circleX, chrome, class: line.holds ? "tone-ok" : "tone-danger"))<span>\(line.title)\
            <span class="vh"> \(p(line.holds ? "adoption.holds" : "adoption.fails"))</span>\(each(line.failures) { "<div class=\"l2 tone-danger\">\($0)</div>" })</span></li>
            """
    }
}

/// What cannot well be met together with other regulations in force: which rules, on which days, and what can be done.
enum AdoptionConflicts {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        guard !model.conflicts.isEmpty else { return .none }
        let p = chrome.phrases
        let lines: HTML = each(model.conflicts) { line in
            "<li>\(icon(.triangleAlert, chrome, class: "tone-warn"))<span>\(line.sentence)\(when(!line.remedy.isEmpty, "<div class=\"l2\">\(line.remedy)</div>"))</span></li>"
        }
        return card(p("adoption.conflicts"), class: "strip", inside("<div class=\"stack\"><p class=\"muted\">\(p("adoption.conflictsWords"))</p><ul class=\"notes\">\(lines)</ul></div>"))
    }
}

/// The next step of the decision: hand in, approve as a second person, activate from a day.
enum AdoptionDecision {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("adoption.decision"), inside("<div class=\"stack\">\(past(model, chrome))\(next(model, chrome))</div>"))
    }

    private static func past(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let steps: [(PhraseKey, AdoptionStep?)] = [
            ("adoption.submittedBy", model.submission), ("adoption.approvedBy", model.approval), ("adoption.activatedBy", model.activation),
        ]
        return terms(steps.map { title, step in
            (p(title), step.map { "\($0.by) <span class=\"faint\">\(chrome.words.moment($0.at))</span>\(with($0.words) { "<div class=\"t12 muted\">\($0)</div>" })" })
        })
    }

    private static func next(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        switch model.state {
        case .draft: model.rights.maySubmit ? submit(model, chrome) : waiting("adoption.waitsForItems", chrome)
        case .submitted: model.rights.mayApprove ? approve(model, chrome) : cannotApprove(model, chrome)
        case .approved: model.rights.mayActivate ? activate(model, chrome) : waiting("adoption.waitsForActivation", chrome)
        case .active, .ended: .none
        }
    }

    private static func waiting(_ words: PhraseKey, _ chrome: PageChrome) -> HTML { "<p class=\"t13 muted\">\(chrome.phrases(words))</p>" }

    private static func cannotApprove(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        guard let why = model.rights.whyNotApprove else { return waiting("adoption.waitsForApproval", chrome) }
        return Alert.render(.info, icon(.users, chrome), title: chrome.phrases("adoption.secondPerson"), body: "\(why)")
    }

    private static func submit(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return postForm(model.address("submission"), chrome, """
            \(Fields(chrome: chrome, errors: model.errors).area("basis", p("adoption.basis"), rows: 2, hint: p("adoption.basisHint")))\
            \(submitButton(p("adoption.submit"), icon: .send, chrome))
            """)
    }

    private static func approve(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return postForm(model.address("approval"), chrome, """
            \(Fields(chrome: chrome, errors: model.errors).area("comment", p("adoption.comment"), rows: 2))<div class="form-acts">\
            \(submitButton(p("adoption.approve"), icon: .badgeCheck, chrome))\
            <button class="btn" type="submit" formaction="\(url: model.address("return"))">\(p("adoption.return"))</button></div>
            """)
    }

    private static func activate(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let fields = Fields(chrome: chrome, errors: model.errors)
        return postForm(model.address("activation"), chrome, """
            \(fields.input("from", p("adoption.from"), kind: "date", value: model.proposedFrom?.iso ?? "", hint: p("adoption.fromHint"), isRequired: true))\
            \(fields.input("why", p("queue.reason"), hint: p("adoption.whyHint")))\
            \(submitButton(p("adoption.activate"), icon: .play, chrome))
            """)
    }
}
