import Domain
import RegulationEngine
import SQLCore
import Storage

extension Adopting {
    /// Runs the pack's rehearsals with the edition's document and figures, and keeps what they said.
    ///
    /// They run outside any transaction, on databases of their own; when the edition was changed meanwhile, the result is of no use and refused.
    @discardableResult
    public func rehearse(_ context: Context, _ edition: EditionID, with run: RehearsalRunner) throws -> RehearsalReport {
        let desk = try premises.database.read { session in try rehearsable(edition, context, in: session) }
        let report = try run(request(desk))
        try premises.database.write { session in
            let now = try rehearsable(edition, context, in: session)
            guard now.row.changedAt == desk.row.changedAt, now.values == desk.values else {
                throw Refusal.conflict(code: "edition.changedMeanwhile", by: nil, since: nil)
            }
            var row = now.row
            (row.rehearsedAt, row.rehearsal) = (context.now, try report.encoded())
            let payload = ["passed": String(report.passed.count), "failed": String(report.failed.count)]
            try now.store(row, "edition.rehearsed", why: nil, payload: payload, context, premises, in: session)
        }
        return report
    }

    private func rehearsable(_ edition: EditionID, _ context: Context, in session: any SQLReading) throws -> EditionDesk {
        try requireNamed(context)
        let desk = try EditionDesk.open(edition, context, premises, in: session)
        guard desk.access.allows(.regulate, context.scope) || desk.access.allows(.approveRegulation, context.scope) else {
            throw Refusal.notAllowed(.regulate)
        }
        try EditionLife.check(.rehearse, desk.row)
        return desk
    }

    private func request(_ desk: EditionDesk) -> RehearsalRequest {
        RehearsalRequest(regulation: desk.regulation.id, document: desk.document.text, values: desk.values.mapValues(\.value))
    }
}
