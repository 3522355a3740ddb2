import Phrasebook

/// What is wrong with a field of a form that was sent: the field's name, and the words to put beside it.
public struct FieldError: Sendable, Hashable {
    public var field: String
    public var message: String

    public init(_ field: String, _ message: String) { (self.field, self.message) = (field, message) }
}

/// A choice of a list.
public struct Choice: Sendable, Hashable {
    public var value: String
    public var title: String

    public init(_ value: String, _ title: String) { (self.value, self.title) = (value, title) }
}

/// Form fields with a visible label, a hint, and the error tied to the field.
struct Fields {
    let chrome: PageChrome
    var errors: [FieldError] = []
    /// Before the names in the page's ids, where several forms have fields of one name.
    var prefix = ""

    /// `kind` is the `type` of the input: `text`, `password`, `date`, `datetime-local`, `number`, `file`, `search`.
    func input(
        _ name: String, _ label: String, kind: String = "text", value: String = "", hint: String? = nil, isRequired: Bool = false,
        extra: HTML = .none
    ) -> HTML {
        field(name, label, hint: hint, isRequired: isRequired, """
            <input class="input" id="\(id(name))" name="\(name)" type="\(kind)" value="\(value)"\(common(name, hint, isRequired))\(extra)>
            """)
    }

    func area(_ name: String, _ label: String, value: String = "", rows: Int = 3, hint: String? = nil, isRequired: Bool = false) -> HTML {
        field(name, label, hint: hint, isRequired: isRequired, """
            <textarea class="area" id="\(id(name))" name="\(name)" rows="\(rows)"\(common(name, hint, isRequired))>
            \(value)</textarea>
            """)
    }

    /// `blank` is the title of the empty choice; without it the first choice is chosen.
    func select(
        _ name: String, _ label: String, _ choices: [Choice], value: String? = nil, blank: String? = nil, hint: String? = nil,
        isRequired: Bool = false
    ) -> HTML {
        field(name, label, hint: hint, isRequired: isRequired, """
            <select class="select" id="\(id(name))" name="\(name)"\(common(name, hint, isRequired))>\
            \(with(blank) { #"<option value="">\#($0)</option>"# })\(each(choices) { Self.option($0, value) })</select>
            """)
    }

    static func option(_ choice: Choice, _ current: String?) -> HTML {
        #"<option value="\#(choice.value)"\#(flag: "selected", if: choice.value == current)>\#(choice.title)</option>"#
    }

    func checkbox(_ name: String, _ label: String, value: String = "1", isOn: Bool = false) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="\(name)" value="\(value)"\(flag: "checked", if: isOn)><span>\(label)</span></label>
        """
    }

    /// Several things to tick under one legend; `field` is where an error belongs, `name` what the ticks are sent as.
    func ticks(_ field: String, named name: String, _ legend: String, _ choices: [Choice], chosen: Set<String>) -> HTML {
        let wrong = message(field)
        return """
            <fieldset class="field" id="\(id(field))"\(attribute: "aria-describedby", wrong == nil ? nil : id(field) + "-e")><legend>\(legend)</legend>\
            \(each(choices) { checkbox(name, $0.title, value: $0.value, isOn: chosen.contains($0.value)) })\(with(wrong) { error($0, field) })</fieldset>
            """
    }

    /// A small unlabelled-by-sight select of a filter bar.
    static func filter(_ name: String, label: String, _ choices: [Choice], value: String?, all: String) -> HTML {
        """
        <select class="select select-sm" name="\(name)" aria-label="\(label)" data-submit><option value="">\(all)</option>\
        \(each(choices) { option($0, value) })</select>
        """
    }

    private func field(_ name: String, _ label: String, hint: String?, isRequired: Bool, _ control: HTML) -> HTML {
        """
        <div class="field"><label for="\(id(name))">\(label)\(when(!isRequired, " <span class=\"faint t12\">\(chrome.phrases("form.optional"))</span>"))</label>\
        \(control)\(with(hint) { #"<span class="hint" id="\#(id(name))-h">\#($0)</span>"# })\(with(message(name)) { error($0, name) })</div>
        """
    }

    private func common(_ name: String, _ hint: String?, _ isRequired: Bool) -> HTML {
        let isWrong = message(name) != nil
        let described = (hint == nil ? [] : [id(name) + "-h"]) + (isWrong ? [id(name) + "-e"] : [])
        return """
            \(flag: "required", if: isRequired)\(attribute: "aria-invalid", isWrong ? "true" : nil)\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described.joined(separator: " "))
            """
    }

    private func error(_ message: String, _ name: String) -> HTML {
        #"<span class="err" id="\#(id(name))-e">\#(icon(.circleAlert, chrome, size: .small))\#(message)</span>"#
    }

    func message(_ name: String) -> String? { errors.first { $0.field == name }?.message }

    func id(_ name: String) -> String { Self.id(prefix + name) }

    /// The element that a field's name has in the page.
    static func id(_ name: String) -> String { "f-" + name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined() }
}

/// On top of a form that was sent back: how many things to change, and a link to each.
enum ErrorSummary {
    static func render(_ errors: [FieldError], _ chrome: PageChrome) -> HTML {
        if errors.isEmpty { return .none }
        let links: HTML = #"<ul class="err-list">\#(each(errors) { "<li><a href=\"#\(Fields.id($0.field))\">\($0.message)</a></li>" })</ul>"#
        return """
            <div class="alert danger" role="alert" tabindex="-1" data-focus>\(icon(.circleAlert, chrome))\
            <div><strong>\(chrome.phrases("form.errors", ["n": .number(errors.count)]))</strong>\(links)</div></div>
            """
    }
}
