import Domain

/// Whether the time of a contact had to be agreed beforehand, and was. Findings: `appointment.missing` {rule, channel}, `appointment.recordedLate` {rule}.
public struct AppointmentCheck: Sendable {
    public let rule: FollowUpRule

    public init(_ rule: FollowUpRule) { self.rule = rule }

    /// Contacts by these channels need an appointment; a rule that names none means visits of any kind.
    public func isRequired(for channel: ContactChannel) -> Bool {
        guard let appointment = rule.appointment else { return false }
        let visits: Set<ContactChannel> = [.homeVisit, .siteVisit, .faceToFace]
        return appointment.channels.isEmpty ? visits.contains(channel) : appointment.channels.contains(channel)
    }

    /// - Parameters:
    ///   - agreedAt: when the appointment was made, nil when there is none.
    ///   - occurredAt: when the contact was made.
    public func findings(channel: ContactChannel, agreedAt: Instant?, occurredAt: Instant) -> [Finding] {
        guard isRequired(for: channel) else { return [] }
        guard let agreedAt else {
            return [Finding(.error, "appointment.missing", at: Place(path: rule.id), ["rule": rule.id, "channel": channel.rawValue])]
        }
        return agreedAt <= occurredAt ? [] : [Finding(.error, "appointment.recordedLate", at: Place(path: rule.id), ["rule": rule.id])]
    }
}
