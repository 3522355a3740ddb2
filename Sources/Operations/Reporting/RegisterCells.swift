import Domain
import RegulationEngine
import SQLCore
import Statistics
import Storage

/// The cells of a line: each column looks up what it shows, and nothing else is looked up.
struct RegisterCells {
    let premises: Premises
    let context: Context
    let session: any SQLReading
    let active: ActiveEdition
    let directory: StaffDirectory

    private var organisation: OrganisationID { context.organisation }

    func name(_ staff: StaffID?) -> RegisterValue { RegisterValue(staff.flatMap { directory.staff[$0]?.name }) }
    func unit(_ unit: UnitID) -> RegisterValue { RegisterValue(directory.units[unit]?.name) }

    // MARK: Records

    func record(_ row: RecordRows.Row, _ columns: [RegisterSource?]) throws -> [RegisterValue] {
        guard let followUp = try FollowUpRows.row(row.followUp, of: organisation, in: session) else { return columns.map { _ in .none } }
        let contact = try ContactRows.contact(row.contact, of: organisation, in: session)
        let answers = columns.contains(where: Self.isField) ? try RecordRows.answers(of: row.id, organisation, in: session) : [:]
        let reviews = columns.contains(where: Self.isReview) ? try RecordRows.reviews(of: row.id, organisation, in: session) : []
        return try columns.map { source in
            switch source {
            case .known(let name):
                try record(name, row, contact, reviews) ?? contactCell(name, contact, followUp) ?? followUpCell(name, followUp)
            case .field(let field): answer(answers[field.id], to: field, in: row.unit)
            case .attribute(let attribute): try said(attribute, by: followUp.followUp.event)
            case .blank, nil: .none
            }
        }
    }

    /// What is marked as sensitive is for those who work with the records of the unit.
    private func answer(_ answer: Answer?, to field: FormField, in unit: UnitID) -> RegisterValue {
        let scope = context.scope
        guard field.isSensitive, answer != nil, ![Right.work, .lead, .review].contains(where: { scope.allows($0, in: unit) }) else {
            return RegisterValue(answer, to: field)
        }
        return .hidden
    }

    private static func isField(_ source: RegisterSource?) -> Bool { if case .field = source { true } else { false } }
    private static func isReview(_ source: RegisterSource?) -> Bool {
        if case .known(let name) = source { name.hasPrefix("review") } else { false }
    }

    private func record(
        _ name: String, _ row: RecordRows.Row, _ contact: ContactRows.Row?, _ reviews: [RecordRows.Review]
    ) throws -> RegisterValue? {
        switch name {
        case "serial": .text(row.serial)
        case "unit": unit(row.unit)
        case "recordedAt": .moment(row.recordedAt)
        case "staff": self.name(row.recordedBy)
        case "reviewer": .several(reviews.map { self.name($0.reviewer) })
        case "reviewComment": .several(reviews.compactMap { $0.comment.map(RegisterValue.text) })
        case "reviewedAt": RegisterValue(reviews.last?.at)
        case "signedBy": .several(try RecordRows.signatures(of: row.id, organisation, in: session).map { signed($0.signature) })
        case "complaint": .several(try CaseFileRows.files(sourceRecord: row.id, of: organisation, in: session).map { .text($0.file.number) })
        default: nil
        }
    }

    private func signed(_ signature: Signature) -> RegisterValue {
        signature.name.map(RegisterValue.text) ?? .word(room: "signer", code: signature.by)
    }

    private func contactCell(_ name: String, _ row: ContactRows.Row?, _ followUp: FollowUpRow) -> RegisterValue? {
        guard let contact = row?.contact else { return nil }
        let completion = Completion(window: followUp.followUp.window, doneAt: contact.occurredAt, recordedAt: contact.recordedAt)
        return switch name {
        case "channel": .word(room: "channel", code: contact.channel.rawValue)
        case "occurredAt": .moment(contact.occurredAt)
        case "timeliness": .word(room: "record", code: completion.isInTime ? (completion.isEnteredLate ? "enteredLate" : "inTime") : "late")
        case "result": .result(contact.result)
        case "respondent": contact.respondent.map { .word(room: "relation", code: $0) } ?? RegisterValue.none
        case "note": RegisterValue(contact.note)
        default: nil
        }
    }

    // MARK: Follow-ups

    func followUp(_ row: FollowUpRow, _ columns: [RegisterSource?]) throws -> [RegisterValue] {
        try columns.map { source in
            switch source {
            case .known(let name): try followUpCell(name, row)
            case .attribute(let attribute): try said(attribute, by: row.followUp.event)
            case .field, .blank, nil: .none
            }
        }
    }

    private func followUpCell(_ name: String, _ row: FollowUpRow) throws -> RegisterValue {
        let f = row.followUp
        return switch name {
        case "event": try event(f.event).map { .wording(premises.library.registry.kinds[$0.kind]?.title ?? LocalizedText(simplified: $0.kind)) } ?? RegisterValue.none
        case "rule": .wording(try rule(f))
        case "nth": .count(f.occurrence)
        case "unit": unit(f.unit)
        case "severity": f.severity.map(severity) ?? RegisterValue.none
        case "opens": .moment(f.window.opens)
        case "due": .limit(f.window.due)
        case "state": .word(room: "state", code: f.state.rawValue)
        case "assignee": self.name(f.assignee)
        case "staff": self.name(row.doneBy ?? f.assignee)
        case "acceptedAt": RegisterValue(try RegisterRows.moment(of: "followUp.accepted", followUp: f.id, organisation, in: session))
        case "attempts": .count(row.attempts)
        case "doneAt": RegisterValue(row.doneAt)
        default: try person(name, f.party, f.matter)
        }
    }

    private func rule(_ followUp: FollowUp) throws -> LocalizedText {
        let edition = try premises.shelf.edition(followUp.edition, of: organisation, in: session).edition
        return edition.regulation.rule(followUp.rule)?.title ?? LocalizedText(simplified: followUp.rule)
    }

    private func severity(_ code: String) -> RegisterValue {
        active.edition.regulation.severities.first { $0.code == code }.map { .wording($0.title) } ?? .text(code)
    }

    private func event(_ id: EventID?) throws -> Event? { try id.flatMap { try EventRows.event($0, of: organisation, in: session) } }

    /// Staff are written by their number in events; the sheet shows their name.
    func said(_ attribute: AttributeDefinition, by id: EventID?) throws -> RegisterValue {
        let value = try event(id)?.attributes[attribute.name]
        guard attribute.kind == .staff, case .text(let code) = value else { return RegisterValue(value, of: attribute) }
        return .text(directory.staff.values.first { $0.code == code }?.name ?? code)
    }

    // MARK: People

    func person(_ name: String, _ id: PartyID?, _ matter: MatterID?) throws -> RegisterValue {
        if name == "matter" { return RegisterValue(try matter.flatMap { try EventRows.matterNumber($0, of: organisation, in: session) }) }
        guard let id, let party = try PartyRows.party(id, of: organisation, in: session) else { return .none }
        return switch name {
        case "party": .text(party.name)
        case "partyNumber": RegisterValue(party.number)
        case "sex": RegisterValue(party.sex.map(AttributeValue.text), of: sex)
        case "age": party.bornOn.map { .count(age($0)) } ?? RegisterValue.none
        case "phone": RegisterValue(try point(.phone, of: id))
        case "address": RegisterValue(try point(.address, of: id))
        default: .none
        }
    }

    private var sex: AttributeDefinition {
        premises.library.registry.envelope.first { $0.name == "sex" } ?? AttributeDefinition(name: "sex", title: LocalizedText(), kind: .code)
    }

    private func age(_ bornOn: LocalDay) -> Int {
        let today = context.today
        return max(0, today.year - bornOn.year - ((today.month, today.day) >= (bornOn.month, bornOn.day) ? 0 : 1))
    }

    /// Masked: whoever needs the number reveals it at the follow-up, and the journal says so.
    private func point(_ kind: ContactPoint.Kind, of party: PartyID) throws -> String? {
        try ContactPointRows.points(of: party, organisation, in: session).first { $0.kind == kind }?.masked
    }

    // MARK: Duties and cases

    func duty(_ row: DutyRows.Row, _ columns: [RegisterSource?]) throws -> [RegisterValue] {
        let event = try event(row.event)
        return try columns.map { source in
            switch source {
            case .known(let name): try duty(name, row, event)
            case .attribute(let attribute): try said(attribute, by: row.event)
            case .field, .blank, nil: .none
            }
        }
    }

    private func duty(_ name: String, _ row: DutyRows.Row, _ event: Event?) throws -> RegisterValue {
        switch name {
        case "title": .wording(row.title)
        case "issue": try issue(event) ?? .wording(row.title)
        case "unit": unit(row.duty.unit)
        case "count": .count(max(1, row.evidence.count))
        case "openedAt": .moment(row.openedAt)
        case "due": row.duty.due.map(RegisterValue.limit) ?? .none
        case "owner": self.name(row.duty.owner ?? row.handedInBy)
        case "handedInAt": RegisterValue(row.handedInAt)
        case "analysis": RegisterValue(row.body)
        case "measures": RegisterValue(row.measures)
        case "reviewer": self.name(row.reviewedBy)
        case "reviewedAt": RegisterValue(row.reviewedAt)
        case "reviewComment": RegisterValue(row.reviewComment)
        case "decision": decision(row)
        case "decidedBy": self.name(row.decidedBy)
        case "decidedAt": RegisterValue(row.decidedAt)
        case "decisionReason": RegisterValue(row.decisionReason)
        case "closedAt": RegisterValue(row.closedAt)
        default: try person(name, event?.party, event?.matter)
        }
    }

    /// What it was about: the category of the complaint or the trade of the repair, else its text.
    private func issue(_ event: Event?) throws -> RegisterValue? {
        guard let event, let kind = premises.library.registry.kinds[event.kind] else { return nil }
        for name in ["category", "trade", "text"] {
            if let attribute = kind.attribute(name), event.attributes[name] != nil { return try said(attribute, by: event.id) }
        }
        return .wording(kind.title)
    }

    private func decision(_ row: DutyRows.Row) -> RegisterValue {
        guard let code = row.decision else { return .none }
        let known = row.question.flatMap { DecisionSearch(active.edition.regulation).decision($0, in: row.duty.rule)?.decision }
        return known?.options.first { $0.code == code }.map { .wording($0.title) } ?? .word(room: "decision", code: code)
    }
}

/// Cells of a line of figures: one rule in the period.
enum MeasureCells {
    static func value(_ source: RegisterSource?, _ rule: FollowUpRule, _ counts: CountVector) -> RegisterValue {
        guard case .known(let name) = source else { return .none }
        return switch name {
        case "rule": .wording(rule.title)
        case "eligible": .count(counts.eligible)
        case "exempt": .count(counts.exempt)
        case "obligatory": .count(counts.obligatory)
        case "inTime": .count(counts.doneInTime)
        case "late": .count(counts.doneLate)
        case "lost": .count(counts.lost)
        case "notDone": .count(counts.notDone)
        case "windowOpen": .count(counts.windowOpen)
        case "rated": .count(counts.rated)
        case "satisfied": .count(counts.satisfied)
        case "dissatisfied": .count(counts.rated - counts.satisfied)
        case "rate": .rate(Measure.followedUpRate.rate(counts))
        case "inTimeRate": .rate(Measure.inTimeRate.rate(counts))
        case "satisfactionRate": .rate(Measure.satisfactionRate.rate(counts))
        default: .none
        }
    }
}
