import Phrasebook

/// The figures: stated in the source, proposed by us, or required of the organisation, each with its clause.
enum AdoptionParameters {
    static func render(_ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        if model.parameters.isEmpty { return .none }
        let columns = [
            DataTable.Column(p("parameter.what")), DataTable.Column(p("parameter.value")), DataTable.Column(p("parameter.source")), DataTable.Column(p("layout.actions"), isHidden: true),
        ]
        let table = DataTable(caption: p("adoption.parameters"), columns: columns, rows: model.parameters.map { row($0, model, chrome) }).render(chrome)
        let hasFields = model.mayChange && model.parameters.contains { isEditable($0) }
        let save: HTML = #"<div class="card-b pad"><button class="btn" type="submit" form="parameters">\#(p("adoption.saveParameters"))</button></div>"#
        return """
            <section class="card"><div class="card-h"><h2>\(p("adoption.parameters"))</h2></div><p class="card-b t13 muted">\(p("parameter.words"))</p>\(table)\
            \(when(hasFields, save + #"<form id="parameters" method="post" action="\#(url: model.address("parameters"))">\#(chrome.csrfField)</form>"#))</section>

            """
    }

    private static func isEditable(_ parameter: AdoptionParameter) -> Bool {
        if case .stated = parameter.source { false } else { true }
    }

    private static func row(_ parameter: AdoptionParameter, _ model: AdoptionPage.Model, _ chrome: PageChrome) -> [HTML] {
        [
            #"\#(parameter.title)<div class="l2 mono">\#(parameter.name)</div>"#, value(parameter, model, chrome),
            source(parameter, chrome) + #"<div class="l2">\#(with(parameter.clause) { "<span class=\"clause\">\($0)</span> " })\#(parameter.gap)</div>"#,
            accept(parameter, model, chrome),
        ]
    }

    private static func value(_ parameter: AdoptionParameter, _ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        guard model.mayChange, isEditable(parameter) else { return "<span class=\"strong\">\(parameter.value)</span>" }
        let name = "parameter." + parameter.name
        let error = model.errors.first { $0.field == name }?.message
        return """
            <input class="input" id="\(Fields.id(name))" name="\(name)" value="\(parameter.value)" form="parameters" aria-label="\(parameter.title)"\
            \(attribute: "placeholder", parameter.hint)\(attribute: "aria-invalid", error == nil ? nil : "true")>\(with(error) { "<div class=\"l2 tone-danger\">\($0)</div>" })
            """
    }

    private static func source(_ parameter: AdoptionParameter, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return switch parameter.source {
        case .stated: badge(.plain, .bookOpen, p("parameter.stated"), chrome)
        case .proposed(let by?): badge(.ok, .circleCheck, p("parameter.acceptedBy", ["name": .text(by)]), chrome)
        case .proposed(nil): badge(.warn, .clock, p("parameter.proposed"), chrome)
        case .required where parameter.isOpen: badge(.danger, .circleAlert, p("parameter.required"), chrome)
        case .required: badge(.ok, .circleCheck, p("parameter.filled"), chrome)
        }
    }

    private static func accept(_ parameter: AdoptionParameter, _ model: AdoptionPage.Model, _ chrome: PageChrome) -> HTML {
        guard model.mayChange, case .proposed(nil) = parameter.source else { return .none }
        let address = Address.path("adoptions", model.id, "parameters", parameter.name, "acceptance")
        return postForm(address, class: "row", chrome, submitButton(chrome.phrases("parameter.accept"), icon: .check, class: "btn-sm", chrome))
    }
}
