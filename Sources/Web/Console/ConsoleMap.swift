import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// How the console's view is shown: the parts that are about the follow-up and the person.
struct ConsoleMap {
    let view: ConsoleView
    let chrome: PageChrome
    let lines: Lines
    /// What the form holds: sent and refused, else kept as a draft.
    let entered: Form

    var language: Language { chrome.phrases.language }
    private var p: Phrases { chrome.phrases }
    private var words: CivilWords { chrome.words }

    func model(requestKey: String, errors: [FieldError], revealed: [Int64: String], colleagues: [Staff], here: [String]) -> ConsolePage.Model {
        let (row, choices) = (view.item.row, ConsoleChoices(self))
        return ConsolePage.Model(
            id: row.id.description, title: view.rule.title.text(in: language), number: view.item.matterNumber ?? row.id.description,
            sla: Lines.sla(row, chrome.now), claim: lines.claim(view.item), isOpen: row.followUp.state.isOpen,
            mustBeReceived: row.followUp.state == .planned && view.rule.sign.contains(where: \.onReceipt), person: person(revealed), matter: matter,
            earlier: view.earlier.map(earlier), script: script, sections: ConsoleForm(self).sections, others: others, reason: reason, history: history,
            contact: choices.choices, signatures: choices.signatures, notices: notices, requestKey: requestKey,
            seen: entered.text("seen").flatMap { Int($0) } ?? view.attempts.count, othersHere: OpenConsoles.words(here, p), draft: draft, errors: errors,
            record: row.record?.description, colleagues: colleagues.map { Choice($0.id.description, $0.name) }, mayPostpone: row.followUp.state.isOpen)
    }

    private func person(_ revealed: [Int64: String]) -> ConsolePerson {
        let party = view.party
        let numbers = party?.number.map { [LabelledText(p("console.partyNumber"), $0)] } ?? []
        let phones = view.contactPoints.map { point in
            ConsolePhone(
                id: String(point.id), masked: point.masked, owner: words.word("relation", point.relation), revealed: revealed[point.id],
                isWrong: point.state != .usable)
        }
        return ConsolePerson(
            id: lines.reach.party(of: view.item.row.followUp.unit) ? party?.id.description : nil, line: lines.person(party, phone: view.item.maskedPhone), numbers: numbers, phones: phones, warnings: warnings(party))
    }

    private func warnings(_ party: Party?) -> [String] {
        guard let party else { return [] }
        let status = party.status == .active ? [] : [words.word("status", party.status.rawValue)]
        return status + party.refusals.map { words.word("partyRefusal", $0) }
    }

    private var matter: ConsoleMatter? {
        let facts = EventWords(view.event, lines).facts
        return facts.isEmpty ? nil : ConsoleMatter(view.item.eventTitle.text(in: language), facts)
    }

    private func earlier(_ one: ConsoleView.EarlierFollowUp) -> TimelineEntry {
        TimelineEntry(
            .done, one.ruleTitle.text(in: language), at: one.row.doneAt ?? one.row.lastAt, detail: lines.lastResult(one.row),
            address: one.row.record.map { Address.printedRecord($0.description) } ?? Address.explanation(of: one.row.id.description))
    }

    private var script: [ScriptStep] {
        view.guidance.map { guide in
            let kind: ScriptStep.Kind =
                switch guide.moment {
                case .before: .before
                case .say, .script: .say
                case .never: .never
                }
            return ScriptStep(kind, guide.text.text(in: language))
        }
    }

    private var others: [OtherFollowUp] {
        let chosen = Set(entered.all("alsoSettles"))
        return view.alsoOpen.map {
            let id = $0.item.row.id.description
            return OtherFollowUp(id: id, title: $0.item.ruleTitle.text(in: language), sla: Lines.sla($0.item.row, chrome.now), isChosen: chosen.contains(id))
        }
    }

    private var reason: ConsoleReason {
        let window = view.item.row.followUp.window
        return ConsoleReason(
            opens: window.opens, due: window.due, event: view.item.eventTitle.text(in: language), regulation: view.regulationTitle.text(in: language),
            clauses: view.rule.basis.clauses, assignee: view.item.assigneeName, ladder: ladder)
    }

    private var ladder: String? {
        guard let step = view.ladder.flatMap({ ladder in ladder.current.map { ladder.steps[$0] } }) else { return nil }
        let channel = words.word("channel", step.channel.rawValue)
        guard let allowed = step.triesAllowed else { return channel }
        return p("ladder.tries", ["channel": .text(channel), "used": .number(step.triesUsed), "allowed": .number(allowed)])
    }

    private var history: [TimelineEntry] {
        view.attempts.reversed().map {
            let channel = words.word("channel", $0.contact.channel.rawValue)
            return TimelineEntry(
                .tried, $0.resultTitle.text(in: language), at: $0.contact.occurredAt,
                detail: p("line.byChannel", ["channel": .text(channel), "name": .text($0.staffName)]), quote: $0.contact.note)
        }
    }

    private var notices: [ConsoleNotice] {
        let returned = view.returnedComment.map { [ConsoleNotice(.warn, p("notice.returned"), $0)] } ?? []
        let promises = view.promises.map { ConsoleNotice(.info, p("notice.promise", ["time": .text(chrome.words.limit($0.dueAt))]), $0.wording ?? "") }
        let cases = view.openCases.map { row in
            ConsoleNotice(.plum, p("notice.openCase"), row.file.number, address: lines.reach.complaint(of: row.file.unit) ? Address.complaint(row.file.id.description) : nil)
        }
        return returned + reach + promises + cases
    }

    /// Who was reached already and who is missing.
    private var reach: [ConsoleNotice] {
        guard let reach = view.reach, !reach.missing.isEmpty else { return [] }
        let reached = reach.rule.posts.filter { reach.reached.contains($0.code) }
        let done = reached.isEmpty ? "" : p("notice.reached", ["who": .text(titles(reached))])
        return [ConsoleNotice(.info, p("notice.missing", ["who": .text(titles(reach.missing))]), done)]
    }

    private func titles(_ posts: [CodeDefinition]) -> String { posts.map { $0.title.text(in: language) }.joined(separator: ", ") }

    private var draft: Draft {
        var values: [String: String] = [:]
        for field in entered.fields where values[field.name] == nil { values[field.name] = field.value }
        return Draft(savedAt: view.draftSavedAt, values: values)
    }
}
