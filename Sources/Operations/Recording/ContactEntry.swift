import Domain
import RegulationEngine
import SQLCore
import Storage

/// One follow-up of a contact with everything that judging it needs.
struct ContactEntry {
    let input: ContactInput.Entry
    let row: FollowUpRow
    let event: Event
    let active: ActiveEdition
    let rule: FollowUpRule
    let form: Form?
    let result: ContactResult
    let occurredAt: Instant
    /// Where the ladder stood before this contact.
    let before: LadderPosition?
    /// Where it stands with this contact; nil when the contact settled the follow-up.
    let after: LadderPosition?
    let respondent: String?
    /// Who of several people is reached with this contact; nil where one is enough.
    let reach: ReachStanding?
    /// The same before it.
    let reachBefore: ReachStanding?
    let facts: RecordFacts
    let history: HistoryFacts
    /// Names the follow-up as the source of effects: a record that is given back and made again causes nothing twice.
    let source: String
    /// Names this contact: each time that the ladder is used up, consent is asked for.
    let attempt: String

    init(_ entry: ContactInput.Entry, of contact: ContactInput, _ room: Consequences) throws {
        let (context, session, premises) = (room.context, room.session, room.premises)
        input = entry
        row = try FollowUpDesk.visible(entry.followUp, context, session)
        guard let result = premises.library.result(contact.result) else {
            throw Refusal.invalid([Finding(.error, "result.unknown", at: Place(path: "result"), ["result": contact.result])])
        }
        self.result = result
        occurredAt = contact.occurredAt ?? context.now
        active = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
        guard let rule = active.edition.regulation.rule(row.followUp.rule),
            let event = try EventRows.event(row.followUp.event, of: context.organisation, in: session)
        else { throw Refusal.notFound }
        (self.rule, self.event) = (rule, event)
        form = rule.form.flatMap { [active] in active.edition.regulation.form($0) }

        let ladder = LadderDesk(premises: premises, context: context, session: session, calendar: room.plans.calendar)
        let attempts = try ladder.attempts(row, rule, with: contact.respondent)
        respondent = contact.respondent
        reachBefore = try ReachDesk(premises: premises, context: context, session: session).standing(of: row, rule)
        reach = reachBefore?.adding(.init(post: contact.respondent ?? "", result: contact.result, meaning: result.meaning))
        let position = Self.ladder(room, active)
        let asked = ConditionContext(event: event, nth: row.followUp.occurrence, now: occurredAt)
        let attempt = AttemptFacts(channel: contact.channel, at: occurredAt, meaning: result.meaning, callBackAt: contact.callBackAt)
        do throws(RuleError) {
            before = rule.channels.isEmpty ? nil : try position.next(rule, attempts: attempts, in: asked)
            after = rule.channels.isEmpty ? nil : try position.next(rule, attempts: attempts + [attempt], in: asked)
        } catch {
            throw Refusal.invalid([error.finding])
        }
        source = "follow-up:\(row.id)" + (rule.reach == nil ? "" : "/" + (contact.respondent ?? ""))
        self.attempt = source + "/" + contact.requestKey
        let isTry = (result.meaning == .notReached || result.meaning == .wrongContactPoint) && contact.result != ReachRule.vacantResult
        facts = RecordFacts(
            source: source, rule: rule.id, event: event, occurrence: row.followUp.occurrence, severity: row.followUp.severity, channel: contact.channel,
            result: result, isUnreachable: isTry && after?.isUsedUp == true, answers: Self.answers(entry), flags: entry.flags, occurredAt: occurredAt,
            by: context.actor.staff, occurrences: try Self.occurrences(row, context, session))
        history = try HistoryDesk(room: room, active: active).facts(rule: rule.id, event: event)
    }

    private static func ladder(_ room: Consequences, _ active: ActiveEdition) -> ChannelLadder {
        ChannelLadder(room.plans.planner(active))
    }

    /// Which of several people it was with, counted from 1; 0 where one is enough.
    var postNumber: Int {
        guard let posts = reach?.rule.posts, let index = posts.firstIndex(where: { $0.code == respondent }) else { return 0 }
        return index + 1
    }

    /// What the contact does to the follow-up: it goes on while somebody is missing, and is done with the last of them.
    var meaning: ContactResult.Meaning {
        guard let reach else { return result.meaning }
        if reach.isComplete { return .reached }
        return [.reached, .refused].contains(result.meaning) ? .partly : result.meaning
    }

    /// The next date and the explanation stand beside the form; rules ask for them by field name.
    private static func answers(_ entry: ContactInput.Entry) -> [String: Answer] {
        var answers = entry.answers
        if let day = entry.nextDate { answers["nextDate"] = .day(day) }
        if let text = entry.explanation, text.contains(where: { !$0.isWhitespace }) { answers["explanation"] = .text(text) }
        return answers
    }

    /// Highest occurrence by rule of the same event and adoption; what earlier records of this follow-up asked for is asked for again.
    private static func occurrences(_ row: FollowUpRow, _ context: Context, _ session: any SQLReading) throws -> [String: Int] {
        let rows = try FollowUpRows.rows(of: row.followUp.event, context.organisation, in: session)
        let records = Set(try RecordRows.records(of: row.id, context.organisation, in: session).map(\.id))
        let others = rows.filter { $0.causedByRecord.map(records.contains) != true && $0.followUp.adoption == row.followUp.adoption }
        let mine = others.map { ($0.followUp.rule, $0.followUp.occurrence) }
        return Dictionary(mine, uniquingKeysWith: max)
    }

    /// The date entered for the next follow-up, in the form or beside it.
    var nextDate: LocalDay? {
        if case .day(let day)? = facts.answers["nextDate"] { day } else { nil }
    }

    var explanation: String? {
        if case .text(let text)? = facts.answers["explanation"] { text } else { nil }
    }

    /// Overall satisfaction: the field called `satisfaction`, else the first satisfaction field that was rated.
    var isSatisfied: Bool? {
        guard result.meaning == .reached, let form else { return nil }
        let fields = form.fields.filter { $0.kind == .satisfaction }
        let ordered = fields.filter { $0.id == "satisfaction" } + fields.filter { $0.id != "satisfaction" }
        for field in ordered {
            guard case .code(let code)? = facts.answers[field.id] else { continue }
            if let rated = field.options.first(where: { $0.code == code })?.isSatisfied { return rated }
        }
        return nil
    }
}
