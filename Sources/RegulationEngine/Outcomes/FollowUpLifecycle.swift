import Domain

/// The life of one follow-up: which steps its state allows. Its methods return what is to be done; the caller does it.
///
/// planned → accepted → done, lost, exempt or withdrawn. The contact completes the follow-up; the review completes its record, and a record
/// that is given back opens the follow-up again (docs/adr/0013).
public struct FollowUpLifecycle: Sendable, Hashable {
    public private(set) var state: FollowUp.State
    /// The review of its latest record; nil while there is none.
    public private(set) var review: Record.Review?

    public init(state: FollowUp.State, review: Record.Review? = nil) { (self.state, self.review) = (state, review) }

    /// What the caller has to do.
    public enum Action: Sendable, Hashable {
        /// Nothing changes; the same step was taken before.
        case none
        /// Store this state.
        case set(FollowUp.State)
        /// Keep it open: the ladder goes on.
        case goOn
        /// Keep it open and wait for the agreed time.
        case waitForAgreedTime
        /// Store `done`; its record begins with this review: `notRequired` is complete, `awaiting` goes to its first reviewer.
        case complete(Record.Review)
        /// The record is complete; the follow-up stays as it is.
        case completeRecord
        /// Store `accepted`: the record went back to whoever made it, and the contact is to be made or entered again.
        case reopen
        /// The party has died: withdraw everything of the party.
        case stopEverything
        /// Not possible in this state.
        case refuse(Refusal)
    }

    public enum Refusal: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is settled already; a correction is an amendment of its record.
        case alreadySettled
        /// No record has been handed in for review.
        case nothingToReview
        /// Someone must agree before it counts as lost.
        case consentMissing
    }

    /// Someone takes it on.
    public mutating func accept() -> Action {
        guard state != .accepted else { return .none }
        guard state == .planned else { return .refuse(.alreadySettled) }
        return move(to: .accepted)
    }

    /// A contact was made for it. A refusal completes it as a contact does: the party has spoken.
    public mutating func contacted(_ meaning: ContactResult.Meaning, needsReview: Bool) -> Action {
        guard state.isOpen else { return .refuse(.alreadySettled) }
        switch meaning {
        case .reached, .refused: return complete(needsReview: needsReview)
        case .partly, .notReached, .wrongContactPoint: return begin(.goOn)
        case .callBack: return begin(.waitForAgreedTime)
        case .deceased: return end(.withdrawn, .stopEverything)
        }
    }

    /// The last reviewer signed off.
    public mutating func signedOff() -> Action {
        guard review == .awaiting else { return .refuse(.nothingToReview) }
        review = .signedOff
        return .completeRecord
    }

    /// A reviewer gave the record back. What ended otherwise meanwhile (the party died) stays ended.
    public mutating func returned() -> Action {
        guard review == .awaiting else { return .refuse(.nothingToReview) }
        review = .returned
        guard state == .done else { return .none }
        state = .accepted
        return .reopen
    }

    /// The ladder is used up.
    public mutating func lose(needsConsent: Bool, hasConsent: Bool) -> Action {
        if state == .lost { return .none }
        guard state.isOpen else { return .refuse(.alreadySettled) }
        return needsConsent && !hasConsent ? .refuse(.consentMissing) : move(to: .lost)
    }

    public mutating func exempt() -> Action { settle(as: .exempt) }
    public mutating func withdraw() -> Action { settle(as: .withdrawn) }

    /// A correction brings a withdrawn or exempt follow-up back.
    public mutating func reinstate() -> Action {
        if state.isOpen { return .none }
        guard state == .withdrawn || state == .exempt else { return .refuse(.alreadySettled) }
        review = nil
        return move(to: .planned)
    }

    private mutating func complete(needsReview: Bool) -> Action {
        let begun: Record.Review = needsReview ? .awaiting : .notRequired
        (state, review) = (.done, begun)
        return .complete(begun)
    }

    private mutating func begin(_ action: Action) -> Action {
        state = .accepted
        return action
    }

    private mutating func settle(as end: FollowUp.State) -> Action {
        if state == end { return .none }
        return state.isOpen ? move(to: end) : .refuse(.alreadySettled)
    }

    private mutating func end(_ end: FollowUp.State, _ action: Action) -> Action {
        state = end
        return action
    }

    private mutating func move(to next: FollowUp.State) -> Action {
        state = next
        return .set(next)
    }
}
