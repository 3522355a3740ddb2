import Domain

/// Whether a party may be contacted at a moment.
public enum ContactHoursVerdict: Sendable, Hashable {
    /// Why not.
    public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        /// On such a day, but at another time.
        case outsideHours
        /// Not a workday.
        case dayOff
    }

    case allowed
    /// Not then; nil when no contact hours are near.
    case refused(Reason, nextAllowedAt: Instant?)
    /// Not then, unless someone gives a reason.
    case overridable(Reason, nextAllowedAt: Instant?)

    public var isAllowed: Bool { self == .allowed }

    /// - Parameters:
    ///   - rule: its own hours go before the regulation's.
    ///   - moment: when the contact is or was made.
    public static func of(
        _ rule: FollowUpRule, in regulation: Regulation, at moment: Instant, calendar: WorkingCalendar, zone: CivilZone = .shanghai
    ) -> ContactHoursVerdict {
        guard let hours = rule.hours ?? regulation.time.contactHours, !hours.spans.isEmpty else { return .allowed }
        let slots = ContactSlots(hours: hours, calendar: calendar, zone: zone)
        if slots.allows(moment) { return .allowed }
        let reason: Reason = hours.workdaysOnly && !calendar.isWorkday(zone.day(of: moment)) ? .dayOff : .outsideHours
        let next = slots.first(notBefore: moment)?.from
        return hours.mayOverride ? .overridable(reason, nextAllowedAt: next) : .refused(reason, nextAllowedAt: next)
    }
}
