import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// Between the page of a case and its use case.
struct CaseMap {
    let chrome: PageChrome
    let lines: Lines
    let view: Cases.View
    let details: Cases.Details
    let others: [Cases.Onlooker]

    private var p: Phrases { chrome.phrases }
    private var row: CaseFileRows.Row { view.item.row }
    private var words: CaseWords { CaseWords(lines) }

    func model(refused form: String?, typed: Form, errors: [Finding], clash code: String? = nil) -> ComplaintPage.Model {
        let repeats = view.earlier.isEmpty ? nil : p("complaint.repeatsWords", ["n": .number(view.earlier.count + 1)])
        var model = ComplaintPage.Model(
            id: row.file.id.description, number: row.file.number, title: words.title(row), severity: words.severity(row.file.severity), state: CaseWords.state(row),
            reports: reports, facts: facts, person: view.item.partyName.map { PersonLine($0, phone: view.maskedPhone) }, partyID: row.file.party?.description,
            mergedInto: details.mergedInto.map { LabelledText($0.file.number, Address.complaint($0.file.id.description)) }, clocks: details.clocks.map(clock),
            sheets: sheets, timeline: timeline, related: view.followUps.map(related), repeats: repeats, acts: acts,
            errors: errors.map { FieldError($0.place.path ?? "", p.sentence($0)) }, refused: form,
            typed: form == nil ? [:] : Dictionary(typed.fields.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a }))
        model.others = others.map { p("complaint.other", ["name": .text($0.name), "time": .text(chrome.words.moment($0.seenAt))]) }
        model.ticked = form == nil ? [] : Set(typed.all("units"))
        if let code, let form { model.clash = clash(code, form: form, typed: typed) }
        return model
    }

    // MARK: what it is

    private var reports: [ComplaintPage.Report] {
        let told = details.reports.isEmpty ? [view.event].compactMap(\.self).map { Cases.Report(event: $0, cameFrom: nil) } : details.reports
        return told.map { report in
            let via = report.event.attributes["via"]?.text.map { p.phrase(PhraseKey("way." + $0), [:]) == nil ? $0 : p(PhraseKey("way." + $0)) }
            let about = [chrome.words.full(report.event.occurredAt), via, report.cameFrom.map { p("complaint.cameFrom", ["number": .text($0)]) }].compactMap(\.self)
            return ComplaintPage.Report(report.event.attributes["text"]?.text ?? row.summary, about: about.joined(separator: " · "))
        }
    }

    private var facts: [LabelledText] {
        let owner = view.item.ownerName ?? row.role.map { p.role($0) }
        return [LabelledText(p("complaints.unit"), view.item.unitName)]
            + fact("complaint.owner", owner) + fact("complaint.receivedBy", details.receiverName) + fact("complaint.handedTo", details.handedToName)
            + fact("complaint.category", row.category.map(words.category))
            + fact("complaint.requestedBy", view.event?.attributes["requestedBy"]?.instant.map(chrome.words.full))
            + fact("complaint.conclusion", row.conclusion) + fact("complaint.cause", row.cause) + fact("complaint.measure", row.measure)
            + fact("complaint.proven", row.proven.map(proven)) + fact("complaint.repliedAt", row.repliedAt.map(chrome.words.full))
    }

    private func fact(_ key: PhraseKey, _ text: String?) -> [LabelledText] { text.map { [LabelledText(p(key), $0)] } ?? [] }

    private func proven(_ code: String) -> String {
        switch code {
        case "yes": p("complaint.provenYes")
        case "no": p("complaint.provenNo")
        default: p("complaint.provenUnclear")
        }
    }

    // MARK: clocks and sheets

    private func clock(_ clock: Cases.Clock) -> ClockLine {
        let moved = clock.row.movedFrom.map { (from: $0, because: why(clock.row.movedBecause ?? "")) }
        return ClockLine(
            clock.title.text(in: p.language), state(clock), moved: moved, steps: clock.row.state == .dropped ? [] : clock.steps.map { chrome.words.sentence($0) }, acts: clock.acts.map(act))
    }

    private func state(_ clock: Cases.Clock) -> ClockLine.State {
        let row = clock.row
        switch row.state {
        case .running: return row.dueAt.map { .running(due: $0, isProvisional: row.isProvisional) } ?? .dropped
        case .paused: return .paused(since: row.since ?? row.startedAt, rest: words.rest(row.remaining ?? 0, row.remainingUnit ?? "milliseconds"))
        case .stopped:
            let at = row.since ?? row.startedAt
            return row.isLate ? .late(at: at, due: row.dueAt ?? at) : .met(at: at)
        case .replaced: return .replaced(by: clock.replacedBy?.text(in: p.language) ?? "")
        case .dropped: return .dropped
        }
    }

    /// Why a limit moved: the calendar, a decision, or the step that did it.
    private func why(_ reason: String) -> String {
        switch reason {
        case "calendar": p("clocks.becauseCalendar")
        case "classified", "decided": p("clocks.becauseDecided")
        case "merged": p("clocks.becauseMerged")
        default: words.step(reason)
        }
    }

    private func act(_ act: Cases.Act) -> String {
        let times = [chrome.words.moment(act.row.dueAt), act.row.doneAt == act.row.dueAt ? nil : p("clocks.doneAt", ["time": .text(chrome.words.moment(act.row.doneAt))])]
        return p(PhraseKey("clockAct." + act.row.kind), ["to": .text(p.role(act.to))]) + " " + times.compactMap(\.self).joined(separator: " ")
    }

    var sheets: [CaseSheet] { details.sheets.map(sheet) }

    private func sheet(_ sheet: Cases.Sheet) -> CaseSheet {
        let row = sheet.row
        let taken = row.takenAt.map { [sheet.takenName ?? "", chrome.words.full($0)].joined(separator: " ") }
        let answered = row.answeredAt.map { [sheet.answeredName ?? "", chrome.words.full($0)].joined(separator: " ") }
        let isOpen = self.row.file.stage == .received
        return CaseSheet(
            id: String(row.id), unit: sheet.unitName, isLead: row.isLead, state: Self.state(row.state), task: row.task, sentAt: row.sentAt, due: row.dueAt,
            history: [taken, answered].compactMap(\.self), words: row.answer ?? row.returnReason, mayTake: isOpen && sheet.isOwn && row.state == .sent,
            mayAnswer: isOpen && sheet.isOwn && row.state == .accepted)
    }

    private static func state(_ state: CaseSheetRows.State) -> CaseSheet.State {
        switch state {
        case .sent: .sent
        case .accepted: .accepted
        case .returned: .returned
        case .answered: .answered
        case .withdrawn: .withdrawn
        }
    }

    // MARK: what was done

    /// Newest first: steps, notes, and what clocks did.
    private var timeline: [TimelineEntry] {
        let steps = details.steps.map { step in
            TimelineEntry(
                mark(step.row.code), step.title?.text(in: p.language) ?? words.step(step.row.code), at: step.row.happenedAt,
                detail: [step.staffName, step.unitName ?? ""].filter { !$0.isEmpty }.joined(separator: " · "), quote: step.row.note)
        }
        let opened = details.steps.isEmpty
            ? [TimelineEntry(.complaint, p("complaint.received"), at: row.file.openedAt, quote: row.summary, address: row.sourceRecord.map { Address.review($0.description) })] : []
        let closed = details.steps.isEmpty ? row.closedAt.map { [TimelineEntry(.done, p("complaints.closed"), at: $0, detail: view.closedName, quote: row.conclusion)] } ?? [] : []
        let notes = view.notes.map { TimelineEntry(.note, p("complaint.noteLabel"), at: $0.at, detail: $0.staffName, quote: $0.text) }
        let acts = details.clocks.flatMap { clock in
            clock.acts.map { TimelineEntry(.alert, clock.title.text(in: p.language), at: $0.row.doneAt, detail: act($0)) }
        }
        return (steps + opened + closed + notes + acts).enumerated().sorted { ($0.element.at ?? row.file.openedAt, $0.offset) > ($1.element.at ?? row.file.openedAt, $1.offset) }.map(\.element)
    }

    private func mark(_ code: String) -> TimelineEntry.Mark {
        switch code {
        case CaseStep.received: .complaint
        case CaseStep.closed, "replied", "settledOnSpot", "mediated": .done
        case "returned", "ratedDissatisfied", "mediationFailed": .alert
        case "passedOn", "handedOver", "accepted": .changed
        default: .note
        }
    }

    private func related(_ item: QueueItem) -> TimelineEntry {
        TimelineEntry(
            item.row.followUp.state.isOpen ? .agreed : .done, item.ruleTitle.text(in: p.language), at: item.row.doneAt ?? item.row.followUp.window.due,
            detail: p(PhraseKey("followUpState." + item.row.followUp.state.rawValue)), address: Address.explanation(of: item.row.id.description))
    }
}
