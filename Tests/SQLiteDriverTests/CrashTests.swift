import Foundation
import SQLCore
import SQLiteDriver
import Testing

/// Nothing is acknowledged before it is durable. `HUIYIN_CRASH_ROUNDS` sets how often the writer is killed.
@Suite(.serialized) struct CrashTests {
    private static let rounds = ProcessInfo.processInfo.environment["HUIYIN_CRASH_ROUNDS"].flatMap(Int.init) ?? 20

    @Test func aKilledWriterLosesNothingAcknowledged() throws {
        try withFolder { folder in
            for round in 1...Self.rounds {
                let acknowledged = try killedWriter(in: folder, durability: "full")
                try expectEverything(acknowledged, in: folder, "round \(round)")
            }
        }
    }

    @Test func aPowerCutLosesNothingAcknowledged() throws {
        try withFolder { tools in
            let disk = try LosingDisk(in: tools)
            try withFolder { folder in
                for round in 1...Self.rounds {
                    let acknowledged = try killedWriter(in: folder, durability: "full", disk.environment(watching: folder))
                    try LosingDisk.losePower(in: folder)
                    try expectEverything(acknowledged, in: folder, "round \(round)")
                }
            }
        }
    }

    /// The control: without syncs the same test must find rows missing, otherwise it would see nothing.
    @Test func withoutSyncsAPowerCutLosesWhatWasAcknowledged() throws {
        try withFolder { tools in
            let disk = try LosingDisk(in: tools)
            try withFolder { folder in
                let acknowledged = try killedWriter(in: folder, durability: "none", disk.environment(watching: folder))
                try LosingDisk.losePower(in: folder)
                let kept = (try? pairs(in: folder)) ?? []
                #expect(!acknowledged.isEmpty)
                #expect(!acknowledged.isSubset(of: kept))
            }
        }
    }

    private func expectEverything(_ acknowledged: Set<Int64>, in folder: String, _ round: Comment) throws {
        let kept = try pairs(in: folder)
        #expect(acknowledged.subtracting(kept) == [], round)
        #expect(kept.allSatisfy { $0 > 0 }, "what was refused is not there")
    }

    /// The numbers of the pairs in the reopened database, which must be sound and hold no half pair.
    private func pairs(in folder: String) throws -> Set<Int64> {
        let database = try SQLiteDatabase(path: folder + "/crash.sqlite")
        defer { database.close() }
        #expect(try database.integrityCheck() == [])
        return try database.read { session in
            #expect(try session.query("SELECT id FROM pair GROUP BY id HAVING count(*) <> 2") { $0.int(0) } == [])
            return Set(try session.query("SELECT id FROM pair") { $0.int(0) })
        }
    }

    /// Lets the writer acknowledge some pairs, kills it in the middle of its work, and returns what it acknowledged.
    private func killedWriter(in folder: String, durability: String, _ environment: [String: String] = [:]) throws -> Set<Int64> {
        let output = Pipe()
        let writer = Process()
        writer.executableURL = try crashwriter()
        writer.arguments = [folder + "/crash.sqlite", durability]
        writer.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        writer.standardOutput = output
        try writer.run()
        var printed = Data()
        let enough = Int.random(in: 1...80)
        while printed.count(where: { $0 == UInt8(ascii: "\n") }) < enough {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the writer ended by itself")
            printed.append(more)
        }
        kill(writer.processIdentifier, SIGKILL)
        writer.waitUntilExit()
        printed.append(try output.fileHandleForReading.readToEnd() ?? Data())
        return numbers(in: printed)
    }

    /// A line that the kill cut off is no acknowledgement that anybody could have read.
    private func numbers(in printed: Data) -> Set<Int64> {
        let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return Set(lines.dropLast().compactMap { Int64($0) })
    }

    /// Built beside the test bundle, as a dependency of this test target.
    private func crashwriter() throws -> URL {
        let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let program = folder.appending(path: "crashwriter")
        try #require(FileManager.default.isExecutableFile(atPath: program.path), "no crashwriter in \(folder.path)")
        return program
    }
}
