import Domain
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Statistics
import Storage

/// Between the dashboard's page and its use case.
struct DashboardMap {
    let chrome: PageChrome
    let asked: Asked
    let reach: Reach

    /// What the query asks for; what it can't mean is left out.
    struct Asked: Sendable {
        var month: LocalDay
        var unit: UnitID?
        var adoption: AdoptionID?

        init(_ query: Form, today: LocalDay) {
            month = query.text("period").flatMap { LocalDay(iso: $0 + "-01") } ?? today.firstOfMonth
            (unit, adoption) = (query.id("unit", OrganisationUnit.self), query.id("regulation"))
        }

        var from: LocalDay { month.firstOfMonth }
        var to: LocalDay { month.lastOfMonth }
    }

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }

    func model(_ view: Dashboard.View) -> DashboardPage.Model {
        let chosen = view.regulations.filter { asked.adoption == nil || $0.adoption == asked.adoption }
        let total = CountVector.sum(chosen.map(\.lines.total))
        return DashboardPage.Model(
            periods: months(), period: Self.period(asked.month), units: view.unitChoices.map { Choice($0.id.description, $0.name) },
            unit: asked.unit?.description, regulations: view.regulations.map { Choice($0.adoption.description, $0.title.text(in: language)) },
            regulation: asked.adoption?.description, asOf: view.cutOff, figures: figures(chosen, total, view), byUnit: byUnit(chosen),
            trend: trend(view), satisfaction: SatisfactionMap.items(chosen.flatMap(\.satisfaction), p), overdue: overdue(view),
            quotas: chosen.flatMap(quotas), notes: notes(chosen, view), exportAddress: rows(chosen, .csv), exportWorkbookAddress: rows(chosen, .workbook),
            reportAddress: SitePath.reports.address(), drawsAddress: SitePath.draws.address())
    }

    /// The file with the rows of the first regulation.
    private func rows(_ chosen: [RegulationFigures], _ format: TableFormat) -> String? {
        chosen.first.map { FigureLink($0).rows(.followedUpRate, .eligible, unit: asked.unit, as: format) }
    }

    /// The present month and the twelve before it.
    private func months() -> [Choice] {
        let present = chrome.zone.day(of: chrome.now).firstOfMonth
        return (0...12).map { present.adding(months: -$0) }.map { Choice(Self.period($0), chrome.words.month(of: $0)) }
    }

    static func period(_ day: LocalDay) -> String { String(day.iso.prefix(7)) }

    private func figures(_ chosen: [RegulationFigures], _ total: CountVector, _ view: Dashboard.View) -> [KeyFigure] {
        let link = chosen.first.map { FigureLink($0) }
        let address = { (measure: Measure, part: Dashboard.Part) in link?.page(measure, part, unit: asked.unit) ?? SitePath.dashboard.address() }
        let coverage = rate(.followedUpRate, total, chosen)
        let inTime = rate(.inTimeRate, total, chosen)
        let satisfaction = rate(.satisfactionRate, total, chosen)
        let late = view.overdue.reduce(0) { $0 + $1.upTo1Day + $1.upTo3Days + $1.upTo7Days + $1.longer }
        return [
            KeyFigure(p("measure.followedUpRate"), .rate(coverage), tone: coverage.isBelowTarget ? .warn : .plain, address: address(.followedUpRate, .obligatory)),
            KeyFigure(p("measure.inTimeRate"), .rate(inTime), tone: inTime.isBelowTarget ? .warn : .plain, address: address(.inTimeRate, .bucket(.doneInTime))),
            KeyFigure(p("dashboard.doneOfObligatory"), .outOf(total.done, total.closed), notes: [p("dashboard.openWindows", ["n": .number(total.windowOpen)])], address: address(.followedUpRate, .done)),
            KeyFigure(p("measure.satisfactionRate"), .rate(satisfaction), tone: satisfaction.isBelowTarget ? .warn : .plain, notes: SatisfactionMap.interval(total, p), address: address(.satisfactionRate, .done)),
            KeyFigure(p("dashboard.overdueNow"), .count(late), tone: late > 0 ? .danger : .ok, address: reach.enters(.followUps) ? lateList() : nil),
            KeyFigure(p("dashboard.awaitingReview"), .count(view.awaitingReview), tone: view.awaitingReview > 0 ? .warn : .plain, address: reach.enters(.reviews) ? "/reviews" : nil),
        ]
    }

    /// The strictest target that the chosen regulations set for the measure stands with the figure.
    private func rate(_ measure: Measure, _ counts: CountVector, _ chosen: [RegulationFigures]) -> RateFigure {
        let rate = measure.rate(counts)
        let targets = chosen.count == 1 ? chosen[0].targets.filter { $0.measure == measure && !$0.isOfAll && $0.from == chosen[0].from }.compactMap { $0.verdict?.target } : []
        return RateFigure(rate.numerator, of: rate.denominator, target: targets.max().map { $0 / 10 })
    }

    private func byUnit(_ chosen: [RegulationFigures]) -> [UnitRate] {
        let names = chosen.reduce(into: [UnitID: String]()) { $0.merge($1.names.units) { a, _ in a } }
        let counts = chosen.reduce(into: [UnitID: CountVector]()) { $0.merge($1.lines.byUnit()) { $0 + $1 } }
        return counts.filter { $0.value.closed > 0 }.map { unit, counts in
            var figure = rate(.followedUpRate, counts, chosen)
            figure.address = chosen.first.map { FigureLink($0).page(.followedUpRate, .obligatory, unit: unit) }
            return UnitRate(names[unit] ?? "", figure)
        }.sorted { ($0.figure.numerator * $1.figure.denominator, $0.name) < ($1.figure.numerator * $0.figure.denominator, $1.name) }
    }

    private func trend(_ view: Dashboard.View) -> Trend? {
        guard view.weeks.contains(where: { $0.counts.closed > 0 }) else { return nil }
        let labels = view.weeks.map { chrome.words.day($0.monday) }
        let values = { (measure: Measure) in view.weeks.map { measure.rate($0.counts).tenthsOfPercent } }
        return Trend(
            title: p("dashboard.trend"), labels: labels,
            series: [Trend.Series(p("measure.followedUpRate"), values(.followedUpRate)), Trend.Series(p("measure.satisfactionRate"), values(.satisfactionRate))])
    }

    private func overdue(_ view: Dashboard.View) -> OverdueTable {
        OverdueTable(view.overdue.map { unit in
            OverdueTable.Row(unit.name, counts: [unit.upTo1Day, unit.upTo3Days, unit.upTo7Days, unit.longer], address: lateList(in: unit.unit))
        })
    }

    /// The list of a unit that the reader works in or leads.
    private func lateList(in unit: UnitID) -> String? { reach.list(of: unit) ? lateList(unit.description) : nil }

    private func lateList(_ unit: String? = nil) -> String { Address.query("/follow-ups", [("scope", "unit"), ("show", "overdue"), ("unit", unit)]) }

    private func quotas(_ figures: RegulationFigures) -> [QuotaLine] {
        figures.targets.compactMap { target in
            guard let verdict = target.verdict else { return nil }
            let title = target.rules.compactMap { figures.names.rules[$0]?.text(in: language) }.joined(separator: p("layout.semicolon"))
            let rate = RateFigure(target.rate.numerator, of: target.rate.denominator, target: verdict.target / 10)
            let link = FigureLink(adoption: figures.adoption, from: target.from, to: figures.to, report: nil).page(target.measure, .bucket(.windowOpen), unit: asked.unit, rule: target.rules.count == 1 ? target.rules[0] : nil)
            return QuotaLine(title + " " + p(PhraseKey("measure." + target.measure.rawValue)), rate, plan: ([target.plan.map(plan) ?? plan(verdict)] + [below(target)].compactMap(\.self)).joined(separator: p("layout.semicolon")), isReachable: target.plan.map { $0.standing != .outOfReach } ?? (verdict.standing != .missed), address: link)
        }
    }

    /// Which values of the attribute do not reach the figure by themselves.
    private func below(_ target: TargetFigure) -> String? {
        let missed = target.strata.filter { [.missed, .reachable].contains($0.verdict?.standing) }
        guard !missed.isEmpty else { return nil }
        let named = missed.prefix(5).map { $0.value.isEmpty ? p("quota.unnamed") : $0.value }.joined(separator: p("quota.comma"))
        return p("quota.below", ["n": .number(missed.count), "of": .number(target.strata.count), "names": .text(named)])
    }

    /// How many more, of how many, beginning where; and what the present pace comes to.
    private func plan(_ plan: QuotaPlan) -> String {
        let best = p.percent(plan.possible, of: max(1, plan.base))
        switch plan.standing {
        case .noBase: return p("quota.noBase")
        case .met: return p("quota.safe")
        case .outOfReach: return p("quota.missed", ["best": .text(best)])
        case .onTrack, .behind:
            let need = p("quota.need", ["n": .number(plan.needed), "open": .number(plan.possible - plan.done), "slack": .number(plan.slack)])
            let first = plan.order.first.map { p("quota.first", ["n": .number($0.count), "day": .text($0.day.iso)]) }
            let pace = p(plan.standing == .onTrack ? "quota.onTrack" : "quota.behind", ["rate": .text(p.percent(plan.forecast, of: plan.base))])
            return [need, first, pace].compactMap(\.self).joined(separator: p("layout.semicolon"))
        }
    }

    private func plan(_ verdict: TargetVerdict) -> String {
        switch verdict.standing {
        case .noBase: p("quota.noBase")
        case .met where verdict.needed == 0: p("quota.safe")
        case .met: p("quota.met", ["n": .number(verdict.needed)])
        case .reachable: p("quota.reachable", ["n": .number(verdict.needed)])
        case .missed: p("quota.missed", ["best": .text(p.percent(verdict.best.numerator, of: verdict.best.denominator))])
        }
    }

    private func notes(_ chosen: [RegulationFigures], _ view: Dashboard.View) -> [DashboardPage.Note] {
        var notes: [DashboardPage.Note] = []
        for figures in chosen {
            for target in figures.targets where target.verdict?.standing == .missed {
                let title = target.rules.compactMap { figures.names.rules[$0]?.text(in: language) }.joined(separator: p("layout.semicolon"))
                notes.append(.init(.danger, p("dashboard.noteMissed", ["rule": .text(title), "rate": .text(p.percent(target.rate.numerator, of: target.rate.denominator))]), address: FigureLink(adoption: figures.adoption, from: target.from, to: figures.to, report: nil).page(target.measure, .bucket(.notDone), unit: asked.unit)))
            }
        }
        for unit in view.overdue where unit.longer > 0 {
            notes.append(.init(.warn, p("dashboard.noteOverdue", ["unit": .text(unit.name), "n": .number(unit.longer)]), address: lateList(in: unit.unit)))
        }
        return notes
    }
}

/// Addresses of the list behind a figure.
struct FigureLink {
    let adoption: AdoptionID
    let from: LocalDay
    let to: LocalDay
    var report: Int64?

    init(_ figures: RegulationFigures) { (adoption, from, to) = (figures.adoption, figures.from, figures.to) }
    init(adoption: AdoptionID, from: LocalDay, to: LocalDay, report: Int64?) { (self.adoption, self.from, self.to, self.report) = (adoption, from, to, report) }

    func page(_ measure: Measure, _ part: Dashboard.Part?, unit: UnitID? = nil, rule: String? = nil, person: StaffID? = nil) -> String {
        Address.query(Address.path("figures", measure.rawValue), pairs(part, unit, rule, person))
    }

    /// All rows as a file.
    func rows(_ measure: Measure, _ part: Dashboard.Part?, unit: UnitID? = nil, rule: String? = nil, person: StaffID? = nil, as format: TableFormat) -> String {
        Address.query(Address.path("figures", measure.rawValue, "rows." + format.rawValue), pairs(part, unit, rule, person))
    }

    private func pairs(_ part: Dashboard.Part?, _ unit: UnitID?, _ rule: String?, _ person: StaffID?) -> [(String, String?)] {
        [
            ("part", part.map(PartName.name)), ("regulation", adoption.description), ("from", from.iso), ("to", to.iso), ("unit", unit?.description), ("rule", rule),
            ("person", person?.description), ("report", report.map(String.init)),
        ]
    }
}

/// Names of the parts in addresses: those of the report's columns.
enum PartName {
    private static let names: [(String, Dashboard.Part)] = [
        ("eligible", .eligible), ("exempt", .exempt), ("obligatory", .obligatory), ("done", .done), ("inTime", .bucket(.doneInTime)), ("late", .bucket(.doneLate)),
        ("lost", .bucket(.lost)), ("notDone", .bucket(.notDone)), ("open", .bucket(.windowOpen)),
    ]

    static func name(_ part: Dashboard.Part) -> String { names.first { $0.1 == part }?.0 ?? "obligatory" }
    static func part(_ name: String?) -> Dashboard.Part { names.first { $0.0 == name }?.1 ?? .obligatory }
}

enum SatisfactionMap {
    /// Questions with the same levels share a chart; the first question's levels are the legend, and others with other levels are left to the report.
    static func items(_ items: [SatisfactionItem], _ p: Phrases) -> SatisfactionItems? {
        let language = p.language
        guard let first = items.first else { return nil }
        let levels = first.levels.map { $0.text(in: language) }
        let alike = items.filter { $0.levels == first.levels }
        let hasOneForm = Set(alike.map(\.form)).count == 1
        return SatisfactionItems(levels: levels, items: alike.map { item in
            let title = item.title.text(in: language)
            return SatisfactionItems.Item(
                hasOneForm ? title : p("figure.itemOfForm", ["item": .text(title), "form": .text(item.form.text(in: language))]), counts: item.counts, satisfied: item.satisfied, answered: item.answered, interval: tenths(item.rate))
        })
    }

    static func tenths(_ rate: Rate) -> ClosedRange<Int>? {
        WilsonInterval(rate).map { Int(($0.low * 1000).rounded())...Int(($0.high * 1000).rounded()) }
    }

    static func interval(_ counts: CountVector, _ p: Phrases) -> [String] {
        guard let interval = tenths(Measure.satisfactionRate.rate(counts)) else { return [] }
        return [p("figure.nInterval", [
            "n": .number(counts.rated), "low": .text(p.percent(tenths: interval.lowerBound)), "high": .text(p.percent(tenths: interval.upperBound)),
        ])]
    }
}
