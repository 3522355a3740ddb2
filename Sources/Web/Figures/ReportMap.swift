import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Statistics
import Storage

/// Between the pages of monthly reports and their use cases.
struct ReportMap {
    let chrome: PageChrome
    let reach: Reach

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }

    func list(_ items: [MonthlyReports.Item], kinds: [MonthlyReports.Kind], isFirst: Bool, limit: Int) -> ReportsPage.Model {
        let present = chrome.zone.day(of: chrome.now).firstOfMonth
        let months = (0...5).map { present.adding(months: -$0) }.map { Choice(DashboardMap.period($0), chrome.words.month(of: $0)) }
        let next = items.count == limit ? items.last.map { Address.query("/reports", [("after", ReportCursor(from: $0.row.from, id: $0.row.id).text)]) } : nil
        return ReportsPage.Model(
            lines: items.map(line), months: months, regulations: kinds.map { Choice($0.adoption.description + ($0.rule.map { "/" + $0 } ?? ""), kind($0)) },
            turn: PageTurn(next: next, first: isFirst ? nil : "/reports"))
    }

    private func kind(_ kind: MonthlyReports.Kind) -> String {
        let (regulation, title) = (kind.regulation.text(in: language), kind.title.text(in: language))
        return kind.rule == nil ? regulation : p("report.ofRegulation", ["regulation": .text(regulation), "title": .text(title)])
    }

    private func line(_ item: MonthlyReports.Item) -> ReportsPage.Line {
        let rate = Measure.followedUpRate.rate(item.counts)
        return ReportsPage.Line(
            id: String(item.row.id), month: item.row.from, title: item.title.text(in: language), unit: item.unitName, version: item.row.version,
            state: state(item.row.state), cutOff: item.row.cutOff, coverage: rate.denominator == 0 ? nil : RateFigure(rate.numerator, of: rate.denominator),
            by: item.createdName)
    }

    func page(_ view: MonthlyReports.View, organisation: String) -> ReportPage.Model {
        let (row, body) = (view.row, view.body)
        let whyNot = row.state == .handedIn && view.isOwn ? p("report.ownNotApprove") : nil
        let parts = ReportParts(view: view, chrome: chrome, reach: reach)
        return ReportPage.Model(
            id: String(row.id), title: title(view), period: period(row), organisation: organisation + " " + view.unitName, version: row.version, state: state(row.state), cutOff: row.cutOff,
            figures: body.has(.rates) ? figures(view) : [], sections: body.has(.counts) ? sections(view) : [],
            satisfaction: body.has(.satisfaction) ? SatisfactionMap.items(body.satisfaction, p) : nil, parts: parts.all, definitions: definitions(),
            steps: steps(view), hash: row.hash.map { String($0.prefix(16)) }, laterFacts: view.laterFacts,
            remarks: body.blocks != nil && body.has(.comments) ? row.remarks ?? "" : row.remarks, mayWrite: view.mayWrite && body.has(.comments),
            mayHandIn: view.mayHandIn, mayReturn: view.mayReturn, maySign: view.maySign, isCirculated: view.isCirculated, receipts: parts.receipts,
            returned: row.returnReason, due: view.due, mayApprove: view.mayApprove, mayFreeze: view.mayFreeze,
            mayRenew: view.laterFacts > 0, whyNotApprove: whyNot)
    }

    private func state(_ state: ReportRows.State) -> ReportState {
        switch state {
        case .draft: .draft
        case .handedIn: .handedIn
        case .approved: .approved
        case .frozen: .frozen
        }
    }

    /// Of the duty, with its period; of a month that no duty asks for.
    private func title(_ view: MonthlyReports.View) -> String {
        let month = chrome.words.month(of: view.row.to)
        guard let title = view.body.reportTitle?.text(in: language) else { return p("report.title", ["month": .text(month)]) }
        return p("report.titled", ["title": .text(title), "month": .text(month)])
    }

    private func period(_ row: ReportRows.Row) -> String { row.from.iso + "–" + row.to.iso }

    private func link(_ view: MonthlyReports.View) -> FigureLink {
        FigureLink(adoption: view.row.adoption, from: view.row.from, to: view.row.to, report: view.row.id)
    }

    private func figures(_ view: MonthlyReports.View) -> [KeyFigure] {
        let (counts, link, unit) = (view.body.lines.total, link(view), view.row.unit)
        let figure = { (measure: Measure, part: Dashboard.Part, notes: [String]) in
            KeyFigure(p(PhraseKey("measure." + measure.rawValue)), .rate(rate(measure, counts, view.body)), notes: notes, address: link.page(measure, part, unit: unit))
        }
        return [
            figure(.followedUpRate, .obligatory, []), figure(.inTimeRate, .bucket(.doneInTime), []), figure(.lostRate, .bucket(.lost), []),
            figure(.satisfactionRate, .done, SatisfactionMap.interval(counts, p)),
        ] + items(counts, view, figure) + [
        ] + others(view)
    }

    private func others(_ view: MonthlyReports.View) -> [KeyFigure] {
        let (body, counts) = (view.body, view.body.lines.total)
        let repeated = KeyFigure(p("report.repeatedIssues"), .count(body.repeatedIssues), address: reach.enters(.duties) ? "/duties" : nil)
        let open = KeyFigure(p("report.openCases"), .count(body.openCases), address: reach.enters(.complaints) ? "/complaints" : nil)
        let dissatisfied = KeyFigure(
            p("registerColumn.dissatisfied"), .count(counts.rated - counts.satisfied), address: link(view).page(.satisfactionRate, .done, unit: view.row.unit))
        return (body.has(.repeatedIssues) ? [repeated] : []) + (body.has(.cases) ? [open] : [])
            + (body.blocks != nil && body.has(.dissatisfied) ? [dissatisfied] : [])
    }

    /// What the regulation's targets count beside follow-ups.
    private func items(
        _ counts: CountVector, _ view: MonthlyReports.View, _ figure: (Measure, Dashboard.Part, [String]) -> KeyFigure
    ) -> [KeyFigure] {
        let asked = Set(view.body.targets.map(\.measure))
        return [Measure.handlingRate, .participantsReached].filter { asked.contains($0) && $0.rate(counts).denominator > 0 }.map { figure($0, .done, []) }
    }

    /// A target of the whole regulation stands with the figure; targets of single rules stand in the table of rules.
    private func rate(_ measure: Measure, _ counts: CountVector, _ body: MonthlyReports.Body, rule: String? = nil) -> RateFigure {
        let target = body.targets.first { $0.measure == measure && $0.target != nil && (rule == nil ? $0.rules.count > 1 : $0.rules.contains(rule!)) }
        let rate = measure.rate(target?.isOfAll == true ? counts.overAll : counts)
        return RateFigure(rate.numerator, of: rate.denominator, target: target?.target.map { $0 / 10 })
    }

    private func sections(_ view: MonthlyReports.View) -> [ReportPage.Section] {
        let body = view.body
        let link = link(view)
        let rules = body.lines.byRule().sorted { $0.key < $1.key }.map { rule, counts in
            (name: body.names.rules[rule]?.text(in: language) ?? rule,
             counts: self.counts(counts, body, rule: rule, link.page(.followedUpRate, nil, unit: view.row.unit, rule: rule)))
        }
        let units = body.lines.byUnit().sorted { (body.names.units[$0.key] ?? "") < (body.names.units[$1.key] ?? "") }.map { unit, counts in
            (name: body.names.units[unit] ?? "", counts: self.counts(counts, body, link.page(.followedUpRate, nil, unit: unit)))
        }
        let people = body.lines.byPerson().sorted { ($1.value.done, $0.key) < ($0.value.done, $1.key) }.map { person, counts in
            (name: body.names.people[person] ?? p("report.nobody"), counts: self.counts(counts, body, link.page(.followedUpRate, nil, unit: view.row.unit, person: person)))
        }
        let sum = counts(body.lines.total, body, link.page(.followedUpRate, nil, unit: view.row.unit))
        return [
            ReportPage.Section(title: p("report.byRule"), heading: p("report.rule"), lines: rules, sum: sum),
            ReportPage.Section(title: p("report.byUnit"), heading: p("complaints.unit"), lines: units, sum: sum),
            ReportPage.Section(title: p("report.byPerson"), heading: p("reviews.by"), lines: people, sum: sum),
        ]
    }

    private func counts(_ counts: CountVector, _ body: MonthlyReports.Body, rule: String? = nil, _ address: String) -> ReportPage.Counts {
        ReportPage.Counts(
            eligible: counts.eligible, exempt: counts.exempt, obligatory: counts.obligatory, inTime: counts.doneInTime, late: counts.doneLate, lost: counts.lost,
            notDone: counts.notDone, open: counts.windowOpen, coverage: rate(.followedUpRate, counts, body, rule: rule), address: address)
    }

    private func definitions() -> [LabelledText] {
        Measure.allCases.map { LabelledText(p(PhraseKey("measure." + $0.rawValue)), p(PhraseKey("measure." + $0.rawValue + ".definition"))) }
            + [LabelledText(p("report.open"), p("report.openDefinition")), LabelledText(p("report.cohort"), p("report.cohortDefinition"))]
    }

    private func steps(_ view: MonthlyReports.View) -> [TimelineEntry] {
        let row = view.row
        let frozen = row.frozenAt.map { TimelineEntry(.done, p("report.stepFrozen"), at: $0, detail: view.frozenName) }
        let approved = row.approvedAt.map { TimelineEntry(.review, p("report.stepApproved"), at: $0, detail: view.approvedName, quote: row.comment) }
        let handedIn = row.handedInAt.map { TimelineEntry(.message, p("report.stepHandedIn"), at: $0, detail: view.handedInName) }
        let returned = row.returnedAt.map { TimelineEntry(.alert, p("report.returned"), at: $0, detail: view.returnedName, quote: row.returnReason) }
        let drafted = TimelineEntry(.created, p("report.stepDrafted"), at: row.createdAt, detail: view.createdName)
        let others = view.versions.filter { $0.id != row.id }.map { version in
            TimelineEntry(.changed, p("report.version", ["n": .number(version.version)]), at: nil, address: Address.report(String(version.id)))
        }
        let known = [frozen, approved, handedIn, returned, drafted].compactMap { $0 }.sorted { ($1.at?.milliseconds ?? 0) < ($0.at?.milliseconds ?? 0) }
        return known + others
    }
}

/// Where the next page of reports begins: `2026-11-01.42`.
struct ReportCursor {
    var from: LocalDay
    var id: Int64

    init(from: LocalDay, id: Int64) { (self.from, self.id) = (from, id) }

    init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let from = LocalDay(iso: parts[0]), let id = Int64(parts[1]) else { return nil }
        (self.from, self.id) = (from, id)
    }

    var text: String { from.iso + "." + String(id) }
}
