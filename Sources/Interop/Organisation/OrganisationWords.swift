import Domain

/// Headings and spellings of the tables of an organisation (`Share/import/organisation.csv`).
public struct OrganisationWords: Sendable {
    /// Table → column → headings, the surest first.
    private let columns: [String: [String: [String]]]
    /// Use → folded word → code.
    private let codes: [String: [String: String]]

    static let tables: Set = ["organisations", "units", "staff", "absences", "ownDays"]
    static let spellings: Set = ["unitKind", "preset", "sector"]

    /// Reads the table; rows with another use become findings.
    public init(_ bytes: [UInt8], name: String? = nil, onFinding: (Finding) -> Void) {
        var (columns, codes): ([String: [String: [String]]], [String: [String: String]]) = ([:], [:])
        for row in CSVReader(name: name).read(bytes, onFinding: onFinding).rows where row.fields.count == 3 {
            let (use, code, word) = (row.fields[0], row.fields[1], row.fields[2])
            if Self.tables.contains(use) {
                columns[use, default: [:]][code, default: []].append(word)
            } else if Self.spellings.contains(use) {
                codes[use, default: [:]][word.folded] = code
                codes[use, default: [:]][code.folded] = code
            } else {
                onFinding(Finding(.error, "words.unknownUse", at: Place(source: name, line: row.line, column: 1), ["value": use]))
            }
        }
        (self.columns, self.codes) = (columns, codes)
    }

    func headings(of table: String) -> [String: [String]] { columns[table] ?? [:] }

    func code(_ use: String, _ word: String) -> String? { codes[use]?[word.folded] }

    /// What may be written for a use, for findings.
    func accepted(_ use: String) -> String { Set((codes[use] ?? [:]).values).sorted().joined(separator: ", ") }
}
