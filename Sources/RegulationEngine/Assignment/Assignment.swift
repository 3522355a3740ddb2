import Domain

/// Finds the person for a follow-up, duty, decision or review: the first matching line, the role nearest to the unit, the stand-in during leave.
///
/// Several holders of a role leave the choice to the pool. Nobody is a finding, never a guess. Leave changes the assignee, not the deadline.
public struct Assignment: Sendable {
    let edition: Edition
    let evaluator: ConditionEvaluator
    /// Role of the regulation → role of the organisation's posts, as the adoption maps them; a role that is missing stands for itself.
    let mapping: [String: String]

    public init(edition: Edition, registry: EventRegistry, calendar: WorkingCalendar, zone: CivilZone = .shanghai, mapping: [String: String] = [:]) {
        (self.edition, self.mapping) = (edition, mapping)
        evaluator = ConditionEvaluator(edition: edition, registry: registry, calendar: calendar, zone: zone)
    }

    /// Who makes a follow-up of `rule` whose window opens (or is worked on) on `day`.
    public func resolve(
        _ rule: FollowUpRule, event: Event, directory: StaffDirectory, on day: LocalDay, nth: Int = 1,
        history: HistoryFacts = HistoryFacts(), facts: AssignmentFacts = AssignmentFacts()
    ) -> AssignmentOutcome {
        var search = StaffSearch(
            rule: rule.id, event: event, directory: directory, day: day, facts: facts, regulation: edition.regulation, mapping: mapping)
        search.keepOut(independentOf: rule.independentOf)
        search.keepOut(makersOf: rule.independentOfMakers)
        let context = ConditionContext(event: event, nth: nth, history: history, now: event.occurredAt)
        guard let line = line(of: rule, context, &search) else { return search.outcome(of: nil) }
        return search.outcome(of: line)
    }

    /// Who stands behind one source: the reviewer, the decider, whoever is told. `rule` names the rule in findings.
    public func resolve(
        _ source: AssigneeSource, rule: String, event: Event, directory: StaffDirectory, on day: LocalDay, facts: AssignmentFacts = AssignmentFacts()
    ) -> AssignmentOutcome {
        var search = StaffSearch(
            rule: rule, event: event, directory: directory, day: day, facts: facts, regulation: edition.regulation, mapping: mapping)
        return search.outcome(of: AssignLine(to: [source]))
    }

    private func line(of rule: FollowUpRule, _ context: ConditionContext, _ search: inout StaffSearch) -> AssignLine? {
        for (index, line) in rule.assign.enumerated() where applies(line, index + 1, context, &search) { return line }
        search.findings.append(Finding(.error, "assign.noLine", at: Place(path: rule.id), ["rule": rule.id]))
        return nil
    }

    fileprivate func applies(_ line: AssignLine, _ number: Int, _ context: ConditionContext, _ search: inout StaffSearch) -> Bool {
        do throws(RuleError) {
            switch try evaluator.truth(of: line.condition, in: context, rule: search.rule) {
            case .fails: return false
            case .holds: search.note(.line, ["number": String(number)])
            case .unknown(let attribute):
                search.note(.lineUndecided, ["number": String(number), "attribute": attribute])
                return false
            }
            return true
        } catch {
            search.findings.append(error.finding)
            return false
        }
    }
}

/// Who handles a case.
extension Assignment {
    /// The first line that fits the case as it stands; nobody is a finding. Rules that leave it to whoever received the report have no line.
    public func resolve(
        _ rule: CaseRule, event: Event, directory: StaffDirectory, on day: LocalDay, history: HistoryFacts = HistoryFacts()
    ) -> AssignmentOutcome {
        var search = StaffSearch(
            rule: rule.id, event: event, directory: directory, day: day, facts: AssignmentFacts(), regulation: edition.regulation, mapping: mapping)
        let context = ConditionContext(event: event, nth: 1, history: history, now: event.occurredAt)
        for (index, line) in rule.assign.enumerated() where applies(line, index + 1, context, &search) { return search.outcome(of: line) }
        return search.outcome(of: nil)
    }
}
