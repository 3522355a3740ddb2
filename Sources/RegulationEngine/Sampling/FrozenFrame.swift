/// The list that a draw is made from, once nothing can be added to it: its text is published with its hash, so that anyone can draw again.
///
/// The text is one line for each of these, ended by a line feed (UTF-8): `huiyin-frame 1`, `regulation R42@1`, `rule repair`, `unit east`,
/// `frame 2026-09`, `entries 12`, and then one line an entry: stratum, a tab, the entry's name. Entries are in the order of stratum and name by
/// their UTF-8 bytes. A backslash, tab, line feed or return inside is written `\\`, `\t`, `\n`, `\r`. `docs/draws.md` has a checker.
public struct FrozenFrame: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public var stratum: String
        /// Kind of event and natural key: what people outside know it by.
        public var name: String
        public init(stratum: String, name: String) { (self.stratum, self.name) = (stratum, name) }
    }

    /// `regulation`, `rule`, `unit`, `frame`: whose list it is.
    public let heading: [(key: String, value: String)]
    public let entries: [Entry]

    public init(regulation: String, version: Int, rule: String, unit: String, frame: String, entries: [Entry]) {
        heading = [("regulation", "\(regulation)@\(version)"), ("rule", rule), ("unit", unit), ("frame", frame)]
        self.entries = entries.sorted { Self.precedes($0, $1) }
    }

    public var text: String {
        let head = ["huiyin-frame 1"] + heading.map { "\($0.key) \(Self.escaped($0.value))" } + ["entries \(entries.count)"]
        let lines = entries.map { Self.escaped($0.stratum) + "\t" + Self.escaped($0.name) }
        return (head + lines).map { $0 + "\n" }.joined()
    }

    public static func == (a: Self, b: Self) -> Bool { a.text == b.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
        a.stratum == b.stratum ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8) : a.stratum.utf8.lexicographicallyPrecedes(b.stratum.utf8)
    }

    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
