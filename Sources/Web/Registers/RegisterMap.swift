import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Statistics
import Storage

/// Between the pages of registers and their use case.
struct RegisterMap {
    let chrome: PageChrome
    let words: RegisterWords
    let reach: Reach

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }

    func list(_ entries: [Registers.Entry], forms: [PrintedForms.Entry]) -> RegistersPage.Model {
        let adoptions = Self.inOrder(entries.map(\.adoption) + forms.map(\.adoption))
        return RegistersPage.Model(shelves: adoptions.map { adoption in
            let mine = entries.filter { $0.adoption == adoption }
            let blank = forms.filter { $0.adoption == adoption }
            return RegistersPage.Shelf(
                regulation: mine.first.map { $0.regulation + " " + $0.regulationTitle.text(in: language) } ?? blank.first.map { $0.regulation + " " + $0.regulationTitle.text(in: language) } ?? "", lines: mine.map(line),
                forms: blank.map { LabelledText($0.title.text(in: language), Address.blankForm($0.id, of: adoption.description)) })
        })
    }

    private static func inOrder(_ all: [AdoptionID]) -> [AdoptionID] {
        all.reduce(into: []) { seen, next in if !seen.contains(next) { seen.append(next) } }
    }

    private func line(_ entry: Registers.Entry) -> RegistersPage.Line {
        RegistersPage.Line(
            title: entry.title.text(in: language), address: Address.register(entry.id, of: entry.adoption.description), code: entry.code,
            per: chrome.words.word("per", entry.per.rawValue), keep: keep(entry.keepIn, entry.keepFor))
    }

    /// Where and how long: `office, 2 years`.
    private func keep(_ place: LocalizedText?, _ period: Period?) -> String? {
        guard let place = place?.text(in: language) else { return period.map(p.period) }
        return period.map { p("register.keepBoth", ["place": .text(place), "period": .text(p.period($0))]) } ?? place
    }

    // MARK: One sheet

    func page(_ sheet: RegisterSheet, _ question: RegisterQuestion, isFirst: Bool) -> RegisterPage.Model {
        let address = Address.register(sheet.id, of: sheet.adoption.description)
        let query = [("period", DashboardMap.period(sheet.from)), ("unit", question.unit?.description)]
        let here = Address.query(address, query)
        let next = sheet.next.map { Address.query(address, query + [("after", String($0))]) }
        return RegisterPage.Model(
            title: sheet.title.text(in: language), regulation: sheet.regulation + " " + sheet.regulationTitle.text(in: language), address: address,
            query: query.compactMap { name, value in value.map { LabelledText(name, $0) } }, columns: columns(sheet), lines: sheet.lines.map { line($0, sheet, question.unit) },
            count: sheet.count, periods: periods(sheet), period: DashboardMap.period(sheet.from),
            units: sheet.unitChoices.map { Choice($0.id.description, $0.name) }, unit: question.unit?.description, facts: facts(sheet),
            turn: PageTurn(next: next, first: isFirst ? nil : here))
    }

    func columns(_ sheet: RegisterSheet) -> [RegisterPage.Column] {
        sheet.columns.enumerated().map { index, column in
            RegisterPage.Column(words.heading(column), isNumber: RegisterWords.isNumber(sheet.lines.map { $0.cells[index] }), width: column.width)
        }
    }

    private func line(_ line: RegisterLine, _ sheet: RegisterSheet, _ unit: UnitID?) -> RegisterPage.Line {
        RegisterPage.Line(address: address(line.source, sheet, unit), cells: line.cells.map(words.text))
    }

    private func address(_ source: RegisterLine.Source, _ sheet: RegisterSheet, _ unit: UnitID?) -> String? {
        switch source {
        case .record(let id): Address.printedRecord(id.description)
        case .followUp(let id): Address.explanation(of: id.description)
        case .duty(let id): reach.enters(.duties) ? Address.duty(id.description) : nil
        case .caseFile(let id): reach.enters(.complaints) ? Address.complaint(id.description) : nil
        case .rule(let rule):
            FigureLink(adoption: sheet.adoption, from: sheet.from, to: sheet.to, report: nil).page(.followedUpRate, .obligatory, unit: unit, rule: rule)
        }
    }

    /// The present period and the ones before it.
    private func periods(_ sheet: RegisterSheet) -> [Choice] {
        let present = sheet.per.span(around: chrome.zone.day(of: chrome.now)).from
        let recent = (0..<(sheet.per == .month ? 13 : 8)).map { present.adding(months: -$0 * sheet.per.months) }
        let all = recent.contains(sheet.from) ? recent : recent + [sheet.from]
        return all.map { Choice(DashboardMap.period($0), period($0, sheet.per)) }
    }

    /// November 2026; for longer periods from which month to which.
    private func period(_ from: LocalDay, _ per: NamedPeriod) -> String {
        if per == .month { return chrome.words.month(of: from) }
        return chrome.words.month(of: from) + "–" + chrome.words.month(of: from.adding(months: per.months - 1))
    }

    private func facts(_ sheet: RegisterSheet) -> [LabelledText] {
        let kept = keep(sheet.keepIn, sheet.keepFor).map { LabelledText(p("register.keep"), $0) }
        let clauses = sheet.clauses.isEmpty ? nil : LabelledText(p("draw.clauses"), sheet.clauses.joined(separator: ", "))
        return [sheet.code.map { LabelledText(p("register.code"), $0) }, kept, clauses].compactMap { $0 }
    }

    func printed(_ sheet: RegisterSheet, _ question: RegisterQuestion, _ visitor: Visitor?) -> PrintedRegisterPage.Model {
        let address = Address.register(sheet.id, of: sheet.adoption.description)
        let kept = keep(sheet.keepIn, sheet.keepFor).map { p("register.kept", ["where": .text($0)]) }
        return PrintedRegisterPage.Model(
            organisation: visitor?.organisation.name ?? "", title: sheet.title.text(in: language), code: sheet.code,
            unit: sheet.unitName ?? visitor?.organisation.name ?? "", period: period(sheet.from, sheet.per),
            back: Address.query(address, [("period", DashboardMap.period(sheet.from)), ("unit", question.unit?.description)]), columns: columns(sheet),
            lines: sheet.lines.map { $0.cells.map(words.text) }, left: max(0, sheet.count - sheet.lines.count),
            signatures: sheet.sign.map { PrintedSignature($0.text(in: language)) }, retention: kept, printedBy: visitor?.context.actor.name ?? "", printedAt: chrome.now)
    }
}
