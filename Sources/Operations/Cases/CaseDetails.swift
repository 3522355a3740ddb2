import Domain
import RegulationEngine
import SQLCore
import Storage

/// Everything about a case that is handled by a regulation.
extension Cases {
    public struct Clock: Sendable {
        public var title: LocalizedText
        public var row: CaseClockRows.Row
        public var steps: [DerivationStep]
        public var acts: [Act]
        public var replacedBy: LocalizedText?
    }

    /// What a clock made happen.
    public struct Act: Sendable {
        public var row: ClockActRows.Row
        /// Person or role.
        public var to: String
    }

    public struct Step: Sendable {
        public var row: CaseStepRows.Row
        /// The regulation's own step; nil = a common one.
        public var title: LocalizedText?
        public var staffName: String
        public var unitName: String?
    }

    public struct Sheet: Sendable {
        public var row: CaseSheetRows.Row
        public var unitName: String
        public var takenName: String?
        public var answeredName: String?
        /// The actor works in the department.
        public var isOwn: Bool
    }

    public struct Report: Sendable {
        public var event: Event
        public var cameFrom: String?

        public init(event: Event, cameFrom: String?) { (self.event, self.cameFrom) = (event, cameFrom) }
    }

    public struct Question: Sendable {
        public var decision: CaseDecision
        public var chosen: String?
        public var mayDecide: Bool
    }

    /// What handling adds to the view of a case.
    public struct Details: Sendable {
        public var rule: CaseRule?
        public var clocks: [Clock]
        public var steps: [Step]
        public var sheets: [Sheet]
        public var reports: [Report]
        public var questions: [Question]
        public var receiverName: String?
        public var handedToName: String?
        public var mergedInto: CaseFileRows.Row?
        /// The actor may act on the whole case.
        public var mayHandle: Bool
        public var mayAccept: Bool
        public var candidates: [CaseHandling.Candidate]
        /// To whom it may be handed: staff with a post in its unit.
        public var colleagues: [Staff]
        public var departments: [OrganisationUnit]
        /// Printed forms of it.
        public var forms: [Form]
    }

    public func details(_ id: CaseFileID, _ context: Context) throws -> Details {
        let candidates = try CaseHandling(premises).candidates(for: id, context)
        return try premises.database.read { session in
            let reach = CaseReach(context: context)
            let row = try reach.visible(id, in: session)
            let directory = try premises.directory(of: context.organisation, in: session)
            let rule = try rule(of: row, context.organisation, session)
            let isOpen = row.file.stage == .received
            return Details(
                rule: rule, clocks: try clocks(row, rule, directory, context, session), steps: try steps(row, rule, directory, context, session),
                sheets: try sheets(row, directory, reach, context, session), reports: try reports(row, reach, context, session),
                questions: try questions(row, rule, directory, context, session), receiverName: row.receiver.flatMap { directory.staff[$0]?.name },
                handedToName: row.handedTo.flatMap { directory.staff[$0]?.name },
                mergedInto: try row.mergedInto.flatMap { try seen($0, reach, context, session) }, mayHandle: reach.handles(row),
                mayAccept: isOpen && row.owner != context.actor.staff && (row.handedTo == context.actor.staff || (row.owner == nil && reach.handles(row))),
                candidates: isOpen && reach.handles(row) ? candidates : [], colleagues: colleagues(row, directory, context),
                departments: directory.departments.filter { $0.id != row.file.unit },
                forms: try forms(row, rule, context, session))
        }
    }

    private func forms(_ row: CaseFileRows.Row, _ rule: CaseRule?, _ context: Context, _ session: any SQLReading) throws -> [Form] {
        guard let handling = row.handling, let names = rule?.forms, !names.isEmpty else { return [] }
        let regulation = try premises.shelf.edition(handling.edition, of: context.organisation, in: session).edition.regulation
        return names.compactMap(regulation.form)
    }

    private func clocks(
        _ row: CaseFileRows.Row, _ rule: CaseRule?, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading
    ) throws -> [Clock] {
        let acts = try ClockActRows.acts(of: row.file.id, context.organisation, in: session)
        let rows = try CaseClockRows.clocks(of: row.file.id, context.organisation, in: session).filter { $0.key.life == row.life }
        return try rows.map { clock in
            Clock(
                title: rule?.clock(clock.key.clock)?.title ?? LocalizedText(simplified: clock.key.clock), row: clock, steps: try clock.derivation().steps,
                acts: acts.filter { $0.key == clock.key }.map { act in Act(row: act, to: act.staff.flatMap { directory.staff[$0]?.name } ?? act.role ?? "") },
                replacedBy: clock.replacedBy.flatMap { rule?.clock($0)?.title })
        }
    }

    private func steps(
        _ row: CaseFileRows.Row, _ rule: CaseRule?, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading
    ) throws -> [Step] {
        try CaseStepRows.steps(of: row.file.id, context.organisation, in: session).map { step in
            Step(
                row: step, title: rule?.steps.first { $0.code == step.code }?.title, staffName: directory.staff[step.staff]?.name ?? "",
                unitName: step.unit.flatMap { directory.units[$0]?.name })
        }
    }

    private func sheets(
        _ row: CaseFileRows.Row, _ directory: StaffDirectory, _ reach: CaseReach, _ context: Context, _ session: any SQLReading
    ) throws -> [Sheet] {
        let units = Set(reach.units)
        return try CaseSheetRows.sheets(of: row.file.id, context.organisation, in: session).map { sheet in
            Sheet(
                row: sheet, unitName: directory.units[sheet.unit]?.name ?? "", takenName: sheet.takenBy.flatMap { directory.staff[$0]?.name },
                answeredName: sheet.answeredBy.flatMap { directory.staff[$0]?.name }, isOwn: units.contains(sheet.unit))
        }
    }

    /// Another case, if the actor sees that one as well.
    private func seen(_ id: CaseFileID, _ reach: CaseReach, _ context: Context, _ session: any SQLReading) throws -> CaseFileRows.Row? {
        guard let row = try CaseFileRows.file(id, of: context.organisation, in: session), try reach.sees(row, in: session) else { return nil }
        return row
    }

    private func reports(_ row: CaseFileRows.Row, _ reach: CaseReach, _ context: Context, _ session: any SQLReading) throws -> [Report] {
        try CaseReportRows.reports(of: row.file.id, context.organisation, in: session).compactMap { report in
            guard let event = try EventRows.event(report.event, of: context.organisation, in: session) else { return nil }
            let from = try report.cameFrom.flatMap { try seen($0, reach, context, session)?.file.number }
            return Report(event: event, cameFrom: from)
        }
    }

    private func questions(
        _ row: CaseFileRows.Row, _ rule: CaseRule?, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading
    ) throws -> [Question] {
        guard let rule, let handling = row.handling else { return [] }
        let roles = try premises.shelf.edition(handling.edition, of: context.organisation, in: session)
        return rule.decisions.map { decision in
            let holders = directory.holders(of: roles.postRole(for: decision.by.roleName), near: row.file.unit, on: context.today)
            return Question(
                decision: decision, chosen: row.decisions[decision.id] ?? decision.initially,
                mayDecide: row.file.stage == .received && holders.contains(context.actor.staff))
        }
    }

    private func colleagues(_ row: CaseFileRows.Row, _ directory: StaffDirectory, _ context: Context) -> [Staff] {
        let held = directory.posts.filter { $0.unit == row.file.unit && $0.holds(on: context.today) && $0.staff != row.owner }.map(\.staff)
        return Set(held).compactMap { directory.staff[$0] }.filter(\.isActive).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
