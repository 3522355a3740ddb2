import Domain
import Foundation
import Logging
import Operations
import Phrasebook
import ServiceLifecycle
import Storage
import Synchronization

/// The street door as a folder: a program puts a table or a file of messages there, and it goes through the same door as an upload.
///
/// A file that did not change over ``looksUnchanged`` looks is complete. What is still to be written is best given another ending
/// (`.part`) and renamed. Afterwards the file lies in `done`, or in `failed` when it or a row of it was refused, with a table of what was
/// found beside it. Until then it stays where it is: an interrupted import goes on when the server runs again.
public final class WatchedFolder: Sendable {
    private let site: Site
    private let folder: String
    private let context: @Sendable () throws -> Context
    private let looks = Mutex<[String: Look]>([:])
    static let looksUnchanged = 3

    private struct Look {
        var stamp: FileStamp
        var times: Int
    }

    /// - Parameter context: who takes the files in, asked anew for each.
    public init(_ site: Site, folder: String, as context: @escaping @Sendable () throws -> Context) {
        (self.site, self.folder, self.context) = (site, folder, context)
    }

    /// One look; `serve` looks every few seconds. Trouble with one file stops no other: it is logged and tried again later.
    public func look() async {
        var complete: [String] = []
        await attempt { [self] in complete = try await site.rooms.run { [self] in unchanged(try entries()) } }
        for name in complete {
            await attempt(name) { [self] in
                let taken = try await site.rooms.run { [self] in try take(name) }
                site.metrics.count("events_received", taken)
            }
        }
    }

    private func attempt(_ name: String? = nil, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
            // The server ends; the next start goes on.
        } catch {
            if let name { looks.withLock { $0[name] = nil } }
            site.metrics.count("watch_failed")
            site.logger.error("watched folder: tried again later: \(String(reflecting: type(of: error)))")
        }
    }

    // MARK: What is there

    private func entries() throws -> [String: FileStamp] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") && Self.isTaken($0) }
        return names.reduce(into: [:]) { $0[$1] = FileStamp(of: folder + "/" + $1) }
    }

    private static func isTaken(_ name: String) -> Bool { [".csv", ".xlsx", ".hl7"].contains { name.lowercased().hasSuffix($0) } }

    /// Those seen without a change so many times, each only once: a file that cannot be moved away is not taken in again and again.
    private func unchanged(_ entries: [String: FileStamp]) -> [String] {
        looks.withLock { looks in
            let before = looks
            looks = entries.reduce(into: [:]) { looks, entry in
                let last = before[entry.key]
                looks[entry.key] = Look(stamp: entry.value, times: last?.stamp == entry.value ? (last?.times ?? 0) + 1 : 1)
            }
            return looks.filter { $0.value.times == Self.looksUnchanged }.keys.sorted()
        }
    }

    // MARK: Through the door

    /// What became of a file.
    private struct Outcome {
        var taken = 0
        var isWhole = false
        var findings: [Finding] = []
    }

    private func take(_ name: String) throws -> Int {
        let (path, context) = (folder + "/" + name, try context())
        let stamp = FileStamp(of: path)
        let outcome = try read(KeptFile(path: path, name: name), context)
        // Somebody still writes: all of it is read when it has come to rest, and what was taken in already is the same.
        guard FileStamp(of: path) == stamp else { return outcome.taken }
        try put(name, outcome, context)
        return outcome.taken
    }

    private func read(_ file: KeptFile, _ context: Context) throws -> Outcome {
        let (source, door) = (try file.importFile(), FileImport(site.premises, words: site.importWords))
        do {
            let found = try door.recognise(source, context)
            guard let content = found.content else {
                return Outcome(findings: found.faults.isEmpty ? [Finding(.error, "import.watchedNotRecognised", at: Place(line: 1))] : found.faults)
            }
            let row = try door.run(try door.begin(source, as: content, mapping: found.mapping, isDryRun: false, context), of: source, context, clock: site.clock)
            let findings = try ImportReading(site.premises).view(row.id, limit: 10_000, context).findings.map(\.finding)
            return Outcome(taken: row.new + row.corrected, isWhole: row.state == .done && row.rejected == 0, findings: findings)
        } catch Refusal.invalid(let findings) {
            return Outcome(findings: findings)
        }
    }

    // MARK: Afterwards

    private func put(_ name: String, _ outcome: Outcome, _ context: Context) throws {
        let place = folder + (outcome.isWhole ? "/done" : "/failed")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = place + "/" + Self.free(name, in: place)
        if !outcome.findings.isEmpty {
            let phrases = site.phrases.phrases(in: context.language)
            let table = FindingTable(phrases: phrases).csv(outcome.findings, CivilWords(phrases, zone: context.zone, now: context.now))
            try Data(table).write(to: URL(fileURLWithPath: path + ".findings.csv"), options: .atomic)
        }
        try FileManager.default.moveItem(atPath: folder + "/" + name, toPath: path)
    }

    /// The name itself, or with the first number that no earlier file there has.
    private static func free(_ name: String, in place: String) -> String {
        let (stem, ending) = ((name as NSString).deletingPathExtension, (name as NSString).pathExtension)
        var (free, number) = (name, 1)
        while FileManager.default.fileExists(atPath: place + "/" + free) {
            number += 1
            free = "\(stem)-\(number).\(ending)"
        }
        return free
    }
}

/// By what a file that is being written differs from one look to the next. Only of files themselves: no links, no pipes.
struct FileStamp: Equatable, Sendable {
    private let size: UInt64
    private let number: UInt64
    private let changed: Double

    init?(of path: String) {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path), found[.type] as? FileAttributeType == .typeRegular else {
            return nil
        }
        size = (found[.size] as? NSNumber)?.uint64Value ?? 0
        number = (found[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
        changed = (found[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
    }
}

/// Looks into the folder every five seconds until the server is asked to end.
struct WatchedFolderService: Service {
    let folder: WatchedFolder

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await folder.look()
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }
}
