import Domain
import Interop
import RegulationEngine
import SQLCore
import Storage

/// A file to import, opened by the caller: the house reads bytes, it does not know where they lie.
public struct ImportFile: Sendable {
    public var name: String
    public var bytes: Int64
    /// SHA-256 of the whole content, hexadecimal: the file's identity.
    public var hash: String
    /// Gives the chunks from the beginning, nil at the end.
    public var open: @Sendable () throws -> () throws -> [UInt8]?

    public init(name: String, bytes: Int64, hash: String, open: @escaping @Sendable () throws -> () throws -> [UInt8]?) {
        (self.name, self.bytes, self.hash, self.open) = (name, bytes, hash, open)
    }
}

/// The street door for files of events: in chunks, a savepoint a row, resumed where it was interrupted, repeated without effect.
public struct FileImport: Sendable {
    let premises: Premises
    let words: ImportWords

    /// Rows in one transaction: long enough to share a commit, short enough that nobody waits for the writer.
    static let chunk = 500
    /// Findings kept for one import; beyond that they are only counted.
    static let findingsKept = 10_000

    public init(_ premises: Premises, words: ImportWords) { (self.premises, self.words) = (premises, words) }

    /// Begins an import (or finds the interrupted one of the same file) so that its page can be shown while it runs.
    ///
    /// - Parameter mapping: a saved column mapping to read it with.
    /// - Throws: `Refusal.notAllowed(.importData)`.
    public func begin(_ file: ImportFile, as content: String, mapping: Int64? = nil, isDryRun: Bool, _ context: Context) throws -> ImportRows.Row {
        guard context.scope.allows(.importData) else { throw Refusal.notAllowed(.importData) }
        return try premises.database.write { session in
            if !isDryRun, let row = try ImportRows.interrupted(fileHash: file.hash, content: content, of: context.organisation, in: session) { return row }
            var row = ImportRows.Row(
                id: premises.identifiers.next(at: context.now), fileName: file.name, fileHash: file.hash, content: content, bytes: file.bytes,
                isDryRun: isDryRun, account: context.actor.account == 0 ? nil : context.actor.account, startedAt: context.now)
            row.mapping = mapping
            try ImportRows.insert(row, of: context.organisation, in: session)
            try Journal.append(
                "import.begun", context, other: row.id, payload: ["file": file.name, "hash": file.hash, "content": content, "dryRun": String(isDryRun)],
                premises: premises, in: session)
            return row
        }
    }

    /// Reads the file to its end. Each chunk is durable before the next; a bad row becomes a finding and stops no other.
    ///
    /// - Parameters:
    ///   - clock: the present moment, asked for each chunk.
    ///   - progress: called after each chunk.
    public func run(
        _ begun: ImportRows.Row, of file: ImportFile, _ context: Context, clock: @escaping @Sendable () -> Instant,
        progress: @escaping (ImportRows.Row) -> Void = { _ in }
    ) throws -> ImportRows.Row {
        let desk = ImportDesk(premises: premises, context: context, row: begun, clock: clock, progress: progress)
        do {
            try desk.finish(isReadable: begun.content == Self.messages ? try readMessages(begun, file, desk, context) : try readTable(begun, file, desk, context))
        } catch let refusal as Refusal {
            try desk.fail("import.refused")
            throw refusal
        }
        return desk.row
    }

    /// The content of a file of HL7 v2 messages, which tell events of several kinds.
    public static let messages = "hl7"

    /// - Returns: whether the file was one of messages at all.
    private func readMessages(_ begun: ImportRows.Row, _ file: ImportFile, _ desk: ImportDesk, _ context: Context) throws -> Bool {
        let reader = HL7Reader(registry: premises.library.registry, words: words, zone: context.zone, name: file.name)
        let summary = try reader.read(afterLine: begun.nextLine, source: desk.counting(try file.open()), onEvent: desk.add, onFinding: desk.tell)
        return summary.messages > 0
    }

    /// - Returns: whether the table had the columns that its kind needs.
    private func readTable(_ begun: ImportRows.Row, _ file: ImportFile, _ desk: ImportDesk, _ context: Context) throws -> Bool {
        let saved = try begun.mapping.flatMap { id in try premises.database.read { try ColumnMappingRows.row(id, of: context.organisation, in: $0) } }
        let table = EventTable(
            registry: premises.library.registry, words: words, zone: context.zone, chosen: saved.flatMap(ColumnMappings.mapping), name: file.name)
        return try table.read(
            begun.content, afterLine: begun.nextLine, source: desk.counting(try file.open()), onMapping: { header, _ in desk.headerLine = header.line },
            onEvent: desk.add, onShare: desk.hasRead, onFinding: desk.tell
        ).isUsable
    }
}
