import Domain
import Operations
import RegulationEngine
import SQLCore
import Secrets

/// Runs rehearsals: each on a database of its own, through the use cases that people and programs use, with a clock that leaps to whatever is due next.
public struct Rehearsals: Sendable {
    public let library: RegulationLibrary
    let calendar: WorkingCalendar
    let secrets: DataSecrets
    let database: @Sendable () throws -> any Database

    /// - Parameters:
    ///   - calendar: the statutory schedule; a rehearsal may load further years.
    ///   - database: a fresh one each time, migrated and empty.
    public init(library: RegulationLibrary, calendar: WorkingCalendar, database: @escaping @Sendable () throws -> any Database) throws {
        (self.library, self.calendar, self.database) = (library, calendar, database)
        secrets = try DataSecrets(MasterKey(SecretKey([UInt8](repeating: 1, count: SecretKey.size))!), passwords: PasswordHash(cost: .cheapest))
    }

    /// Reads and runs a file. One that cannot be read fails with its findings.
    public func run(_ file: SourceFile) -> RehearsalResult {
        let reading = RehearsalDocument.read(yaml: file.text, source: file.path)
        let errors = reading.findings.filter { $0.severity == .error }
        guard let script = reading.value, errors.isEmpty else {
            let failures = errors.map { RehearsalResult.Failure(place: $0.place, expected: "a rehearsal that can be read", found: $0.told) }
            return RehearsalResult(source: file.path, title: reading.value?.title ?? "", regulations: [], failures: failures, fired: [:])
        }
        return run(script)
    }

    /// - Parameters:
    ///   - regulations: stand in for those of the library, by id.
    ///   - values: parameters by regulation, where the rehearsal sets none itself.
    public func run(_ script: RehearsalScript, regulations: [String: Regulation] = [:], values: [String: [String: String]] = [:]) -> RehearsalResult {
        var known = library.packs.mapValues(\.regulation)
        known.merge(regulations) { _, given in given }
        do {
            let stage = try Stage(
                script, library: library, regulations: known, values: values, calendar: calendar, secrets: secrets, database: try database())
            return stage.play()
        } catch {
            let failure = RehearsalResult.Failure(
                place: Place(source: script.source), expected: "an organisation that can begin", found: Told.error(error))
            return RehearsalResult(source: script.source, title: script.title, regulations: script.regulations, failures: [failure], fired: [:])
        }
    }

    /// The rehearsals that came with a pack.
    public func run(pack regulation: String) -> [RehearsalResult] {
        (library.packs[regulation]?.rehearsals ?? []).map(run)
    }
}

extension Rehearsals {
    /// For `Adopting.rehearse`: the pack's rehearsals with an edition's document and figures.
    public var runner: RehearsalRunner {
        { request in
            let document = try library.open(request.document, source: request.regulation)
            let files = library.packs[request.regulation]?.rehearsals ?? []
            return RehearsalReport(outcomes: files.map { outcome($0, document.regulation, request.values) })
        }
    }

    private func outcome(_ file: SourceFile, _ regulation: Regulation, _ values: [String: String]) -> RehearsalReport.Outcome {
        let reading = RehearsalDocument.read(yaml: file.text, source: file.path)
        guard let script = reading.value, !reading.hasErrors else {
            return .init(name: file.path, hasPassed: false, messages: reading.findings.map(\.told))
        }
        let result = run(script, regulations: [regulation.id: regulation], values: [regulation.id: values])
        return .init(
            name: result.title, hasPassed: result.hasPassed, messages: result.failures.map(\.text),
            elements: (result.fired[regulation.id] ?? []).sorted())
    }
}
