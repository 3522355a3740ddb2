import Domain

/// Works out the clocks of a case from what happened on it. Pure: the same facts and calendar give the same clocks, however often it is asked.
///
/// A clock starts at the first of its starting steps and stops at the first of its stopping steps after that, or when the case ends. A limit reached to
/// the millisecond is met. Clocks whose condition does not hold do not run; what had started is dropped.
public struct CaseClocks: Sendable {
    let edition: Edition
    let evaluator: ConditionEvaluator
    let zone: CivilZone

    public init(edition: Edition, registry: EventRegistry, zone: CivilZone = .shanghai) {
        (self.edition, self.zone) = (edition, zone)
        evaluator = ConditionEvaluator(edition: edition, registry: registry, calendar: .weekendsOnly, zone: zone)
    }

    /// - Parameter calendar: the days to count by, for each clock; the past of a running clock is not counted anew (`CountedPast`).
    public func standings(of rule: CaseRule, _ facts: CaseFacts, now: Instant, calendar: (_ clock: String, _ round: Int) -> WorkingCalendar) -> ClockStandings {
        var result = ClockStandings()
        var applying: [String: Bool] = [:]
        for clock in rule.clocks {
            do throws(RuleError) {
                applying[clock.id] = try applies(clock, rule, facts, now)
            } catch {
                result.findings.append(error.finding)
                result.undecided.insert(clock.id)
            }
        }
        for clock in rule.clocks {
            guard let applies = applying[clock.id] else { continue }
            let overriding = rule.clocks.first { $0.overrides.contains(clock.id) && applying[$0.id] == true && isStarted($0, facts) }
            do throws(RuleError) {
                for round in try rounds(of: clock, facts) {
                    result.standings.append(try standing(of: clock, round, facts, applies ? overriding : nil, applies: applies, calendar(clock.id, round.number)))
                }
            } catch {
                result.findings.append(error.finding)
                result.undecided.insert(clock.id)
            }
        }
        return result
    }

    /// Whether the rule opens a case for this event. What it cannot know does not hold.
    public func opens(_ rule: CaseRule, for event: Event, now: Instant) throws(RuleError) -> Bool {
        let context = ConditionContext(event: event, history: HistoryFacts(), now: now)
        guard try evaluator.truth(of: .event(rule.opens), in: context, rule: rule.id) == .holds else { return false }
        return try evaluator.truth(of: rule.condition, in: context, rule: rule.id) == .holds
    }

    private func applies(_ clock: CaseClock, _ rule: CaseRule, _ facts: CaseFacts, _ now: Instant) throws(RuleError) -> Bool {
        if case .dated(let attribute) = clock.length, facts.event.attributes[attribute] == nil { return false }
        return try holds(clock.condition, rule, facts, now)
    }

    /// A condition of the case, with its decisions and steps in view. What the event does not say does not hold.
    public func holds(_ condition: Condition, _ rule: CaseRule, _ facts: CaseFacts, _ now: Instant, history: HistoryFacts = HistoryFacts()) throws(RuleError) -> Bool {
        let context = ConditionContext(event: facts.seen(by: rule), history: history, now: now)
        return try evaluator.truth(of: condition, in: context, rule: rule.id) == .holds
    }

    // MARK: rounds

    struct Round {
        var number: Int
        var start: Instant
        var stop: CaseStep?
        var length: CaseClock.Length
    }

    private func isStarted(_ clock: CaseClock, _ facts: CaseFacts) -> Bool { facts.first(clock.start, from: facts.openedAt) != nil }

    /// One round, or one more after each stop while it starts anew.
    private func rounds(of clock: CaseClock, _ facts: CaseFacts) throws(RuleError) -> [Round] {
        guard let start = facts.first(clock.start, from: facts.openedAt) else { return [] }
        var rounds: [Round] = []
        var next: Round? = Round(number: 1, start: start.at, stop: nil, length: clock.length)
        while var round = next {
            round.stop = stop(of: clock, from: round.start, isFirst: round.number == 1, facts)
            rounds.append(round)
            next = following(round, clock, facts)
        }
        return rounds
    }

    /// Of a clock that starts anew, the step that stopped one round does not stop the next.
    private func stop(of clock: CaseClock, from start: Instant, isFirst: Bool, _ facts: CaseFacts) -> CaseStep? {
        let codes = clock.stop + clock.againUntil + [CaseStep.closed, CaseStep.withdrawn]
        return facts.steps.first { codes.contains($0.code) && (isFirst ? $0.at >= start : $0.at > start) }
    }

    private func following(_ round: Round, _ clock: CaseClock, _ facts: CaseFacts) -> Round? {
        guard let again = clock.again, let stop = round.stop, clock.stop.contains(stop.code), !clock.againUntil.contains(stop.code) else { return nil }
        guard facts.first(clock.againUntil + [CaseStep.closed, CaseStep.withdrawn], from: round.start).map({ $0.at > stop.at }) ?? true else { return nil }
        return Round(number: round.number + 1, start: stop.at, stop: nil, length: .budget(again))
    }

    // MARK: one round

    private func standing(
        of clock: CaseClock, _ round: Round, _ facts: CaseFacts, _ overriding: CaseClock?, applies: Bool, _ calendar: WorkingCalendar
    ) throws(RuleError) -> ClockStanding {
        let told = try limit(of: clock, round, facts, calendar)
        let state: ClockStanding.State
        if !applies || (facts.isWithdrawn && round.stop?.code == CaseStep.withdrawn) {
            state = .dropped
        } else if let overriding {
            state = .replaced(by: overriding.id)
        } else if let stop = round.stop {
            state = .stopped(at: stop.at, deadline: told.limit.deadline, isLate: told.limit.deadline.map { stop.at > $0.at } ?? false)
        } else {
            switch told.limit {
            case .at(let deadline): state = .running(deadline)
            case .paused(let remaining): state = .paused(remaining, since: told.since ?? round.start)
            }
        }
        return ClockStanding(clock: clock.id, round: round.number, startedAt: round.start, state: state, derivation: told.derivation)
    }

    private struct Told {
        var limit: Limit
        var derivation: Derivation
        /// Since when it stands.
        var since: Instant?
    }

    private func limit(of clock: CaseClock, _ round: Round, _ facts: CaseFacts, _ calendar: WorkingCalendar) throws(RuleError) -> Told {
        let deadlines = Deadlines(calendar: calendar, zone: zone)
        switch round.length {
        case .dated(let attribute): return dated(attribute, facts)
        case .budget(let figure):
            let budget = try evaluator.figures.period(figure, rule: clock.id)
            let pauses = facts.pauses(in: clock.pausedIn).filter { pause in round.stop.map { pause.from < $0.at } ?? true }
            let reading = self.reading(of: clock)
            let told = deadlines.explained(from: round.start, budget, reading, pauses: pauses)
            return Told(limit: told.limit, derivation: told.derivation, since: pauses.last { $0.to == nil }?.from)
        }
    }

    private func dated(_ attribute: String, _ facts: CaseFacts) -> Told {
        let value = facts.event.attributes[attribute]
        let moment = value?.instant ?? value?.day.map { zone.end(of: $0) } ?? facts.openedAt
        let steps = [
            DerivationStep(DerivationCode.start.rawValue, zone.told(facts.openedAt)),
            DerivationStep(DerivationCode.asAsked.rawValue, zone.told(limit: moment).merging(["attribute": attribute]) { a, _ in a }),
            DerivationStep(DerivationCode.due.rawValue, zone.told(limit: moment)),
        ]
        return Told(limit: .at(Deadline(at: moment)), derivation: Derivation(steps))
    }

    func reading(of clock: CaseClock) -> LimitReading {
        let time = edition.regulation.time
        return LimitReading(
            lastDay: clock.lastDay ?? time.lastDay, closeOfBusiness: time.closeOfBusiness,
            workingHours: clock.isWorkingTime ? time.workingHours ?? .assumed : nil)
    }
}
