import ArgumentParser
import Domain
import Foundation
import Operations
import Rehearsal

struct RehearseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Runs rehearsal files against regulations.",
        discussion: "Each runs on a database of its own in memory, through the use cases that people use. Exit code 0 when every expectation holds, else 1.")

    @Argument(help: ArgumentHelp("Rehearsal files, or folders of which every file in a folder named rehearsals is run.", valueName: "path"))
    var paths: [String]

    @Option(name: .customLong("regulations"), help: ArgumentHelp("A folder of packs with common/; may be given several times.", valueName: "dir"))
    var regulations: [String] = []

    @Option(help: ArgumentHelp("The folder share/huiyin.", valueName: "dir"))
    var share: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let assembly = try Assembly()
        let folder = try assembly.share(share)
        let (library, findings) = try folder.library(regulations)
        let errors = findings.filter { $0.severity == .error }
        if !errors.isEmpty { Console.remark(Report.words(errors, .plain)) }
        let stage = try Rehearsals(library: library, calendar: folder.calendar(), database: assembly.stage())
        let files = try paths.flatMap(Self.files)
        guard !files.isEmpty else { throw Obstacle("There is no rehearsal in \(paths.joined(separator: ", ")).") }
        let results = files.map(stage.run)
        try RehearsalPrint(results).print(as: output.format)
        if !errors.isEmpty || results.contains(where: { !$0.hasPassed }) { throw Found() }
    }

    /// A file is itself; a folder stands for the files in its folders `rehearsals`, or for its own when it is one.
    private static func files(_ path: String) throws -> [SourceFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw Obstacle("\(path) does not exist.") }
        guard isFolder.boolValue else { return [SourceFile(path: path, text: try Files.text(path))] }
        let isOne = (path as NSString).lastPathComponent == "rehearsals"
        let names = try Files.below(path).filter { $0.hasSuffix(".yaml") && (isOne || $0.split(separator: "/").dropLast().last == "rehearsals") }
        return try names.map { SourceFile(path: path + "/" + $0, text: try Files.text(path + "/" + $0)) }
    }
}

/// What rehearsals showed, in one of the three forms.
struct RehearsalPrint {
    let results: [RehearsalResult]

    init(_ results: [RehearsalResult]) { self.results = results }

    func print(as format: OutputFormat) throws {
        switch format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Console.say(String(decoding: try encoder.encode(results), as: UTF8.self))
        case .tsv:
            Table(headings: ["rehearsal", "regulations", "passed", "failures"], rows: results.map(cells)).print(as: .tsv)
        case .text:
            for result in results { Console.say(lines(result)) }
            Console.say("\(results.count(where: \.hasPassed)) passed, \(results.count { !$0.hasPassed }) failed")
        }
    }

    private func cells(_ result: RehearsalResult) -> [String] {
        [result.source, result.regulations.joined(separator: " "), result.hasPassed ? "yes" : "no", result.failures.map(\.text).joined(separator: " | ")]
    }

    private func lines(_ result: RehearsalResult) -> String {
        (["\(result.hasPassed ? "ok  " : "FAIL") \(result.source)  \(result.title)"] + result.failures.map { "     " + $0.text }).joined(separator: "\n")
    }
}
