import Domain

/// What a person enters about one contact: whom it reached and how, and for each follow-up it was about what was established.
public struct ContactInput: Sendable, Hashable {
    public var channel: ContactChannel
    /// Code of the result catalogue.
    public var result: String
    /// When it happened; nil = now. Earlier than now, it is entered later and says so.
    public var occurredAt: Instant?
    public var respondent: String?
    public var contactPoint: Int64?
    public var note: String?
    /// For `callBack`: the agreed moment.
    public var callBackAt: Instant?
    /// Arranged by this contact: when the visit will be.
    public var appointmentAt: Instant?
    /// Why outside contact hours or off the ladder, where that is allowed with a reason.
    public var overrideReason: String?
    public var lateReason: String?
    /// The first is the follow-up that was opened; others of the same party may be settled with it.
    public var entries: [Entry]
    /// The form's own key: sent twice, recorded once.
    public var requestKey: String
    /// Contacts about the first follow-up that stood on the page when the form was opened; nil does not say. One that came since is a conflict.
    public var seen: Int?

    public struct Entry: Sendable, Hashable {
        public var followUp: FollowUpID
        public var answers: [String: Answer]
        /// What the worker ticked: `unresolved`, `needsHomeVisit` …
        public var flags: Set<String>
        /// The next date, where an outcome asks for one.
        public var nextDate: LocalDay?
        public var explanation: String?
        public var signatures: [SignatureInput]

        public init(
            followUp: FollowUpID, answers: [String: Answer] = [:], flags: Set<String> = [], nextDate: LocalDay? = nil, explanation: String? = nil,
            signatures: [SignatureInput] = []
        ) {
            (self.followUp, self.answers, self.flags) = (followUp, answers, flags)
            (self.nextDate, self.explanation, self.signatures) = (nextDate, explanation, signatures)
        }
    }

    public struct SignatureInput: Sendable, Hashable {
        public var by: String
        public var level: Signature.Level
        public var name: String?
        /// Strokes as the page drew them (JSON), sealed where they rest.
        public var strokes: String?

        public init(by: String, level: Signature.Level, name: String? = nil, strokes: String? = nil) {
            (self.by, self.level, self.name, self.strokes) = (by, level, name, strokes)
        }
    }

    public init(
        channel: ContactChannel, result: String, occurredAt: Instant? = nil, respondent: String? = nil, contactPoint: Int64? = nil, note: String? = nil,
        callBackAt: Instant? = nil, appointmentAt: Instant? = nil, overrideReason: String? = nil, lateReason: String? = nil, entries: [Entry],
        requestKey: String, seen: Int? = nil
    ) {
        (self.channel, self.result, self.occurredAt, self.respondent) = (channel, result, occurredAt, respondent)
        (self.contactPoint, self.note, self.callBackAt, self.appointmentAt) = (contactPoint, note, callBackAt, appointmentAt)
        (self.overrideReason, self.lateReason, self.entries, self.requestKey) = (overrideReason, lateReason, entries, requestKey)
        self.seen = seen
    }
}

/// What became of the contact: for the toast, and for the next step.
public struct ContactOutcome: Sendable, Hashable {
    public var contact: ContactID
    /// The same form was sent before; nothing was recorded again.
    public var isRepeated: Bool
    public var records: [RecordID]
    /// Events raised, duties opened, next follow-ups planned, as codes for the phrasebook with their arguments.
    public var effects: [EffectNote]

    public struct EffectNote: Sendable, Hashable {
        public var code: String
        public var arguments: [String: String]
        public init(_ code: String, _ arguments: [String: String] = [:]) { (self.code, self.arguments) = (code, arguments) }
    }
}
