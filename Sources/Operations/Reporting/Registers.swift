import Domain
import RegulationEngine
import SQLCore
import Storage

/// 登记簿: a view of records, duties or measures under the printed title and columns of the regulation, and how long its records are kept.
public struct Registers: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct View: Sendable {
        public var title: LocalizedText
        /// Names of the printed columns, in order.
        public var columns: [String]
        /// Lines it holds of the units where the actor may report; nil for a view that is not counted.
        public var lines: Int?
        public var keepIn: LocalizedText?
        /// nil = the regulation sets no period.
        public var keepFor: Period?
        public var clauses: [String]
    }

    /// - Throws: `Refusal.notFound` for a register that the newest active edition does not have.
    public func register(_ id: String, of adoption: AdoptionID, _ context: Context) throws -> View {
        guard context.scope.allows(.report) else { throw Refusal.notAllowed(.report) }
        return try premises.database.read { session in
            let (active, register) = try find(id, adoption, context, session)
            return View(
                title: register.title, columns: register.columns.map(\.name), lines: try lines(register, active, context, session), keepIn: register.keepIn,
                keepFor: try keepFor(register, active), clauses: register.basis.clauses + register.keepBasis.clauses)
        }
    }

    /// The last day on which a record must be kept: the period runs from the day it was made. nil = without limit.
    public func keptUntil(_ record: RecordID, in id: String, of adoption: AdoptionID, _ context: Context) throws -> LocalDay? {
        try premises.database.read { session in
            let (active, register) = try find(id, adoption, context, session)
            guard let period = try keepFor(register, active) else { return nil }
            guard let row = try RecordRows.record(record, of: context.organisation, in: session), context.scope.allows(.report, in: row.unit) else {
                throw Refusal.notFound
            }
            let deadlines = Deadlines(calendar: try premises.calendar(of: context.organisation, in: session), zone: context.zone)
            return context.zone.limitDay(of: deadlines.deadline(from: row.recordedAt, period, LimitReading()).at)
        }
    }

    func find(
        _ id: String, _ adoption: AdoptionID, _ context: Context, _ session: any SQLReading
    ) throws -> (ActiveEdition, RegisterDefinition) {
        let active = try premises.shelf.active(of: context.organisation, on: context.today, in: session).first { $0.adoption == adoption }
        guard let active, let register = active.edition.regulation.records.first(where: { $0.id == id }) else { throw Refusal.notFound }
        return (active, register)
    }

    func keepFor(_ register: RegisterDefinition, _ active: ActiveEdition) throws -> Period? {
        try register.keepFor.map { try Figures(active.edition).period($0, rule: "records." + register.id) }
    }

    private func lines(_ register: RegisterDefinition, _ active: ActiveEdition, _ context: Context, _ session: any SQLReading) throws -> Int? {
        let units = context.scope.sorted(.report)
        return switch register.of {
        case .records: try RecordRows.count(adoption: active.adoption, forms: register.forms, units: units, of: context.organisation, in: session)
        case .duties: try DutyRows.count(adoption: active.adoption, units: units, of: context.organisation, in: session)
        case .measures: active.edition.regulation.followUps.count
        case .cases: try RegisterRows.countCases(.all(of: units), classes: register.classes, of: context.organisation, in: session)
        case .followUps: nil
        }
    }
}
