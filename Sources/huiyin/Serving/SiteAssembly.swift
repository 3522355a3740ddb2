import Logging
import Operations
import Rehearsal
import SQLCore
import Secrets
import Storage
import Web

/// Makes the site that the server shows of a house.
struct SiteAssembly {
    let assembly: Assembly
    let house: House
    let settings: SiteSettings
    let logger: Logger

    init(_ assembly: Assembly, _ house: House, _ settings: SiteSettings, _ logger: Logger) {
        (self.assembly, self.house, self.settings, self.logger) = (assembly, house, settings, logger)
    }

    func site() throws -> Site {
        let folder = house.share.path + "/static"
        for fault in StaticFolder.faults(folder) { logger.warning("\(fault)") }
        let database = house.premises.database
        let rooms = BlockingWork(threads: 32, waiting: 500)
        let gauges = [
            Metrics.Gauge("huiyin_work_depth", help: "Use cases that run or wait for a thread.") { Double(rooms.depth) },
        ]
        return Site(
            premises: house.premises, phrases: house.phrases, statics: try StaticFolder.read(folder), spool: Spool(folder: house.data.spool),
            importWords: try house.importWords(), rehearse: try rehearsals(), settings: settings, metrics: Metrics(gauges: gauges), logger: logger, clock: assembly.clock, stopwatch: assembly.stopwatch,
            token: { RandomSource.token() }, readiness: { try Self.check(database) }, rooms: rooms)
    }

    private func rehearsals() throws -> RehearsalRunner {
        try Rehearsals(library: house.premises.library, calendar: house.premises.calendar, database: assembly.stage()).runner
    }

    private static func check(_ database: any Database) throws {
        let pending = try Migrator(Schema.migrations).pending(on: database)
        guard pending.isEmpty else { throw Obstacle("\(pending.count) migrations are pending") }
    }
}
