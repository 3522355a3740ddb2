import Domain

/// How the cells of a table are read: shared by all its rows, hence a class.
final class CellRules: Sendable {
    let words: ImportWords
    let marks: DateMarks
    let zone: CivilZone
    let dateOrder: ColumnMapping.DateOrder?
    /// The file's name, for the place of findings.
    let name: String?

    init(words: ImportWords, zone: CivilZone, dateOrder: ColumnMapping.DateOrder? = nil, name: String?) {
        (self.words, self.zone, self.dateOrder, self.name) = (words, zone, dateOrder, name)
        marks = DateMarks(words)
    }
}

/// Reads the cells of one row; what cannot be read becomes a finding with line, column and value.
struct CellReading {
    let rules: CellRules
    let line: Int
    let report: (Finding) -> Void
    private(set) var hasErrors = false

    init(_ rules: CellRules, line: Int, report: @escaping (Finding) -> Void) {
        (self.rules, self.line, self.report) = (rules, line, report)
    }

    /// Longer values are shown cut in findings.
    private static let shown = 60

    mutating func tell(_ severity: Finding.Severity, _ code: String, _ cell: Cell, _ arguments: [String: String] = [:]) {
        if severity == .error { hasErrors = true }
        var all = arguments
        all["heading"] = cell.heading
        if !cell.text.isEmpty { all["value"] = String(cell.text.prefix(Self.shown)) }
        report(Finding(severity, code, at: Place(source: rules.name, line: line, column: cell.column + 1, path: cell.heading), all))
    }

    // MARK: Texts

    /// Nil when the cell is empty, too long, or holds what could not be decoded.
    mutating func text(_ cell: Cell, atMost limit: Int) -> String? {
        guard !cell.text.isEmpty else { return nil }
        if cell.text.mayHoldWideForms, cell.text.unicodeScalars.contains("\u{FFFD}") {
            tell(.error, "row.unreadableCharacter", cell)
            return nil
        }
        if cell.text.utf8.count > limit, cell.text.count > limit {
            tell(.error, "row.tooLong", cell, ["limit": String(limit), "length": String(cell.text.count)])
            return nil
        }
        return cell.text
    }

    /// A number that names something (admission, order).
    mutating func reference(_ cell: Cell) -> String? { whole(cell, atMost: 100) }

    /// A text whose digits must all be there: what a spreadsheet has turned into `1.2E+17` is lost.
    mutating func whole(_ cell: Cell, atMost limit: Int) -> String? {
        guard let text = text(cell, atMost: limit) else { return nil }
        if text.utf8.contains(UInt8(ascii: "+")), text.wholeMatch(of: /[0-9](\.[0-9]+)?[Ee]\+[0-9]+/) != nil {
            tell(.error, "row.scientificNumber", cell)
            return nil
        }
        return text
    }

    // MARK: Values

    mutating func moment(_ cell: Cell) -> WrittenMoment? {
        guard let text = text(cell, atMost: 100) else { return nil }
        switch WrittenMoment.read(text, rules.marks, order: rules.dateOrder) {
        case .success(let moment):
            if moment.isSerial { tell(.note, "row.dateSerial", cell, ["day": moment.day.iso]) }
            return moment
        case .failure(let fault):
            tell(.error, "row." + fault.rawValue, cell)
            return nil
        }
    }

    mutating func number(_ cell: Cell) -> Double? {
        guard let text = text(cell, atMost: 100) else { return nil }
        let narrow = text.narrowed
        let plain = narrow.contains(",") && narrow.wholeMatch(of: /[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?/) != nil ? narrow.filter { $0 != "," } : narrow
        let isNumber = plain.utf8.allSatisfy { (0x2B...0x39).contains($0) && $0 != 0x2C && $0 != 0x2F }
        guard isNumber, let number = Double(plain), number.isFinite else {
            tell(.error, "row.numberUnreadable", cell)
            return nil
        }
        return number
    }

    mutating func flag(_ cell: Cell) -> Bool? {
        guard let text = text(cell, atMost: 100) else { return nil }
        if let flag = rules.words.flags[text.folded] { return flag }
        tell(.error, "row.flagUnreadable", cell)
        return nil
    }

    mutating func code(_ cell: Cell, of codes: CodeSpellings) -> String? {
        guard let text = text(cell, atMost: 100) else { return nil }
        if let code = codes.code(for: text) { return code }
        tell(.error, "row.codeUnknown", cell, ["accepted": codes.accepted])
        return nil
    }

    mutating func list(_ cell: Cell) -> [String]? {
        guard let text = text(cell, atMost: 2000) else { return nil }
        return text.split { rules.words.separators.contains($0) || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// A number that is none does not keep the fact out: the follow-up is needed all the same, and the number can be added.
    mutating func phones(_ cell: Cell, relation: String) -> [PhoneDraft] {
        guard let text = text(cell, atMost: 200) else { return [] }
        let written = WrittenPhones(text, relation: relation, rules.words)
        if !written.unreadable.isEmpty { tell(.warning, "row.phoneUnreadable", cell) }
        return written.phones
    }
}

/// A cell with its place.
struct Cell {
    var column: Int
    var heading: String
    /// Without blanks around it.
    var text: String
}

/// The spellings under which tables write the codes of an attribute.
struct CodeSpellings: Sendable {
    private let byText: [String: String]
    /// What may be written, for findings.
    let accepted: String
    /// The codes themselves, for programs.
    let known: String

    init(_ codes: [CodeDefinition]) {
        var byText: [String: String] = [:]
        for code in codes {
            let titles = [code.title.simplified, code.title.traditional, code.title.english].compactMap(\.self)
            for text in [code.code] + titles + code.spellings {
                // An earlier code keeps a spelling that a later one claims too.
                for form in [text, text.folded] where byText[form] == nil { byText[form] = code.code }
            }
        }
        self.byText = byText
        known = codes.map(\.code).joined(separator: ", ")
        accepted = codes.map { $0.title.simplified ?? $0.code }.joined(separator: ", ")
    }

    func code(for text: String) -> String? { byText[text] ?? byText[text.folded] }
}
