import Domain

/// The door for tables: bytes in, events and findings out, in one pass.
public struct EventTable {
    public struct Summary: Sendable, Hashable {
        public var table = CSVSummary()
        /// Rows that became events.
        public var events = 0
        /// Rows left out, broken ones included; each gave at least one finding.
        public var leftOut = 0
        /// Rows passed over because an earlier run had read them.
        public var passedOver = 0
        /// False when nothing of the file was read: no text, no header, no such kind, or columns that the kind needs are missing.
        public var isUsable = false

        public init() {}
    }

    private let registry: EventRegistry
    private let words: ImportWords
    private let zone: CivilZone
    private let limits: CSVLimits
    private let encoding: TextEncoding?
    private let defaultUnit: String?
    private let chosen: ColumnMapping?
    private let name: String?

    /// - Parameters:
    ///   - encoding: what the sender is known to write; nil to find out from the bytes.
    ///   - chosen: what a person settled about the columns.
    ///   - defaultUnit: code of the unit that rows without one belong to; nil = each row must name its own.
    ///   - name: the file's name, for the place of findings.
    public init(
        registry: EventRegistry, words: ImportWords, zone: CivilZone = .shanghai, limits: CSVLimits = CSVLimits(), encoding: TextEncoding? = nil,
        defaultUnit: String? = nil, chosen: ColumnMapping? = nil, name: String? = nil
    ) {
        (self.registry, self.zone, self.limits, self.chosen) = (registry, zone, limits, chosen)
        self.words = chosen.map { words.adding(yes: $0.yes, no: $0.no) } ?? words
        (self.encoding, self.defaultUnit, self.name) = (encoding, defaultUnit, name)
    }

    /// Reads a table of events of one kind.
    ///
    /// - Parameters:
    ///   - event: a kind of the registry or an alias: `patientDischarged`, `complaintClosed`.
    ///   - afterLine: rows that begin on this line or before are passed over, to resume an import.
    ///   - onMapping: gets the header and what was recognised in it, also when columns are missing.
    ///   - onEvent: gets each event. What it throws ends the reading and comes out here.
    ///   - onShare: gets the share of a workbook's sheet that has been read; of a text the source knows it.
    public func read(
        _ event: String, afterLine: Int = 0, source: () throws -> [UInt8]?, onMapping: (CSVRow, TableMapping) -> Void = { _, _ in },
        onEvent: (IncomingEvent) throws -> Void, onShare: (Double) -> Void = { _ in }, onFinding: (Finding) -> Void
    ) throws -> Summary {
        var summary = Summary()
        guard let (kind, fixed) = registry.resolve(event) else {
            onFinding(Finding(.error, "event.unknownKind", at: Place(source: name), ["kind": event]))
            return summary
        }
        var reader: EventRowReader?
        let onHeader: (CSVRow) -> Bool = { header in
            let mapping = mapping(header, kind, fixed)
            onMapping(header, mapping)
            mapping.findings.forEach(onFinding)
            reader = EventRowReader(
                mapping: mapping, header: header, registry: registry, words: words, defaultUnit: defaultUnit, zone: zone, dateOrder: chosen?.dateOrder, name: name)
            summary.isUsable = mapping.isUsable
            return mapping.isUsable
        }
        let onRow: (CSVRow) throws -> Void = { row in
            guard row.line > afterLine else { return summary.passedOver += 1 }
            guard let event = reader?.read(row, onFinding: onFinding) else { return summary.leftOut += 1 }
            summary.events += 1
            try onEvent(event)
        }
        let table = TableReader(limits, encoding: encoding, name: name)
        summary.table = try table.read(
            source: source, fit: { fit($0, kind, fixed) }, onHeader: onHeader, onRow: onRow, onShare: onShare, onFinding: onFinding)
        summary.leftOut += summary.table.broken
        return summary
    }

    /// The headings of the table, wherever they stand in the file; nil when there are none.
    public func header(among candidates: [String], source: () throws -> [UInt8]?, onFinding: (Finding) -> Void) throws -> CSVRow? {
        var found: CSVRow?
        let onHeader: (CSVRow) -> Bool = { row in
            found = row
            return false
        }
        _ = try TableReader(limits, encoding: encoding, name: name).read(
            source: source, fit: { fit($0, among: candidates) }, onHeader: onHeader, onRow: { _ in }, onFinding: onFinding)
        return found
    }

    /// The headings and the first rows, whatever they are; nil when there are no headings.
    public func sample(rows: Int, source: () throws -> [UInt8]?, onFinding: (Finding) -> Void) throws -> (header: CSVRow, rows: [CSVRow])? {
        var (header, read): (CSVRow?, [CSVRow]) = (nil, [])
        let known = Array(registry.kinds.keys)
        do {
            _ = try TableReader(limits, encoding: encoding, name: name).read(
                source: source, fit: { fit($0, among: known) },
                onHeader: { row in
                    header = row
                    return true
                },
                onRow: { row in
                    if read.count == rows { throw Enough() }
                    read.append(row)
                }, onFinding: onFinding)
        } catch is Enough {}
        return header.map { ($0, read) }
    }

    /// Ends the reading of a sample.
    private struct Enough: Error {}

    private func fit(_ row: CSVRow, among candidates: [String]) -> HeadingFit {
        candidates.compactMap { registry.resolve($0).map { fit(row, $0.kind, $0.fixed) } }.max() ?? HeadingFit(isUsable: false, columns: 0)
    }

    private func fit(_ row: CSVRow, _ kind: EventKind, _ fixed: [String: String]) -> HeadingFit {
        let mapping = mapping(row, kind, fixed)
        return HeadingFit(isUsable: mapping.isUsable, columns: mapping.targets.count { $0 != nil })
    }

    /// The event names among `candidates` whose columns the header has, those with most recognised columns first; of equals the kind itself
    /// before an alias, which says more of its rows than their header does.
    public func kinds(for header: CSVRow, among candidates: [String]) -> [String] {
        let scored = candidates.compactMap { candidate -> (name: String, columns: Int, said: Int)? in
            guard let (kind, fixed) = registry.resolve(candidate) else { return nil }
            let mapping = mapping(header, kind, fixed)
            return mapping.isUsable ? (candidate, mapping.targets.count { $0 != nil }, kind.name == candidate ? 0 : 1 + fixed.count) : nil
        }
        return scored.sorted { ($1.columns, $0.said, $0.name) < ($0.columns, $1.said, $1.name) }.map(\.name)
    }

    private func mapping(_ header: CSVRow, _ kind: EventKind, _ fixed: [String: String]) -> TableMapping {
        TableMapping(
            header: header, kind: kind, fixed: fixed, envelope: registry.envelope, needsUnit: defaultUnit == nil, chosen: chosen, name: name)
    }
}
