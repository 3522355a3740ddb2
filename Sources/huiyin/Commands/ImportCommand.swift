import ArgumentParser
import Domain
import Foundation
import Interop
import Operations
import Phrasebook
import SQLCore
import Storage

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Reads tables, as CSV or Excel workbooks (.xlsx): organisations, units, staff, absences, own days, and events; and HL7 v2 messages.",
        discussion: """
            Encodings (UTF-8 with or without BOM, GB18030), separators (comma, semicolon, tab) and Chinese headings are recognised; of a workbook, the first sheet \
            with usable headings is read. A bad row becomes a finding and \
            stops no other; the same file again changes nothing; an import that was interrupted goes on where it was. What a file holds is said by --content, by \
            the end of its name (units in 2-units.csv), or recognised by its headings; HL7 messages by their MSH. Exit code 1 when a row was rejected.
            """)

    @OptionGroup var place: PlaceOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var output: FormatOption

    @Argument(help: ArgumentHelp("CSV files and workbooks, read in this order.", valueName: "file"), completion: .file(extensions: ["csv", "xlsx"]))
    var files: [String]

    @Option(help: ArgumentHelp("What the files hold: organisations, units, staff, absences, ownDays, hl7, or an event such as patientDischarged.", valueName: "name"))
    var content: String?

    @Option(help: ArgumentHelp("Read events with this saved column mapping; left out = one that fits the headings or the file's name.", valueName: "name"))
    var mapping: String?

    @Flag(help: "Only try it: nothing is kept.")
    var dryRun = false

    @Option(help: ArgumentHelp("One password for all accounts that are made, not to be changed: for demonstrations only.", valueName: "text"))
    var demonstrationPassword: String?

    func run() throws {
        try place.withHouse(creating: true) { house, assembly in
            let desk = try ImportDeskCommand(house, assembly, self)
            var lines: [ImportLine] = []
            for file in files { lines.append(try desk.read(ImportedFile(path: file))) }
            Table(headings: ImportLine.headings, rows: lines.map(\.cells)).print(as: output.format)
            if lines.contains(where: { $0.rejected > 0 || $0.isRefused }) { throw Found() }
        }
    }
}

/// What became of one file.
struct ImportLine {
    static let headings = ["file", "content", "new", "corrected", "same", "rejected", "findings"]
    var file: String
    var content: String
    var new = 0
    var corrected = 0
    var same = 0
    var rejected = 0
    var findings = 0
    var isRefused = false

    var cells: [String] { [file, content] + [new, corrected, same, rejected, findings].map(String.init) }
}

/// Takes each file to the door it belongs to.
struct ImportDeskCommand {
    private let house: House
    private let assembly: Assembly
    private let options: ImportCommand
    private let words: ImportWords
    private let organisationWords: OrganisationWords
    private let report: ReportWords
    /// Findings printed for one file; the rest is only counted.
    private static let shown = 50

    init(_ house: House, _ assembly: Assembly, _ options: ImportCommand) throws {
        (self.house, self.assembly, self.options) = (house, assembly, options)
        words = try house.importWords()
        organisationWords = try house.share.organisationWords()
        report = ReportWords(phrases: house.phrases.phrases(in: assembly.language))
    }

    func read(_ file: ImportedFile) throws -> ImportLine {
        if let name = options.mapping { return try events(file, with: name) }
        guard let content = try options.content ?? file.contentOfName ?? recognised(file) else {
            throw Obstacle("What \(file.name) holds was not recognised by its headings; say it with --content.")
        }
        switch content {
        case "organisations": return try organisations(file)
        case "units", "staff", "absences", "ownDays": return try tables(file, content)
        default: return try events(file, content)
        }
    }

    private func recognised(_ file: ImportedFile) throws -> String? {
        let found = try FileImport(house.premises, words: words).recognise(file.importFile(), options.actor.context(house, assembly))
        guard found.faults.isEmpty else { throw Obstacle(Report.words(found.faults, report)) }
        return found.content
    }

    private func organisations(_ file: ImportedFile) throws -> ImportLine {
        var line = ImportLine(file: file.name, content: "organisations")
        var findings: [Finding] = []
        let drafts = try OrganisationTables(words: organisationWords, cellWords: words, name: file.name).organisations(file.open()) { findings.append($0) }
        let known = Set(try house.premises.database.read { try DirectoryRows.organisations(in: $0) }.map(\.code))
        for draft in drafts {
            if known.contains(draft.code) { line.same += 1 } else { line.new += 1 }
            if options.dryRun { continue }
            _ = try OrganisationImport(house.premises).found(code: draft.code, name: draft.name, sector: draft.sector, at: assembly.clock())
        }
        return told(findings, &line)
    }

    private func tables(_ file: ImportedFile, _ content: String) throws -> ImportLine {
        var line = ImportLine(file: file.name, content: content)
        var findings: [Finding] = []
        let lines = try OrganisationLinesReading(tables: OrganisationTables(words: organisationWords, cellWords: words, name: file.name))
            .lines(content, file.open()) { findings.append($0) }
        guard !options.dryRun else { return told(findings, &line) }
        let passwords = options.demonstrationPassword.map(OrganisationImport.FirstPasswords.given) ?? .madeUp
        let made = try OrganisationImport(house.premises).save(lines, passwords: passwords, options.actor.context(house, assembly))
        let tally = [made.units, made.staff, made.posts, made.absences, made.ownDays]
        line.new = tally.reduce(0) { $0 + $1.new }
        line.corrected = tally.reduce(0) { $0 + $1.changed }
        line.same = tally.reduce(0) { $0 + $1.same }
        if options.demonstrationPassword == nil { for account in made.accounts { Console.remark("account \(account.signIn)  first password \(account.password)") } }
        return told(findings + made.findings, &line)
    }

    private func events(_ file: ImportedFile, with name: String) throws -> ImportLine {
        do {
            let saved = try ColumnMappings(house.premises).item(named: name, options.actor.context(house, assembly))
            return try events(file, saved.mapping.kind, mapping: saved.id)
        } catch Refusal.notFound {
            throw Obstacle("There is no column mapping called \(name).")
        }
    }

    /// A saved mapping that fits headings or name is used where none was named.
    private func events(_ file: ImportedFile, _ content: String, mapping named: Int64? = nil) throws -> ImportLine {
        let (context, source) = (try options.actor.context(house, assembly), try file.importFile())
        let door = FileImport(house.premises, words: words)
        let fitting = try named == nil ? door.recognise(source, context) : nil
        let mapping = named ?? (fitting?.content == content ? fitting?.mapping : nil)
        let begun = try door.begin(source, as: content, mapping: mapping, isDryRun: options.dryRun, context)
        let row = try door.run(begun, of: source, context, clock: assembly.clock) { Self.progress($0) }
        let findings = try house.premises.database.read { try ImportRows.findings(of: row.id, after: 0, limit: 10_000, context.organisation, in: $0) }.map(\.finding)
        var line = ImportLine(
            file: file.name, content: content, new: row.new, corrected: row.corrected, same: row.same, rejected: row.rejected, isRefused: row.state == .failed)
        return told(findings, &line)
    }

    private static func progress(_ row: ImportRows.Row) {
        guard isatty(2) != 0, row.bytes > 0 else { return }
        FileHandle.standardError.write(Data("\r\(row.fileName): \(row.readBytes * 100 / row.bytes) %".utf8))
        if row.readBytes >= row.bytes { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    private func told(_ findings: [Finding], _ line: inout ImportLine) -> ImportLine {
        line.findings = findings.count
        if line.rejected == 0 { line.rejected = line.content == "organisations" || isOfOrganisation(line.content) ? findings.count { $0.severity == .error } : 0 }
        if !findings.isEmpty { Console.remark(Report.words(Array(findings.prefix(Self.shown)), report)) }
        if findings.count > Self.shown { Console.remark("… \(findings.count - Self.shown) more findings") }
        return line
    }

    private func isOfOrganisation(_ content: String) -> Bool { ["units", "staff", "absences", "ownDays"].contains(content) }
}

/// The tables of an organisation as lines for its door.
struct OrganisationLinesReading {
    let tables: OrganisationTables

    func lines(_ content: String, _ source: () throws -> [UInt8]?, onFinding: (Finding) -> Void) throws -> OrganisationLines {
        switch content {
        case "units": OrganisationLines(units: try tables.units(source, onFinding: onFinding))
        case "staff": OrganisationLines(staff: try tables.staff(source, onFinding: onFinding))
        case "absences": OrganisationLines(absences: try tables.absences(source, onFinding: onFinding))
        default: OrganisationLines(ownDays: try tables.ownDays(source, onFinding: onFinding))
        }
    }
}
