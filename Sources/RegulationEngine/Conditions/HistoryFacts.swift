import Domain

/// What happened before, as far as rules ask for it. The caller fetches what `HistoryQuery` names; nothing else is looked at.
public struct HistoryFacts: Sendable {
    /// In any order; the event at hand may be among them and is counted once.
    public var events: [Event]
    /// The event's party as it stands: its death or refusal ends or exempts.
    public var party: Party?
    /// Decisions made about the same event: question → option. A question that is missing has not been decided.
    public var decisions: [String: String]

    public init(events: [Event] = [], party: Party? = nil, decisions: [String: String] = [:]) {
        (self.events, self.party, self.decisions) = (events, party, decisions)
    }
}

/// The past events that a count needs: of this kind, since then, agreeing in party, unit and attributes.
public struct HistoryQuery: Sendable, Hashable {
    public var kind: String
    /// Attribute values that an alias fixes.
    public var fixed: [String: String]
    /// Occurred at or after, and not later than the moment of asking.
    public var since: Instant
    public var until: Instant
    /// Only of this party, unit or matter, where the count is bound to it.
    public var party: PartyID?
    public var unit: UnitID?
    public var matter: MatterID?

    public init(
        kind: String, fixed: [String: String] = [:], since: Instant, until: Instant, party: PartyID? = nil, unit: UnitID? = nil,
        matter: MatterID? = nil
    ) {
        (self.kind, self.fixed, self.since, self.until) = (kind, fixed, since, until)
        (self.party, self.unit, self.matter) = (party, unit, matter)
    }

    /// Whether an event answers the query, alias included.
    public func admits(_ event: Event) -> Bool {
        event.kind == kind && since <= event.occurredAt && event.occurredAt <= until && fixed.allSatisfy { event.says($0.key, $0.value) }
            && (party.map { event.party == $0 } ?? true) && (unit.map { event.unit == $0 } ?? true) && (matter.map { event.matter == $0 } ?? true)
    }
}

extension Event {
    /// Whether an attribute has this value in its written form; a flag that is not given is not set.
    func says(_ attribute: String, _ value: String) -> Bool { attributes[attribute].map { $0.reads(as: value) } ?? (value == "false") }
}

extension AttributeValue {
    /// Whether the value, written out, is `text`; a list when one of its values is.
    func reads(as text: String) -> Bool {
        switch self {
        case .text(let value): value == text
        case .flag(let value): text == (value ? "true" : "false")
        case .number(let value): Double(text) == value
        case .day(let value): value.iso == text
        case .instant(let value): String(value.milliseconds) == text
        case .list(let values): values.contains(text)
        }
    }
}
