import ArgumentParser
import Domain
import Operations
import SQLCore
import Statistics
import Storage

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The figures of a month, as the report and the dashboard show them.",
        discussion: "Counts by the day of the event that led to the follow-up. Windows still open at the cut-off (now) stand apart. With --draft the month's report is "
            + "drafted (or its draft refreshed) and its id printed beside the data; another person approves and freezes it on its page.")

    @Argument(help: ArgumentHelp("The regulation, such as R22.", valueName: "regulation"))
    var regulation: String

    @Option(help: ArgumentHelp("The month (the present one).", valueName: "yyyy-mm"))
    var month: String?

    @Option(help: ArgumentHelp("Rows for each of these, with commas between: unit, rule, person.", valueName: "what"))
    var by: String = "unit,rule"

    @Option(help: ArgumentHelp("Only this unit and all below it.", valueName: "code"))
    var unit: String?

    @Flag(help: "Draft the month's report.")
    var draft = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var place: PlaceOptions
    @OptionGroup var output: FormatOption

    func run() throws {
        let groupings = try by.split(separator: ",").map { try grouping(String($0)) }
        try place.withHouse { house, assembly in
            let context = try actor.context(house, assembly)
            let first = try firstDay(context)
            let unit = try self.unit.map { try Self.unit($0, house, context) }
            let view = try Dashboard(house.premises).view(from: first, to: first.lastOfMonth, unit: unit, context)
            guard let figures = view.regulations.first(where: { $0.regulation == regulation }) else {
                throw Obstacle("\(regulation) is not in force in \(first.iso.prefix(7)).")
            }
            Self.table(figures, groupings, context.language).print(as: output.format)
            guard draft else { return }
            let reports = MonthlyReports(house.premises)
            let id = try reports.draft(figures.adoption, month: first, unit: try unit ?? reports.topUnit(context), context)
            Console.remark("report \(id): drafted")
        }
    }

    private func grouping(_ text: String) throws -> ReportTable.Grouping {
        guard let grouping = ReportTable.Grouping(rawValue: text) else { throw ValidationError("--by takes unit, rule and person, not \(text).") }
        return grouping
    }

    private static func unit(_ code: String, _ house: House, _ context: Context) throws -> UnitID {
        let units = try house.premises.database.read { try DirectoryRows.units(of: context.organisation, in: $0) }
        guard let unit = units.first(where: { $0.code == code }) else { throw Obstacle("There is no unit \(code).") }
        return unit.id
    }

    private func firstDay(_ context: Context) throws -> LocalDay {
        guard let month else { return context.today.firstOfMonth }
        guard let day = LocalDay(iso: month + "-01") else { throw ValidationError("--month takes a month such as 2026-11, not \(month).") }
        return day
    }

    private static func table(_ figures: RegulationFigures, _ groupings: [ReportTable.Grouping], _ language: Language) -> Table {
        let table = ReportTable(figures.lines, by: groupings)
        let columns = ReportColumn.allCases
        let rows = table.rows.map { row in
            groupings.map { name($0, row.key, figures.names, language) } + columns.map { $0.text(row.counts) }
        }
        let total = groupings.indices.map { $0 == 0 ? "total" : "" } + columns.map { $0.text(table.total) }
        return Table(headings: groupings.map(\.rawValue) + columns.map(\.rawValue), rows: rows + [total])
    }

    private static func name(_ grouping: ReportTable.Grouping, _ key: ReportTable.Key, _ names: FigureNames, _ language: Language) -> String {
        switch grouping {
        case .unit: key.unit.flatMap { names.units[$0] } ?? ""
        case .rule: key.rule ?? ""
        case .person: key.person.flatMap { names.people[$0] } ?? ""
        }
    }
}
