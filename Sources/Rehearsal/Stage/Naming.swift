import Domain
import Operations
import RegulationEngine
import Storage

/// What the names of a rehearsal mean on its stage.
extension Stage {
    /// - Parameter rule: whose turn is meant, where several rules give one in the same period.
    func event(named name: String, rule: String? = nil) throws -> Event {
        guard let id = try identities(name, rule: rule).first else { throw Missing("no event \(name) has come in") }
        return try event(id)
    }

    /// The event of this name. `H1@2026-Q4` are the turns that the party of event H1 has in that period or at that festival.
    private func identities(_ name: String, rule: String? = nil) throws -> [EventID] {
        if let id = events[name] { return [id] }
        guard let at = name.firstIndex(of: "@"), let about = events[String(name[..<at])], let party = try event(about).party else { return [] }
        let period = String(name[name.index(after: at)...])
        let all = try read { try EventRows.events(party: party, limit: 500, of: Stage.organisation, in: $0) }
        return all.filter { $0.kind == RoundRule.kind && $0.attributes["period"]?.text == period && (rule == nil || $0.attributes["round"]?.text == rule) }
            .map(\.id).sorted()
    }

    func event(_ id: EventID) throws -> Event {
        guard let event = try read({ try EventRows.event(id, of: Stage.organisation, in: $0) }) else { throw Missing("event \(id) is gone") }
        return event
    }

    /// The event and everything it led to, nearest first.
    func line(of name: String) throws -> [EventID] {
        var line = try identities(name)
        if line.isEmpty, !name.contains("@") { throw Missing("no event \(name) has come in") }
        var next = 0
        while next < line.count {
            let cause = line[next]
            line += try read { try EventRows.causedEvents(by: cause, of: Stage.organisation, in: $0).map(\.id) }.filter { !line.contains($0) }
            next += 1
        }
        return line
    }

    /// All follow-ups that fit: of the event itself, else of the nearest event it led to that has any.
    func followUps(_ selector: FollowUpSelector) throws -> [FollowUpRow] {
        for event in try line(of: selector.of) {
            let rows = try read { try FollowUpRows.rows(of: event, Stage.organisation, in: $0) }
            let fitting = rows.filter { selector.rule == nil || $0.followUp.rule == selector.rule }
            if !fitting.isEmpty { return selector.nth.map { nth in fitting.filter { $0.followUp.occurrence == nth } } ?? fitting }
        }
        return []
    }

    /// The one that is meant: the latest, where a rule has made several.
    func followUp(_ selector: FollowUpSelector) throws -> FollowUpRow {
        let rows = try followUps(selector)
        guard Set(rows.map(\.followUp.rule)).count <= 1 else {
            throw Missing("\(selector.told) fits several rules (\(Set(rows.map(\.followUp.rule)).sorted().joined(separator: ", "))); name one")
        }
        guard let row = rows.max(by: { $0.followUp.occurrence < $1.followUp.occurrence }) else { throw Missing("no follow-up \(selector.told)") }
        return row
    }

    func latestRecord(of row: FollowUpRow) throws -> RecordRows.Row? {
        let id = row.id
        return try read { try RecordRows.records(of: id, Stage.organisation, in: $0) }.last
    }

    /// - Parameter unit: of duties of a period, only those of this unit.
    func duties(_ id: String, of name: String?, unit: String? = nil) throws -> [DutyRows.Row] {
        guard let name else {
            return try adoptions.values.flatMap { adoption in try read { try StageRows.periodDuties(of: adoption, Stage.organisation, in: $0) } }
                .filter { row in row.duty.rule == id && (unit == nil || units[unit!] == row.duty.unit) }
        }
        let all = try line(of: name).flatMap { event in try read { try DutyRows.duties(event: event, of: Stage.organisation, in: $0) } }
        return all.filter { isNamed($0, id) }
    }

    /// A duty's name in the regulation is that of the action that causes it.
    private func isNamed(_ row: DutyRows.Row, _ id: String) -> Bool {
        if row.duty.kind == id || row.question == id { return true }
        let outcomes = regulations.values.flatMap(\.outcomes).filter { $0.id == row.duty.rule }
        let consequences = regulations.values.flatMap(\.cases).flatMap(\.consequences).filter { "case." + $0.id == row.duty.rule }
        return (outcomes.flatMap(\.then) + consequences.flatMap(\.then)).contains { action in
            isCaused(id, row.duty.kind, by: action)
        }
    }

    /// An option of a decision may cause it as well.
    private func isCaused(_ id: String, _ kind: String, by action: OutcomeAction) -> Bool {
        switch action {
        case .duty(let duty): duty.id == id && duty.kind == kind
        case .decide(let decision): decision.then.values.joined().contains { isCaused(id, kind, by: $0) }
        default: false
        }
    }

    func cases(of name: String) throws -> [CaseFileRows.Row] {
        try line(of: name).compactMap { event in try read { try CaseFileRows.file(event: event, of: Stage.organisation, in: $0) } }
    }

    func active(_ row: FollowUpRow) throws -> ActiveEdition {
        let (premises, edition) = (premises, row.followUp.edition)
        return try read { try premises.shelf.edition(edition, of: Stage.organisation, in: $0) }
    }

    func name(of id: StaffID?) -> String { id.map { id in staff.first { $0.value == id }?.key ?? id.description } ?? "none" }
}

extension FollowUpSelector {
    var told: String {
        "of \(of)" + (rule.map { " by \($0)" } ?? "") + (nth.map { ", number \($0)" } ?? "")
    }
}
