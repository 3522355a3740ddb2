import Domain
import Hummingbird
import Operations
import Pages
import Phrasebook
import RegulationEngine
import Statistics
import Storage

extension SitePath {
    static let dashboard = SitePath("/dashboard")
    static let figure = SitePath("/figures/{measure}")
    static let figureRows = SitePath("/figures/{measure}/rows.csv")
    static let figureWorkbook = SitePath("/figures/{measure}/rows.xlsx")
}

/// The dashboard, and the lists that its figures open to.
struct FigureRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.dashboard.route, use: dashboard)
        router.get(SitePath.figure.route, use: list)
        router.get(SitePath.figureRows.route) { [self] in try await rows($0, $1, as: .csv) }
        router.get(SitePath.figureWorkbook.route) { [self] in try await rows($0, $1, as: .workbook) }
    }

    @Sendable private func dashboard(_ request: Request, _ visit: Visit) async throws -> Response {
        let query = try request.query
        let (view, asked) = try await site.work(visit) { premises, context in
            let asked = DashboardMap.Asked(query, today: context.today)
            return (try Dashboard(premises).view(from: asked.from, to: asked.to, unit: asked.unit, context), asked)
        }
        return site.page(request, visit) { chrome in DashboardPage.render(DashboardMap(chrome: chrome, asked: asked, reach: Reach(visit)).model(view), chrome) }
    }

    @Sendable private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let asked = try AskedFigure(visit.name("measure"), request.query)
        let (records, slice) = try await site.work(visit) { premises, context in
            let slice = try asked.slice(premises, context)
            return (try Dashboard(premises).records(slice, after: asked.cursor, context), slice)
        }
        return site.page(request, visit) { chrome in
            FigurePage.render(FigureMap(chrome: chrome, asked: asked, slice: slice).model(records, Lines(chrome, site, visit)), chrome)
        }
    }

    /// Every row, however many.
    private func rows(_ request: Request, _ visit: Visit, as format: TableFormat) async throws -> Response {
        let asked = try AskedFigure(visit.name("measure"), request.query)
        let slice = try await site.work(visit) { try asked.slice($0, $1) }
        return try await FigureExport(site: site, visit: visit, slice: slice).response(name: "follow-ups-\(slice.from.iso)", as: format)
    }
}

/// What the address of a figure asks for.
struct AskedFigure: Sendable {
    var measure: Measure
    var part: Dashboard.Part
    var adoption: AdoptionID?
    var from: LocalDay?
    var to: LocalDay?
    var unit: UnitID?
    var rule: String?
    var person: StaffID?
    var report: Int64?
    var cursor: FigureCursor?
    var partName: String?

    /// - Throws: `Refusal.notFound` for a measure that is none.
    init(_ measure: String, _ query: Form) throws {
        guard let measure = Measure(rawValue: measure) else { throw Refusal.notFound }
        (self.measure, partName, part) = (measure, query.text("part"), PartName.part(query.text("part")))
        (adoption, from, to) = (query.id("regulation"), query.day("from"), query.day("to"))
        (unit, rule, report) = (query.id("unit", OrganisationUnit.self), query.text("rule"), query.text("report").flatMap(Int64.init))
        person = query.text("person").flatMap(Int64.init).map { StaffID($0) }
        cursor = query.text("after").flatMap(Self.cursor)
    }

    /// The rows of a report are those of its cut-off.
    func slice(_ premises: Premises, _ context: Context) throws -> Dashboard.Slice {
        if let report {
            let row = try MonthlyReports(premises).view(report, context).row
            return Dashboard.Slice(adoption: row.adoption, from: row.from, to: row.to, unit: unit ?? row.unit, rule: rule, person: person, part: part, cutOff: row.cutOff)
        }
        guard let adoption else { throw Refusal.notFound }
        return Dashboard.Slice(
            adoption: adoption, from: from ?? context.today.firstOfMonth, to: to ?? context.today.lastOfMonth, unit: unit, rule: rule, person: person, part: part)
    }

    private static func cursor(_ text: String) -> FigureCursor? {
        switch text.first {
        case "f": FollowUpID(text.dropFirst()).map { .followUp($0) }
        case "x": Int64(text.dropFirst()).map { .exempt($0) }
        default: nil
        }
    }

    static func text(_ cursor: FigureCursor) -> String {
        switch cursor {
        case .followUp(let id): "f\(id)"
        case .exempt(let id): "x\(id)"
        }
    }
}

/// The list behind a figure.
struct FigureMap {
    let chrome: PageChrome
    let asked: AskedFigure
    let slice: Dashboard.Slice

    private var p: Phrases { chrome.phrases }
    private var language: Language { p.language }

    func model(_ records: FigureRecords, _ lines: Lines) -> FigurePage.Model {
        let rate = asked.measure.rate(records.counts)
        let link = FigureLink(adoption: slice.adoption, from: slice.from, to: slice.to, report: asked.report)
        let here = link.page(asked.measure, slice.part, unit: slice.unit, rule: slice.rule, person: slice.person)
        return FigurePage.Model(
            title: p(PhraseKey("measure." + asked.measure.rawValue)) + " " + p(PhraseKey("report." + PartName.name(slice.part))),
            definition: p(PhraseKey("measure." + asked.measure.rawValue + ".definition")), scope: scope(records), total: total(records.counts),
            figure: rate.denominator == 0 ? nil : RateFigure(rate.numerator, of: rate.denominator),
            lines: records.items.map { line($0, lines) } + records.exempt.map(line),
            turn: PageTurn(next: records.next.map { here + "&after=" + AskedFigure.text($0) }, first: asked.cursor == nil ? nil : here),
            csv: link.rows(asked.measure, slice.part, unit: slice.unit, rule: slice.rule, person: slice.person, as: .csv),
            workbook: link.rows(asked.measure, slice.part, unit: slice.unit, rule: slice.rule, person: slice.person, as: .workbook),
            report: asked.report.map { LabelledText(p("nav.reports"), Address.report(String($0))) })
    }

    private func total(_ counts: CountVector) -> Int {
        switch slice.part {
        case .eligible: counts.eligible
        case .obligatory: counts.obligatory
        case .exempt: counts.exempt
        case .done: counts.done
        case .bucket(.windowOpen): counts.windowOpen
        case .bucket(.doneInTime): counts.doneInTime
        case .bucket(.doneLate): counts.doneLate
        case .bucket(.lost): counts.lost
        case .bucket(.notDone): counts.notDone
        }
    }

    private func scope(_ records: FigureRecords) -> [LabelledText] {
        let period = chrome.words.day(slice.from) + "–" + chrome.words.day(slice.to)
        let unit = slice.unit.flatMap { records.names.units[$0] }.map { LabelledText(p("complaints.unit"), $0) }
        let rule = slice.rule.flatMap { records.names.rules[$0]?.text(in: language) }.map { LabelledText(p("report.rule"), $0) }
        let person = slice.person.map { LabelledText(p("reviews.by"), records.names.people[$0] ?? p("report.nobody")) }
        let cutOff = slice.cutOff.map { LabelledText(p("report.cutOff"), chrome.words.full($0)) }
        return [LabelledText(p("nav.regulations"), records.title.text(in: language)), LabelledText(p("report.cohort"), period)] + [unit, rule, person, cutOff].compactMap { $0 }
    }

    private func line(_ item: QueueItem, _ lines: Lines) -> FigurePage.Line {
        FigurePage.Line(
            followUp: item.row.id.description, person: item.partyName ?? item.matterNumber ?? "", title: item.ruleTitle.text(in: language), unit: item.unitName,
            by: item.assigneeName, cohort: item.row.cohortDay, state: Lines.sla(item.row, chrome.now))
    }

    private func line(_ exempt: FigureRecords.Exempt) -> FigurePage.Line {
        FigurePage.Line(
            event: exempt.event.description, person: exempt.partyName ?? "", title: exempt.ruleTitle.text(in: language), unit: exempt.unitName, cohort: exempt.cohort,
            reason: exempt.clause ?? exempt.reason)
    }
}
