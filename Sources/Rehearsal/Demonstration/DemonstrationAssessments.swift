import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

/// Assessments from the telling to the decision, and what is noted about them afterwards.
extension DemonstrationHouse {
    /// What whoever is assessed makes of it.
    enum Fate { case objects, accepts, keepsSilent }

    func assessments(_ open: [DutyRows.Row], on day: LocalDay) throws -> [DemonstrationAct] {
        let rows = try read { [organisation] session in
            try open.compactMap { duty in try AssessmentRows.row(duty.duty.id, of: organisation.id, in: session).map { (duty, $0) } }
        }
        let steps = rows.filter { isDue($0.1, $0.0, on: day) }.map { duty, row in
            DemonstrationAct(at: moment(day, 600...1000)) { [self] now in try attempt { try advance(row, duty, now) } }
        }
        return try steps + corrections(on: day)
    }

    // MARK: When

    private func isDue(_ row: AssessmentRows.Row, _ duty: DutyRows.Row, on day: LocalDay) -> Bool {
        let isWaiting = isToWait(row, duty)
        func turn(_ stage: Int64, since: Instant?, _ days: ClosedRange<Int>) -> Bool {
            isTurn(row.id.rawValue &* 8 &+ stage, on: day, since: zone.day(of: since ?? duty.openedAt), after: days, forgotten: 0)
        }
        switch row.state {
        case .open: return isWaiting ? day >= toldForThePresent : turn(0, since: duty.openedAt, 2...6)
        case .told where isWaiting: return day >= nextWorkday(after: nextWorkday(after: toldForThePresent))
        case .told:
            if fate(of: row) != .keepsSilent { return turn(1, since: row.told?.at, 1...3) }
            return row.objectBy.map { zone.day(of: $0) < day } == true && turn(2, since: row.objectBy, 1...3)
        case .objected: return !isWaiting && turn(3, since: row.objection?.at, 1...4)
        case .accepted, .heard: return turn(4, since: row.hearing?.at ?? row.objection?.at, 1...3)
        case .decided: return false
        }
    }

    /// Of the newest that are to be told, that of the first person is told some days before the present, and the objection waits to be heard.
    private func isToWait(_ row: AssessmentRows.Row, _ duty: DutyRows.Row) -> Bool {
        guard let staff = row.staff else { return false }
        let opened = zone.day(of: duty.openedAt)
        return opened <= toldForThePresent && opened.adding(months: 1) > toldForThePresent && staff == firstAssessed(duty.adoption, staff)
    }

    private func firstAssessed(_ adoption: AdoptionID, _ staff: StaffID) -> StaffID {
        let first = min(assessed[adoption] ?? staff, staff)
        assessed[adoption] = first
        return first
    }

    /// Five workdays before the present.
    private var toldForThePresent: LocalDay {
        var (day, left) = (today, 5)
        while left > 0 {
            day = day.adding(days: -1)
            if isWorkday(day) { left -= 1 }
        }
        return day
    }

    private func fate(of row: AssessmentRows.Row) -> Fate {
        if let known = fates[row.id] { return known }
        let drawn = random.below(10)
        let fate: Fate = drawn < 4 ? .objects : drawn < 7 ? .accepts : .keepsSilent
        fates[row.id] = fate
        return fate
    }

    // MARK: What

    private func advance(_ row: AssessmentRows.Row, _ duty: DutyRows.Row, _ now: Instant) throws {
        let assessing = Assessing(premises)
        switch row.state {
        case .open:
            guard let context = decider(row, duty, now) else { return }
            if try rule(of: row).0.isTold { try assessing.tell(row.id, context) } else { try decide(row, duty, now) }
        case .told where fate(of: row) == .keepsSilent && !isToWait(row, duty): try decide(row, duty, now)
        case .told:
            guard let context = try whoIsAssessed(row, now) else { return }
            if fate(of: row) == .accepts, !isToWait(row, duty) { return try assessing.accept(row.id, context) }
            try assessing.object(row.id, reason: pick("assessment.object", fallback: "comment"), context)
            summary.objections += 1
        case .objected:
            guard let context = try hearer(row, now) else { return }
            let isUpheld = random.happens(400)
            try assessing.hear(row.id, isUpheld: isUpheld, reason: pick(isUpheld ? "assessment.uphold" : "assessment.dismiss", fallback: "comment"), context)
            summary.objectionsHeard += 1
        case .accepted, .heard: try decide(row, duty, now)
        case .decided: return
        }
    }

    private func decide(_ row: AssessmentRows.Row, _ duty: DutyRows.Row, _ now: Instant) throws {
        guard let context = decider(row, duty, now) else { return }
        let option = row.isUpheld == true ? "none" : random.happens(150) ? "otherwise" : "asProposed"
        try Assessing(premises).decide(row.id, option: option, reason: pick("assessment.\(option)", fallback: "decision"), context)
        summary.assessmentsDecided += 1
    }

    /// Some figures turn out otherwise some weeks later, which is noted for the next period.
    private func corrections(on day: LocalDay) throws -> [DemonstrationAct] {
        let (units, organisation) = (crew.directory.units.keys.sorted(), organisation.id)
        let decided = try read { session in
            try units.flatMap { try AssessmentRows.page(unit: $0, before: nil, limit: 6, of: organisation, in: session) }
        }.filter { $0.state == .decided && $0.id.rawValue % 4 == 1 && !corrected.contains($0.id) }
        return decided.compactMap { row in
            guard isTurn(row.id.rawValue &* 8 &+ 5, on: day, since: zone.day(of: row.decided?.at ?? asOf), after: 4...12, forgotten: 0) else { return nil }
            return DemonstrationAct(at: moment(day, 600...1000)) { [self] now in
                corrected.insert(row.id)
                guard let context = row.decided.flatMap({ crew.context($0.by, at: now) }) else { return }
                try attempt { try Assessing(premises).correct(row.id, text: pick("assessment.correct", fallback: "comment"), context) }
                summary.corrections += 1
            }
        }
    }

    // MARK: Who

    private func rule(of row: AssessmentRows.Row) throws -> (AssessmentRule, ActiveEdition) {
        let active = try read { [premises, organisation] in try premises.shelf.edition(row.edition, of: organisation.id, in: $0) }
        guard let rule = active.edition.regulation.assessments.first(where: { $0.id == row.rule }) else { throw Refusal.notFound }
        return (rule, active)
    }

    private func decider(_ row: AssessmentRows.Row, _ duty: DutyRows.Row, _ now: Instant) -> Context? {
        person(duty.deciderRole, row, now, but: [row.staff])
    }

    private func whoIsAssessed(_ row: AssessmentRows.Row, _ now: Instant) throws -> Context? {
        if let staff = row.staff { return crew.context(staff, at: now) }
        let (rule, active) = try rule(of: row)
        return person(rule.tell.map(active.postRole), row, now)
    }

    private func hearer(_ row: AssessmentRows.Row, _ now: Instant) throws -> Context? {
        let (rule, active) = try rule(of: row)
        return person(rule.heardBy.map(active.postRole), row, now, but: [row.told?.by, row.objection?.by, row.staff])
    }

    private func person(_ role: String?, _ row: AssessmentRows.Row, _ now: Instant, but others: [StaffID?] = []) -> Context? {
        let holders = role.map { crew.holders(of: $0, near: row.unit, on: zone.day(of: now)) } ?? []
        return holders.first { !others.contains($0) }.flatMap { crew.context($0, at: now) }
    }
}
