/// How a party is reached.
public enum ContactChannel: String, Sendable, Hashable, Codable, CaseIterable {
    case phone, homeVisit, siteVisit, faceToFace, letter, openLetter, sms, wechat, email, onlineQuestionnaire, forum
}

/// One call, visit or message; settles none, one or several follow-ups, with a record each.
public struct Contact: Sendable, Hashable {
    public var id: ContactID
    public var party: PartyID?
    public var staff: StaffID
    public var channel: ContactChannel
    /// When it happened and when it was entered.
    public var occurredAt: Instant
    public var recordedAt: Instant
    /// Code of the result catalogue: `complete`, `noAnswer` …
    public var result: String
    /// Who answered: `self`, `family`, `owner`, `tenant` …
    public var respondent: String?
    public var note: String?
    /// Why it was made outside contact hours, when it was.
    public var overrideReason: String?

    public init(
        id: ContactID, party: PartyID?, staff: StaffID, channel: ContactChannel, occurredAt: Instant, recordedAt: Instant, result: String,
        respondent: String? = nil, note: String? = nil, overrideReason: String? = nil
    ) {
        (self.id, self.party, self.staff, self.channel) = (id, party, staff, channel)
        (self.occurredAt, self.recordedAt, self.result) = (occurredAt, recordedAt, result)
        (self.respondent, self.note, self.overrideReason) = (respondent, note, overrideReason)
    }
}

/// A result of a contact as data (`Regulations/common/results.yaml`).
public struct ContactResult: Sendable, Hashable, Codable {
    /// What the result means for the follow-up.
    public enum Meaning: String, Sendable, Hashable, Codable {
        /// The person was reached and the form filled: the follow-up is done.
        case reached
        /// Reached in part: the follow-up stays open, answers are kept.
        case partly
        /// Not reached: the ladder goes on.
        case notReached
        /// An agreed later time: the follow-up waits until then.
        case callBack
        /// The person refuses: done as refused.
        case refused
        /// The person has died: everything stops.
        case deceased
        /// The person has moved away for good or the number is another's: the contact point is marked wrong, the ladder goes on.
        case wrongContactPoint
    }

    public var code: String
    public var title: LocalizedText
    public var meaning: Meaning
    /// AAPOR disposition class: I, P, R, NC, O, UH, UO, NE.
    public var aapor: String
    /// Channels for which it may be chosen; empty = all.
    public var channels: [ContactChannel]

    public init(code: String, title: LocalizedText, meaning: Meaning, aapor: String, channels: [ContactChannel] = []) {
        (self.code, self.title, self.meaning, self.aapor, self.channels) = (code, title, meaning, aapor, channels)
    }
}
