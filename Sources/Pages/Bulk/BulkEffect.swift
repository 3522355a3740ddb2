import Domain
import Phrasebook

/// Which follow-ups take part, whose they are, and which do not and why.
enum BulkEffect {
    static func render(_ model: BulkPage.Model, _ chrome: PageChrome) -> HTML {
        when(!model.left.isEmpty, left(model, chrome)) + when(!model.holders.isEmpty, holders(model, chrome)) + when(!model.first.isEmpty, first(model, chrome))
    }

    private static func left(_ model: BulkPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("bulk.why")), DataTable.Column(p("bulk.count"), isNumber: true), DataTable.Column(p("bulk.suchAs")),
        ]
        let rows = model.left.map { one -> [HTML] in
            ["\(one.words)", "\(p.number(one.count))", "\(one.names.joined(separator: p("notices.between")))"]
        }
        return card(p("bulk.leftOutWhy"), DataTable(caption: p("bulk.leftOutWhy"), columns: columns, rows: rows).render(chrome))
    }

    private static func holders(_ model: BulkPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [DataTable.Column(p("bulk.person")), DataTable.Column(p("bulk.count"), isNumber: true)]
        let title = p(model.state == .planned ? "bulk.holders" : "bulk.holdersBefore")
        return card(title, DataTable(caption: title, columns: columns, rows: model.holders.map { ["\($0.label)", "\($0.text)"] }).render(chrome))
    }

    private static func first(_ model: BulkPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let columns = [
            DataTable.Column(p("queue.who")), DataTable.Column(p("queue.why")), DataTable.Column(p("queue.limit")), DataTable.Column(p("bulk.person")),
        ]
        let rows = model.first.map { line -> [HTML] in
            [#"<a class="name" href="\#(url: line.address)">\#(line.name)</a>"#, "\(line.title)", "\(chrome.words.limit(line.limit))", "\(line.holder ?? p("queue.unassigned"))"]
        }
        let title = model.taken > model.first.count ? p("bulk.first", ["n": .number(model.first.count)]) : p("bulk.these")
        return card(title, DataTable(caption: title, columns: columns, rows: rows).render(chrome))
    }
}
