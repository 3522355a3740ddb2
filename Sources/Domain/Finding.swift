/// Something wrong or noteworthy in what was given, with its place and a remedy, instead of a crash.
///
/// `code` names the sentence in the phrase catalogues (`finding.<code>` and `finding.<code>.remedy`), `arguments` fill its places.
public struct Finding: Sendable, Hashable, Codable {
    public enum Severity: String, Sendable, Hashable, Codable, Comparable {
        case note, warning, error
        public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
        private var rank: Int { switch self { case .note: 0; case .warning: 1; case .error: 2 } }
    }

    public var severity: Severity
    public var code: String
    public var place: Place
    public var arguments: [String: String]

    public init(_ severity: Severity, _ code: String, at place: Place = Place(), _ arguments: [String: String] = [:]) {
        (self.severity, self.code, self.place, self.arguments) = (severity, code, place, arguments)
    }
}

/// Where a finding is: a file, a line and column of it (both from 1), a path inside a document, a rule.
public struct Place: Sendable, Hashable, Codable {
    public var source: String?
    public var line: Int?
    public var column: Int?
    /// A heading of a table (`phone`) or a path in a document (`followUps.complaint.within`).
    public var path: String?

    public init(source: String? = nil, line: Int? = nil, column: Int? = nil, path: String? = nil) {
        (self.source, self.line, self.column, self.path) = (source, line, column, path)
    }
}
