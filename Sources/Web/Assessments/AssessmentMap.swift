import Domain
import Interop
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Statistics
import Storage

/// Between the pages of assessments and their use case.
struct AssessmentMap {
    let chrome: PageChrome
    let lines: Lines

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }

    func line(_ item: Assessing.Item) -> AssessmentsPage.Line {
        AssessmentsPage.Line(
            id: item.row.id.description, title: item.title.text(in: language), regulation: item.regulation + " " + item.regulationTitle.text(in: language),
            period: AssessmentWords.period(item.row), unit: item.unitName, staff: item.staffName, figure: AssessmentWords.figure(item.figure, p),
            lines: item.lines.map { AssessmentWords.line($0, language) }, state: AssessmentWords.state(item.row.state), decision: item.row.decision.map(option))
    }

    func page(_ view: Assessing.View, errors: [Finding]) -> AssessmentPage.Model {
        let (item, row) = (view.item, view.item.row)
        return AssessmentPage.Model(
            id: row.id.description, title: item.title.text(in: language), state: AssessmentWords.state(row.state), facts: facts(view), card: card(view.assessment),
            evidence: view.evidence.reversed().map(evidence), history: history(view), earlier: view.assessment.earlier.map(earlier),
            corrections: view.corrections.map(correction), acts: Set(view.acts.map(AssessmentWords.act)), options: options(row),
            waiting: view.waitsFor.map { p("assessment.waits", ["role": .text($0)]) } ?? p("duty.over"), objectBy: row.objectBy,
            errors: errors.map { FieldError($0.place.path ?? "", p.sentence($0)) })
    }

    private func facts(_ view: Assessing.View) -> [LabelledText] {
        let item = view.item
        let whom = item.staffName.map { [LabelledText(p("assessment.person"), $0)] } ?? []
        let due = item.due.map { [LabelledText(p("queue.limit"), chrome.words.limit($0))] } ?? []
        let until = item.row.objectBy.map { [LabelledText(p("assessment.objectBy"), chrome.words.limit($0))] } ?? []
        let clauses = view.clauses.isEmpty ? [] : [LabelledText(p("explain.clauses"), view.clauses.joined(separator: ", "))]
        return [LabelledText(p("complaints.unit"), item.unitName)] + whom
            + [LabelledText(p("console.regulation"), item.regulation + " " + item.regulationTitle.text(in: language))] + due + until + clauses
    }

    private func card(_ view: AssessmentView) -> AssessmentCard {
        AssessmentCard(
            measure: view.measure.rawValue, from: view.from, to: view.to, figure: AssessmentWords.figure(view.figure, p), open: view.open, isFrozen: view.isFrozen,
            lines: view.lines.map { AssessmentWords.line($0, language) })
    }

    private func earlier(_ earlier: AssessmentView.Earlier) -> AssessmentPage.Earlier {
        AssessmentPage.Earlier(
            id: earlier.id.description, period: "\(earlier.from.iso) \u{2013} \(earlier.to.iso)", decided: AssessmentWords.figure(earlier.decided, p),
            now: AssessmentWords.figure(earlier.now, p), hasChanged: earlier.now.text != earlier.decided.text, corrections: earlier.corrections.map(correction))
    }

    private func correction(_ note: AssessmentView.Correction) -> TimelineEntry { TimelineEntry(.changed, note.by, at: note.at, quote: note.text) }

    private func evidence(_ event: Event) -> TimelineEntry {
        let matter = event.attributes["category"]?.text ?? event.attributes["trade"]?.text
        return TimelineEntry(
            .complaint, lines.event(event.kind), at: event.occurredAt, detail: matter.map { lines.code($0, of: event.attributes["category"] == nil ? "trade" : "category", in: event.kind) },
            quote: event.attributes["text"]?.text, address: Address.event(event.id.description))
    }

    private func history(_ view: Assessing.View) -> [TimelineEntry] {
        let row = view.item.row
        func entry(_ mark: TimelineEntry.Mark, _ key: PhraseKey, _ step: AssessmentRows.Step?, _ more: String? = nil) -> TimelineEntry? {
            step.map { TimelineEntry(mark, p(key), at: $0.at, detail: [view.names[$0.by], more].compactMap(\.self).joined(separator: " "), quote: $0.words) }
        }
        let said: PhraseKey = row.objection?.words == nil ? "assessment.history.accepted" : "assessment.history.objected"
        let heard: PhraseKey = row.isUpheld == true ? "assessment.history.upheld" : "assessment.history.dismissed"
        return [
            entry(.done, "duties.stateDecided", row.decided, row.decision.map(option)), entry(.review, heard, row.hearing),
            entry(row.objection?.words == nil ? .agreed : .alert, said, row.objection), entry(.message, "assessment.history.told", row.told),
        ].compactMap(\.self)
    }

    private func options(_ row: AssessmentRows.Row) -> [Choice] {
        AssessmentRule.options.filter { $0 != "asProposed" || row.isUpheld != true }.map { Choice($0, option($0)) }
    }

    private func option(_ code: String) -> String { p(PhraseKey("decision.option." + code)) }
}

/// Assessments in words, for pages and files alike.
enum AssessmentWords {
    static func period(_ row: AssessmentRows.Row) -> String { "\(row.from.iso) \u{2013} \(row.to.iso)" }

    static func figure(_ figure: AssessedFigure, _ p: Phrases) -> AssessmentCard.Figure {
        let (rate, left) = (figure.rate, figure.adjusted)
        return switch figure.kind {
        case .share: .share(rate.numerator, of: rate.denominator, tolerance: figure.bound ?? 0)
        case .rate:
            .rate(rate.numerator, of: rate.denominator, target: figure.bound, findings: figure.findings, left: p.percent(left.numerator, of: left.denominator))
        case .count: .count(rate.numerator)
        }
    }

    static func line(_ line: AssessmentView.Line, _ language: Language) -> AssessmentCard.Line {
        let amount: AssessmentCard.Line.Amount =
            switch line.amount {
            case .cut(let rate): .cut(rate.numerator, of: rate.denominator)
            case .points(let points): .points(points)
            case .consequence(.bar, let happens): .bar(happens)
            case .consequence(.commend, let happens): .commend(happens)
            case .consequence(.measure, let happens): .measure(happens)
            }
        return AssessmentCard.Line(line.title.text(in: language), amount)
    }

    static func state(_ state: AssessmentRows.State) -> AssessmentState {
        switch state {
        case .open: .open
        case .told: .told
        case .accepted: .accepted
        case .objected: .objected
        case .heard: .heard
        case .decided: .decided
        }
    }

    static func act(_ act: Assessing.Act) -> AssessmentPage.Act {
        switch act {
        case .tell: .tell
        case .accept: .accept
        case .object: .object
        case .hear: .hear
        case .decide: .decide
        case .correct: .correct
        }
    }
}

/// The register as a table to download.
enum AssessmentTable {
    static func columns(_ p: Phrases) -> [WorkbookWriter.Column] {
        let keys: [(PhraseKey, Double)] = [
            ("assessment.one", 30), ("assessment.regulation", 24), ("assessment.from", 12), ("assessment.to", 12), ("complaints.unit", 16), ("assessment.person", 12),
            ("assessment.figure", 24), ("assessment.proposed", 40), ("imports.state", 14), ("assessment.toldAt", 18), ("assessment.objection", 40),
            ("assessment.hearing", 40), ("assessment.decision", 16), ("queue.reason", 40), ("assessment.decidedAt", 18),
        ]
        return keys.map { WorkbookWriter.Column(p($0.0), width: $0.1) }
    }

    static func row(_ item: Assessing.Item, _ p: Phrases) -> [TableCell] {
        let row = item.row
        let proposed = item.lines.map { AssessmentWords.line($0, p.language) }.map { "\($0.what): \($0.words(p))" }.joined(separator: "\n")
        func moment(_ step: AssessmentRows.Step?) -> TableCell { step.map { .moment($0.at) } ?? .empty }
        func text(_ text: String?) -> TableCell { text.map(TableCell.text) ?? .empty }
        return [
            .text(item.title.text(in: p.language)), .text(item.regulation), .day(row.from), .day(row.to), .text(item.unitName), text(item.staffName),
            .text(AssessmentWords.figure(item.figure, p).words(p)), .text(proposed), .text(p(PhraseKey("assessmentState." + row.state.rawValue))), moment(row.told),
            text(row.objection?.words), text(row.hearing?.words), text(row.decision.map { p(PhraseKey("decision.option." + $0)) }), text(row.decided?.words),
            moment(row.decided),
        ]
    }
}
