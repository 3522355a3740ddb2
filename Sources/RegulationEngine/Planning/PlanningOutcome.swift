import Domain

/// What an event comes to under an edition: values only; the caller writes them, once.
public struct PlanningOutcome: Sendable {
    /// One row for each rule whose trigger and scope the event meets, exempt ones with their reason.
    public var eligible: [Eligible] = []
    public var followUps: [PlannedFollowUp] = []
    /// What a draw or a choice decides on.
    public var candidates: [Candidate] = []
    /// What the event ends.
    public var stops: [Stop] = []
    public var findings: [Finding] = []
    /// For each exemption what is due all the same (`records`, `writtenReply`), where the regulation says so.
    public var stillDue: [StillDue] = []

    public init() {}
}

/// A follow-up that is to be made, before it has an identity. Its key is (organisation, adoption, rule, event, occurrence).
public struct PlannedFollowUp: Sendable, Hashable {
    public var rule: String
    public var event: EventID
    public var occurrence: Int
    public var party: PartyID?
    public var matter: MatterID?
    public var unit: UnitID
    public var window: Window
    /// No contact was allowed when the limit was reached; it moved to the next contact hours.
    public var isDeferred: Bool
    /// The anchor's day.
    public var cohort: LocalDay
    public var severity: String?
    /// The role of the assignment line that applies; a person is found when the window opens. Empty when no line applies (a finding says so).
    public var role: String
    public var mode: AssignLine.Mode
    /// The first channel of the ladder.
    public var channel: ContactChannel?

    public init(
        rule: String, event: EventID, occurrence: Int, party: PartyID?, matter: MatterID?, unit: UnitID, window: Window, isDeferred: Bool,
        cohort: LocalDay, severity: String?, role: String, mode: AssignLine.Mode, channel: ContactChannel?
    ) {
        (self.rule, self.event, self.occurrence, self.party, self.matter) = (rule, event, occurrence, party, matter)
        (self.unit, self.window, self.isDeferred, self.cohort, self.severity) = (unit, window, isDeferred, cohort, severity)
        (self.role, self.mode, self.channel) = (role, mode, channel)
    }
}

public struct StillDue: Sendable, Hashable {
    public var rule: String
    public var population: String
    public var still: [String]

    public init(rule: String, population: String, still: [String]) { (self.rule, self.population, self.still) = (rule, population, still) }
}

/// What an event ends. The caller fetches the follow-ups concerned and asks `PlanChanges.stopping`.
public enum Stop: Sendable, Hashable {
    /// Everything open of the event's party, whatever the regulation.
    case party(StopReason)
    /// Everything of the event that the `eventWithdrawn` names.
    case withdrawnEvent
}

/// Why a follow-up ends without having been made. The catalogues say each as `reason.<code>`.
public enum StopReason: String, Sendable, Hashable, Codable, CaseIterable {
    case deceased, refused, eventWithdrawn, noLongerApplies, exempted, outcome
    /// What the follow-up was to bring about, or to find out, has happened.
    case needless
    /// Its window was over when the event came in.
    case noTimeLeft
    /// Kept in the books no more.
    case left
    /// A state that ends what recurs was reached (`until`).
    case over

    /// Ended by what was found out, not by the event: a correction of the event brings nothing back.
    public var isFinal: Bool { self == .outcome || self == .over }
}

/// A follow-up as it stands, with what planning must know of it.
public struct ExistingFollowUp: Sendable, Hashable {
    public var followUp: FollowUp
    /// Someone accepted, claimed, tried or recorded something: it is kept and flagged, not moved or withdrawn.
    public var isTouched: Bool
    /// Withdrawn for a reason that a correction does not undo.
    public var isFinal: Bool

    public init(_ followUp: FollowUp, isTouched: Bool, isFinal: Bool = false) {
        (self.followUp, self.isTouched, self.isFinal) = (followUp, isTouched, isFinal)
    }
}
