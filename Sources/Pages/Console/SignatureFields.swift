import Phrasebook

/// The signatures that a record needs: drawn in a box or typed, or a tick that the paper bears it.
enum SignatureFields {
    static func render(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        if model.signatures.isEmpty { return .none }
        return card(chrome.phrases("console.signature"), inside("<div class=\"stack-lg\">\(each(model.signatures) { one($0, model, chrome) })</div>"))
    }

    private static func one(_ need: SignatureNeed, _ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let name = "signature." + need.by
        let typed = Fields(chrome: chrome, errors: model.errors).input(name + ".name", p("console.signatureName"), value: model.draft.value(name + ".name"))
        let paper = Fields(chrome: chrome).checkbox(name + ".paper", p("console.signaturePaper"), isOn: model.draft.values[name + ".paper"] != nil)
        return """
            <div class="sign" role="group" aria-label="\(need.title)"><p class="t13"><strong>\(need.title)</strong>\(with(need.note) { " <span class=\"faint\">\($0)</span>" })</p>\
            \(when(need.level == .drawn, pad(name, model, chrome)))\(when(need.level != .paper, typed))\(paper)</div>
            """
    }

    private static func pad(_ name: String, _ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let id = Fields.id(name + ".strokes")
        return """
            <div data-sign="\(id)"><p class="t12 faint">\(p("console.signatureWords"))</p><canvas class="sign-pad" aria-label="\(p("console.signaturePad"))" role="img"></canvas>\
            <div class="row"><button class="btn btn-sm" type="button" data-sign-undo>\(icon(.undo, chrome, size: .small))\(p("console.signatureUndo"))</button>\
            <button class="btn btn-sm" type="button" data-sign-clear>\(icon(.rotate, chrome, size: .small))\(p("console.signatureClear"))</button></div>\
            <input type="hidden" id="\(id)" name="\(name).strokes" value="\(model.draft.value(name + ".strokes"))"></div>
            """
    }
}
