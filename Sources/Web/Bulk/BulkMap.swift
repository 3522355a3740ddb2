import Domain
import Operations
import Pages
import Phrasebook
import Storage

/// Between the pages of acts on many follow-ups and their use case.
struct BulkMap {
    let lines: Lines
    private var chrome: PageChrome { lines.chrome }
    private var p: Phrases { lines.chrome.phrases }

    init(_ lines: Lines) { self.lines = lines }

    static func order(_ form: Form, _ visit: Visit) -> BulkOrder {
        let zone = visit.visitor?.context.zone ?? .shanghai
        let target: BulkOrder.Target? = form.text("assignee") == "pool" ? .pool : form.id("assignee", Staff.self).map { .person($0) }
        return BulkOrder(target: target, until: form.moment("until", in: zone), reason: form.text("reason") ?? "")
    }

    static func flash(_ deed: BulkRows.Deed) -> PhraseKey {
        switch deed {
        case .reassign: "flash.reassigned"
        case .postpone: "flash.postponed"
        case .remind: "flash.reminded"
        }
    }

    static func line(_ act: BulkRows.Row) -> BulkActsPage.Line {
        BulkActsPage.Line(
            id: String(act.id), deed: deed(act.deed), isUndoing: act.undoes != nil, total: act.total, at: act.madeAt, reason: act.reason,
            isRunning: act.state == .running)
    }

    private static func deed(_ deed: BulkRows.Deed) -> BulkPage.Deed { BulkPage.Deed(rawValue: deed.rawValue) ?? .reassign }

    func model(_ view: BulkView, _ fields: Form = Form(), errors: [FieldError] = []) -> BulkPage.Model {
        let act = view.act
        return BulkPage.Model(
            id: String(act.id), deed: Self.deed(act.deed), state: state(act.state), total: act.total, cutAt: act.isCut ? Bulk.limit : nil, taken: view.taken,
            waiting: view.waiting, left: view.left.map { BulkPage.Left(chrome.words.word("bulkReason", $0.reason), count: $0.count, names: $0.names) },
            holders: view.holders.map { LabelledText($0.name ?? p("queue.unassigned"), p.number($0.count)) }, first: view.first.map(first),
            colleagues: view.colleagues.map { Choice($0.id.description, $0.name) }, assignee: fields.text("assignee"), until: fields.text("until") ?? "",
            reason: act.state == .planned ? fields.text("reason") ?? "" : act.reason, absence: absence(view), by: view.actorName, at: act.madeAt,
            target: target(view), isUndoing: act.undoes != nil, undoneBy: view.undoneBy.map { String($0) }, mayUndo: view.mayUndo && view.undoneBy == nil,
            errors: errors)
    }

    private func state(_ state: BulkRows.State) -> BulkPage.State {
        switch state {
        case .planned: .planned
        case .running: .running
        case .done: .done
        }
    }

    private func first(_ item: QueueItem) -> BulkPage.Line {
        let id = item.row.id.description
        return BulkPage.Line(
            lines.reach.list(of: item.row.followUp.unit) ? Address.followUp(id) : Address.explanation(of: id), name: lines.person(item).name, title: item.ruleTitle.text(in: lines.language), limit: item.row.followUp.window.due,
            holder: item.assigneeName)
    }

    private func absence(_ view: BulkView) -> String? {
        guard view.act.state == .planned, let absence = view.absence, let name = view.assigneeName else { return nil }
        let values: [String: PhraseValue] = ["name": .text(name), "day": .text(absence.until.iso)]
        guard let standIn = absence.standIn else { return p("bulk.away", values) }
        return p("bulk.awayWithStandIn", values.merging(["other": .text(standIn)]) { $1 })
    }

    /// To whom, or until when, in a line.
    private func target(_ view: BulkView) -> String? {
        if view.act.undoes != nil { return nil }
        switch view.act.deed {
        case .reassign: return view.assigneeName ?? p("bulk.pool")
        case .postpone: return view.act.until.map { chrome.words.full($0) }
        case .remind: return nil
        }
    }
}
