import Domain

/// What a new fact changes in what was planned. Untouched follow-ups move or end; those that someone has begun stay and are flagged.
public struct PlanChanges: Sendable {
    public struct Move: Sendable, Hashable {
        public var followUp: FollowUpID
        public var to: PlannedFollowUp
        public init(followUp: FollowUpID, to: PlannedFollowUp) { (self.followUp, self.to) = (followUp, to) }
    }

    public struct Withdrawal: Sendable, Hashable {
        public var followUp: FollowUpID
        public var reason: StopReason
        public init(followUp: FollowUpID, reason: StopReason) { (self.followUp, self.reason) = (followUp, reason) }
    }

    /// A follow-up that no longer agrees with its event, for a person to look at. The catalogues say each as `reason.<code>`.
    public struct Flag: Sendable, Hashable {
        public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
            /// The window, severity or role would be another now.
            case planDiffers
            /// The event no longer starts this rule, or is exempt.
            case noLongerApplies
            /// The event was withdrawn, or the party refuses, after work had begun.
            case ended
        }
        public var followUp: FollowUpID
        public var reason: Reason
        /// What planning would say now, if anything.
        public var wouldBe: PlannedFollowUp?

        public init(followUp: FollowUpID, reason: Reason, wouldBe: PlannedFollowUp? = nil) {
            (self.followUp, self.reason, self.wouldBe) = (followUp, reason, wouldBe)
        }
    }

    public var insert: [PlannedFollowUp] = []
    /// What waits for a draw or a choice now.
    public var candidates: [Candidate] = []
    public var move: [Move] = []
    /// Withdrawn before, due again: the same key, so no new row.
    public var reinstate: [Move] = []
    public var withdraw: [Withdrawal] = []
    public var flag: [Flag] = []
    /// The event's eligible rows as they are now; they replace the earlier ones of these rules.
    public var eligible: [Eligible] = []
    public var findings: [Finding] = []

    public init() {}

    /// Ends what is open. A death ends everything; other reasons end what is untouched and flag the rest.
    public static func stopping(_ existing: [ExistingFollowUp], _ reason: StopReason) -> PlanChanges {
        var changes = PlanChanges()
        for one in existing where one.followUp.state.isOpen {
            if one.isTouched && reason != .deceased {
                changes.flag.append(Flag(followUp: one.followUp.id, reason: .ended))
            } else {
                changes.withdraw.append(Withdrawal(followUp: one.followUp.id, reason: reason))
            }
        }
        return changes
    }
}

/// Why an event is planned again.
public enum ReplanCause: Sendable, Hashable {
    /// The event was corrected: what is touched stays as it is.
    case correction
    /// The schedule of a provisional year was loaded: every open window is worked out again, begun or not.
    case calendar
}
