/// The registered event kinds (`Regulations/common/events.yaml`): names, typed attributes, anchors, natural key.
public struct EventRegistry: Sendable, Hashable {
    public var kinds: [String: EventKind]
    /// Event name → kind with the condition that makes the alias.
    public var aliases: [String: EventAlias]
    /// What every event says beside its attributes (unit, party's name, number, phone, address …), with the headings of tables.
    public var envelope: [AttributeDefinition]

    public init(kinds: [EventKind], aliases: [EventAlias], envelope: [AttributeDefinition] = []) {
        self.envelope = envelope
        self.kinds = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
        self.aliases = Dictionary(aliases.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// The kind an event name stands for, and the attribute values that an alias fixes.
    public func resolve(_ name: String) -> (kind: EventKind, fixed: [String: String])? {
        if let kind = kinds[name] { return (kind, [:]) }
        guard let alias = aliases[name], let kind = kinds[alias.kind] else { return nil }
        return (kind, alias.fixed)
    }

    /// The codes that an attribute of a kind may have; empty for what is unknown or has none.
    public func codes(of attribute: String, in kind: String) -> [CodeDefinition] { kinds[kind]?.attribute(attribute)?.codes ?? [] }
}

/// An alias is a kind with fixed attribute values: `specialServiceCompleted` = `serviceCompleted` with kind special.
public struct EventAlias: Sendable, Hashable {
    public var name: String
    public var title: LocalizedText
    public var kind: String
    public var fixed: [String: String]

    public init(name: String, title: LocalizedText, kind: String, fixed: [String: String]) {
        (self.name, self.title, self.kind, self.fixed) = (name, title, kind, fixed)
    }
}

public struct EventKind: Sendable, Hashable {
    /// `repairCompleted`.
    public var name: String
    public var title: LocalizedText
    public var partyKind: Party.Kind?
    /// Whom or what it is counted by: `patient`, `household`, `customer`, `complainant` …
    public var subject: String
    /// Kind of matter that the event is about; nil when it has none.
    public var matter: String?
    /// Attribute that holds the matter's number; nil when there is no matter.
    public var matterNumber: String?
    /// Headings by which tables name the moment of the event: the day of discharge, the day of completion.
    public var occurredHeadings: [String]
    /// Attributes whose values joined make the natural key.
    public var naturalKey: [String]
    public var attributes: [AttributeDefinition]

    public init(
        name: String, title: LocalizedText, partyKind: Party.Kind?, subject: String, matter: String?, naturalKey: [String],
        attributes: [AttributeDefinition], matterNumber: String? = nil, occurredHeadings: [String] = []
    ) {
        (self.name, self.title, self.partyKind, self.subject) = (name, title, partyKind, subject)
        (self.matter, self.naturalKey, self.attributes) = (matter, naturalKey, attributes)
        (self.matterNumber, self.occurredHeadings) = (matterNumber, occurredHeadings)
    }

    /// In a natural key: the number of the party, or its name where it has none.
    public static let partyKey = "party"

    public func attribute(_ name: String) -> AttributeDefinition? { attributes.first { $0.name == name } }
}

public struct AttributeDefinition: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable {
        case text, code, number, flag, day, instant, staff, unit, list, phone, address
    }

    public var name: String
    public var title: LocalizedText
    public var kind: Kind
    /// Code → wording, for `code`.
    public var codes: [CodeDefinition]
    public var isRequired: Bool
    /// May anchor a window besides the event's own moment.
    public var isAnchor: Bool
    /// Headings by which tables name this attribute, in any language; matched after folding case and blanks.
    public var headings: [String]

    public init(
        name: String, title: LocalizedText, kind: Kind, codes: [CodeDefinition] = [], isRequired: Bool = false, isAnchor: Bool = false,
        headings: [String] = []
    ) {
        (self.name, self.title, self.kind, self.codes) = (name, title, kind, codes)
        (self.isRequired, self.isAnchor, self.headings) = (isRequired, isAnchor, headings)
    }
}

/// A code with its wording and the spellings under which sources write it.
public struct CodeDefinition: Sendable, Hashable, Codable {
    public var code: String
    public var title: LocalizedText
    public var spellings: [String]

    public init(code: String, title: LocalizedText, spellings: [String] = []) {
        (self.code, self.title, self.spellings) = (code, title, spellings)
    }
}
