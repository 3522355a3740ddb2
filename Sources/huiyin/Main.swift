import ArgumentParser
import Foundation
import Operations

/// `huiyin`: the regulation at work. Exit codes: 0 done, 1 something was found or refused, 2 wrong usage, 3 the surroundings do not allow it.
@main
struct Huiyin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "huiyin", abstract: "Runs follow-up regulations.",
        discussion: "Exit codes: 0 done; 1 something was found or refused; 2 wrong usage; 3 the surroundings do not allow it.",
        version: Release.name,
        subcommands: [
            ServeCommand.self, ImportCommand.self, RehearseCommand.self, TraceCommand.self, RegulationCommand.self, ReportCommand.self, VerifyCommand.self, BackupCommand.self,
            RestoreCommand.self, MigrateCommand.self, UserCommand.self, TokenCommand.self, DoctorCommand.self, DemoCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand { try await waiting.run() } else { try command.run() }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let (code, words) = Ending(error).told
        if !words.isEmpty { (code == 0 ? FileHandle.standardOutput : .standardError).write(Data((words + "\n").utf8)) }
        Foundation.exit(code)
    }
}

enum Release {
    static let name = "0.1.0"
}
