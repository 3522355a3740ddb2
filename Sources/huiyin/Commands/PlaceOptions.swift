import ArgumentParser
import Domain
import Operations
import Phrasebook

/// Where the data and the program's own folder are.
struct PlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder (HUIYIN_DATA; ./data).", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("The folder share/huiyin (HUIYIN_SHARE; beside the binary; the checkout).", valueName: "dir"))
    var share: String?

    /// Opens the house, gives it to `body`, and closes it whatever happens.
    func withHouse<Value>(creating: Bool = false, _ body: (House, Assembly) throws -> Value) throws -> Value {
        let assembly = try Assembly()
        let house = try assembly.house(assembly.data(data), assembly.share(share), creating: creating)
        defer { house.close() }
        do {
            return try body(house, assembly)
        } catch Refusal.invalid(let findings) {
            Console.remark(Report.words(findings, ReportWords(phrases: house.phrases.phrases(in: assembly.language))))
            throw Found()
        } catch Refusal.state(let code) {
            Console.remark(CivilWords(house.phrases.phrases(in: assembly.language), zone: .shanghai, now: assembly.clock()).refusal(code))
            throw Found()
        }
    }
}

struct FormatOption: ParsableArguments {
    @Option(help: "How to print.")
    var format: OutputFormat = .text
}
