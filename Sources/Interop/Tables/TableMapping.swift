import Domain

/// Which column of a table holds what of an event: headings are recognised in three languages, without regard to case, blanks and width.
public struct TableMapping: Sendable {
    public enum Target: Sendable, Hashable {
        /// The moment of the event.
        case occurredAt
        /// What every event says beside its attributes: `unit`, `partyName`, `phone` …
        case envelope(String)
        case attribute(String)
    }

    public let kind: EventKind
    /// Attribute values that the event's alias fixes; their columns are not needed.
    public let fixed: [String: String]
    /// By column; nil for columns that are not used.
    public let targets: [Target?]
    /// Missing columns (errors), doubled ones (warnings), unknown ones (notes).
    public let findings: [Finding]

    /// False when a column that is needed is missing: no row of the table can be read.
    public var isUsable: Bool { !findings.contains { $0.severity == .error } }

    /// - Parameters:
    ///   - needsUnit: false when rows without a unit belong to one that is known otherwise.
    ///   - chosen: what a person settled for these headings; then no heading is recognised otherwise.
    ///   - name: the file's name, for the place of findings.
    public init(
        header: CSVRow, kind: EventKind, fixed: [String: String] = [:], envelope: [AttributeDefinition], needsUnit: Bool = true,
        chosen: ColumnMapping? = nil, name: String? = nil
    ) {
        let headings = TableHeadings(kind: kind, envelope: envelope)
        let targets = chosen?.targets(of: header.fields).map { target in target.flatMap { headings.has($0) ? $0 : nil } } ?? headings.assign(header.fields)
        let used = Set(targets.compactMap(\.self))
        let missing = TableNeeds(kind: kind, fixed: fixed, needsUnit: needsUnit).missing(in: used)
        let place = Place(source: name, line: header.line)
        findings =
            missing.map { alternatives in
                let accepted = alternatives.flatMap { headings.accepted(for: $0) }
                return Finding(.error, "table.missingColumn", at: place, ["column": accepted.first ?? "", "accepted": accepted.joined(separator: ", ")])
            } + Self.unused(header, targets, headings, place).filter { finding in chosen.map { !$0.knows(finding.arguments["heading"] ?? "") } ?? true }
        (self.kind, self.fixed, self.targets) = (kind, fixed, targets)
    }

    /// Columns whose meaning is known, where there are no headings.
    init(kind: EventKind, targets: [Target?]) { (self.kind, self.targets, fixed, findings) = (kind, targets, [:], []) }

    public func column(of target: Target) -> Int? { targets.firstIndex(of: target) }

    private static func unused(_ header: CSVRow, _ targets: [Target?], _ headings: TableHeadings, _ place: Place) -> [Finding] {
        header.fields.indices.compactMap { column in
            let heading = header.fields[column]
            guard targets[column] == nil, !heading.isEmpty else { return nil }
            let place = Place(source: place.source, line: place.line, column: column + 1, path: heading)
            return headings.knows(heading)
                ? Finding(.warning, "table.doubledColumn", at: place, ["heading": heading])
                : Finding(.note, "table.unknownColumn", at: place, ["heading": heading])
        }
    }
}

/// What a table of a kind must have.
struct TableNeeds {
    let kind: EventKind
    let fixed: [String: String]
    let needsUnit: Bool

    /// Groups of targets of which none is in the table; one of each would do.
    func missing(in used: Set<TableMapping.Target>) -> [[TableMapping.Target]] {
        needed.filter { $0.allSatisfy { !used.contains($0) } }
    }

    private var needed: [[TableMapping.Target]] {
        [[.occurredAt]] + unit + party + attributes.map { [.attribute($0)] }
    }

    /// A withdrawal or a change of a person has no matter and belongs to the whole organisation; everything else happens in a unit.
    private var unit: [[TableMapping.Target]] { kind.matter == nil || !needsUnit ? [] : [[.envelope("unit")]] }

    private var party: [[TableMapping.Target]] {
        kind.partyKind == nil ? [] : [[.envelope("partyName"), .envelope("partyNumber")]]
    }

    /// Required attributes and the first part of the natural key.
    private var attributes: [String] {
        kind.attributes.filter { ($0.isRequired || $0.name == kind.naturalKey.first) && fixed[$0.name] == nil }.map(\.name)
    }
}
