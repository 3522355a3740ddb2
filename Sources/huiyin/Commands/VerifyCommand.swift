import ArgumentParser
import Domain
import Operations
import Phrasebook
import Storage

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks the journal's chain, payloads, counters and references.",
        discussion: "Changes nothing. Exit code 1 when something does not hold. Note the head somewhere else and give it back later with --head: a chain "
            + "that was made anew does not contain it.")

    @OptionGroup var place: PlaceOptions
    @OptionGroup var output: FormatOption

    @Option(help: ArgumentHelp("Only this organisation.", valueName: "code"))
    var organisation: String?

    @Option(help: ArgumentHelp("A head noted earlier, as printed: organisation id, position, hash.", valueName: "id:position:hash"))
    var head: [String] = []

    @Flag(help: "Also count every report again from the journal alone.")
    var reports = false

    func run() throws {
        let heads = try head.map(Self.known)
        try place.withHouse { house, assembly in
            let report = try Verification(house.premises).run(organisation: organisation, knownHeads: heads, withReports: reports)
            if report.parts.isEmpty { throw Obstacle(organisation.map { "There is no organisation \($0)." } ?? "There is no organisation yet.") }
            let words = ReportWords(phrases: house.phrases.phrases(in: assembly.language))
            Self.table(report).print(as: output.format)
            if !report.findings.isEmpty { Console.remark(Report.words(report.findings, words)) }
            if !report.holds { throw Found() }
        }
    }

    private static func table(_ report: VerificationReport) -> Table {
        Table(
            headings: ["organisation", "holds", "sealed", "unsealed", "erased", "findings", "head"],
            rows: report.parts.map { part in
                let holds = part.findings.allSatisfy { $0.severity < .error }
                return [
                    part.organisation.code, holds ? "yes" : "no", String(part.sealed), String(part.unsealed), String(part.erased),
                    String(part.findings.count), "\(part.organisation.id):\(part.sealed):\(part.head)",
                ]
            })
    }

    private static func known(_ text: String) throws -> Verification.KnownHead {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 3, let organisation = OrganisationID(parts[0]), let position = Int64(parts[1]) else {
            throw ValidationError("--head wants id:position:hash, as verify prints it.")
        }
        return Verification.KnownHead(organisation: organisation, position: position, hash: parts[2])
    }
}
