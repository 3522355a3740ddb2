import Phrasebook

/// A question as a row of the form. Options have the digits as keys; red-flag options turn red when chosen.
struct QuestionView {
    let question: Question
    let number: Int
    let section: FormSection
    let errors: [FieldError]
    let chrome: PageChrome

    private var name: String { section.name(question.id) }
    private var id: String { Fields.id(name) }
    private var error: String? { errors.first { $0.field == name }?.message }

    var html: HTML {
        switch question.kind {
        case .choice(let options), .satisfaction(let options): group(choices(options, kind: "radio"))
        case .several(let options): group(choices(options, kind: "checkbox"))
        case .flag: group(choices(yesNo, kind: "radio"))
        case .scale(let from, let to, let low, let high): group(scale(from, to, low, high), class: "opts nrs")
        case .given(let text): row(label: "<span class=\"legend\">\(question.label)</span>", "<span>\(text)</span>")
        default: row(label: "<label class=\"legend\" for=\"\(id)\">\(legend)</label>", field)
        }
    }

    private var legend: HTML {
        let p = chrome.phrases
        return """
            \(question.label)\(when(question.isRequired, "<span class=\"req\" title=\"\(p("console.required"))\">*<span class=\"vh\">\(p("console.required"))</span></span>"))
            """
    }

    private func group(_ options: HTML, class kind: String = "opts") -> HTML {
        """
        <fieldset class="q\(error == nil ? "" : " wrong")" id="\(id)" tabindex="-1"\(shownWhen)\(described)><span class="n" aria-hidden="true">\(number)</span><legend>\(legend)</legend>\
        \(ask)<div class="\(kind)">\(options)</div>\(message)</fieldset>

        """
    }

    private func row(label: HTML, _ field: HTML) -> HTML {
        """
        <div class="q\(error == nil ? "" : " wrong")"\(shownWhen)><span class="n" aria-hidden="true">\(number)</span>\(label)\(ask)<div class="opts">\(field)</div>\(message)</div>

        """
    }

    private var ask: HTML { with(question.ask) { "<p class=\"ask\">\($0)</p>" } }

    private var message: HTML {
        with(error) { #"<p class="err-inline" id="\#(id)-e">\#(icon(.circleAlert, chrome, size: .small))\#($0)</p>"# }
    }

    private var described: HTML { "\(attribute: "aria-describedby", error == nil ? nil : id + "-e")" }

    private var shownWhen: HTML {
        if question.shownWhen.isEmpty { return .none }
        let pairs = question.shownWhen.sorted { $0.key < $1.key }.map { (section.name($0.key), $0.value.joined(separator: " ")) }
        return #" data-shown-when="\#(json: JSONText(pairs))""#
    }

    private var yesNo: [Question.Option] {
        [Question.Option("true", chrome.phrases("console.yes")), Question.Option("false", chrome.phrases("console.no"))]
    }

    private func choices(_ options: [Question.Option], kind: String) -> HTML {
        each(options.enumerated()) { index, option in
            choice(option, kind: kind, key: index < 9 ? index + 1 : nil, shows: option.title)
        }
    }

    private func scale(_ from: Int, _ to: Int, _ low: String?, _ high: String?) -> HTML {
        """
        \(with(low) { "<span class=\"t12 faint\">\($0)</span>" })\(each(from...max(from, to)) { value in
            choice(Question.Option(String(value), String(value)), kind: "radio", key: (0...9).contains(value) ? value : nil, shows: String(value), isPlain: true)
        })\(with(high) { "<span class=\"t12 faint\">\($0)</span>" })
        """
    }

    private func choice(_ option: Question.Option, kind: String, key: Int?, shows title: String, isPlain: Bool = false) -> HTML {
        let isOn = question.values.contains(option.code)
        return """
            <label class="opt\(option.isAlert ? " flag" : "")"><input type="\(kind)" name="\(name)" value="\(option.code)"\
            \(attribute: "data-key", key.map(String.init))\(flag: "checked", if: isOn)><span>\(when(!isPlain, with(key) { "<kbd>\($0)</kbd>" }))\(title)</span></label>
            """
    }

    private var field: HTML {
        switch question.kind {
        case .longText: #"<textarea class="area" id="\#(id)" name="\#(name)" rows="2"\#(invalid)>\#("\n")\#(question.value)</textarea>"#
        case .number(let minimum, let maximum, let unit):
            """
            <input class="input" id="\(id)" name="\(name)" type="number" step="any" inputmode="decimal" value="\(question.value)"\
            \(attribute: "min", minimum.map(plain))\(attribute: "max", maximum.map(plain))\(invalid)>\(with(unit) { "<span class=\"unit\">\($0)</span>" })
            """
        case .date: input("date")
        case .dateTime: input("datetime-local")
        default: input("text")
        }
    }

    private func input(_ kind: String) -> HTML {
        #"<input class="input" id="\#(id)" name="\#(name)" type="\#(kind)" value="\#(question.value)"\#(invalid)>"#
    }

    private var invalid: HTML {
        error == nil ? .none : #" aria-invalid="true" aria-describedby="\#(id)-e""#
    }

    private func plain(_ number: Double) -> String { number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number) }
}
