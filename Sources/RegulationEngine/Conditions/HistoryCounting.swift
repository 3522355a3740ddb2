import Domain

/// `count: complaintClosed, same: [party, category], inARow: true, atLeast: 2, within: 12 months`.
///
/// `party`, `unit` and `matter` bind the count to the event's own; `issue` is party and category. The other names are attributes that must agree.
/// In a row means that no event of the kind, with the same party, unit or matter but of another value, lies between.
struct HistoryCounting {
    let count: HistoryCount
    let rule: String
    let figures: Figures
    let registry: EventRegistry
    let deadlines: Deadlines

    /// What has to be fetched before the count can be made.
    func query(for event: Event, now: Instant) throws(RuleError) -> HistoryQuery {
        guard let name = registry.resolve(count.of) else { throw RuleError(rule: rule, .eventUnknown, ["event": count.of]) }
        let within = try figures.period(count.within, rule: rule)
        let bound = Set(keys)
        return HistoryQuery(
            kind: name.kind.name, fixed: name.fixed, since: reachBack(within, from: now), until: now,
            party: bound.contains("party") ? event.party : nil, unit: bound.contains("unit") ? event.unit : nil,
            matter: bound.contains("matter") ? event.matter : nil)
    }

    /// Whether there are at least as many; an event that lacks what must be the same has no equals, itself included.
    func truth(for event: Event, in history: HistoryFacts, now: Instant) throws(RuleError) -> Truth {
        let wanted = try figures.count(count.atLeast, rule: rule)
        let query = try query(for: event, now: now)
        guard isBound(event), let values = sameValues(of: event) else { return .fails }
        let events = ordered(history.events + [event]).filter(query.admits)
        return Truth(run(events, values) >= wanted)
    }

    private var keys: [String] { count.same.flatMap { $0 == "issue" ? ["party", "category"] : [$0] } }
    private var attributes: [String] { keys.filter { !["party", "unit", "matter"].contains($0) } }

    private func isBound(_ event: Event) -> Bool {
        (!keys.contains("party") || event.party != nil) && (!keys.contains("matter") || event.matter != nil)
    }

    private func sameValues(of event: Event) -> [String: AttributeValue]? {
        var values: [String: AttributeValue] = [:]
        for name in attributes {
            guard let value = event.attributes[name] else { return nil }
            values[name] = value
        }
        return values
    }

    /// By time, each event once, the latest version winning.
    private func ordered(_ events: [Event]) -> [Event] {
        let latest = Dictionary(events.map { ($0.id, $0) }, uniquingKeysWith: { $0.version >= $1.version ? $0 : $1 })
        return latest.values.sorted { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
    }

    private func run(_ events: [Event], _ values: [String: AttributeValue]) -> Int {
        func agrees(_ event: Event) -> Bool { values.allSatisfy { event.attributes[$0.key] == $0.value } }
        return count.inARow ? events.reversed().prefix(while: agrees).count : events.filter(agrees).count
    }

    /// The earliest moment whose `within` has not passed at `now`: the same day so many days, months or years ago.
    private func reachBack(_ within: Period, from now: Instant) -> Instant {
        if within.isClockTime { return now.adding(minutes: -within.clockMinutes) }
        let day = deadlines.zone.day(of: now)
        return deadlines.zone.instant(earliestDay(within, before: day))
    }

    private func earliestDay(_ within: Period, before day: LocalDay) -> LocalDay {
        if let months = within.months { return day.adding(months: -months) }
        guard within.unit == .workdays else { return day.adding(days: -within.boundedCount * (within.unit == .weeks ? 7 : 1)) }
        var (back, left) = (day, min(within.boundedCount, 10_000))
        while left > 0 {
            back = back.adding(days: -1)
            if deadlines.calendar.isWorkday(back) || day.days(since: back) > 20_000 { left -= 1 }
        }
        return back
    }
}
