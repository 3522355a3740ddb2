import Domain

/// Which column of one sender's tables holds what, as a person settled it: headings of their own, the order of days and months, words for yes and no.
public struct ColumnMapping: Sendable, Hashable, Codable {
    /// How dates are to be read that can be read in several ways, such as `11/12/26`.
    public enum DateOrder: String, Sendable, Hashable, Codable, CaseIterable { case yearFirst, monthFirst, dayFirst }

    public struct Column: Sendable, Hashable, Codable {
        public var heading: String
        /// Nil: the column is not used.
        public var target: TableMapping.Target?

        public init(_ heading: String, _ target: TableMapping.Target?) { (self.heading, self.target) = (heading, target) }

        private enum CodingKeys: String, CodingKey { case heading, target }

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            heading = try values.decode(String.self, forKey: .heading)
            target = try values.decodeIfPresent(String.self, forKey: .target).flatMap(TableMapping.Target.init(code:))
        }

        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(heading, forKey: .heading)
            try values.encodeIfPresent(target?.code, forKey: .target)
        }
    }

    /// Kind or alias of the events.
    public var kind: String
    public var columns: [Column]
    public var dateOrder: DateOrder?
    /// Words of this sender beside those that everybody uses.
    public var yes: [String]
    public var no: [String]

    public init(kind: String, columns: [Column], dateOrder: DateOrder? = nil, yes: [String] = [], no: [String] = []) {
        (self.kind, self.columns, self.dateOrder, self.yes, self.no) = (kind, columns, dateOrder, yes, no)
    }

    /// The same headings in the same order have the same one, however they are written.
    public var fingerprint: String { Self.fingerprint(of: columns.map(\.heading)) }

    public static func fingerprint(of header: [String]) -> String { header.map(\.folded).filter { !$0.isEmpty }.joined(separator: "\u{1F}") }

    /// Targets of a table's columns: of equal headings the first, of equal targets the first.
    func targets(of header: [String]) -> [TableMapping.Target?] {
        let known = Dictionary(columns.map { ($0.heading.folded, $0.target) }, uniquingKeysWith: { first, _ in first })
        var taken: Set<TableMapping.Target> = []
        return header.map { heading in
            guard let target = known[heading.folded] ?? nil, taken.insert(target).inserted else { return nil }
            return target
        }
    }

    /// Whether the mapping says anything of a heading, also that it is not used.
    func knows(_ heading: String) -> Bool { columns.contains { $0.heading.folded == heading.folded } }
}

extension TableMapping.Target {
    /// `occurredAt`, `envelope.unit`, `attribute.ward`.
    public var code: String {
        switch self {
        case .occurredAt: "occurredAt"
        case .envelope(let name): "envelope." + name
        case .attribute(let name): "attribute." + name
        }
    }

    public init?(code: String) {
        if code == "occurredAt" {
            self = .occurredAt
        } else if code.hasPrefix("envelope."), code.count > 9 {
            self = .envelope(String(code.dropFirst(9)))
        } else if code.hasPrefix("attribute."), code.count > 10 {
            self = .attribute(String(code.dropFirst(10)))
        } else {
            return nil
        }
    }
}
