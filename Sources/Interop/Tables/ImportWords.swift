import Domain

/// How sources write what is neither a name nor a number (`Share/import/words.csv`): flags, marks of dates, relations, separators.
public struct ImportWords: Sendable {
    enum Use: String, CaseIterable {
        case yes, no
        case year, month, day, hour, minute, second, beforeNoon, afterNoon
        case separator
        case oneself = "self"
        case family, guardian, owner, tenant
    }

    /// Folded word → flag.
    private(set) var flags: [String: Bool]
    /// Folded word → relation of a phone number to the party.
    let relations: [String: String]
    let separators: Set<Character>
    /// Which messages tell what (`Share/import/hl7-*.csv` and a site's own); nothing until it is read.
    public var messages = HL7Table()
    /// UTF-8 of the words that a date may carry.
    private let marks: [Use: [[UInt8]]]

    /// Reads the table; rows with another use become findings.
    public init(_ bytes: [UInt8], name: String? = nil, onFinding: (Finding) -> Void) {
        let rows = CSVReader(name: name).read(bytes, onFinding: onFinding).rows
        var words: [Use: [String]] = [:]
        for row in rows {
            guard row.fields.count == 2, let use = Use(rawValue: row.fields[0].trimmed) else {
                onFinding(Finding(.error, "words.unknownUse", at: Place(source: name, line: row.line, column: 1), ["value": row.fields[0]]))
                continue
            }
            words[use, default: []].append(row.fields[1])
        }
        self.init(words)
    }

    private init(_ words: [Use: [String]]) {
        let flags = [Use.yes: true, .no: false].flatMap { use, value in (words[use] ?? []).map { ($0.folded, value) } }
        let relations = [Use.oneself, .family, .guardian, .owner, .tenant].flatMap { use in (words[use] ?? []).map { ($0.folded, use.rawValue) } }
        self.flags = Dictionary(flags, uniquingKeysWith: { first, _ in first })
        self.relations = Dictionary(relations, uniquingKeysWith: { first, _ in first })
        separators = Set((words[.separator] ?? []).compactMap(\.first))
        marks = words.mapValues { $0.map { Array($0.utf8) } }
    }

    /// With a sender's own words for yes and no; they come before those that everybody uses.
    public func adding(yes: [String], no: [String]) -> ImportWords {
        var words = self
        for word in no { words.flags[word.folded] = false }
        for word in yes { words.flags[word.folded] = true }
        return words
    }

    func marks(_ use: Use) -> [[UInt8]] { marks[use] ?? [] }
}
