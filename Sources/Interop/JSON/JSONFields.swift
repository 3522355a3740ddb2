import Domain

/// What is wrong in a document, in the order in which it was met. Places are JSON Pointers (RFC 6901): `/0/attributes/ward`.
public final class JSONFindings {
    public private(set) var all: [Finding] = []

    public init() {}

    public var hasErrors: Bool { all.contains { $0.severity == .error } }

    public func tell(_ code: String, as severity: Finding.Severity = .error, at path: String, _ arguments: [String: String] = [:]) {
        all.append(Finding(severity, code, at: Place(path: path), arguments))
    }
}

/// The members of an object, read by type. What is missing, of another type or not known becomes a finding; null is the same as not given.
public struct JSONFields {
    public let path: String
    let findings: JSONFindings
    private let members: [JSONValue.Member]

    /// Nil, with a finding, when the value is no object.
    public init?(_ value: JSONValue, at path: String, _ findings: JSONFindings) {
        guard case .object(let members) = value else {
            findings.tell("json.wrongType", at: path, ["wanted": "object"])
            return nil
        }
        (self.path, self.findings, self.members) = (path, findings, members)
    }

    /// Names that nobody reads are most often misspelt.
    public func refuse(otherThan names: Set<String>) {
        for member in members where !names.contains(member.name) { findings.tell("json.unknownField", at: place(member.name)) }
    }

    public var names: [String] { members.map(\.name) }

    /// The pointer to a member.
    public func place(_ name: String) -> String { path + "/" + Self.escaped(name) }

    static func escaped(_ name: String) -> String {
        var out = ""
        for character in name.prefix(60) {
            switch character {
            case "~": out += "~0"
            case "/": out += "~1"
            default: out.append(character)
            }
        }
        return out
    }

    public func given(_ name: String) -> JSONValue? {
        members.first { $0.name == name }.flatMap { $0.value == .null ? nil : $0.value }
    }

    private func given(_ name: String, isRequired: Bool) -> JSONValue? {
        let value = given(name)
        if value == nil, isRequired { findings.tell("json.required", at: place(name)) }
        return value
    }

    private func wrongType(_ name: String, _ wanted: String) { findings.tell("json.wrongType", at: place(name), ["wanted": wanted]) }

    // MARK: By type

    /// Without blanks around it; what is left empty is not given.
    public func text(_ name: String, isRequired: Bool = false, atMost limit: Int = 2000) -> String? {
        guard let value = given(name, isRequired: isRequired) else { return nil }
        guard case .text(let text) = value else {
            wrongType(name, "string")
            return nil
        }
        let plain = text.trimmed
        guard !plain.isEmpty else {
            if isRequired { findings.tell("json.required", at: place(name)) }
            return nil
        }
        guard plain.count <= limit else {
            findings.tell("json.tooLong", at: place(name), ["limit": String(limit), "length": String(plain.count)])
            return nil
        }
        return plain
    }

    public func flag(_ name: String) -> Bool? {
        guard let value = given(name) else { return nil }
        if case .flag(let flag) = value { return flag }
        wrongType(name, "boolean")
        return nil
    }

    public func number(_ name: String) -> Double? {
        guard let value = given(name) else { return nil }
        if case .number(let digits) = value, let number = Double(digits), number.isFinite { return number }
        wrongType(name, "number")
        return nil
    }

    public func day(_ name: String) -> LocalDay? {
        guard let text = text(name, atMost: 40) else { return nil }
        if let day = LocalDay(iso: text) { return day }
        findings.tell("json.dayUnreadable", at: place(name))
        return nil
    }

    /// A moment; without an offset that of the organisation is meant.
    public func moment(_ name: String, in zone: CivilZone) -> Instant? {
        guard let text = text(name, atMost: 40) else { return nil }
        if let moment = zone.instant(iso: text) { return moment }
        findings.tell("json.momentUnreadable", at: place(name))
        return nil
    }

    public func texts(_ name: String, atMost limit: Int = 100) -> [String]? {
        guard let value = given(name) else { return nil }
        guard case .list(let items) = value, items.count <= limit else {
            wrongType(name, "array of strings")
            return nil
        }
        let texts = items.compactMap { if case .text(let text) = $0 { text.trimmed } else { nil } }
        guard texts.count == items.count else {
            wrongType(name, "array of strings")
            return nil
        }
        return texts
    }

    public func fields(_ name: String) -> JSONFields? { given(name).flatMap { JSONFields($0, at: place(name), findings) } }

    /// The objects of a list, each with its own place.
    public func list(_ name: String, atMost limit: Int = 100) -> [JSONFields]? {
        guard let value = given(name) else { return nil }
        guard case .list(let items) = value, items.count <= limit else {
            wrongType(name, "array")
            return nil
        }
        return items.enumerated().compactMap { JSONFields($0.element, at: place(name) + "/\($0.offset)", findings) }
    }
}
