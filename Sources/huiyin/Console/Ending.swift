import ArgumentParser
import Operations
import SQLCore
import Secrets

/// The surroundings do not allow it: a folder, a file, a port, a database. Says what to do.
struct Obstacle: Error, CustomStringConvertible {
    var description: String

    init(_ words: String) { description = words }
}

/// The command did its work and the answer is no: findings, a broken chain. What it had to say is printed already.
struct Found: Error {}

/// How a command ends: its exit code, and what is said on the way out.
struct Ending {
    static let found: Int32 = 1
    static let usage: Int32 = 2
    static let surroundings: Int32 = 3

    let told: (code: Int32, words: String)

    init(_ error: any Error) {
        told =
            switch error {
            case is Found: (Self.found, "")
            case let refusal as Refusal: (Self.found, Self.words(refusal))
            case let obstacle as Obstacle: (Self.surroundings, obstacle.description)
            case let failure as MasterKeyFile.Failure: (Self.surroundings, failure.description)
            case let failure as SQLError: (Self.surroundings, "The database refused: \(failure.description)")
            default: Self.parser(error)
            }
    }

    /// Errors of the command line, and the requests for help or the version, which are none.
    private static func parser(_ error: any Error) -> (Int32, String) {
        let code = Huiyin.exitCode(for: error)
        switch code {
        case .success: return (0, Huiyin.fullMessage(for: error))
        case .validationFailure: return (usage, Huiyin.fullMessage(for: error))
        default: return (code.rawValue == 1 ? surroundings : code.rawValue, Huiyin.fullMessage(for: error))
        }
    }

    private static func words(_ refusal: Refusal) -> String {
        switch refusal {
        case .notFound: "Not found."
        case .notAllowed(let right): "Refused: the right \"\(right.rawValue)\" is needed."
        case .conflict(let code, let by, _): "Refused: \(code)\(by.map { " by \($0)" } ?? "")."
        case .state(let code): "Refused: \(code)."
        case .invalid(let findings): Report.words(findings, ReportWords.plain)
        }
    }
}
