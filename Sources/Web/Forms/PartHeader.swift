/// What a part of a multipart form says of itself: the field, and the file's name when it is a file.
struct PartHeader: Sendable, Equatable {
    var field: String
    /// Nil for a plain field; empty when no file was chosen.
    var fileName: String?

    init(field: String, fileName: String? = nil) { (self.field, self.fileName) = (field, fileName) }

    /// Reads the lines between the delimiter and the blank line.
    init(_ bytes: some Collection<UInt8>) throws(BadForm) {
        var disposition: [String: String]?
        for line in try FieldText.text(Array(bytes)).split(separator: "\n") {
            let (name, value) = try Self.header(line)
            if name == "content-disposition" {
                guard disposition == nil else { throw .malformed(.badHeader) }
                disposition = try Self.disposition(value)
            }
            if name == "content-transfer-encoding", !["binary", "8bit", "7bit"].contains(value.lowercased()) { throw .malformed(.encoded) }
        }
        guard let field = disposition?["name"], !field.isEmpty else { throw .malformed(.noName) }
        self.init(field: field, fileName: disposition?["filename"].map(Self.lastPart))
    }

    private static func header(_ line: Substring) throws(BadForm) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: ":") else { throw .malformed(.badHeader) }
        let name = line[..<colon]
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else { throw .malformed(.badHeader) }
        return (name.lowercased(), String(line[line.index(after: colon)...]).trimmed)
    }

    /// `form-data; name="file"; filename="a.csv"`: quoted values, in which browsers write `"` as `%22`, CR and LF as `%0D` and `%0A`.
    private static func disposition(_ value: String) throws(BadForm) -> [String: String] {
        var rest = value[...]
        guard word(&rest).lowercased() == "form-data" else { throw .malformed(.badHeader) }
        var parameters: [String: String] = [:]
        while take(";", &rest) {
            let name = word(&rest).lowercased()
            guard !name.isEmpty, take("=", &rest), parameters[name] == nil else { throw .malformed(.badHeader) }
            parameters[name] = try quoted(&rest)
        }
        guard rest.isEmpty else { throw .malformed(.badHeader) }
        return parameters
    }

    private static func word(_ rest: inout Substring) -> Substring {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.*+!#$%&'^`|~".contains($0)) }
        rest = rest.dropFirst(word.count)
        return word
    }

    private static func take(_ sign: Character, _ rest: inout Substring) -> Bool {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.first == sign else { return false }
        rest.removeFirst()
        return true
    }

    private static func quoted(_ rest: inout Substring) throws(BadForm) -> String {
        guard take("\"", &rest) else { return String(word(&rest)) }
        guard let end = rest.firstIndex(of: "\"") else { throw .malformed(.badHeader) }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end]).replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: " ")
    }

    /// A sender's folders are no business of ours, and `..` is none of its.
    private static func lastPart(_ name: String) -> String {
        String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }
}
