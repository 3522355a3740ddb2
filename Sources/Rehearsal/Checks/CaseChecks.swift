import Domain
import Operations
import RegulationEngine
import Storage

/// Clocks of cases and what they made happen.
extension Stage {
    func check(_ expected: ClockExpectation, _ place: Place) throws {
        let row = try handled(expected.of)
        note(row)
        let clocks = try read { try CaseClockRows.clocks(of: row.file.id, Stage.organisation, in: $0) }.filter {
            $0.key.clock == expected.clock && $0.key.life == row.life && (expected.round == nil || $0.key.round == expected.round)
        }
        guard let clock = clocks.max(by: { $0.key.round < $1.key.round }) else {
            if expected.state != "none" { fail(place, "clock \(expected.clock) of \(expected.of)", "none") }
            return
        }
        compare("state", expected.state, clock.state.rawValue, place)
        compareLimit("due", expected.due, clock.dueAt, place)
        compare("late", expected.isLate.map { String($0) }, String(clock.isLate), place)
        compare("provisional", expected.isProvisional.map { String($0) }, String(clock.isProvisional), place)
        compare("replacedBy", expected.replacedBy, clock.replacedBy ?? "none", place)
        compare("remaining", expected.remaining.map(Self.told), Self.told(clock), place)
        let steps = try clock.derivation().steps.flatMap { [$0.code] + Array($0.arguments.values) }
        for words in expected.says where !steps.contains(words) { fail(place, "\(expected.clock) to say \(words)", steps.joined(separator: ", ")) }
    }

    private static func told(_ period: Period) -> String {
        switch period.unit {
        case .minutes: "\(period.count * 60_000) milliseconds"
        case .hours: "\(period.count * 3_600_000) milliseconds"
        default: "\(period.count) \(period.unit.rawValue)"
        }
    }

    private static func told(_ clock: CaseClockRows.Row) -> String { clock.remaining.map { "\($0) \(clock.remainingUnit ?? "")" } ?? "none" }

    func check(_ expected: ClockActExpectation, _ place: Place) throws {
        let row = try handled(expected.of)
        note(row)
        let acts = try read { try ClockActRows.acts(of: row.file.id, Stage.organisation, in: $0) }.filter { $0.key.clock == expected.clock }
        let fitting = acts.filter { act in
            (expected.kind == nil || act.kind == expected.kind) && (expected.to.map { isRecipient($0, act) } ?? true)
                && (expected.due.map { moment($0, isLimit: true) == act.dueAt } ?? true) && (expected.done.map { moment($0, isLimit: true) == act.doneAt } ?? true)
        }
        guard expected.count == nil, fitting.isEmpty, !acts.isEmpty else {
            return compareCount("act of \(expected.clock) of \(expected.of)", expected.count, atLeast: 1, fitting.count, place)
        }
        let wanted = [expected.kind, expected.to].compactMap(\.self).joined(separator: " to ")
        fail(place, "\(wanted.isEmpty ? "an act" : wanted) by \(expected.clock)", acts.map { told($0) }.joined(separator: "; "))
    }

    private func isRecipient(_ expected: String, _ act: ClockActRows.Row) -> Bool {
        act.staff.map { name(of: $0) == expected } == true || act.role.map { isRole(expected, $0) } == true
    }

    private func told(_ act: ClockActRows.Row) -> String {
        "\(act.kind) to \(act.staff.map { name(of: $0) } ?? act.role ?? "nobody"), due \(Told.moment(act.dueAt, zone)), done \(Told.moment(act.doneAt, zone))"
    }

    /// The printed form of a case says which case it is.
    func checkPrints(_ forms: [String], _ row: CaseFileRows.Row, _ place: Place) throws {
        for form in forms {
            let sheet: PrintedForms.Sheet
            do { sheet = try PrintedForms(premises).blank(form, for: row.file.id, engine()) } catch is Refusal {
                fail(place, "a printed form \(form)", "none")
                continue
            }
            guard let regulation = adoptions.first(where: { $0.value == row.handling?.adoption })?.key else { continue }
            note("forms.\(form)", looked: regulation)
            compare("number on \(form)", row.file.number, number(on: sheet), place)
        }
    }

    private func number(on sheet: PrintedForms.Sheet) -> String {
        if case .text(let number)? = sheet.head.first(where: { $0.name == "number" })?.value { number } else { "none" }
    }

    /// A rehearsal that looks at a case shows the rule that handles it.
    func note(_ row: CaseFileRows.Row) {
        guard let handling = row.handling, let regulation = adoptions.first(where: { $0.value == handling.adoption })?.key else { return }
        note("cases.\(handling.rule)", looked: regulation)
    }
}
