import Phrasebook

/// What is to be done with the chosen follow-ups: to whom, until when, why. Looking again changes nothing; doing does it once.
enum BulkForm {
    static func render(_ model: BulkPage.Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        return card(p("bulk.order"), inside(postForm(Address.bulk(model.id), chrome, """
            <input type="hidden" name="return" value="\(model.returnTo)">\(fields(model, Fields(chrome: chrome, errors: model.errors)))
            <div class="form-acts"><button class="btn btn-primary" type="submit" name="step" value="do">\(action(model, p))</button>\
            <button class="btn" type="submit" name="step" value="look">\(icon(.eye, chrome))\(p("bulk.look"))</button>\
            <a class="btn btn-quiet" href="\(url: model.returnTo)">\(p("bulk.cancel"))</a></div>
            """)))
    }

    private static func fields(_ model: BulkPage.Model, _ fields: Fields) -> HTML {
        let p = fields.chrome.phrases
        let special = switch model.deed {
        case .reassign: assignee(model, fields)
        case .postpone: fields.input("until", p("queue.until"), kind: "datetime-local", value: model.until, hint: p("bulk.untilHint"), isRequired: true)
        case .remind: HTML.none
        }
        let label = p(model.deed == .remind ? "bulk.message" : "queue.reason")
        return special + fields.area("reason", label, value: model.reason, rows: 3, hint: p(model.deed == .remind ? "bulk.messageHint" : "bulk.reasonHint"), isRequired: true)
    }

    private static func assignee(_ model: BulkPage.Model, _ fields: Fields) -> HTML {
        let p = fields.chrome.phrases
        let choices = model.colleagues + [Choice("pool", p("bulk.pool"))]
        return fields.select("assignee", p("queue.assignee"), choices, value: model.assignee, blank: p("bulk.choose"), isRequired: true)
            + with(model.absence) { Alert.render(.warn, icon(.circleAlert, fields.chrome), title: $0) }
    }

    private static func action(_ model: BulkPage.Model, _ p: Phrases) -> String {
        switch model.deed {
        case .reassign: p("bulk.doReassign", ["n": .number(model.taken)])
        case .postpone: p("bulk.doPostpone", ["n": .number(model.taken)])
        case .remind: p("bulk.doRemind", ["n": .number(model.taken)])
        }
    }
}
