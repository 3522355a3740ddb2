import Domain
import Foundation
import Interop
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// Column mappings that an organisation has named: how the tables of its other systems are read.
public struct ColumnMappings: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable, Hashable {
        public var id: Int64
        public var name: String
        /// Names of files that it is for, with `*` for anything.
        public var pattern: String?
        public var mapping: ColumnMapping
        public var changedBy: String
        public var changedAt: Instant
    }

    /// By name.
    public func all(_ context: Context) throws -> [Item] {
        try require(context)
        return try premises.database.read { session in
            try ColumnMappingRows.rows(of: context.organisation, in: session).compactMap { try item($0, context, session) }
        }
    }

    public func item(_ id: Int64, _ context: Context) throws -> Item {
        try require(context)
        return try premises.database.read { session in
            guard let item = try ColumnMappingRows.row(id, of: context.organisation, in: session).flatMap({ try item($0, context, session) }) else { throw Refusal.notFound }
            return item
        }
    }

    /// - Throws: `Refusal.notFound` for a name that no mapping has.
    public func item(named name: String, _ context: Context) throws -> Item {
        try require(context)
        return try premises.database.read { session in
            guard let item = try ColumnMappingRows.row(named: name.trimmed, of: context.organisation, in: session).flatMap({ try item($0, context, session) }) else {
                throw Refusal.notFound
            }
            return item
        }
    }

    /// The mapping for a table with these headings: of several the one whose pattern fits the file's name, else one that is for any name. Without one
    /// for the headings, the one whose pattern fits the name, when its columns are there.
    public func fitting(header: CSVRow, fileName: String, _ context: Context) throws -> Item? {
        try premises.database.read { session in
            let same = try ColumnMappingRows.rows(fingerprint: Self.hash(ColumnMapping.fingerprint(of: header.fields)), of: context.organisation, in: session)
            let named = same.first { $0.pattern.map { Self.fits(fileName, $0) } ?? false } ?? same.first { $0.pattern == nil } ?? same.first
            if let named { return try item(named, context, session) }
            return try ColumnMappingRows.rows(of: context.organisation, in: session).filter { $0.pattern.map { Self.fits(fileName, $0) } ?? false }
                .compactMap { try item($0, context, session) }.first { isUsable($0.mapping, header) }
        }
    }

    /// Saves a new mapping, or changes the one with this id.
    ///
    /// - Throws: `.invalid` without a name, with one that another mapping has, or when the kind needs a column that the mapping does not give.
    @discardableResult
    public func save(_ id: Int64? = nil, name: String, pattern: String? = nil, _ mapping: ColumnMapping, _ context: Context) throws -> Int64 {
        try require(context)
        let name = name.trimmed
        guard (1...60).contains(name.count) else { throw Refusal.invalid([Finding(.error, "mapping.nameMissing", at: Place(path: "name"))]) }
        let missing = findings(mapping).filter { $0.severity == .error }
        guard missing.isEmpty else { throw Refusal.invalid(missing) }
        let pattern = pattern?.trimmed
        let body = String(decoding: try JSONEncoder().encode(mapping), as: UTF8.self)
        return try premises.database.write { session in
            let row = ColumnMappingRows.Row(
                id: id ?? premises.identifiers.next(at: context.now), name: name, kind: mapping.kind, fingerprint: Self.hash(mapping.fingerprint),
                pattern: pattern?.isEmpty == false ? pattern : nil, body: body, changedBy: context.actor.staff, changedAt: context.now)
            try write(row, isNew: id == nil, context, session)
            try Journal.append(
                "mapping.saved", context, other: row.id, payload: ["name": name, "kind": mapping.kind, "columns": body], premises: premises, in: session)
            return row.id
        }
    }

    private func write(_ row: ColumnMappingRows.Row, isNew: Bool, _ context: Context, _ session: any SQLWriting) throws {
        let taken = Refusal.invalid([Finding(.error, "mapping.nameTaken", at: Place(path: "name"), ["value": row.name])])
        if isNew {
            guard try ColumnMappingRows.insert(row, of: context.organisation, in: session) else { throw taken }
            return
        }
        guard try ColumnMappingRows.row(row.id, of: context.organisation, in: session) != nil else { throw Refusal.notFound }
        if let other = try ColumnMappingRows.row(named: row.name, of: context.organisation, in: session), other.id != row.id { throw taken }
        try ColumnMappingRows.update(row, of: context.organisation, in: session)
    }

    public func delete(_ id: Int64, _ context: Context) throws {
        try require(context)
        try premises.database.write { session in
            guard let row = try ColumnMappingRows.row(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            try ColumnMappingRows.delete(id, of: context.organisation, in: session)
            try Journal.append("mapping.deleted", context, other: id, payload: ["name": row.name], premises: premises, in: session)
        }
    }

    /// What the kind needs and the mapping does not give.
    public func findings(_ mapping: ColumnMapping) -> [Finding] {
        guard let table = table(mapping, CSVRow(line: 1, fields: mapping.columns.map(\.heading))) else {
            return [Finding(.error, "event.unknownKind", at: Place(path: "kind"), ["kind": mapping.kind])]
        }
        return table.findings
    }

    private func isUsable(_ mapping: ColumnMapping, _ header: CSVRow) -> Bool { table(mapping, header)?.isUsable ?? false }

    private func table(_ mapping: ColumnMapping, _ header: CSVRow) -> TableMapping? {
        let registry = premises.library.registry
        guard let (kind, fixed) = registry.resolve(mapping.kind) else { return nil }
        return TableMapping(header: header, kind: kind, fixed: fixed, envelope: registry.envelope, chosen: mapping)
    }

    private func item(_ row: ColumnMappingRows.Row, _ context: Context, _ session: any SQLReading) throws -> Item? {
        guard let mapping = Self.mapping(row) else { return nil }
        let by = try DirectoryRows.staff(row.changedBy, of: context.organisation, in: session)?.name ?? ""
        return Item(id: row.id, name: row.name, pattern: row.pattern, mapping: mapping, changedBy: by, changedAt: row.changedAt)
    }

    static func mapping(_ row: ColumnMappingRows.Row) -> ColumnMapping? { try? JSONDecoder().decode(ColumnMapping.self, from: Data(row.body.utf8)) }

    private func require(_ context: Context) throws {
        guard context.scope.allows(.importData) else { throw Refusal.notAllowed(.importData) }
    }

    private static func hash(_ text: String) -> String {
        var hash = SHA256()
        hash.update(Array(text.utf8))
        return Hexadecimal.text(hash.digest)
    }

    /// `repairs-*.csv`: every `*` stands for anything, also nothing; letters in either case.
    public static func fits(_ name: String, _ pattern: String) -> Bool {
        let (name, parts) = (name.lowercased(), pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false))
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == pattern.lowercased() }
        guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.range(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}

extension FileImport {
    /// What a file holds, and how its columns are read.
    public struct Recognition: Sendable {
        /// Nil when nothing was recognised.
        public var content: String?
        /// The saved mapping that fits it.
        public var mapping: Int64?
        public var faults: [Finding]

        public init(content: String?, mapping: Int64? = nil, faults: [Finding] = []) { (self.content, self.mapping, self.faults) = (content, mapping, faults) }
    }

    /// A saved mapping that fits headings or name goes first; else what the headings say by themselves.
    public func recognise(_ file: ImportFile, _ context: Context) throws -> Recognition {
        if let start = try file.open()(), HL7Reader.recognises(start) { return Recognition(content: Self.messages, faults: []) }
        if let sample = try sample(of: file, rows: 0).sample, let saved = try ColumnMappings(premises).fitting(header: sample.header, fileName: file.name, context) {
            return Recognition(content: saved.mapping.kind, mapping: saved.id, faults: [])
        }
        let (names, faults) = try recognised(file)
        return Recognition(content: names.first, faults: faults)
    }

    /// Headings and first rows of a table, to settle its columns by.
    public func sample(of file: ImportFile, rows: Int = 20) throws -> (sample: (header: CSVRow, rows: [CSVRow])?, faults: [Finding]) {
        var findings: [Finding] = []
        let table = EventTable(registry: premises.library.registry, words: words, name: file.name)
        let sample = try table.sample(rows: rows, source: file.open()) { findings.append($0) }
        return (sample, findings.filter { $0.severity == .error })
    }

    /// What the columns may be; nil where nothing can be guessed.
    public func guess(_ sample: (header: CSVRow, rows: [CSVRow]), as kind: String?) -> ColumnMapping? {
        let guesses = ColumnGuesses(registry: premises.library.registry, words: words)
        let rows = sample.rows.map(\.fields)
        return kind.flatMap { guesses.mapping(as: $0, header: sample.header.fields, samples: rows) } ?? guesses.likeliest(header: sample.header.fields, samples: rows)
    }

    public func preview(_ sample: (header: CSVRow, rows: [CSVRow]), with mapping: ColumnMapping, _ context: Context) -> MappingPreview? {
        MappingPreview(header: sample.header, rows: sample.rows, with: mapping, registry: premises.library.registry, words: words, zone: context.zone)
    }
}
