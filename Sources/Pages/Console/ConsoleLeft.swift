import Domain
import Phrasebook

/// Who it is, how to reach them, what it is about, and what was said before.
enum ConsoleLeft {
    static func render(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return """
            <div class="con-l" role="region" aria-label="\(p("queue.who"))" tabindex="0">
            \(person(model, chrome))\(with(model.matter) { card($0.title, inside(facts($0.facts))) })\
            \(when(!model.earlier.isEmpty, earlier(model, chrome)))</div>
            """
    }

    private static func person(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        let person = model.person
        return """
            <section class="card"><div class="card-b pad stack"><div class="who"><h1>\(person.line.name)<span class="t13 muted">\(person.line.about(chrome.phrases))</span></h1>\
            <span class="t12 faint dots">\(each(person.numbers) { "<span>\($0.label)\($0.text)</span>" })</span></div>
            \(when(!person.line.tags.isEmpty, "<div class=\"row row-wrap\">\(each(person.line.tags) { $0.html })</div>"))\
            \(each(person.warnings) { Alert.render(.warn, icon(.triangleAlert, chrome), title: $0) })</div>
            <div class="card-b card-sep pad">\(each(person.phones) { PhoneLine.render($0, revealAt: Address.phoneRevelations(of: model.id), chrome) })\
            \(with(person.phoneNote) { "<p class=\"t12 faint\">\($0)</p>" })\
            \(with(person.id) { #"<p class="t12 facts-more"><a href="\#(url: Address.party($0))">\#(chrome.phrases("console.wholeHistory"))</a></p>"# })</div></section>

            """
    }

    private static func facts(_ facts: [LabelledText]) -> HTML { terms(facts.map { ($0.label, "\($0.text)") }) }

    private static func earlier(_ model: ConsolePage.Model, _ chrome: PageChrome) -> HTML {
        card(chrome.phrases("console.earlier"), inside(Timeline.render(model.earlier, chrome)))
    }
}

/// A masked number with the button that shows it. Also answered alone, when htmx asks: it replaces the line.
public enum PhoneLine {
    /// - Parameter address: `Address.phoneRevelations(of:)` of a follow-up, or `/parties/{id}/phone-revelations`.
    public static func render(_ phone: ConsolePhone, revealAt address: String, _ chrome: PageChrome) -> HTML {
        """
        <div class="phone"><span class="grow"><span class="num strong">\(number(phone))</span> <span class="t12 faint">\(phone.owner)</span>\
        \(when(phone.isWrong, " " + Tag(chrome.phrases("console.wrongNumber"), tone: .danger).html))</span>\
        \(phone.revealed == nil ? reveal(phone, address, chrome) : .none)</div>

        """
    }

    private static func number(_ phone: ConsolePhone) -> HTML {
        phone.revealed.map { #"<a href="\#(url: "tel:" + $0)">\#($0)</a>"# } ?? "\(phone.masked)"
    }

    private static func reveal(_ phone: ConsolePhone, _ address: String, _ chrome: PageChrome) -> HTML {
        """
        <form method="post" action="\(url: address)" hx-post="\(url: address)" hx-target="closest .phone" hx-swap="outerHTML">\(chrome.csrfField)\
        <input type="hidden" name="contactPoint" value="\(phone.id)"><button class="btn btn-sm btn-icon" type="submit" \
        aria-label="\(chrome.phrases("console.reveal", ["owner": .text(phone.owner)]))">\(icon(.eye, chrome, size: .small))</button></form>
        """
    }
}
