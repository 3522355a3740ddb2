import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage

/// Calls and visits.
extension DemonstrationHouse {
    /// Agreed calls at their time; of the rest what is intended for the day. On days off only what will not wait until the next workday.
    func contacts(on day: LocalDay) throws -> [DemonstrationAct] {
        let (rows, agreedForToday) = (try open(on: day), try self.callsAgreedForToday(on: day))
        return rows.compactMap { row in
            if let agreed = row.agreedAt, zone.day(of: agreed) == day { return act(row, at: agreed.adding(seconds: Int64(random.from(10...200)))) }
            if agreedForToday.contains(row.id) { return act(row, at: moment(day, 960...1045), result: "callBack") }
            guard row.agreedAt == nil, intention(for: row, on: day).day <= day else { return nil }
            guard isWorkday(day) || row.dueDay <= nextWorkday(after: day) else { return nil }
            return time(for: row, on: day).map { act(row, at: $0) }
        }
    }

    private func act(_ row: FollowUpRow, at moment: Instant, result: String? = nil) -> DemonstrationAct {
        DemonstrationAct(at: moment) { [self] now in try contact(row.id, result, now) }
    }

    private func open(on day: LocalDay) throws -> [FollowUpRow] {
        let filter = QueueRows.Filter(openedBy: zone.instant(day).adding(hours: 9), notWaitingAt: zone.end(of: day))
        let (units, organisation) = (crew.directory.units.keys.sorted(), organisation.id)
        return try read { session in
            try units.flatMap { try QueueRows.page([.unit($0)], filter, after: nil, limit: 5000, of: organisation, in: session) }
        }.filter { $0.flag != "lostAwaitsConsent" }
    }

    // MARK: Intentions

    private func intention(for row: FollowUpRow, on day: LocalDay) -> Intention {
        if let known = intentions[row.id] { return known }
        let drawn = Intention(day: intendedDay(for: row, on: day), isOutOfReach: random.happens(22))
        intentions[row.id] = drawn
        return drawn
    }

    /// Mostly early in the window, a few late, a few forgotten until somebody asks; what is not yet due at the present is mostly left for it.
    private func intendedDay(for row: FollowUpRow, on day: LocalDay) -> LocalDay {
        let drawn = random.below(1000)
        if drawn < 12 { return row.dueDay.adding(days: random.from(8...20)) }
        if drawn < 30 { return row.dueDay.adding(days: random.from(1...4)) }
        let span = min(9, max(0, row.dueDay.days(since: day)))
        let intended = day.adding(days: min(random.below(span + 1), random.below(span + 1)))
        let isLeft = intended >= today.adding(days: -2) && random.happens(row.dueDay >= today ? 650 : 120)
        return isLeft ? today : intended
    }

    /// The day before the present some people are reached who ask to be called the next day.
    private func callsAgreedForToday(on day: LocalDay) throws -> Set<FollowUpID> {
        guard day == today.adding(days: -1) else { return [] }
        let waiting = try open(on: day).filter { $0.agreedAt == nil && $0.dueDay >= today && $0.attempts == 0 && $0.followUp.assignee != nil }
        let onePerPerson = Dictionary(grouping: waiting) { $0.followUp.assignee }.compactMap { $0.value.min { $0.id < $1.id } }
        return Set(onePerPerson.map(\.id))
    }

    /// Within contact hours and not before the follow-up may be tried again.
    private func time(for row: FollowUpRow, on day: LocalDay) -> Instant? {
        guard let (rule, regulation) = try? self.rule(of: row) else { return nil }
        let earliest = max(row.followUp.window.opens, row.waitUntil ?? row.followUp.window.opens)
        for _ in 0..<20 {
            let drawn = moment(day, 510...1170)
            if drawn >= earliest, allows(drawn, rule, regulation) { return drawn }
        }
        return nil
    }

    func rule(of row: FollowUpRow) throws -> (FollowUpRule, Regulation) {
        let edition = row.followUp.edition
        let active = try read { [premises, organisation] in try premises.shelf.edition(edition, of: organisation.id, in: $0) }
        guard let rule = active.edition.regulation.rule(row.followUp.rule) else { throw Refusal.notFound }
        return (rule, active.edition.regulation)
    }

    // MARK: One contact

    private func contact(_ id: FollowUpID, _ wanted: String?, _ now: Instant) throws {
        guard let row = try read({ [organisation] in try FollowUpRows.row(id, of: organisation.id, in: $0) }), row.followUp.state.isOpen,
            let context = try worker(for: row, at: now)
        else { return }
        try attempt {
            // 签收: a sheet that is handed out is signed for before anybody goes.
            if row.followUp.state == .planned, try rule(of: row).0.sign.contains(where: \.onReceipt) { try Worklist(premises).accept(id, context) }
            let view = try Recording(premises).console(id, context)
            guard let input = try input(view, wanted, context) else { return }
            let outcome = try Recording(premises).record(input, context)
            summary.contacts[input.result, default: 0] += 1
            if case .code(let verdict)? = input.entries.first?.answers["verdict"] { summary.verdicts[verdict, default: 0] += 1 }
            summary.records += outcome.records.count
        }
    }

    private func worker(for row: FollowUpRow, at now: Instant) throws -> Context? {
        let makers = try self.makers(row)
        if let assignee = row.followUp.assignee, !makers.contains(assignee), let context = crew.context(assignee, at: now) { return context }
        let unit = row.followUp.unit
        let held = crew.holders(of: row.followUp.role, near: unit, on: zone.day(of: now)).filter { !makers.contains($0) }
        let people = held.isEmpty ? crew.people(with: .work, in: unit).filter { !makers.contains($0) } : held
        return random.pick(people).flatMap { crew.context($0, at: now) }
    }

    /// Who did what a spot check looks at: they do not check it.
    private func makers(_ row: FollowUpRow) throws -> Set<StaffID> {
        let rules = try rule(of: row).0.independentOfMakers
        guard !rules.isEmpty else { return [] }
        let others = try read { [organisation] in try FollowUpRows.rows(of: row.followUp.event, organisation.id, in: $0) }
        return Set(others.filter { rules.contains($0.followUp.rule) }.compactMap(\.doneBy))
    }

    private func input(_ view: ConsoleView, _ wanted: String?, _ context: Context) throws -> ContactInput? {
        let (row, now) = (view.item.row, context.now)
        // Who would not count them as lost has somebody try once more, past the ladder that is used up.
        let isOnceMore = row.flag == "lostDeclined" && view.ladder?.channel == nil
        guard isOnceMore || mayTry(view.ladder, now) else { return nil }
        let usable = view.ladder?.channel ?? row.channel ?? .phone
        // Without any number there is nothing to call: one goes there at once, and says why.
        let isWithoutPhone = usable == .phone && isWithoutNumber(view) && view.rule.channels.contains { $0.channel == .homeVisit }
        let channel = isWithoutPhone ? .homeVisit : usable
        if AppointmentCheck(view.rule).isRequired(for: channel), row.appointmentMadeAt == nil { return try arrange(view, now) }
        let isOutOfReach = intentions[row.id]?.isOutOfReach == true && !isOnceMore
        let result = (channel == .phone ? wanted : nil) ?? self.result(of: channel, isAgreed: row.agreedAt != nil, isOutOfReach: isOutOfReach, view)
        let point = channel == .phone ? point(view) : nil
        var input = ContactInput(
            channel: channel, result: result, respondent: point?.relation, contactPoint: point?.id,
            entries: [try entry(view, channel, result, now)] + (try alsoSettled(view, channel, result, context)), requestKey: nextKey())
        if isOnceMore { input.overrideReason = pick("reason.onceMore", fallback: "comment") }
        if isWithoutPhone { input.overrideReason = pick("reason.noPhone", fallback: "comment") }
        if result == "callBack" { input.callBackAt = try callBack(row, now) }
        return input
    }

    private func mayTry(_ ladder: LadderPosition?, _ now: Instant) -> Bool {
        guard let ladder else { return true }
        return ladder.channel != nil && (ladder.wait == .agreedTime || ladder.notBefore.map { $0 <= now } != false)
    }

    /// A person or household whom no number reaches; a gathering has nobody to call.
    private func isWithoutNumber(_ view: ConsoleView) -> Bool { view.party != nil && point(view) == nil }

    private func point(_ view: ConsoleView) -> ContactPoint? { view.contactPoints.first { $0.kind == .phone && $0.state == .usable } }

    private func arrange(_ view: ConsoleView, _ now: Instant) throws -> ContactInput {
        var day = nextWorkday(after: zone.day(of: now))
        if random.happens(400) { day = nextWorkday(after: day) }
        let visit = zone.instant(day).adding(minutes: Int64(random.pick([560, 600, 640, 900, 960]) ?? 600))
        return ContactInput(
            channel: .phone, result: "callBack", appointmentAt: visit, entries: [ContactInput.Entry(followUp: view.item.row.id)], requestKey: nextKey())
    }

    private func nextKey() -> String {
        requests += 1
        return "demonstration-\(organisation.code)-\(requests)"
    }

    private func result(of channel: ContactChannel, isAgreed: Bool, isOutOfReach: Bool, _ view: ConsoleView) -> String {
        switch channel {
        case .homeVisit: return isOutOfReach || random.happens(80) ? "notAtHome" : "complete"
        case .letter: return isOutOfReach ? "delivered" : "complete"
        case .phone where view.party != nil: break
        default: return "complete"
        }
        if isOutOfReach { return random.pick(["noAnswer", "noAnswer", "poweredOff", "rejected"]) ?? "noAnswer" }
        if point(view) == nil { return "disconnected" }
        if isAgreed { return random.happens(930) ? "complete" : "noAnswer" }
        if !hasLearntOfDeath, view.party?.kind == .person, summary.records > 40 {
            hasLearntOfDeath = true
            return "deceased"
        }
        return usualResult()
    }

    private func usualResult() -> String {
        let shares: [(result: String, share: Int)] = [
            ("complete", 805), ("completeByProxy", 20), ("noAnswer", 82), ("busy", 25), ("poweredOff", 15), ("callBack", 30), ("refused", 14),
            ("brokenOff", 3), ("wrongNumber", 6),
        ]
        return random.pick(shares, share: \.share)?.result ?? "complete"
    }

    /// Who complained, or had a repair done again, is harder to please.
    func isSore(_ event: Event) -> Bool { event.attributes["class"]?.text == "complaint" || event.attributes["rework"] == .flag(true) }

    /// The next workday; what was asked for on the eve of the present is called within its hours that are still to come.
    private func callBack(_ row: FollowUpRow, _ now: Instant) throws -> Instant {
        let day = zone.day(of: now)
        let (rule, regulation) = try rule(of: row)
        guard day == today.adding(days: -1) else {
            let start = zone.instant(row.dueDay <= day.adding(days: 1) ? day.adding(days: 1) : nextWorkday(after: day))
            let times = [560, 600, 645, 900, 960, 1020, 1110].map { start.adding(minutes: $0) }.filter { allows($0, rule, regulation) }
            return random.pick(times) ?? start.adding(minutes: 600)
        }
        let ahead = (2..<40).map { zone.instant(today).adding(minutes: Int64(($0 * 30) + asOfMinutes / 30 * 30)) }
        let fitting = ahead.filter { allows($0, rule, regulation) && zone.day(of: $0) == today }
        return random.pick(Array(fitting.prefix(12))) ?? zone.instant(today.adding(days: 1)).adding(minutes: 600)
    }

    private var asOfMinutes: Int { zone.time(of: asOf).minutes }
}
