/// 办件: a complaint or other matter that must be settled and answered.
public struct CaseFile: Sendable, Hashable {
    public enum Stage: String, Sendable, Hashable, Codable { case received, closed, withdrawn, merged }

    public var id: CaseFileID
    public var number: String
    public var kind: String
    public var severity: String?
    public var stage: Stage
    public var party: PartyID?
    public var unit: UnitID
    public var openedAt: Instant

    public init(
        id: CaseFileID, number: String, kind: String, severity: String?, stage: Stage, party: PartyID?, unit: UnitID, openedAt: Instant
    ) {
        (self.id, self.number, self.kind, self.severity) = (id, number, kind, severity)
        (self.stage, self.party, self.unit, self.openedAt) = (stage, party, unit, openedAt)
    }
}

/// 职责事项: work that is no contact, such as an analysis with its review and the decision that follows.
public struct Duty: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, Codable { case open, handedIn, reviewed, decided, closed, withdrawn }

    public var id: DutyID
    public var kind: String
    public var rule: String
    public var unit: UnitID
    public var role: String
    public var owner: StaffID?
    public var state: State
    public var due: Instant?

    public init(id: DutyID, kind: String, rule: String, unit: UnitID, role: String, owner: StaffID?, state: State, due: Instant?) {
        (self.id, self.kind, self.rule, self.unit) = (id, kind, rule, unit)
        (self.role, self.owner, self.state, self.due) = (role, owner, state, due)
    }
}
