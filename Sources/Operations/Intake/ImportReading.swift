import Domain
import Interop
import SQLCore
import Secrets
import Storage

/// What was imported, for who may import: the list, one import, and its findings page by page.
public struct ImportReading: Sendable {
    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: ImportRows.Row
        /// Who began it; nil for the console.
        public var by: String?
    }

    public struct View: Sendable {
        public var item: Item
        public var findings: [(id: Int64, finding: Finding)]
        public var next: Int64?
        /// The same bytes were imported before.
        public var sameAs: Int64?
    }

    /// Newest first.
    public func page(before id: Int64? = nil, limit: Int = 50, _ context: Context) throws -> (items: [Item], next: Int64?) {
        try require(context)
        return try premises.database.read { session in
            let rows = try ImportRows.recent(before: id ?? .max, limit: limit + 1, of: context.organisation, in: session)
            let items = try rows.prefix(limit).map { try item($0, context, session) }
            return (items, rows.count > limit ? items.last?.row.id : nil)
        }
    }

    public func view(_ id: Int64, findingsAfter after: Int64 = 0, limit: Int = 100, _ context: Context) throws -> View {
        try require(context)
        return try premises.database.read { session in
            guard let row = try ImportRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            let findings = try ImportRows.findings(of: id, after: after, limit: limit + 1, context.organisation, in: session)
            return View(
                item: try item(row, context, session), findings: Array(findings.prefix(limit)), next: findings.count > limit ? findings[limit - 1].id : nil,
                sameAs: row.new + row.corrected == 0 && row.same > 0 ? try ImportRows.earlier(than: row, of: context.organisation, in: session) : nil)
        }
    }

    private func require(_ context: Context) throws {
        guard context.scope.allows(.importData) else { throw Refusal.notAllowed(.importData) }
    }

    private func item(_ row: ImportRows.Row, _ context: Context, _ session: any SQLReading) throws -> Item {
        let account = try row.account.flatMap { try AccountRows.account($0, of: context.organisation, in: session) }
        return Item(row: row, by: try account.flatMap { try DirectoryRows.staff($0.staff, of: context.organisation, in: session)?.name })
    }
}

extension ImportFile {
    /// A file whose size and hash are found by reading it once.
    public init(reading name: String, open: @escaping @Sendable () throws -> () throws -> [UInt8]?) throws {
        var (hash, size) = (SHA256(), Int64(0))
        let next = try open()
        while let piece = try next() {
            hash.update(piece)
            size += Int64(piece.count)
        }
        self.init(name: name, bytes: size, hash: Hexadecimal.text(hash.digest), open: open)
    }
}

extension FileImport {
    /// The events whose columns the file has, by its headings, the likeliest first; and why nothing in it could be read.
    public func recognised(_ file: ImportFile) throws -> (names: [String], faults: [Finding]) {
        if let start = try file.open()(), HL7Reader.recognises(start) { return ([Self.messages], []) }
        let registry = premises.library.registry
        let known = Array(registry.kinds.keys) + registry.aliases.keys
        let table = EventTable(registry: registry, words: words, name: file.name)
        var findings: [Finding] = []
        let header = try table.header(among: known, source: file.open()) { findings.append($0) }
        return (header.map { table.kinds(for: $0, among: known) } ?? [], header == nil ? findings.filter { $0.severity == .error } : [])
    }
}
