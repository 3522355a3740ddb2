import Domain
import Operations
import RegulationEngine
import Storage

/// One act: carried out by the use case that people use, with its refusal kept for the expectation that waits for it.
extension Stage {
    func perform(_ act: RehearsalAct, _ wanted: StepExpectations, _ gave: inout StepFindings, _ place: Place) {
        do {
            let length = try wanted.refusal == nil ? 0 : journalLength()
            do {
                try carryOut(act, &gave)
            } catch let refusal as Refusal {
                gave.refusals += Told.codes(refusal)
                noteHours(refusal)
                guard wanted.refusal != nil else { return fail(place, act.told, Told.error(refusal)) }
                if try journalLength() != length { fail(place, "nothing to change when it is refused", "changes") }
            }
            let unexpected = Set(gave.codes).subtracting(wanted.findings)
            if !unexpected.isEmpty, wanted.findings.isEmpty { fail(place, act.told, "findings: " + unexpected.sorted().joined(separator: ", ")) }
        } catch {
            fail(place, act.told, Told.error(error))
        }
    }

    /// Contact hours are at work when they refuse.
    private func noteHours(_ refusal: Refusal) {
        guard Told.codes(refusal).contains(where: { $0.hasPrefix("contactHours.") }) else { return }
        for regulation in adoptions.keys { note("time", looked: regulation) }
    }

    private func journalLength() throws -> Int { try read { try StageRows.journalLength(Stage.organisation, in: $0) } }

    private func carryOut(_ act: RehearsalAct, _ gave: inout StepFindings) throws {
        switch act {
        case .event(let event): try receive(event, &gave)
        case .record(let record): try self.record(record)
        case .arrange(let arrange): try self.arrange(arrange)
        case .accept(let selector, let by): try Worklist(premises).accept(try followUp(selector).id, try acting(by))
        case .lose(let selector, let by, let reason): try lose(selector, by, reason)
        case .review(let review): try self.review(review)
        case .choose(let act): try Draws(premises).choose(try event(named: act.of, rule: act.rule).id, rule: act.rule, reason: act.reason, try acting(act.by))
        case .replace(let act): try Draws(premises).replace(try event(named: act.of, rule: act.rule).id, rule: act.rule, reason: act.reason, try acting(act.by))
        case .plan(let plan): try self.plan(plan)
        case .close(let close): try self.close(close)
        case .handle(let act): try handle(act)
        case .handIn(let duty): try Duties(premises).handIn(try self.duty(duty.id, of: duty.of).duty.id, findings: duty.text, try acting(duty.by))
        case .decide(let decide): try self.decide(decide)
        case .assess(let assess): try self.assess(assess)
        case .adopt(let regulation, let setting): try adopt(regulation, setting)
        case .setting(let setting): try change(setting)
        case .tick: try tick()
        }
    }

    private func lose(_ selector: FollowUpSelector, _ by: String, _ reason: String) throws {
        let row = try followUp(selector)
        let id = row.id
        let duties = try read { try DutyRows.duties(followUp: id, of: Stage.organisation, in: $0) }
        guard let consent = duties.last(where: { $0.question == Duties.lostConsent && $0.duty.state == .open }) else {
            throw Refusal.state(code: "followUp.notUsedUp")
        }
        try Duties(premises).decide(consent.duty.id, option: "agree", reason: reason, try acting(by))
    }

    private func review(_ act: ReviewAct) throws {
        let context = try acting(act.by)
        switch act.subject {
        case .duty(let id, let of):
            try Duties(premises).review(try duty(id, of: of).duty.id, comment: act.comment, isAccepted: act.verdict == .signedOff, context)
        case .record(let selector):
            guard let record = try latestRecord(of: try followUp(selector)) else { throw Missing("no record \(selector.told)") }
            switch act.verdict {
            case .signedOff: try Reviewing(premises).signOff(record.id, comment: act.comment, context)
            case .returned: try Reviewing(premises).giveBack(record.id, comment: act.comment ?? "", context)
            }
        }
    }

    private func close(_ act: CloseAct) throws {
        let open = try cases(of: act.of).filter { $0.file.stage == .received && (act.kind == nil || $0.file.kind == act.kind) }
        guard let row = open.last else { throw Missing("no open case of \(act.of)") }
        let closing = Cases.Closing(
            conclusion: act.cause + ": " + act.measure, cause: act.cause, measure: act.measure, proven: act.proven, repliedAt: act.repliedAt)
        try Cases(premises).close(row.file.id, closing, try acting(act.by))
        guard let name = act.name else { return }
        let opening = row.event
        events[name] = try read { try EventRows.causedEvents(by: opening, of: Stage.organisation, in: $0) }.last { $0.kind == "caseClosed" }?.id
    }

    /// The latest duty of that name, open ones first.
    func duty(_ id: String, of name: String?) throws -> DutyRows.Row {
        let duties = try self.duties(id, of: name)
        guard let row = duties.last(where: { $0.closedAt == nil }) ?? duties.last else {
            throw Missing("no duty \(id)" + (name.map { " of \($0)" } ?? ""))
        }
        return row
    }

    private func decide(_ act: DecideAct) throws {
        let duties = try asked(act)
        guard
            let duty = duties.last(where: { $0.question == act.question && $0.closedAt == nil })
                ?? duties.last(where: { $0.question == act.question })
        else {
            throw Missing("no question \(act.question) about \(act.of ?? "the period")")
        }
        try Duties(premises).decide(duty.duty.id, option: act.option, reason: act.reason ?? "as rehearsed", try acting(act.by))
    }

    private func assess(_ act: AssessAct) throws {
        let all = try duties(act.question, of: nil, unit: act.unit).filter { try isAbout(act.staff, $0) && (act.period == nil || $0.sourceKey.hasSuffix("/" + act.period!)) }
        guard let id = all.last?.duty.id else { throw Missing("no assessment \(act.question)") }
        let (assessing, context) = (Assessing(premises), try acting(act.by))
        switch act.step {
        case .tell: try assessing.tell(id, context)
        case .accept: try assessing.accept(id, context)
        case .object: try assessing.object(id, reason: act.reason, context)
        case .uphold: try assessing.hear(id, isUpheld: true, reason: act.reason, context)
        case .dismiss: try assessing.hear(id, isUpheld: false, reason: act.reason, context)
        case .correct: try assessing.correct(id, text: act.reason, context)
        }
    }

    /// Whether a period's duty is about this person; nil = whoever it is about.
    func isAbout(_ staff: String?, _ row: DutyRows.Row) throws -> Bool {
        guard let staff else { return true }
        return try read { try AssessmentRows.row(row.duty.id, of: Stage.organisation, in: $0) }.flatMap(\.staff).flatMap { name(of: $0) } == staff
    }

    private func asked(_ act: DecideAct) throws -> [DutyRows.Row] {
        guard let of = act.of else { return try duties(act.question, of: nil, unit: act.unit).filter { try isAbout(act.staff, $0) } }
        return try line(of: of).flatMap { event in try read { try DutyRows.duties(event: event, of: Stage.organisation, in: $0) } }
    }
}

extension RehearsalAct {
    var told: String {
        switch self {
        case .event(let event): "\(event.kind) \(event.id) to come in"
        case .record(let record): "\(record.by) to record a contact \(record.entries.first?.followUp.told ?? "")"
        case .arrange(let arrange): "\(arrange.by) to arrange a visit \(arrange.followUp.told)"
        case .accept(let followUp, let by): "\(by) to take on the follow-up \(followUp.told)"
        case .lose(let followUp, let by, _): "\(by) to agree that the follow-up \(followUp.told) is lost"
        case .review(let review): "\(review.by) to review"
        case .choose(let act): "\(act.by) to choose \(act.of)"
        case .replace(let act): "\(act.by) to replace \(act.of)"
        case .plan(let act): "\(act.by) to change the plan \(act.rule) \(act.period)"
        case .close(let close): "\(close.by) to close the case of \(close.of)"
        case .handle(let act): "\(act.by) to handle the case of \(act.of)"
        case .handIn(let duty): "\(duty.by) to hand in \(duty.id)"
        case .decide(let decide): "\(decide.by) to decide \(decide.question)"
        case .assess(let assess): "\(assess.by) to \(assess.step.rawValue) \(assess.question)"
        case .adopt(let regulation, _): "\(regulation) to be adopted"
        case .setting: "the organisation to change"
        case .tick: "the clock to run"
        }
    }
}
