import Domain
import RegulationEngine
import SQLCore
import Storage

/// Forms on paper: empty ones to take along, with what is known beforehand where they are for a follow-up.
public struct PrintedForms: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// A form that may be printed empty.
    public struct Entry: Sendable {
        public var id: String
        public var adoption: AdoptionID
        public var title: LocalizedText
        /// The regulation with its title.
        public var regulation: String
        public var regulationTitle: LocalizedText
    }

    /// What is printed.
    public struct Sheet: Sendable {
        public var regulation: String
        public var editionNumber: Int
        public var form: Form
        /// The boxes above the fields: what stands in each, nothing where it is written by hand.
        public var head: [Box]
        /// Who signs the record, and in which roles it is reviewed.
        public var signers: [String]
        public var reviewers: [LocalizedText]
        /// Title of the rule; nil for a form that several rules use, printed for nobody.
        public var rule: LocalizedText?
        /// Address of the follow-up that it is for.
        public var followUp: FollowUpID?
        /// Or of the case.
        public var caseFile: CaseFileID?
    }

    public struct Box: Sendable {
        public var name: String
        /// Words of an attribute; nil = the catalogue has words for the name.
        public var heading: LocalizedText?
        public var value: RegisterValue
    }

    /// The forms of the regulations in force.
    public func list(_ context: Context) throws -> [Entry] {
        guard !context.scope.visible.isEmpty else { throw Refusal.notAllowed(.work) }
        return try premises.database.read { session in
            try premises.shelf.active(of: context.organisation, on: context.today, in: session).flatMap { active in
                let regulation = active.edition.regulation
                return regulation.forms.map {
                    Entry(id: $0.id, adoption: active.adoption, title: $0.title, regulation: regulation.id, regulationTitle: regulation.title)
                }
            }
        }
    }

    /// An empty form for nobody in particular.
    public func blank(_ form: String, of adoption: AdoptionID, _ context: Context) throws -> Sheet {
        guard !context.scope.visible.isEmpty else { throw Refusal.notAllowed(.work) }
        return try premises.database.read { session in
            let editions = try premises.shelf.active(of: context.organisation, on: context.today, in: session)
            guard let active = editions.first(where: { $0.adoption == adoption }), let found = active.edition.regulation.form(form) else { throw Refusal.notFound }
            let rules = active.edition.regulation.followUps.filter { $0.form == form }
            return try sheet(found, rules.first, active, context, session) { columns in columns.map { _ in .none } }
        }
    }

    /// The empty form of a follow-up: whom it is about and by when stands in it already.
    public func blank(for id: FollowUpID, _ context: Context) throws -> Sheet {
        try premises.database.read { session in
            let row = try FollowUpDesk.visible(id, context, session)
            let active = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
            let regulation = active.edition.regulation
            guard let rule = regulation.rule(row.followUp.rule), let form = rule.form.flatMap({ regulation.form($0) }) else { throw Refusal.notFound }
            let cells = try cells(active, context, session)
            var sheet = try sheet(form, rule, active, context, session) { try cells.followUp(row, $0) }
            (sheet.rule, sheet.followUp) = (rule.title, id)
            return sheet
        }
    }

    /// A printed form of a case: what was reported, by whom and who answers for it stands in it already.
    ///
    /// - Throws: `Refusal.notFound` for a form that the rule of the case does not name, or a case that the actor may not see.
    public func blank(_ form: String, for id: CaseFileID, _ context: Context) throws -> Sheet {
        try premises.database.read { session in
            let row = try CaseReach(context: context).visible(id, in: session)
            guard let handling = row.handling else { throw Refusal.notFound }
            let active = try premises.shelf.edition(handling.edition, of: context.organisation, in: session)
            let regulation = active.edition.regulation
            guard let rule = regulation.caseRule(handling.rule), rule.forms.contains(form), let found = regulation.form(form) else { throw Refusal.notFound }
            let cells = try cells(active, context, session)
            var sheet = try sheet(found, nil, active, context, session) { try cells.caseFile(row, $0) }
            (sheet.rule, sheet.caseFile) = (rule.title, id)
            return sheet
        }
    }

    /// The boxes above the answers of a record.
    public func head(of id: RecordID, _ context: Context) throws -> [Box] {
        try premises.database.read { session in
            guard let row = try RecordRows.record(id, of: context.organisation, in: session) else { throw Refusal.notFound }
            _ = try FollowUpDesk.visible(row.followUp, context, session)
            let active = try premises.shelf.edition(row.edition, of: context.organisation, in: session)
            guard let form = active.edition.regulation.form(row.form) else { return [] }
            let cells = try cells(active, context, session)
            return try boxes(form.head, of: form.id, active) { try cells.record(row, $0) }
        }
    }

    private func cells(_ active: ActiveEdition, _ context: Context, _ session: any SQLReading) throws -> RegisterCells {
        RegisterCells(
            premises: premises, context: context, session: session, active: active, directory: try premises.directory(of: context.organisation, in: session))
    }

    private func sheet(
        _ form: Form, _ rule: FollowUpRule?, _ active: ActiveEdition, _ context: Context, _ session: any SQLReading,
        _ values: ([RegisterSource?]) throws -> [RegisterValue]
    ) throws -> Sheet {
        let regulation = active.edition.regulation
        let reviewers = (rule?.review ?? []).compactMap { step in regulation.roles.first { $0.id == step.by.roleName }?.title }
        return Sheet(
            regulation: regulation.id, editionNumber: active.number, form: form, head: try boxes(form.head.isEmpty ? Self.usual : form.head, of: form.id, active, values),
            signers: (rule?.sign ?? []).filter { !$0.onReceipt }.map(\.who), reviewers: reviewers)
    }

    private func boxes(_ names: [String], of form: String, _ active: ActiveEdition, _ values: ([RegisterSource?]) throws -> [RegisterValue]) throws -> [Box] {
        let sources = RegisterSources(active.edition.regulation, registry: premises.library.registry)
        let found = names.map { sources.head($0, of: form) }
        return zip(names, zip(found, try values(found))).map { name, pair in
            if case .attribute(let attribute) = pair.0 { return Box(name: name, heading: attribute.title, value: pair.1) }
            return Box(name: name, heading: nil, value: pair.1)
        }
    }

    /// What every form of a follow-up carries, where the document says nothing.
    private static let usual = ["party", "partyNumber", "phone", "unit", "event", "matter", "rule", "due", "occurredAt", "channel", "result", "staff"]
}
