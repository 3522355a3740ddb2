import Domain
import Operations
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// The world of one rehearsal while it is played: an organisation on a database of its own, and the moment it is at.
final class Stage {
    static let organisation = OrganisationID(1)

    let script: RehearsalScript
    var premises: Premises
    let regulations: [String: Regulation]
    let values: [String: [String: String]]
    let zone = CivilZone.shanghai

    var now: Instant
    var units: [String: UnitID] = [:]
    var staff: [String: StaffID] = [:]
    var adoptions: [String: AdoptionID] = [:]
    /// Name in the script → event.
    var events: [String: EventID] = [:]
    /// Parts of a regulation that an expectation looked at: `targets.reached`.
    var looked: [String: Set<String>] = [:]
    var failures: [RehearsalResult.Failure] = []
    var deliveries = 0

    init(
        _ script: RehearsalScript, library: RegulationLibrary, regulations: [String: Regulation], values: [String: [String: String]],
        calendar: WorkingCalendar, secrets: DataSecrets, database: any Database
    ) throws {
        (self.script, self.regulations, self.values) = (script, regulations, values)
        let shelf = EditionShelf { name, _ throws(Refusal) in
            guard let regulation = regulations[name] else { throw .notFound }
            return regulation
        }
        premises = Premises(
            database: database, secrets: secrets, identifiers: IdentifierSequence(), library: library, shelf: shelf, calendar: calendar)
        now = script.steps.first?.at ?? zone.instant(LocalDay(year: 2026, month: 1, day: 1)!)
        try found()
    }

    /// Plays every step. A step that goes wrong is told, and the next one is tried: later lines may still tell something.
    func play() -> RehearsalResult {
        for step in script.steps { play(step) }
        return RehearsalResult(
            source: script.source, title: script.title, regulations: script.regulations, failures: failures, fired: (try? Firing(self).all()) ?? [:])
    }

    private func play(_ step: RehearsalStep) {
        do {
            try leap(to: step.at)
        } catch {
            return fail(step.place, "time to pass until \(Told.moment(step.at, zone))", Told.error(error))
        }
        let wanted = StepExpectations(step)
        var gave = StepFindings()
        for act in step.acts { perform(act, wanted, &gave, step.place) }
        check(step, gave)
    }

    func fail(_ place: Place, _ expected: String, _ found: String) {
        failures.append(RehearsalResult.Failure(place: place, expected: expected, found: found))
    }

    // MARK: Reading

    func read<T: Sendable>(_ body: @Sendable (any SQLReading) throws -> T) throws -> T { try premises.database.read(body) }
    func write<T: Sendable>(_ body: @Sendable (any SQLWriting) throws -> T) throws -> T { try premises.database.write(body) }

    /// The engine's own context: everything, everywhere.
    func engine(at moment: Instant? = nil) -> Context {
        let all = Set(units.values).union([root])
        return Context(
            now: moment ?? now, organisation: Self.organisation, actor: .engine,
            scope: Scope(units: Dictionary(uniqueKeysWithValues: Right.allCases.map { ($0, all) })))
    }

    /// A person at work: everyone may work, lead and review where they belong; the roles of posts decide what is theirs.
    func acting(_ name: String) throws -> Context {
        guard let id = staff[name], let member = script.organisation.staff.first(where: { $0.id == name }) else {
            throw Missing("nobody is called \(name)")
        }
        let place = member.unit.flatMap { units[$0] } ?? root
        let reach = try read { try DirectoryRows.directory(of: Stage.organisation, in: $0) }.subtree(of: place)
        let rights: [Right] = [.work, .lead, .review, .report]
        return Context(
            now: now, organisation: Self.organisation, actor: Actor(staff: id, account: id.rawValue, name: member.name),
            scope: Scope(units: Dictionary(uniqueKeysWithValues: rights.map { ($0, reach) })))
    }

    var root: UnitID { units[""] ?? UnitID(1) }
}

/// What the acts of a step gave to know, beside what they did.
struct StepFindings {
    var codes: [String] = []
    var refusals: [String] = []
}

/// Whether a step expects its act to be refused or to give findings: then these are no failures of their own.
struct StepExpectations {
    let refusal: String?
    let findings: Set<String>

    init(_ step: RehearsalStep) {
        var (refusal, findings): (String?, Set<String>) = (nil, [])
        for expectation in step.expectations {
            switch expectation.kind {
            case .refused(let code): refusal = code
            case .findings(let codes): findings.formUnion(codes)
            default: continue
            }
        }
        (self.refusal, self.findings) = (refusal, findings)
    }
}
