import Domain

/// The hours in which a party may be contacted, as stretches of time. Both ends belong to a stretch (Civil Code art. 1259).
struct ContactSlots: Sendable {
    struct Slot: Sendable, Equatable {
        var from: Instant
        var to: Instant
    }

    let hours: ContactHours
    let calendar: WorkingCalendar
    let zone: CivilZone
    /// How far ahead and back slots are looked for: longer than any holiday.
    private static let reach = 60

    /// The slots of a day in order; none on a day off when only workdays count.
    func slots(on day: LocalDay) -> [Slot] {
        if hours.workdaysOnly, !calendar.isWorkday(day) { return [] }
        return hours.spans.filter { $0.from < $0.to }.sorted { $0.from < $1.from }
            .map { Slot(from: zone.instant(day, $0.from), to: zone.instant(day, $0.to)) }
    }

    func allows(_ moment: Instant) -> Bool { slots(on: zone.day(of: moment)).contains { $0.from <= moment && moment <= $0.to } }

    /// The first slot that has not ended at `moment`.
    func first(notBefore moment: Instant) -> Slot? {
        let day = zone.day(of: moment)
        for ahead in 0...Self.reach {
            if let slot = slots(on: day.adding(days: ahead)).first(where: { $0.to > moment || $0.from == moment }) { return slot }
        }
        return nil
    }

    /// The last stretch that is allowed up to `limit`, cut off there.
    func last(notAfter limit: Instant) -> Slot? {
        let day = zone.limitDay(of: limit)
        for back in 0...Self.reach {
            if let slot = slots(on: day.adding(days: -back)).last(where: { $0.from <= limit }) {
                return Slot(from: slot.from, to: min(slot.to, limit))
            }
        }
        return nil
    }

    /// Whether working days whose schedule is not loaded have a say on `day`.
    func isProvisional(_ day: LocalDay) -> Bool { hours.workdaysOnly && calendar.isProvisional(day) }
}

extension WindowResolver {
    /// How contact hours bear on the limit (`contactSlot`).
    ///
    /// `lastAllowedInside` ends the window with the last contact hours in it. `firstAllowedAfter` looks whether contact is still allowed when
    /// the limit is reached (for a limit in days: some time on its last day) and, if not, moves it to the end of the next contact hours.
    func settle<Trail: DerivationTrail>(
        _ limit: Deadline, _ plan: WindowPlan, opens: Instant, trail: inout Trail
    ) -> (due: Deadline, isDeferred: Bool) {
        guard plan.slot != .any, let hours = plan.hours else { return (limit, false) }
        let slots = ContactSlots(hours: hours, calendar: deadlines.calendar, zone: deadlines.zone)
        return plan.slot == .lastAllowedInside
            ? (inside(limit, slots, opens: opens, trail: &trail), false)
            : deferred(limit, slots, plan.reading, trail: &trail)
    }

    private func inside<Trail: DerivationTrail>(_ limit: Deadline, _ slots: ContactSlots, opens: Instant, trail: inout Trail) -> Deadline {
        guard let slot = slots.last(notAfter: limit.at), slot.to >= opens else {
            trail.note(.noContactSlot, deadlines.zone.told(limit: limit.at))
            return limit
        }
        trail.note(.lastSlotInside, deadlines.zone.told(limit: slot.to))
        return Deadline(at: slot.to, isProvisional: limit.isProvisional || slots.isProvisional(deadlines.zone.limitDay(of: limit.at)))
    }

    private func deferred<Trail: DerivationTrail>(
        _ limit: Deadline, _ slots: ContactSlots, _ reading: LimitReading, trail: inout Trail
    ) -> (due: Deadline, isDeferred: Bool) {
        let day = deadlines.zone.limitDay(of: limit.at)
        let endsDay = deadlines.dayEnd(day, reading) == limit.at
        let isMet = endsDay ? slots.slots(on: day).contains { $0.from <= limit.at } : slots.allows(limit.at)
        guard !isMet, let slot = slots.first(notBefore: limit.at) else { return (limit, false) }
        trail.note(.deferredToSlot, deadlines.zone.told(limit: slot.to))
        let isProvisional = limit.isProvisional || slots.isProvisional(day) || slots.isProvisional(deadlines.zone.limitDay(of: slot.to))
        return (Deadline(at: slot.to, isProvisional: isProvisional), true)
    }
}
