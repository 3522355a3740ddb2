import Domain

/// The life of one follow-up: which steps its state allows. Its methods return what is to be done; the caller does it.
///
/// planned → accepted → done, lost, exempt or withdrawn. A record that must be reviewed blocks completion until it is signed off.
public struct FollowUpLifecycle: Sendable, Hashable {
    public private(set) var state: FollowUp.State
    /// The review of the record that would complete it; nil while there is none.
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
        /// Keep it open; the record goes to its first reviewer.
        case sendToReview
        /// Keep it open; the record goes back to whoever made it.
        case returnForRework
        /// The party has died: withdraw everything of the party.
        case stopEverything
        /// Not possible in this state.
        case refuse(Refusal)
    }

    public enum Refusal: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is settled already; a correction is an amendment of its record.
        case alreadySettled
        /// Its record waits for review; sign it off or return it first.
        case awaitingReview
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
        guard review != .awaiting else { return .refuse(.awaitingReview) }
        switch meaning {
        case .reached, .refused: return complete(needsReview: needsReview)
        case .partly, .notReached, .wrongContactPoint: return begin(.goOn)
        case .callBack: return begin(.waitForAgreedTime)
        case .deceased: return end(.withdrawn, .stopEverything)
        }
    }

    /// The last reviewer signed off.
    public mutating func signedOff() -> Action {
        guard review == .awaiting, state.isOpen else { return .refuse(state.isOpen ? .nothingToReview : .alreadySettled) }
        review = .signedOff
        return move(to: .done)
    }

    /// A reviewer sent the record back.
    public mutating func returned() -> Action {
        guard review == .awaiting, state.isOpen else { return .refuse(state.isOpen ? .nothingToReview : .alreadySettled) }
        review = .returned
        return .returnForRework
    }

    /// The ladder is used up.
    public mutating func lose(needsConsent: Bool, hasConsent: Bool) -> Action {
        if state == .lost { return .none }
        guard state.isOpen else { return .refuse(.alreadySettled) }
        guard review != .awaiting else { return .refuse(.awaitingReview) }
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
        guard needsReview else {
            review = .notRequired
            return move(to: .done)
        }
        (state, review) = (.accepted, .awaiting)
        return .sendToReview
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
