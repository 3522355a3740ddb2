import Domain
import Operations
import Pages
import Phrasebook
import Storage

/// What was recorded and what was entered, line by line.
struct ClashMap {
    let view: ClashView
    let form: Form
    let lines: Lines

    private var chrome: PageChrome { lines.chrome }
    private var p: Phrases { lines.chrome.phrases }

    /// - Parameter refusal: why it was not recorded; nil when the draft is looked at later.
    func model(_ refusal: Refusal?) -> ClashPage.Model {
        let item = view.console.item
        let id = item.row.id.description
        let isOpen = item.row.followUp.state.isOpen
        return ClashPage.Model(
            who: lines.person(item).name, words: words(refusal), lines: (head + answers).filter { !$0.theirs.isEmpty || !$0.yours.isEmpty },
            isRecorded: view.isRecorded, isOpen: isOpen, address: isOpen ? Address.followUp(id) : Address.explanation(of: id),
            removal: Address.path("follow-ups", id, "draft", "removal"))
    }

    private var last: ConsoleView.AttemptView? { view.console.attempts.max { $0.contact.recordedAt < $1.contact.recordedAt } }

    private func words(_ refusal: Refusal?) -> String {
        if case .conflict(code: "followUp.held", let by, let since) = refusal {
            guard let by, let since else { return p("clash.heldBySome") }
            return p("clash.held", ["name": .text(by), "time": .text(chrome.words.moment(since))])
        }
        let isOpen = view.console.item.row.followUp.state.isOpen
        guard let last else { return p(isOpen ? "clash.notRecorded" : "clash.settledBySome") }
        let who: [String: PhraseValue] = ["name": .text(last.staffName), "time": .text(chrome.words.moment(last.contact.recordedAt))]
        return p(isOpen ? "clash.meanwhile" : "clash.settled", who)
    }

    private var head: [ClashPage.Line] {
        let theirs = last?.contact
        return [
            ClashPage.Line(
                p("record.result"), theirs: theirs.map { lines.result($0.result) } ?? "", yours: form.text("result").map(lines.result) ?? ""),
            ClashPage.Line(
                p("console.channel"), theirs: theirs.map { chrome.words.word("channel", $0.channel.rawValue) } ?? "",
                yours: form.text("channel").map { chrome.words.word("channel", $0) } ?? ""),
            ClashPage.Line(p("console.note"), theirs: theirs?.note ?? "", yours: form.text("note") ?? ""),
        ]
    }

    private var answers: [ClashPage.Line] {
        let asked = view.console.form
        let own = AnswerReading(form: form, zone: chrome.zone).answers(asked, prefix: "answer.")
        let theirs = AnswerWords(form: asked, answers: view.answers, chrome: chrome).byField
        let yours = AnswerWords(form: asked, answers: own, chrome: chrome).byField
        return (asked?.fields ?? []).map { field in
            ClashPage.Line(field.label.text(in: lines.language), theirs: theirs[field.id] ?? "", yours: yours[field.id] ?? "")
        }
    }
}
