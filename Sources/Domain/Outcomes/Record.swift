/// 记录: what one contact established for one follow-up. After its review it is only amended, never changed.
public struct Record: Sendable, Hashable {
    public enum Review: String, Sendable, Hashable, Codable { case notRequired, awaiting, returned, signedOff }

    public var id: RecordID
    public var followUp: FollowUpID
    public var contact: ContactID
    public var form: String
    public var answers: [String: Answer]
    public var signatures: [Signature]
    public var review: Review

    public init(
        id: RecordID, followUp: FollowUpID, contact: ContactID, form: String, answers: [String: Answer], signatures: [Signature], review: Review
    ) {
        (self.id, self.followUp, self.contact, self.form) = (id, followUp, contact, form)
        (self.answers, self.signatures, self.review) = (answers, signatures, review)
    }
}

/// Who signed and how: by sign-in, a drawn stroke, a typed name, or on paper that was scanned.
public struct Signature: Sendable, Hashable, Codable {
    public enum Level: String, Sendable, Hashable, Codable { case login, typedName, drawn, paper }

    /// `followUpStaff`, `customer`, `resident` …
    public var by: String
    public var level: Level
    public var name: String?
    public var at: Instant

    public init(by: String, level: Level, name: String? = nil, at: Instant) {
        (self.by, self.level, self.name, self.at) = (by, level, name, at)
    }
}
