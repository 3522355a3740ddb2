import ArgumentParser
import Domain
import Operations
import Phrasebook
import RegulationEngine
import Rehearsal
import SQLCore
import Storage

struct RegulationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regulation", abstract: "Regulations: check, list, adopt, approve, activate.",
        subcommands: [RegulationCheckCommand.self, RegulationListCommand.self, RegulationAdoptCommand.self, RegulationApproveCommand.self, RegulationActivateCommand.self])
}

struct RegulationCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says what is wrong or noteworthy in regulations, and what of several cannot well be met together.",
        discussion: "Several ids are also compared with one another, with the figures that the packs propose. Exit code 1 when something is an error.")

    @Argument(help: ArgumentHelp("Folders of packs with common/, or regulations by id; none = all that came with the program.", valueName: "dir-or-id"))
    var what: [String] = []

    @Option(help: ArgumentHelp("The folder share/huiyin.", valueName: "dir"))
    var share: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let assembly = try Assembly()
        let folder = try assembly.share(share)
        let folders = what.filter { $0.contains("/") || $0 == "." }
        let (library, findings) = try folder.library(folders)
        let ids = what.filter { !$0.contains("/") && $0 != "." }
        for id in ids where library.packs[id] == nil { throw Obstacle("There is no pack \(id).") }
        let checked = library.packs.keys.sorted().filter { ids.isEmpty || ids.contains($0) }.flatMap { Self.check($0, library) }
        let together = Self.conflicts(ids, library, from: CivilZone.shanghai.day(of: assembly.clock()), calendar: try folder.calendar())
        let all = (ids.isEmpty ? findings : findings.filter { finding in ids.contains { finding.place.source?.hasPrefix($0) == true } }) + checked + together
        Table(headings: Report.headings, rows: all.map { Report.cells($0, ReportWords(phrases: try? folder.phrases().phrases(in: assembly.language))) })
            .print(as: output.format)
        if all.contains(where: { $0.severity == .error }) { throw Found() }
    }

    /// Packs that are named together, each pair of them.
    private static func conflicts(_ ids: [String], _ library: RegulationLibrary, from day: LocalDay, calendar: WorkingCalendar) -> [Finding] {
        let named = ids.compactMap { library.packs[$0]?.regulation }.map { RegulationConflicts.Adopted($0) }
        return RegulationConflicts.findings(named, registry: library.registry, from: day, deadlines: Deadlines(calendar: calendar))
    }

    /// What can be said without an organisation: every role counts as mapped, proposals as accepted.
    private static func check(_ id: String, _ library: RegulationLibrary) -> [Finding] {
        guard let pack = library.packs[id] else { return [] }
        let proposals = pack.regulation.parameters.compactMap { parameter in parameter.value.map { (parameter.id, $0) } }
        let clauses = Set(library.clauses.filter { $0.regulation == id }.map(\.clause))
        let findings = RegulationCheck(pack.regulation, registry: library.registry, values: Dictionary(proposals, uniquingKeysWith: { a, _ in a }))
            .findings(roles: Set(pack.regulation.roles.map(\.id)), clauses: clauses.isEmpty ? nil : clauses)
        return findings.map { finding in
            var placed = finding
            placed.place.source = placed.place.source ?? pack.document.source
            return placed
        }
    }
}

struct RegulationListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the packs, and what an organisation has made of each.")
    @OptionGroup var place: PlaceOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: FormatOption

    func run() throws {
        try place.withHouse { house, assembly in
            let context = try actor.context(house, assembly)
            let rows = try Adopting(house.premises).packs(context).lines.map { line in
                let edition = line.adoption?.newest
                return [
                    "\(line.regulation)@\(line.version)", line.title.text(in: assembly.language), String(line.rules), edition.map { String($0.number) } ?? "",
                    edition?.state.rawValue ?? "", line.adoption?.inForce?.activeFrom?.iso ?? "",
                ]
            }
            Table(headings: ["pack", "title", "rules", "edition", "state", "in force from"], rows: rows).print(as: output.format)
        }
    }
}

struct RegulationAdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Adopts a pack: maps roles, settles figures, rehearses, submits.",
        discussion: "Adopting and approving are done by two people: name the first with --as here, the second with --as of approve.")

    @OptionGroup var place: PlaceOptions
    @OptionGroup var actor: ActorOptions

    @Argument(help: ArgumentHelp("The pack, such as R22.", valueName: "id")) var id: String
    @Option(help: ArgumentHelp("A figure, accepted: name=value; may be given several times.", valueName: "name=value")) var set: [String] = []
    @Option(help: ArgumentHelp("A role of the regulation and the role of posts that holds it; may be given several times.", valueName: "role=post")) var role: [String] = []
    @Option(help: ArgumentHelp("Only this unit and all below it; may be given several times; none = the whole organisation.", valueName: "code")) var unit: [String] = []
    @Flag(help: "Accept every proposed figure, in the name of --as.") var acceptProposed = false
    @Flag(help: "Rehearse and submit for approval.") var submit = false
    @Option(help: "Why, for the journal.") var why: String?

    func run() throws {
        try place.withHouse { house, assembly in
            let (context, desk) = (try actor.context(house, assembly), Adopting(house.premises))
            let adopted = try desk.adopt(context, pack: id, units: units(house, context), why: why)
            for pair in try role.map(Self.pair) { try desk.map(context, role: pair.0, to: pair.1, in: adopted.adoption, why: why) }
            try settle(adopted, desk, context)
            let runner = try Rehearsals(library: house.premises.library, calendar: house.premises.calendar, database: assembly.stage()).runner
            if submit {
                let report = try desk.rehearse(context, adopted.edition, with: runner)
                for failed in report.failed { Console.remark("rehearsal \(failed.name): \(failed.messages.joined(separator: "; "))") }
                try desk.submit(context, adopted.edition, basis: why)
            }
            let view = try desk.view(context, adopted.adoption)
            let words = ReportWords(phrases: house.phrases.phrases(in: assembly.language))
            if !view.findings.isEmpty { Console.remark(Report.words(view.findings, words)) }
            Console.say("\(id) edition \(view.edition.number): \(view.edition.state.rawValue)")
        }
    }

    private func units(_ house: House, _ context: Context) throws -> Set<UnitID> {
        let known = try house.premises.database.read { try DirectoryRows.units(of: context.organisation, in: $0) }
        return Set(
            try unit.map { code in
                guard let found = known.first(where: { $0.code == code }) else { throw Obstacle("There is no unit \(code).") }
                return found.id
            })
    }

    private func settle(_ adopted: Adopting.Adopted, _ desk: Adopting, _ context: Context) throws {
        let given = try set.map(Self.pair)
        let open = acceptProposed ? try desk.view(context, adopted.adoption).figures.filter { !$0.isSettled && $0.value != nil } : []
        let accepted = open.filter { figure in !given.contains { $0.0 == figure.parameter.id } }.map { FigureDecision(parameter: $0.parameter.id, isAccepted: true) }
        let decisions = given.map { FigureDecision(parameter: $0.0, value: $0.1, isAccepted: true) } + accepted
        if !decisions.isEmpty { try desk.decide(context, in: adopted.edition, decisions, why: why) }
    }

    private static func pair(_ text: String) throws -> (String, String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ValidationError("\(text) is not name=value.") }
        return (parts[0], parts[1])
    }
}

struct RegulationApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "approve", abstract: "Approves an edition that somebody else submitted, and may activate it.")
    @OptionGroup var place: PlaceOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: ArgumentHelp("The pack, such as R22.", valueName: "id")) var id: String
    @Option(help: ArgumentHelp("Active from this day; an earlier day than today needs --why.", valueName: "day")) var activateFrom: String?
    @Option(help: "Words of the approval, and why a day in the past.") var why: String?

    func run() throws {
        try place.withHouse { house, assembly in
            let (context, desk) = (try actor.context(house, assembly), Adopting(house.premises))
            let edition = try NewestEdition.of(id, desk, context)
            try desk.approve(context, edition, words: why)
            if let day = try activateFrom.map(NewestEdition.day) { try desk.activate(context, edition, from: day, why: why) }
            Console.say("\(id): \(activateFrom.map { "active from \($0)" } ?? "approved")")
        }
    }
}

struct RegulationActivateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "activate", abstract: "Activates an approved edition from a day.")
    @OptionGroup var place: PlaceOptions
    @OptionGroup var actor: ActorOptions
    @Argument(help: ArgumentHelp("The pack, such as R22.", valueName: "id")) var id: String
    @Option(help: ArgumentHelp("The first day.", valueName: "day")) var from: String
    @Option(help: "Why a day in the past.") var why: String?

    func run() throws {
        try place.withHouse { house, assembly in
            let (context, desk) = (try actor.context(house, assembly), Adopting(house.premises))
            try desk.activate(context, NewestEdition.of(id, desk, context), from: NewestEdition.day(from), why: why)
            Console.say("\(id): active from \(from)")
        }
    }
}

enum NewestEdition {
    static func of(_ id: String, _ desk: Adopting, _ context: Context) throws -> EditionID {
        guard let adoption = try desk.packs(context).lines.first(where: { $0.regulation == id })?.adoption else {
            throw Obstacle("\(id) has not been adopted; huiyin regulation adopt \(id) does it.")
        }
        return adoption.newest.id
    }

    static func day(_ text: String) throws -> LocalDay {
        guard let day = LocalDay(iso: text) else { throw ValidationError("\(text) is no day; write it like 2026-11-25.") }
        return day
    }
}
