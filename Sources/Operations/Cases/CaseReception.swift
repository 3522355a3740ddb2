import Domain
import Interop
import RegulationEngine
import SQLCore
import Storage

/// Somebody reports something: at the counter, by phone, by letter. Within a minute it is a case with a number, an owner and clocks.
public struct CaseReception: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Ways by which reports come in.
    public enum Way: String, Sendable, CaseIterable { case phone, counter, letter, suggestionBox, web, survey, hotline, transferred, other }

    public enum Reporter: Sendable, Hashable {
        case known(PartyID)
        /// Somebody new. One who is known by this number, or by this name and phone, is that one.
        case new(PartyDraft)
        case nobody
    }

    public struct Report: Sendable, Hashable {
        public var unit: UnitID
        /// `complaint`, `repairRequest` …: a code of the registry.
        public var kind: String
        public var way: Way
        public var text: String
        public var reporter: Reporter
        public var category: String?
        public var severity: String?
        public var occurredAt: Instant?
        public var requestedBy: Instant?
        public var respondentUnits: [UnitID] = []
        /// Said, not written.
        public var isOral = false

        public init(unit: UnitID, kind: String, way: Way, text: String, reporter: Reporter) {
            (self.unit, self.kind, self.way, self.text, self.reporter) = (unit, kind, way, text, reporter)
        }
    }

    /// - Parameter key: the form's own key: sent twice, entered once.
    /// - Throws: `Refusal.invalid` with every field that is wrong; `.notFound` for a unit or a person of others.
    public func receive(_ report: Report, key: String, _ context: Context) throws -> CaseFileID {
        try refuse(report, context)
        return try premises.database.write { session in
            if let known = try EventRows.delivered(sender: Self.sender, message: key, of: context.organisation, in: session),
                let file = try CaseReportRows.file(event: known, of: context.organisation, in: session)
            {
                return file
            }
            let directory = try premises.directory(of: context.organisation, in: session)
            let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
            let event = try event(report, room)
            try refuseNameless(report, event, room)
            try EventRows.insert(event, content: [], of: context.organisation, in: session)
            _ = try EventRows.accept(sender: Self.sender, message: key, event: event.id, at: context.now, of: context.organisation, in: session)
            try Journal.append(
                "event.received", context, occurredAt: event.occurredAt, unit: event.unit, event: event.id, party: event.party,
                payload: ["kind": event.kind, "key": event.naturalKey, "version": "1"], premises: premises, in: session)
            try room.follow(event)
            guard let file = try CaseReportRows.file(event: event.id, of: context.organisation, in: session) else { throw Refusal.state(code: "case.notOpened") }
            return file
        }
    }

    static let sender = "reception"

    private func refuse(_ report: Report, _ context: Context) throws {
        guard CaseReach(context: context).units.contains(report.unit) else { throw Refusal.notFound }
        var findings: [Finding] = []
        func want(_ code: String, _ path: String) { findings.append(Finding(.error, code, at: Place(path: path))) }
        if report.text.said == nil { want("case.textRequired", "text") }
        if report.text.count > 4000 { want("case.textTooLong", "text") }
        for (name, code) in [("class", report.kind), ("category", report.category), ("severity", report.severity)] {
            if let code, !codes(name).contains(where: { $0.code == code }) { want("case.codeUnknown", name) }
        }
        if let moment = report.occurredAt, moment > context.now { want("occurredAt.future", "occurredAt") }
        if let moment = report.requestedBy, moment < context.now { want("case.requestedPast", "requestedBy") }
        if case .new(let draft) = report.reporter, draft.name.said == nil { want("case.nameRequired", "name") }
        if !findings.isEmpty { throw Refusal.invalid(findings) }
    }

    func codes(_ attribute: String) -> [CodeDefinition] { premises.library.registry.codes(of: attribute, in: "feedbackReceived") }

    private func refuseNameless(_ report: Report, _ event: Event, _ room: Consequences) throws {
        guard report.reporter == .nobody, let rule = try CaseDesk(room: room).governing(event)?.rule, !rule.acceptsAnonymous else { return }
        throw Refusal.invalid([Finding(.error, "case.anonymousRefused", at: Place(path: "name"))])
    }

    private func event(_ report: Report, _ room: Consequences) throws -> Event {
        let (context, session) = (room.context, room.session)
        let party = try party(report, room)
        let id: EventID = premises.identifiers.next(at: context.now)
        let number = Serial.make("BL", id.rawValue, context.zone)
        let draft = Matter(id: premises.identifiers.next(at: context.now), kind: "feedback", number: number, party: party, unit: report.unit, attributes: [:])
        return Event(
            id: id, kind: "feedbackReceived", naturalKey: number, occurredAt: report.occurredAt ?? context.now, recordedAt: context.now, unit: report.unit, party: party,
            matter: try EventRows.matter(draft, of: context.organisation, in: session), sender: .form, attributes: attributes(report, number, room))
    }

    private func attributes(_ report: Report, _ number: String, _ room: Consequences) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [
            "number": .text(number), "class": .text(report.kind), "via": .text(report.way.rawValue), "text": .text(report.text), "oral": .flag(report.isOral),
            "anonymous": .flag(report.reporter == .nobody),
        ]
        attributes["category"] = report.category.map { .text($0) }
        attributes["severity"] = report.severity.map { .text($0) }
        attributes["requestedBy"] = report.requestedBy.map { .instant($0) }
        if let me = room.directory.staff[room.context.actor.staff] { attributes["receivedBy"] = .text(me.code) }
        let units = report.respondentUnits.compactMap { room.directory.units[$0]?.code }
        if let first = units.first {
            attributes["respondingUnit"] = .text(first)
            attributes["respondentUnits"] = .list(units)
        }
        return attributes
    }

    private func party(_ report: Report, _ room: Consequences) throws -> PartyID? {
        let (context, session) = (room.context, room.session)
        switch report.reporter {
        case .nobody: return nil
        case .known(let named):
            let id = try MergeRows.survivor(of: named, context.organisation, in: session)
            guard try People(premises).isVisible(id, context, session) else { throw Refusal.notFound }
            _ = try PartyRows.know(id, in: report.unit, of: context.organisation, in: session)
            return id
        case .new(let draft):
            return try newcomer(draft, in: report.unit, room)
        }
    }
}

extension CaseReception {
    /// A number that is known is that party's, whose name stays as it is; one that the actor may not see is nobody's here, and the report has a person of its own.
    private func newcomer(_ draft: PartyDraft, in unit: UnitID, _ room: Consequences) throws -> PartyID {
        let (context, session) = (room.context, room.session)
        var draft = draft
        if let number = draft.number, let known = try PartyRows.party(kind: draft.kind, number: number, of: context.organisation, in: session) {
            if try People(premises).isVisible(known.id, context, session) { return known.id }
            draft.number = nil
        }
        return try PartyDesk(premises: premises, context: context, session: session).party(draft, in: unit)
    }

    /// What the form offers: units, codes, whom it is about, what to say, and what the person has open already.
    public struct Desk: Sendable {
        public var units: [OrganisationUnit]
        public var unit: UnitID?
        public var kinds: [CodeDefinition]
        public var categories: [CodeDefinition]
        /// The regulation's own scale where it has one.
        public var severities: [CodeDefinition]
        public var departments: [OrganisationUnit]
        public var party: Party?
        public var maskedPhone: String?
        /// Open cases of the person that the actor may see.
        public var open: [CaseFileRows.Row]
        public var guidance: [Guidance]
        public var acceptsAnonymous: Bool
    }

    /// - Throws: `Refusal.notFound` for a person who is not the actor's.
    public func desk(unit wanted: UnitID? = nil, party: PartyID? = nil, _ context: Context) throws -> Desk {
        try premises.database.read { session in
            let reach = CaseReach(context: context)
            let directory = try premises.directory(of: context.organisation, in: session)
            let units = reach.units.compactMap { directory.units[$0] }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            let unit = wanted.flatMap { reach.units.contains($0) ? $0 : nil } ?? own(directory, context, among: reach.units) ?? units.first?.id
            let known = try party.map { try MergeRows.survivor(of: $0, context.organisation, in: session) }
            if let known, try !People(premises).isVisible(known, context, session) { throw Refusal.notFound }
            let open = try known.map { try CaseFileRows.open(party: $0, since: Instant(milliseconds: 0), limit: 20, of: context.organisation, in: session) } ?? []
            let regulations = try premises.shelf.editions(of: context.organisation, in: session).on(context.today)
                .filter { active in unit.map(active.covers) ?? false }.map(\.edition.regulation).filter { !$0.cases.isEmpty }
            return Desk(
                units: units, unit: unit, kinds: codes("class"), categories: codes("category"), severities: severities(regulations),
                departments: directory.departments,
                party: try known.flatMap { try PartyRows.party($0, of: context.organisation, in: session) },
                maskedPhone: try known.flatMap { try ContactPointRows.points(of: $0, context.organisation, in: session).first { $0.kind == .phone }?.masked },
                open: try open.filter { try reach.sees($0, in: session) }, guidance: regulations.flatMap { $0.guidance.filter { !$0.cases.isEmpty } },
                acceptsAnonymous: regulations.flatMap(\.cases).allSatisfy(\.acceptsAnonymous))
        }
    }

    /// The unit in which the actor has a post.
    private func own(_ directory: StaffDirectory, _ context: Context, among units: [UnitID]) -> UnitID? {
        directory.posts.first { $0.staff == context.actor.staff && $0.holds(on: context.today) && units.contains($0.unit) }?.unit
    }

    private func severities(_ regulations: [Regulation]) -> [CodeDefinition] {
        let known = codes("severity")
        let own = regulations.flatMap(\.severities)
        let scale = known.filter { code in own.contains { $0.code == code.code } }
        return scale.isEmpty ? known : scale
    }
}
