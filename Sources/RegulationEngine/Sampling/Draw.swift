/// A draw: every entry of a frozen frame with its place, by a seed that was published. The same frame and seed give the same draw, whoever draws.
///
/// An entry's ticket is SHA-256 of seed, the frame's hash and the entry's name as its line writes it, each ended by a line feed but the last. In each
/// stratum the smallest tickets come first; nothing is shared between strata, so that nobody's place hangs on another stratum.
public struct Draw: Sendable, Hashable {
    /// How many of a stratum are drawn.
    public enum Amount: Sendable, Hashable {
        /// Parts of ten thousand, rounded up: 30 % of 11 are 4.
        case share(Int)
        case number(Int)
        /// Nobody is drawn: people choose.
        case none

        public func of(_ size: Int) -> Int {
            switch self {
            case .share(let parts): min(size, (size * parts + 9_999) / 10_000)
            case .number(let number): min(size, max(0, number))
            case .none: 0
            }
        }
    }

    public struct Ticket: Sendable, Hashable {
        public var entry: FrozenFrame.Entry
        /// SHA-256 in hexadecimal: what decided the place.
        public var number: String
        /// 1 for the first drawn of its stratum; those after the drawn are the reserves in their order.
        public var place: Int
        public var isDrawn: Bool
    }

    /// SHA-256 of the frame's text, hexadecimal.
    public let frameHash: String
    /// By stratum and place.
    public let tickets: [Ticket]

    /// - Parameter sha256: hexadecimal SHA-256 of the UTF-8 bytes of a text; the judgement itself has no digest.
    public init(_ frame: FrozenFrame, amount: Amount, seed: String, sha256: (String) -> String) {
        let hash = sha256(frame.text)
        frameHash = hash
        let strata = Dictionary(grouping: frame.entries, by: \.stratum).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        tickets = strata.flatMap { _, entries in
            let drawn = amount.of(entries.count)
            let numbered = entries.map { (entry: $0, number: sha256([seed, hash, FrozenFrame.escaped($0.name)].joined(separator: "\n"))) }
            return numbered.sorted { ($0.number, $0.entry.name) < ($1.number, $1.entry.name) }.enumerated().map { index, one in
                Ticket(entry: one.entry, number: one.number, place: index + 1, isDrawn: index < drawn)
            }
        }
    }
}
