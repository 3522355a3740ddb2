import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Storage

/// Why a follow-up exists, in words.
struct ExplanationMap {
    let view: FollowUpExplanation
    let lines: Lines

    private var p: Phrases { lines.chrome.phrases }
    private var words: CivilWords { lines.chrome.words }
    private var language: Language { lines.language }

    var model: ExplanationPage.Model {
        let (row, window) = (view.row, view.row.followUp.window)
        return ExplanationPage.Model(
            id: row.id.description, title: view.rule.title.text(in: language), number: view.event.matterNumber ?? row.id.description,
            person: lines.person(view.party, phone: nil),
            partyID: lines.reach.party(of: row.followUp.unit) ? view.party?.id.description : nil, state: Lines.sla(row, lines.chrome.now), origin: origin,
            opens: window.opens, aim: window.aim, due: window.due, opensBecause: [], dueBecause: windowSteps, assigneeBecause: assigneeSteps,
            contacts: view.contacts.reversed().map(contact), journal: view.journal.map { JournalWords(lines).line($0) }, record: row.record?.description,
            lostProposal: row.flag == "lostAwaitsConsent" ? p("followUpFlag.lostAwaitsConsent") : nil)
    }

    private var origin: FollowUpOrigin {
        FollowUpOrigin(
            event: view.event.title.text(in: language), eventID: view.event.event.id.description, occurredAt: view.event.event.occurredAt,
            rule: view.rule.title.text(in: language), regulation: view.rule.regulationTitle.text(in: language),
            adoptionID: lines.reach.adoption(over: view.row.followUp.unit) ? view.rule.adoption.description : nil,
            edition: p("explain.editionNumber", ["n": .number(view.rule.editionNumber), "regulation": .text("\(view.rule.regulation)@\(view.rule.version)")]),
            clauses: view.rule.basis.clauses, calendarRevision: view.window.calendarRevision, causedBy: view.event.causedBy?.title.text(in: language))
    }

    private var windowSteps: [String] {
        view.window.steps.map { words.sentence($0) } + changes + view.window.findings.map { FindingWords.of($0, p) }
    }

    /// What has changed since the window was worked out; the window that holds is the one that was told.
    private var changes: [String] {
        let window = view.window
        let calendar = window.isCalendarChanged ? [p("explain.calendarChanged", ["revision": .text(window.calendarRevision), "present": .text(window.presentRevision)])] : []
        let corrected = window.eventVersion < view.event.event.version ? [p("explain.eventCorrected", ["version": .number(window.eventVersion)])] : []
        let other = window.wouldBe.map { [p("explain.notReproduced", ["opens": .text(words.full($0.opens)), "due": .text(words.fullLimit($0.due))])] } ?? []
        return calendar + corrected + other
    }

    private var assigneeSteps: [String] {
        let steps = view.assignment.steps.map { words.said("assignment", $0.code.rawValue, $0.arguments) ?? $0.code.rawValue }
        let handed = view.assignment.isHandedOver ? [p("explain.handedOver")] : []
        return steps + handed + view.assignment.findings.map { FindingWords.of($0, p) }
    }

    private func contact(_ line: FollowUpExplanation.ContactLine) -> TimelineEntry {
        let channel = words.word("channel", line.contact.channel.rawValue)
        return TimelineEntry(
            .tried, line.resultTitle.text(in: language), at: line.contact.occurredAt,
            detail: p("line.byChannel", ["channel": .text(channel), "name": .text(line.staff)]), quote: line.contact.note)
    }
}

/// An event, and what each rule made of it, in words.
struct EventMap {
    let view: EventExplanation
    let lines: Lines

    private var p: Phrases { lines.chrome.phrases }
    private var words: CivilWords { lines.chrome.words }
    private var language: Language { lines.language }

    var model: EventPage.Model {
        let event = view.event.event
        return EventPage.Model(
            title: view.event.title.text(in: language), occurredAt: event.occurredAt, recordedAt: event.recordedAt,
            source: words.word("eventSender", event.sender.rawValue), person: view.event.party, partyID: lines.reach.party(of: event.unit) ? event.party?.description : nil, facts: facts,
            standings: view.lines.map(standing) + view.notYetInForce.map(later), history: view.journal.map(entry))
    }

    private var facts: [LabelledText] {
        let own = [LabelledText(p("event.number"), view.event.event.naturalKey), LabelledText(p("queue.whichUnit"), view.event.unit)]
        return own + EventWords(view.event.event, lines).facts
    }

    private func entry(_ line: Operations.JournalLine) -> TimelineEntry {
        TimelineEntry(.changed, words.word("act", line.act), at: line.recordedAt, detail: line.actor ?? p("journal.engine"), quote: line.why)
    }

    private func standing(_ line: EventExplanation.Line) -> EventPage.Standing {
        let (kind, reason) = words(line.verdict)
        let followUp = line.followUps.last
        return EventPage.Standing(
            rule: line.rule.title.text(in: language), regulation: line.rule.regulationTitle.text(in: language), kind: kind, reason: said(reason, line.draw),
            clauses: line.rule.basis.clauses, draw: line.draw.flatMap { lines.reach.draw(of: view.event.event.unit) ? String($0.id) : nil }, followUp: followUp?.id.description, followUpState: followUp.map(state))
    }

    private func said(_ reason: String?, _ draw: EventExplanation.DrawLine?) -> String? {
        guard let draw else { return reason }
        return [reason, place(draw)].compactMap(\.self).joined(separator: p("layout.semicolon"))
    }

    /// Where the lot put it: its place in the stratum, and how far the share went.
    private func place(_ draw: EventExplanation.DrawLine) -> String {
        guard draw.isFrozen else { return p("event.inFrame", ["frame": .text(draw.frame), "time": .text(words.moment(draw.closesAt))]) }
        guard let place = draw.place else { return p("event.ofFrame", ["frame": .text(draw.frame)]) }
        return p("event.placed", ["frame": .text(draw.frame), "place": .number(place), "size": .number(draw.size), "drawn": .number(draw.drawn)])
    }

    private func state(_ line: EventExplanation.FollowUpLine) -> SlaState {
        let kind: SlaState.Kind =
            switch line.state {
            case .done: .done
            case .lost: .lost
            case .exempt: .exempt
            case .withdrawn: .withdrawn
            case .planned, .accepted: .running
            }
        return SlaState(kind, due: line.window.due, isProvisional: line.window.isProvisional)
    }

    private func later(_ one: EventExplanation.Later) -> EventPage.Standing {
        EventPage.Standing(
            rule: one.title.text(in: language), regulation: one.regulation, kind: .exempt, reason: p("verdict.notYetInForce", ["title": .text(one.title.text(in: language)), "day": .text(one.activeFrom.iso)]))
    }

    private func words(_ verdict: RuleVerdict) -> (EventPage.Standing.Kind, String?) {
        switch verdict {
        case .eligible(.obligatory): (.obligatory, nil)
        case .requested: (.obligatory, p("verdict.requested"))
        case .eligible(.waiting): (.waiting, p("event.waitsForDraw"))
        case .eligible(.drawn): (.drawn, p("event.wasDrawn"))
        case .eligible(.chosen): (.chosen, p("event.wasChosen"))
        case .eligible(.notDrawn): (.notDrawn, p("event.wasNotDrawn"))
        case .eligible(.exempt): (.exempt, nil)
        case .exempt(let reason, let population, _): (.exempt, population.map(exempted) ?? words.word("reason", reason))
        case .unitNotCovered: (.exempt, p("verdict.unitNotCovered"))
        case .conditionNotMet(let terms): (.exempt, terms.map(term).joined(separator: "; "))
        case .undecided(let finding): (.cannotEvaluate, FindingWords.of(finding, p))
        case .waitsFor(let rule, let state): (.exempt, p("verdict.waitsFor", ["rule": .text(rule.text(in: language)), "state": .text(p.state(state))]))
        case .notPlanned: (.exempt, p("verdict.notPlanned"))
        }
    }

    private func exempted(_ population: LocalizedText) -> String { p("verdict.exempt", ["population": .text(population.text(in: language))]) }

    private func term(_ term: ConditionTerm) -> String {
        let condition = words.said("condition", term.code.rawValue, term.arguments) ?? term.code.rawValue
        guard let actual = term.arguments["is"], !actual.isEmpty else { return p("verdict.fails", ["condition": .text(condition)]) }
        return p("verdict.failsActually", ["condition": .text(condition), "is": .text(actual)])
    }
}
