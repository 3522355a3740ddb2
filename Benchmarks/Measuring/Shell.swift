import Foundation

/// The sqlite3 shell, which writes as fast as SQLite is used from outside.
enum Shell {
    struct Failed: Error { let message: String }

    static func version() -> String? {
        (try? run(["--version"]))?.split(separator: " ").first.map(String.init)
    }

    @discardableResult
    static func run(_ arguments: [String], input: URL? = nil, output: URL? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sqlite3"] + arguments
        let pipe = Pipe()
        if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
        if let output {
            _ = FileManager.default.createFile(atPath: output.path, contents: nil)
            process.standardOutput = try FileHandle(forWritingTo: output)
        } else {
            process.standardOutput = pipe
        }
        try process.run()
        let text = output == nil ? String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) : ""
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(message: "sqlite3 ended with \(process.terminationStatus)") }
        return text
    }
}
