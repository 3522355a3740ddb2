import Domain
import RegulationEngine
import SQLCore
import Storage

/// Frames whose time is over are frozen and drawn from, in due order, each once, also after a pause.
struct Frames {
    let premises: Premises
    let context: Context

    func freeze() throws -> Int {
        var frozen = 0
        while true {
            let due = try premises.database.read { try DrawRows.closing(until: context.now, limit: 1, of: context.organisation, in: $0) }
            guard let draw = due.first else { return frozen }
            try premises.database.write { try freeze(draw, $0) }
            frozen += 1
        }
    }

    /// A frame whose rule cannot be evaluated is frozen empty and told, so that it never stands in the way of the others.
    private func freeze(_ draw: DrawRows.Row, _ session: any SQLWriting) throws {
        let directory = try premises.directory(of: context.organisation, in: session)
        let plans = try Plans(premises: premises, context: context, session: session, directory: directory)
        guard try DrawRows.row(draw.id, of: context.organisation, in: session)?.state == .open else { return }
        do {
            try plans.freeze(draw)
        } catch let error as RuleError {
            try plans.abandon(draw, error.finding)
        }
    }
}
