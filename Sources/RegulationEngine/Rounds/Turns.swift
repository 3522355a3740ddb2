import Domain

/// Whose turn it is: what the books say of a party, and the fact that a turn is.
public struct Turn: Sendable {
    public var party: Party
    /// First day on which the organisation kept the party.
    public var since: LocalDay
    public var group: String?
    /// When somebody last reached the party for a follow-up.
    public var contactedOn: LocalDay?
    /// The party came within the occasion: its turn lies in what is left.
    public var isJoining: Bool
    /// Somebody added it to a plan.
    public var isAdded: Bool

    public init(
        party: Party, since: LocalDay, group: String? = nil, contactedOn: LocalDay? = nil, isJoining: Bool = false, isAdded: Bool = false
    ) {
        (self.party, self.since, self.group, self.contactedOn) = (party, since, group, contactedOn)
        (self.isJoining, self.isAdded) = (isJoining, isAdded)
    }
}

extension Planner {
    /// The rules that have rounds.
    public var rounds: [(rule: String, round: RoundRule)] {
        plans.compactMap { plan in
            if case .each(let round) = plan.rule.trigger { (plan.rule.id, round) } else { nil }
        }
    }

    /// Occasions of the rule that touch these days, by their first day.
    public func occasions(of rule: String, from: LocalDay, through: LocalDay) throws(RuleError) -> [RoundOccasion] {
        try roundPlan(rule).occasions(from: from, through: through, dates: resolver.deadlines.calendar.festivalDates)
    }

    private func roundPlan(_ rule: String) throws(RuleError) -> RoundPlan {
        guard case .each(let round)? = edition.regulation.rule(rule)?.trigger else { throw RuleError(rule: rule, .ruleUnknown) }
        return try RoundPlan(round, rule: rule, figures: resolver.evaluator.figures)
    }

    /// How long before a period the proposal of its plan lies ready, and how long before it is to be handed in; nil for rules without a plan.
    public func planning(of rule: String) throws(RuleError) -> (drafted: Period, ready: Period?)? {
        guard let plan = edition.regulation.rule(rule)?.plan else { return nil }
        let figures = resolver.evaluator.figures
        let drafted = try figures.period(plan.drafted, rule: rule)
        guard let figure = plan.ready else { return (drafted, nil) }
        return (drafted, try figures.period(figure, rule: rule))
    }

    /// The working days of an occasion; all of its days where none is worked.
    public func workdays(of occasion: RoundOccasion) -> [LocalDay] {
        let all = (0...max(0, occasion.last.days(since: occasion.first))).map { occasion.first.adding(days: $0) }
        let worked = all.filter { resolver.deadlines.calendar.isWorkday($0) }
        return worked.isEmpty ? all : worked
    }

    /// The fact of a turn, before it is kept. Nil when the party has had its last.
    ///
    /// - Parameters:
    ///   - from: the first day of the turn: that of the occasion, or a later one for whoever joins in it.
    public func turn(_ turn: Turn, of rule: String, _ occasion: RoundOccasion, from: LocalDay, id: EventID, unit: UnitID, at now: Instant)
        throws(RuleError) -> Event?
    {
        if let until = try roundPlan(rule).until, until.moved(turn.since, by: 1) < from { return nil }
        let key = [edition.adoption.description, rule, occasion.name, turn.party.number ?? "#" + turn.party.id.description]
        return Event(
            id: id, kind: RoundRule.kind, naturalKey: key.joined(separator: "/"), occurredAt: resolver.deadlines.zone.instant(from), recordedAt: now,
            unit: unit, party: turn.party.id, sender: .engine, attributes: attributes(turn, rule, occasion, from))
    }

    private func attributes(_ turn: Turn, _ rule: String, _ occasion: RoundOccasion, _ from: LocalDay) -> [String: AttributeValue] {
        var said: [String: AttributeValue] = [
            "adoption": .text(edition.adoption.description), "round": .text(rule), "period": .text(occasion.name), "nth": .number(Double(occasion.nth)),
            "of": .text(turn.party.kind.rawValue), "from": .day(from), "until": .day(occasion.last), "since": .day(turn.since), "group": .text(turn.group ?? ""),
            "tags": .list(turn.party.tags), "joined": .flag(turn.isJoining), "contacted": .flag(turn.contactedOn != nil),
        ]
        if turn.isAdded { said["added"] = .flag(true) }
        said["festival"] = occasion.festival.map { .text($0.rawValue) }
        said["day"] = occasion.day.map { .day($0) }
        said["sex"] = turn.party.sex.map { .text($0) }
        said["age"] = turn.party.bornOn.map { .number(Double($0.fullYears(until: from))) }
        said["daysSinceContact"] = turn.contactedOn.map { .number(Double(from.days(since: $0))) }
        return said
    }
}

extension Event {
    /// Whether it is somebody's turn by this rule of the adoption.
    public func isTurn(of rule: String, adoption: AdoptionID) -> Bool {
        kind == RoundRule.kind && attributes["round"]?.text == rule && attributes["adoption"]?.text == adoption.description
    }
}

extension LocalDay {
    /// Whole years that have passed on `day`; a 29 February counts in other years from 1 March.
    func fullYears(until day: LocalDay) -> Int {
        let isBefore = (day.month, day.day) < (month, self.day)
        return max(0, day.year - year - (isBefore ? 1 : 0))
    }
}
