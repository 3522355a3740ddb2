import ArgumentParser
import Domain
import Foundation
import Interop

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The demonstration: two invented organisations with three months of facts, and the work of their staff.",
        subcommands: [DemoWriteCommand.self, DemoPlayCommand.self], defaultSubcommand: DemoWriteCommand.self)
}

struct DemoWriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Writes the demonstration: two invented organisations with some months of facts, as CSV files.",
        discussion: """
            The same day, seed and size give the same bytes. The files are imported like everybody's, in the order of their names: the organisations first, then \
            those of each organisation. scripts/load-demonstration shows how, and has the staff work on them with huiyin demo play.
            """)

    @Option(help: ArgumentHelp("The day up to which facts are told; they end on the day before.", valueName: "day"))
    var asOf: String

    @Option(help: "Any number; another gives other facts.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The folder to write to; it is made when missing.", valueName: "dir"))
    var out: String

    @Option(help: "How many months of facts.")
    var months = 3

    @Flag(help: "A fifth of the facts, for tests.")
    var small = false

    @Option(help: ArgumentHelp("The folder share/huiyin.", valueName: "dir"))
    var share: String?

    func run() throws {
        guard let day = LocalDay(iso: asOf) else { throw ValidationError("--as-of wants a day such as 2026-11-25.") }
        let words = try Assembly().share(share).demoWords()
        try Files.makeFolder(out)
        for file in DemoFiles.make(words, asOf: day, months: max(1, months), seed: seed, size: small ? .small : .usual) {
            let path = out + "/" + file.name
            guard FileManager.default.createFile(atPath: path, contents: Data(file.bytes)) else { throw Obstacle("\(path) cannot be written.") }
            Console.say(path)
        }
    }
}
