import Domain

/// Whether a record bears the signatures that its rule asks for, by the channel of the contact.
///
/// Findings: `sign.missing` {who, level} and `sign.tooWeak` {who, level, given}.
public struct SignatureCheck: Sendable {
    public let rule: FollowUpRule

    public init(_ rule: FollowUpRule) { self.rule = rule }

    /// The signatures that a record of a contact by `channel` must bear.
    public func required(for channel: ContactChannel) -> [SignRule] {
        rule.sign.filter { !$0.onReceipt && ($0.channels.isEmpty || $0.channels.contains(channel)) }
    }

    /// The signatures by which the follow-up itself is accepted.
    public var onReceipt: [SignRule] { rule.sign.filter(\.onReceipt) }

    /// Demanded only of a contact that reached the person.
    public func findings(signatures: [Signature], channel: ContactChannel, result: ContactResult.Meaning) -> [Finding] {
        guard result == .reached else { return [] }
        return required(for: channel).compactMap { finding($0, signatures) }
    }

    private func finding(_ wanted: SignRule, _ signatures: [Signature]) -> Finding? {
        let theirs = signatures.filter { $0.by == wanted.who }
        if theirs.contains(where: { $0.level.satisfies(wanted.level) }) { return nil }
        var arguments = ["who": wanted.who, "level": wanted.level.rawValue, "rule": rule.id]
        if let given = theirs.first { arguments["given"] = given.level.rawValue }
        return Finding(.error, theirs.isEmpty ? "sign.missing" : "sign.tooWeak", at: Place(path: wanted.who), arguments)
    }
}

extension Signature.Level {
    /// A stronger form serves for a weaker one: paper and drawn for typed. Signing in is proof of its own; only handwriting stands in for it.
    func satisfies(_ wanted: Signature.Level) -> Bool {
        switch wanted {
        case .login: self != .typedName
        case .typedName: true
        case .drawn: self == .drawn || self == .paper
        case .paper: self == .paper
        }
    }
}
