import Domain
import Operations
import RegulationEngine
import Statistics
import Storage

/// Events, cases, duties, promises and notices that results led to.
extension Stage {
    func check(_ expected: EventExpectation, _ place: Place) throws {
        guard let (kind, fixed) = premises.library.registry.resolve(expected.kind) else {
            return fail(place, "a kind of event \(expected.kind)", "none of that name")
        }
        let caused = try line(of: expected.causedBy).dropFirst().map { try event($0) }.filter { $0.kind == kind.name }
        let fitting = caused.filter { event in
            fixed.merging(expected.attributes) { _, written in written }.allSatisfy { name, text in event.attributes[name]?.written == text }
        }
        if expected.count == nil, fitting.isEmpty, !caused.isEmpty {
            return fail(
                place, "\(expected.kind) with \(list(expected.attributes))",
                caused.map { list($0.attributes.mapValues(\.written)) }.joined(separator: "; "))
        }
        compareCount("\(expected.kind) caused by \(expected.causedBy)", expected.count, atLeast: 1, fitting.count, place)
    }

    private func list(_ attributes: [String: String]) -> String {
        attributes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }

    func check(_ expected: CaseExpectation, _ place: Place) throws {
        let all = try cases(of: expected.of)
        all.forEach { note($0) }
        if let last = all.last { try checkPrints(expected.prints, last, place) }
        let fitting = all.filter { row in
            (expected.kind == nil || row.file.kind == expected.kind) && (expected.severity == nil || row.file.severity == expected.severity)
                && (expected.category == nil || row.category == expected.category) && (expected.stage == nil || row.file.stage == expected.stage)
                && (expected.owner == nil || name(of: row.owner) == expected.owner) && (expected.role.map { isRole($0, row.role ?? "") } ?? true)
        }
        guard expected.count == nil, fitting.isEmpty, !all.isEmpty else {
            return compareCount("case of \(expected.of)", expected.count, atLeast: 1, fitting.count, place)
        }
        let wanted = [expected.kind, expected.severity, expected.category, expected.stage?.rawValue, expected.owner, expected.role].compactMap(\.self)
        let found = all.map { [$0.file.kind, $0.file.severity, $0.category, $0.file.stage.rawValue, name(of: $0.owner), $0.role].compactMap(\.self).joined(separator: " ") }
        fail(place, "a case \(wanted.joined(separator: " "))", found.joined(separator: "; "))
    }

    func check(_ expected: DutyExpectation, _ place: Place) throws {
        let rows = try duties(expected.id, of: expected.of, unit: expected.unit)
            .filter { try (expected.period == nil || $0.sourceKey.hasSuffix("/" + expected.period!)) && isAbout(expected.staff, $0) }
        let wanted = expected.count ?? 1
        guard rows.count == wanted else { return fail(place, "\(wanted) duty \(expected.id)", String(rows.count)) }
        for row in rows {
            check(expected, row, place)
            try checkAssessment(expected, row, place)
        }
    }

    private func check(_ expected: DutyExpectation, _ row: DutyRows.Row, _ place: Place) {
        compare("kind", expected.kind, row.duty.kind, place)
        compare("state", expected.state?.rawValue, row.duty.state.rawValue, place)
        compareRole("role", expected.role, row.duty.role, place)
        compare("owner", expected.owner, name(of: row.duty.owner), place)
        compareRole("reviewer", expected.reviewer, row.reviewerRole, place)
        compareRole("decider", expected.decider, row.deciderRole, place)
        compareLimit("due", expected.due, row.duty.due, place)
    }

    private func checkAssessment(_ expected: DutyExpectation, _ row: DutyRows.Row, _ place: Place) throws {
        let asked: [Any?] = [expected.figure, expected.open, expected.stands, expected.objectBy, expected.carries, expected.isMissed]
        guard asked.contains(where: { $0 != nil }) || !expected.proposes.isEmpty else { return }
        guard let assessment = try Duties(premises).view(row.duty.id, engine()).assessment,
            let stands = try read({ try AssessmentRows.row(row.duty.id, of: Stage.organisation, in: $0) })
        else { return fail(place, "an assessment", "none") }
        compare("figure", expected.figure, assessment.figure.text, place)
        compare("open", expected.open.map { String($0) }, String(assessment.open), place)
        compare("stands", expected.stands, stands.state.rawValue, place)
        compare("missed", expected.isMissed.map { String($0) }, String(assessment.figure.isMissed), place)
        compareLimit("objectBy", expected.objectBy, stands.objectBy, place)
        compare("carries", expected.carries.map { String($0) }, String(assessment.earlier?.corrections.count ?? 0), place)
        let proposed = assessment.lines.map { Self.told($0.amount) }
        if !expected.proposes.isEmpty { compare("proposes", expected.proposes.joined(separator: ", "), proposed.joined(separator: ", "), place) }
    }

    /// As a rehearsal writes it: `7.5%`, `3 points`, `yes`, `no`, `none` without a base.
    private static func told(_ amount: AssessmentView.Line.Amount) -> String {
        switch amount {
        case .cut(let rate): rate.percentText.map { $0 + "%" } ?? "none"
        case .points(let points): points.map { "\($0) points" } ?? "none"
        case .consequence(_, let happens): happens ? "yes" : "no"
        }
    }

    func checkPromise(_ of: String, _ due: DueText?, _ count: Int?, _ place: Place) throws {
        let limits = try line(of: of).flatMap { event in try read { try StageRows.promises(of: event, Stage.organisation, in: $0) } }
        let fitting = due.map { due in limits.filter { $0 == moment(due, isLimit: true) } } ?? limits
        guard fitting.count != count ?? 1 else { return }
        fail(
            place, "\(count ?? 1) promise of \(of)" + (due == nil ? "" : " with that limit"),
            limits.map { Told.limit($0, zone) }.joined(separator: ", "))
    }

    func checkNotices(_ codes: [String], _ role: String, _ of: String?, _ count: Int?, _ place: Place) throws {
        let notices: [StageRows.Notice]
        if let of {
            notices = try line(of: of).flatMap { event in try read { try StageRows.notices(of: event, Stage.organisation, in: $0) } }
        } else {
            notices = try read { try StageRows.notices(Stage.organisation, in: $0) }
        }
        let fitting = notices.filter { codes.contains($0.code) && isRole(role, $0.role) }
        compareCount("\(codes[0]) to \(role)", count, atLeast: 1, fitting.count, place)
    }
}
