import Domain
import Operations
import RegulationEngine
import Storage

/// Follow-ups, what rules found, ladders and explanations.
extension Stage {
    func check(_ expected: FollowUpExpectation, _ place: Place) throws {
        let rows = try followUps(expected.selector)
        let wanted = expected.count ?? 1
        guard rows.count == wanted else {
            return fail(
                place, "\(wanted) follow-up\(wanted == 1 ? "" : "s") \(expected.selector.told)",
                rows.isEmpty ? "none" : rows.map(told).joined(separator: "; "))
        }
        for row in rows { try check(expected, row, place) }
    }

    private func told(_ row: FollowUpRow) -> String { "\(row.followUp.rule) \(row.followUp.occurrence) \(row.followUp.state.rawValue)" }

    private func check(_ expected: FollowUpExpectation, _ row: FollowUpRow, _ place: Place) throws {
        let followUp = row.followUp
        compare("status", expected.state?.rawValue, followUp.state.rawValue, place)
        let timeliness = Timeliness.of(followUp.window, at: now, endOfToday: zone.end(of: zone.day(of: now)))
        compare("is", expected.timeliness?.rawValue, timeliness.rawValue, place)
        compareOpening("opens", expected.opens, followUp.window.opens, place)
        compareLimit("aim", expected.aim, followUp.window.aim, place)
        compareLimit("due", expected.due, followUp.window.due, place)
        compare("provisional", expected.isProvisional.map { String($0) }, String(followUp.window.isProvisional), place)
        compare("assignee", expected.assignee, name(of: followUp.assignee), place)
        compareRole("role", expected.role, followUp.role.isEmpty ? nil : followUp.role, place)
        checkCompletion(expected, row, place)
        try checkReview(expected, row, place)
        if let missing = expected.missing {
            let found = try Recording(premises).console(row.id, engine()).reach?.missing.map(\.code) ?? []
            compare("missing", missing.joined(separator: ", "), found.joined(separator: ", "), place)
        }
        guard let mayJoin = expected.mayJoin else { return }
        let found = try Explaining(premises).followUp(engine(), row.id).assignment.mayJoin.map(\.role)
        let regulation = try active(row).edition.regulation
        let titles = mayJoin.map { id in regulation.roles.first { $0.id == id }?.title.text(in: engine().language) ?? id }
        compare("mayJoin", titles.sorted().joined(separator: ", "), found.sorted().joined(separator: ", "), place)
    }

    private func checkCompletion(_ expected: FollowUpExpectation, _ row: FollowUpRow, _ place: Place) {
        guard expected.isInTime != nil || expected.isEnteredLate != nil else { return }
        guard let doneAt = row.doneAt, let recordedAt = row.doneRecordedAt else {
            return fail(place, "a follow-up that is done", row.followUp.state.rawValue)
        }
        let completion = Completion(window: row.followUp.window, doneAt: doneAt, recordedAt: recordedAt)
        compare("inTime", expected.isInTime.map { String($0) }, String(completion.isInTime), place)
        compare("enteredLate", expected.isEnteredLate.map { String($0) }, String(completion.isEnteredLate), place)
    }

    private func checkReview(_ expected: FollowUpExpectation, _ row: FollowUpRow, _ place: Place) throws {
        guard expected.review != nil || expected.reviewer != nil || expected.reviewDue != nil else { return }
        guard let record = try latestRecord(of: row) else { return fail(place, "a record", "none") }
        compare("review", expected.review?.rawValue, record.review.rawValue, place)
        compareRole("reviewer", expected.reviewer, record.reviewerRole, place)
        if expected.reviewDue != nil {
            compareLimit("reviewDue", expected.reviewDue, try Reviewing(premises).record(record.id, engine()).reviewDue, place)
        }
    }

    func check(_ expected: EligibleExpectation, _ place: Place) throws {
        let rows = try line(of: expected.of).flatMap { event in try read { try EligibleRows.rows(of: event, Stage.organisation, in: $0) } }
        let found = rows.first { $0.eligible.rule == expected.rule }?.eligible
        compare("standing of \(expected.rule)", expected.standing?.rawValue ?? "none", found?.standing.rawValue ?? "none", place)
        compare("reason", expected.reason, found?.reason ?? "none", place)
    }

    func check(_ expected: LadderExpectation, _ place: Place) throws {
        let row = try followUp(expected.selector)
        guard let ladder = try Recording(premises).console(row.id, engine()).ladder else {
            return fail(place, "a ladder \(expected.selector.told)", "none")
        }
        compare("channel", expected.hasNoChannel ? "none" : expected.channel?.rawValue, ladder.channel?.rawValue ?? "none", place)
        compareOpening("notBefore", expected.notBefore, ladder.notBefore, place)
        compare("usedUp", expected.isUsedUp.map { String($0) }, String(ladder.isUsedUp), place)
        compareRole("agreedBy", expected.agreedBy, ladder.lostAgreedBy?.roleName, place)
    }

    func check(_ expected: ExplanationExpectation, _ place: Place) throws {
        let explanation = try Explaining(premises).followUp(engine(), try followUp(expected.selector).id)
        var texts = explanation.rule.basis.clauses + [explanation.rule.rule, explanation.rule.regulation]
        for step in explanation.window.steps { texts += [step.code] + step.arguments.values }
        for step in explanation.assignment.steps { texts += [step.code.rawValue] + step.arguments.values }
        texts += (explanation.assignment.participants + explanation.assignment.mayJoin).flatMap { [$0.role] + $0.names }
        for says in expected.says where !texts.contains(where: { $0.contains(says) }) {
            fail(
                place, "an explanation that says \(says)",
                explanation.window.steps.map { "\($0.code) \($0.arguments.values.sorted().joined(separator: " "))" }.joined(separator: "; "))
        }
    }
}
