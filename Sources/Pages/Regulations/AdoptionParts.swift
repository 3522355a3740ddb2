import Domain
import Phrasebook

/// Where the adoption is on its way: mapped, settled, rehearsed, approved, active.
enum AdoptionFlow {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let open = model.parameters.count { $0.isOpen } + model.roles.count { $0.isRequired && $0.isDerived == nil && $0.chosen.isEmpty }
        let failing = model.rehearsals.count { !$0.holds }
        let preparing = open > 0 ? p("adoption.openItems", ["n": .number(open)]) : p("adoption.nothingOpen")
        let rehearsed = model.rehearsedAt == nil ? p("adoption.notRehearsed") : p("adoption.rehearsed", ["n": .number(model.rehearsals.count), "failing": .number(failing)])
        let done = [
            open == 0, model.rehearsedAt != nil && failing == 0, model.submission != nil, model.approval != nil, model.activation != nil,
        ]
        let notes = [preparing, rehearsed, step(model.submission, chrome), step(model.approval, chrome), active(model, chrome)]
        let titles: [PhraseKey] = ["adoption.stepSettle", "adoption.stepRehearse", "adoption.stepSubmit", "adoption.stepApprove", "adoption.stepActivate"]
        let current = done.firstIndex(of: false)
        let steps = titles.indices.map { index in
            FlowStep(p(titles[index]), notes[index], done[index] ? .done : (index == current ? .current : .coming))
        }
        return Flow.render(steps, label: p("adoption.flow"), chrome)
    }

    private static func step(_ step: AdoptionStep?, _ chrome: PageChrome) -> String {
        step.map { $0.by + " " + chrome.words.moment($0.at) } ?? ""
    }

    private static func active(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> String {
        model.activeFrom.map { chrome.phrases("regulations.activeFrom", ["day": .text(chrome.words.day($0))]) } ?? ""
    }
}

/// Roles of the pack → staff of the organisation.
enum AdoptionRoles {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let rows: HTML = each(model.roles) { role($0, model, chrome) }
        let body: HTML = model.mayChange
            ? postForm(model.address("roles"), class: "form wide", chrome, "\(rows)<div class=\"form-acts\">\(submitButton(p("adoption.saveRoles"), class: "", chrome))</div>")
            : "<div class=\"form wide\">\(rows)</div>"
        return card(p("adoption.roles"), inside(body))
    }

    private static func role(_ role: AdoptionRole, _ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let chosen = role.staff.filter { role.chosen.contains($0.value) }
        let missing = role.isRequired && role.isDerived == nil && role.chosen.isEmpty
        let mark: HTML = missing ? badge(.warn, .circleAlert, p("adoption.unmapped"), chrome) : .none
        if let derived = role.isDerived { return named(role, "<span class=\"muted\">\(derived)</span>") }
        guard model.mayChange else { return named(role, "\(each(chosen) { Tag($0.title).html + " " })\(mark)") }
        return """
            <fieldset class="field"><legend class="label">\(role.title) <span class="mono faint">\(role.name)</span> \(mark)</legend><div class="ticks-row">\
            \(each(role.staff) { tick($0, role) })</div></fieldset>
            """
    }

    private static func named(_ role: AdoptionRole, _ who: HTML) -> HTML {
        #"<div class="field"><span class="label">\#(role.title) <span class="mono faint">\#(role.name)</span></span><div>\#(who)</div></div>"#
    }

    private static func tick(_ person: Choice, _ role: AdoptionRole) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="role.\(role.name)" value="\(person.value)"\(flag: "checked", if: role.chosen.contains(person.value))><span>\(person.title)</span></label>
        """
    }
}

/// Which units the adoption covers.
enum AdoptionCoverage {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        if model.units.isEmpty { return .none }
        let p = chrome.phrases
        if !model.mayChange { return card(p("adoption.units"), inside(each(model.units.filter(\.isCovered)) { Tag($0.choice.title).html + " " })) }
        let ticks: HTML = each(model.units) { unit in
            """
            <label class="tick"><input type="checkbox" name="unit" value="\(unit.choice.value)"\(flag: "checked", if: unit.isCovered)><span>\(unit.choice.title)</span></label>
            """
        }
        return card(p("adoption.units"), inside(postForm(model.address("coverage"), chrome, "<div class=\"ticks\">\(ticks)</div>\(submitButton(p("layout.save"), class: "btn-sm", chrome))")))
    }
}
