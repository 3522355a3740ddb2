import Domain
import Interop
import Operations
import SQLCore
import Storage

/// Reviews, cases and duties: the work beside the calls.
extension DemonstrationHouse {
    // MARK: Reviews

    /// Records are read the next workday; a few come back with what is missing.
    func reviews(on day: LocalDay) throws -> [DemonstrationAct] {
        let (units, organisation) = (crew.directory.units.keys.sorted(), organisation.id)
        let waiting = try read { session in
            try units.flatMap { try RecordRows.page(unit: $0, review: .awaiting, beyond: nil, limit: 2000, of: organisation, in: session) }
        }
        return waiting.compactMap { record in
            let made = zone.day(of: record.recordedAt)
            guard made < day, isTurn(record.id.rawValue, on: day, since: made, after: 1...2, forgotten: 15) else { return nil }
            return DemonstrationAct(at: moment(day, 510...680)) { [self] now in try review(record, now) }
        }
    }

    private func review(_ record: RecordRows.Row, _ now: Instant) throws {
        let day = zone.day(of: now)
        let readers = record.reviewerRole.map { crew.holders(of: $0, near: record.unit, on: day) } ?? crew.people(with: .review, in: record.unit)
        guard let reader = readers.first(where: { $0 != record.recordedBy }), let context = crew.context(reader, at: now) else { return }
        try attempt {
            let isAgain = try read { [organisation] in try RecordRows.records(of: record.followUp, organisation.id, in: $0) }.contains { $0.review == .returned }
            if !isAgain, random.happens(35) {
                try Reviewing(premises).giveBack(record.id, comment: pick("review.giveBack", fallback: "comment"), context)
                summary.returned += 1
            } else {
                try Reviewing(premises).signOff(record.id, comment: pick("review.signOff", fallback: "comment"), context)
                summary.signedOff += 1
            }
        }
    }

    // MARK: Cases

    /// What a follow-up brought up is settled in some days; what the source reports is settled there, and here only when it was forgotten.
    func cases(on day: LocalDay) throws -> [DemonstrationAct] {
        let (units, organisation) = (crew.directory.units.keys.sorted(), organisation.id)
        let open = try read { session in
            try units.flatMap { try CaseFileRows.page(unit: $0, stage: .received, beyond: nil, limit: 2000, of: organisation, in: session) }
        }
        return open.compactMap { row in
            let days = row.sourceRecord == nil ? 9...14 : 1...4
            guard isTurn(row.file.id.rawValue, on: day, since: zone.day(of: row.file.openedAt), after: days, forgotten: 20) else { return nil }
            return DemonstrationAct(at: moment(day, 870...1050)) { [self] now in try close(row, now) }
        }
    }

    private func close(_ row: CaseFileRows.Row, _ now: Instant) throws {
        guard let leader = crew.people(with: .lead, in: row.file.unit).first, let context = crew.context(leader, at: now) else { return }
        try attempt {
            let proven = random.pick(["yes", "yes", "yes", "no", "unclear"])
            let words = pick("case.\(row.file.kind)", fallback: "case.conclusion")
            try Cases(premises).close(row.file.id, .init(conclusion: words, proven: proven, repliedAt: now.adding(minutes: -30)), context)
            summary.casesClosed += 1
        }
    }

    // MARK: Duties

    func duties(on day: LocalDay) throws -> [DemonstrationAct] {
        let (units, organisation) = (crew.directory.units.keys.sorted(), organisation.id)
        let open = try read { session in
            try units.flatMap { try DutyRows.page(unit: $0, isOpen: true, beyond: nil, limit: 2000, of: organisation, in: session) }
        }
        let assessed = open.filter { $0.duty.kind == "decide" && $0.sourceKey.hasPrefix("period:") }
        let others = open.filter { row in !assessed.contains { $0.duty.id == row.duty.id } }
        return try others.compactMap { try act($0, on: day) } + assessments(assessed, on: day)
    }

    private func act(_ row: DutyRows.Row, on day: LocalDay) throws -> DemonstrationAct? {
        if try isLeftForThePresent(row) { return nil }
        let since = zone.day(of: row.reviewedAt ?? row.handedInAt ?? row.openedAt)
        let isFirst = row.duty.state == .open && row.question != Duties.lostConsent
        // Each stage of a duty has a turn of its own.
        let turn = row.duty.id.rawValue &* 8 &+ (row.duty.state == .open ? 0 : row.duty.state == .handedIn ? 1 : 2)
        guard isTurn(turn, on: day, since: since, after: isFirst ? 1...4 : 1...2, forgotten: isFirst ? 50 : 10) else { return nil }
        return DemonstrationAct(at: moment(day, isFirst ? 900...1040 : 540...690)) { [self] now in try advance(row, now) }
    }

    private func advance(_ row: DutyRows.Row, _ now: Instant) throws {
        try attempt {
            switch row.duty.state {
            case .open where row.question == Duties.lostConsent || row.duty.kind == "decide": try decide(row, now)
            case .open where row.duty.kind == "report": try writeReport(row, now)
            case .open:
                try changePlan(row, now)
                try handIn(row, now)
            case .handedIn where row.duty.kind == "report": try judgeReport(row, now)
            case .handedIn: try review(row, now)
            case .reviewed: try decide(row, now)
            default: return
            }
        }
    }

    private func handIn(_ row: DutyRows.Row, _ now: Instant) throws {
        let holders = crew.holders(of: row.duty.role, near: row.duty.unit, on: zone.day(of: now))
        guard let context = (row.duty.owner.map { [$0] } ?? holders).lazy.compactMap({ self.crew.context($0, at: now) }).first else { return }
        try Duties(premises).handIn(
            row.duty.id, findings: pick("duty.\(row.duty.rule)", "duty.\(row.duty.kind)", fallback: "duty"),
            measures: pick("measures.\(row.duty.kind)", fallback: "measures"), context)
        summary.dutiesHandedIn += 1
    }

    private func review(_ row: DutyRows.Row, _ now: Instant) throws {
        let readers = row.reviewerRole.map { crew.holders(of: $0, near: row.duty.unit, on: zone.day(of: now)) } ?? []
        guard let reader = readers.first(where: { $0 != row.handedInBy }), let context = crew.context(reader, at: now) else { return }
        try Duties(premises).review(row.duty.id, comment: pick("review.signOff", fallback: "comment"), isAccepted: true, context)
        if row.duty.kind == "plan" { summary.plansApproved += 1 }
    }

    private func decide(_ row: DutyRows.Row, _ now: Instant) throws {
        guard let role = row.deciderRole, let decider = crew.holders(of: role, near: row.duty.unit, on: zone.day(of: now)).first,
            let context = crew.context(decider, at: now)
        else { return }
        let options = try Duties(premises).view(row.duty.id, context).options.map(\.code)
        let option = row.question == Duties.lostConsent && random.happens(920) ? "agree" : random.pick(options)
        guard let option else { return }
        try Duties(premises).decide(row.duty.id, option: option, reason: pick("decision.\(option)", fallback: "decision"), context)
        summary.decisions += 1
        if row.question == Duties.lostConsent, option == "agree", let lost = row.followUp { try replace(lost, now.adding(minutes: 3)) }
    }
}
