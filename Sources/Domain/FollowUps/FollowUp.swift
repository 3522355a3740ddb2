/// 回访: the duty of a person to contact a party about a matter within a window, made by a rule from an event.
///
/// Its key (organisation, adoption, rule, event, occurrence) makes planning idempotent; the edition is an attribute.
public struct FollowUp: Sendable, Hashable {
    /// What is stored. Due, overdue and lapsed follow from the window and now (`Timeliness`), never from here.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case planned, accepted, done, lost, exempt, withdrawn
        public var isOpen: Bool { self == .planned || self == .accepted }
    }

    public var id: FollowUpID
    public var adoption: AdoptionID
    public var edition: EditionID
    public var rule: String
    public var event: EventID
    /// 1 for the event's own follow-up, 2 … for the next ones that outcomes ask for (第 n 次回访).
    public var occurrence: Int
    public var party: PartyID?
    public var matter: MatterID?
    public var unit: UnitID
    public var window: Window
    public var state: State
    public var severity: String?
    /// Role the rule asks for; resolved to a person when the window opens.
    public var role: String
    public var assignee: StaffID?

    public init(
        id: FollowUpID, adoption: AdoptionID, edition: EditionID, rule: String, event: EventID, occurrence: Int, party: PartyID?,
        matter: MatterID?, unit: UnitID, window: Window, state: State, severity: String? = nil, role: String, assignee: StaffID? = nil
    ) {
        (self.id, self.adoption, self.edition, self.rule, self.event) = (id, adoption, edition, rule, event)
        (self.occurrence, self.party, self.matter, self.unit, self.window) = (occurrence, party, matter, unit, window)
        (self.state, self.severity, self.role, self.assignee) = (state, severity, role, assignee)
    }
}

/// When a follow-up may be made: not before `opens`, aimed at by `aim`, at the latest `due` (24:00 of the last day unless a clock time).
public struct Window: Sendable, Hashable, Codable {
    public var opens: Instant
    public var aim: Instant?
    public var due: Instant
    /// Decided with a year whose working-day schedule is not loaded.
    public var isProvisional: Bool

    public init(opens: Instant, aim: Instant? = nil, due: Instant, isProvisional: Bool = false) {
        (self.opens, self.aim, self.due, self.isProvisional) = (opens, aim, due, isProvisional)
    }
}
