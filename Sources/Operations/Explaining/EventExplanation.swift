import Domain
import RegulationEngine
import SQLCore
import Storage

/// What an event came to under every rule in force on its day.
public struct EventExplanation: Sendable {
    public struct Line: Sendable {
        public var rule: RuleFacts
        public var verdict: RuleVerdict
        /// Where it lies or lay in a frame, when the rule draws or leaves a choice.
        public var draw: DrawLine?
        /// Oldest first; those that the reader does not see are left out.
        public var followUps: [FollowUpLine]
    }

    public struct DrawLine: Sendable, Hashable {
        public var id: Int64
        public var frame: String
        public var stratum: String
        public var place: Int?
        /// In its stratum, and how many of them were drawn by lot.
        public var size: Int
        public var drawn: Int
        public var isFrozen: Bool
        public var closesAt: Instant
        public var reason: String?
    }

    public struct FollowUpLine: Sendable, Hashable {
        public var id: FollowUpID
        public var occurrence: Int
        public var state: FollowUp.State
        public var window: Window
        public var timeliness: Timeliness
        public var flag: String?
        public var assignee: String?
    }

    /// A regulation that was adopted but not yet in force on the event's day.
    public struct Later: Sendable, Hashable {
        public var adoption: AdoptionID
        public var regulation: String
        public var title: LocalizedText
        public var activeFrom: LocalDay
    }

    public var event: EventFacts
    public var lines: [Line]
    public var notYetInForce: [Later]
    /// Events that are consequences of this one, as far as the reader may see them.
    public var caused: [EventFacts.Link]
    /// Newest first.
    public var journal: [JournalLine]
}

/// What a rule makes of an event.
public enum RuleVerdict: Sendable, Hashable {
    /// A row of the denominator: obligatory, drawn, chosen or not drawn.
    case eligible(Eligible.Standing)
    /// `population` has the wording when the reason is a group of the regulation; else `reason` is a code (`stop.<reason>`).
    case exempt(reason: String, population: LocalizedText?, clause: String?)
    /// The adoption does not cover the event's unit.
    case unitNotCovered
    /// Asks for events like this one, but with other particulars, or under a condition that does not hold.
    case conditionNotMet([ConditionTerm])
    /// The rule cannot be evaluated for this event.
    case undecided(Finding)
    /// Starts when the follow-up of another rule (its title) has reached a state.
    case waitsFor(rule: LocalizedText, state: FollowUp.State)
    /// Made because somebody asked for it, without a row of its own.
    case requested
    /// The rule would apply, yet it was not in force when the event came in.
    case notPlanned
}

struct EventExplaining {
    private let desk: ExplainingDesk
    private let event: Event
    private let rows: [FollowUpRow]
    private let eligible: [EligibleRows.Row]
    private let editions: ActiveEditions

    init(_ desk: ExplainingDesk, _ id: EventID) throws {
        self.desk = desk
        event = try desk.visibleEvent(id)
        rows = try FollowUpRows.rows(of: id, desk.organisation, in: desk.session)
        eligible = try EligibleRows.rows(of: id, desk.organisation, in: desk.session)
        editions = try desk.premises.shelf.editions(of: desk.organisation, in: desk.session)
    }

    func explanation() throws -> EventExplanation {
        let reading = EventFactsReading(desk: desk, registry: desk.premises.library.registry)
        return EventExplanation(
            event: try reading.facts(event), lines: try concerned().flatMap { try lines($0) }, notYetInForce: notYetInForce(),
            caused: try EventRows.causedEvents(by: event.id, of: desk.organisation, in: desk.session).compactMap(reading.link),
            journal: try desk.journal(.event(event.id)))
    }

    private var day: LocalDay { desk.context.zone.day(of: event.occurredAt) }

    /// For each adoption the edition by which the event was judged, else the one in force on its day.
    private func concerned() throws -> [ActiveEdition] {
        var byAdoption = Dictionary(editions.on(day).map { ($0.adoption, $0) }, uniquingKeysWith: { a, _ in a })
        for row in eligible { byAdoption[row.adoption] = try desk.edition(row.edition) }
        for row in rows where byAdoption[row.followUp.adoption] == nil { byAdoption[row.followUp.adoption] = try desk.edition(row.followUp.edition) }
        return byAdoption.values.sorted { ($0.edition.regulation.id, $0.adoption) < ($1.edition.regulation.id, $1.adoption) }
    }

    private func lines(_ active: ActiveEdition) throws -> [EventExplanation.Line] {
        let judge = RuleJudging(desk: desk, active: active, event: event, eligible: eligible.filter { $0.adoption == active.adoption })
        return try active.edition.regulation.followUps.compactMap { rule in
            let made = rows.filter { $0.followUp.adoption == active.adoption && $0.followUp.rule == rule.id }
            guard let verdict = judge.verdict(rule) ?? (made.isEmpty ? nil : .requested) else { return nil }
            let seen = made.filter { FollowUpDesk.isVisible($0, desk.context) }
            return EventExplanation.Line(rule: RuleFacts(active, rule: rule.id), verdict: verdict, draw: try draw(rule, active), followUps: seen.map(line))
        }
    }

    private func line(_ row: FollowUpRow) -> EventExplanation.FollowUpLine {
        let (context, f) = (desk.context, row.followUp)
        return .init(
            id: f.id, occurrence: f.occurrence, state: f.state, window: f.window,
            timeliness: Timeliness.of(f.window, at: context.now, endOfToday: context.endOfToday), flag: row.flag,
            assignee: f.assignee.flatMap { desk.directory.staff[$0]?.name })
    }

    private func draw(_ rule: FollowUpRule, _ active: ActiveEdition) throws -> EventExplanation.DrawLine? {
        let (organisation, session) = (desk.organisation, desk.session)
        guard rule.choice != nil,
            let entry = try DrawEntryRows.row(of: event.id, adoption: active.adoption, rule: rule.drawGroup, organisation, in: session),
            let frame = try DrawRows.row(entry.draw, of: organisation, in: session)
        else { return nil }
        let stratum = try DrawEntryRows.rows(of: entry.draw, organisation, in: session).filter { $0.stratum == entry.stratum && $0.standing != .left }
        return EventExplanation.DrawLine(
            id: frame.id, frame: frame.frame, stratum: entry.stratum, place: entry.place, size: stratum.count,
            drawn: stratum.count { $0.standing == .drawn && $0.replaces == nil }, isFrozen: frame.state == .frozen, closesAt: frame.closesAt, reason: entry.reason)
    }

    private func notYetInForce() -> [EventExplanation.Later] {
        let known = Set(editions.on(day).map(\.adoption))
        var later: [AdoptionID: ActiveEdition] = [:]
        for edition in editions.holding(onOrAfter: day) where !known.contains(edition.adoption) {
            if let other = later[edition.adoption]?.activeFrom, let from = edition.activeFrom, other <= from { continue }
            later[edition.adoption] = edition
        }
        return later.values.compactMap { active in
            guard let from = active.activeFrom, RuleJudging(desk: desk, active: active, event: event, eligible: []).concernsAny else { return nil }
            return .init(adoption: active.adoption, regulation: active.edition.regulation.id, title: active.edition.regulation.title, activeFrom: from)
        }.sorted { $0.regulation < $1.regulation }
    }
}
