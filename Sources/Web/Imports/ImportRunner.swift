import Domain
import Foundation
import Interop
import Logging
import Operations
import Storage
import Synchronization

/// Imports that run in the background of the server, one after the other on threads of their own, so that a page can show how far they are.
final class ImportRunner: Sendable {
    private let site: Site
    private let work = BlockingWork(threads: 2, waiting: 20)
    private let running = Mutex<Set<Int64>>([])

    init(_ site: Site) { self.site = site }

    func isRunning(_ id: Int64) -> Bool { running.withLock { $0.contains(id) } }

    /// Begins an import of a kept file; what it brings is read from the database.
    func begin(_ file: KeptFile, as content: String, mapping: Int64? = nil, isDryRun: Bool, _ context: Context) async throws -> ImportRows.Row {
        let (premises, words) = (site.premises, site.importWords)
        let door = FileImport(premises, words: words)
        let (source, row) = try await site.rooms.run {
            let source = try file.importFile()
            return (source, try door.begin(source, as: content, mapping: mapping, isDryRun: isDryRun, context))
        }
        let kept = try file.renamed(for: row.id)
        let again = ImportFile(name: source.name, bytes: source.bytes, hash: source.hash, open: { try kept.open() })
        guard running.withLock({ $0.insert(row.id).inserted }) else { return row }
        Task { await run(row, door, again, kept, context) }
        return row
    }

    /// The file of a dry run stays until it is taken in or the server ends.
    private func run(_ row: ImportRows.Row, _ door: FileImport, _ file: ImportFile, _ kept: KeptFile, _ context: Context) async {
        let clock = site.clock
        do {
            let done = try await work.run { try door.run(row, of: file, context, clock: clock) }
            site.metrics.count("events_received", done.isDryRun ? 0 : done.new + done.corrected)
        } catch {
            site.logger.error("import ended: \(String(reflecting: type(of: error)))", metadata: ["import": "\(row.id)"])
        }
        if !row.isDryRun { kept.remove() }
        running.withLock { _ = $0.remove(row.id) }
    }
}

/// A file to import: an upload that outlives its request, in the spool, or one that lies in a watched folder.
struct KeptFile: Sendable {
    let path: String
    /// As its sender called it.
    let name: String
    private static let piece = 256 * 1024

    /// The kept file of an import that was begun earlier; nil when it is gone.
    init?(of id: Int64, name: String, in spool: Spool) {
        (path, self.name) = (spool.folder + "/upload-import-\(id)", name)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
    }

    /// Takes an upload out of the hands of its request.
    init(_ upload: UploadedFile, token: String, in spool: Spool) throws {
        (path, name) = (spool.folder + "/upload-kept-" + token, upload.name)
        try FileManager.default.moveItem(atPath: upload.spooled.path, toPath: path)
    }

    /// A file where it lies.
    init(path: String, name: String) { (self.path, self.name) = (path, name) }

    func renamed(for id: Int64) throws -> KeptFile {
        let place = (path as NSString).deletingLastPathComponent + "/upload-import-\(id)"
        if path != place { rename(path, place) }
        return KeptFile(path: place, name: name)
    }

    func open() throws -> () throws -> [UInt8]? {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Refusal.notFound }
        return {
            let data = try file.read(upToCount: Self.piece) ?? Data()
            return data.isEmpty ? nil : Array(data)
        }
    }

    func importFile() throws -> ImportFile { try ImportFile(reading: name, open: { try open() }) }

    func remove() { unlink(path) }
}
