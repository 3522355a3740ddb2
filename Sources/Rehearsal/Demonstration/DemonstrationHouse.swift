import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

/// One organisation while its months are played: its people, what they intend, and what has come of it.
final class DemonstrationHouse {
    let premises: Premises
    let organisation: DirectoryRows.Organisation
    let texts: DemonstrationTexts
    let crew: DemonstrationCrew
    /// The present, up to which is played, and its day.
    let asOf: Instant
    let today: LocalDay
    var random: DemoRandom
    var summary = DemonstrationSummary()
    /// What is intended for a follow-up, since it was first seen.
    var intentions: [FollowUpID: Intention] = [:]
    /// When a case, a duty or a record is taken up, by its identity.
    var turns: [Int64: LocalDay] = [:]
    /// The one patient of whom a call learns that he has died.
    var hasLearntOfDeath = false
    var requests = 0
    /// Published reports that somebody may still have to sign for, since when.
    var circulated: [Int64: LocalDay] = [:]
    var fates: [DutyID: Fate] = [:]
    /// Of each adoption the first person whom it assesses.
    var assessed: [AdoptionID: StaffID] = [:]
    var corrected: Set<DutyID> = []

    private let deliveries: DemonstrationDeliveries
    private let calendar: WorkingCalendar

    struct Intention {
        var day: LocalDay
        /// Nobody answers and nobody opens, whoever tries.
        var isOutOfReach: Bool
    }

    init(
        _ organisation: DirectoryRows.Organisation, premises: Premises, texts: DemonstrationTexts, deliveries: DemonstrationDeliveries, asOf: Instant,
        random: DemoRandom
    ) throws {
        (self.organisation, self.premises, self.texts, self.deliveries) = (organisation, premises, texts, deliveries)
        (self.asOf, self.today, self.random) = (asOf, organisation.zone.day(of: asOf), random)
        calendar = premises.calendar
        crew = try premises.database.read { try DemonstrationCrew(of: organisation, at: asOf, in: $0) }
    }

    var zone: CivilZone { organisation.zone }

    func isWorkday(_ day: LocalDay) -> Bool { calendar.isWorkday(day) }
    func nextWorkday(after day: LocalDay) -> LocalDay { calendar.firstWorkday(onOrAfter: day.adding(days: 1)) }

    func allows(_ moment: Instant, _ rule: FollowUpRule, _ regulation: Regulation) -> Bool {
        ContactHoursVerdict.of(rule, in: regulation, at: moment, calendar: calendar, zone: zone).isAllowed
    }

    // MARK: Night and day

    /// The facts of yesterday, then what time itself brings.
    func night(before day: LocalDay, isFirst: Bool) throws {
        let engine = try Authentication(premises).engine(of: organisation.id, at: min(asOf, zone.instant(day).adding(minutes: 30)))
        if !isFirst {
            let (taken, rejected) = try deliveries.deliver(day.adding(days: -1), engine)
            (summary.facts, summary.rejectedRows) = (summary.facts + taken, summary.rejectedRows + rejected)
        }
        _ = try Tick(premises).run(engine.at(min(asOf, engine.now.adding(minutes: 10))))
    }

    func agenda(of day: LocalDay) throws -> [DemonstrationAct] {
        let calls = try contacts(on: day)
        guard isWorkday(day) else { return calls }
        return try calls + reviews(on: day) + cases(on: day) + duties(on: day) + reports(on: day) + receipts(on: day)
    }

    // MARK: Short ways

    func read<T: Sendable>(_ body: @Sendable (any SQLReading) throws -> T) throws -> T { try premises.database.read(body) }

    /// A moment of the day between two times of it, given in minutes.
    func moment(_ day: LocalDay, _ minutes: ClosedRange<Int>) -> Instant {
        zone.instant(day).adding(seconds: Int64(random.from(minutes)) * 60 + Int64(random.below(60)))
    }

    func pick(_ uses: String..., fallback: String) -> String {
        for use in uses {
            let text = texts.pick(use, by: &random)
            if !text.isEmpty { return text }
        }
        return texts.pick(fallback, by: &random)
    }

    /// Whether the turn of something has come. It is drawn once: so many days after `since`, or, in so many of a thousand cases, weeks later.
    func isTurn(_ id: Int64, on day: LocalDay, since: LocalDay, after days: ClosedRange<Int>, forgotten: Int) -> Bool {
        let turn = turns[id] ?? since.adding(days: random.from(random.happens(forgotten) ? 12...25 : days))
        turns[id] = turn
        // What came up in the last two days is mostly left for the present.
        if since >= today.adding(days: -2), !random.happens(300) { return false }
        return turn <= day
    }

    /// A refusal is counted and the work goes on; anything else ends the play.
    func attempt(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch Refusal.invalid(let findings) {
            for finding in findings { summary.refused[finding.code, default: 0] += 1 }
        } catch let refusal as Refusal {
            summary.refused["\(refusal)", default: 0] += 1
        }
    }
}
