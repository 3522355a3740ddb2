import Domain
import RegulationEngine
import SQLCore
import Storage

/// Everything that may be wrong with a contact, said at once and at its field; nothing is written before.
struct ContactChecks {
    let input: ContactInput
    let entries: [ContactEntry]
    let consequences: Consequences

    private var context: Context { consequences.context }

    func refuseWhatIsWrong() throws {
        guard let first = entries.first else { throw Refusal.invalid([Finding(.error, "contact.noFollowUp")]) }
        try entries.forEach(refuseSettledOrHeld)
        try refuseUnseen(first)
        guard entries.allSatisfy({ $0.row.followUp.party == first.row.followUp.party }) else {
            throw Refusal.invalid([Finding(.error, "contact.otherParty")])
        }
        let findings = time() + channel(first) + entries.flatMap(entry)
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
    }

    private func refuseSettledOrHeld(_ entry: ContactEntry) throws {
        guard entry.row.followUp.state.isOpen else { throw Refusal.state(code: "followUp.settled") }
        if entry.row.followUp.state == .planned, entry.rule.sign.contains(where: \.onReceipt) { throw Refusal.state(code: "followUp.notReceived") }
        try refuseOwnWork(entry)
        guard let holder = entry.row.claimedBy, holder != context.actor.staff, let until = entry.row.claimedUntil, until > context.now else { return }
        throw Refusal.conflict(
            code: "followUp.held", by: consequences.directory.staff[holder]?.name, since: until.adding(minutes: -Worklist.claimMinutes))
    }

    /// Somebody recorded another contact while this one was written: whoever was second looks at it and decides.
    private func refuseUnseen(_ first: ContactEntry) throws {
        guard let seen = input.seen else { return }
        let contacts = try ContactRows.contacts(about: first.row.id, of: context.organisation, in: consequences.session)
        guard contacts.count > seen, let last = contacts.map(\.contact).max(by: { $0.recordedAt < $1.recordedAt }) else { return }
        throw Refusal.conflict(code: "followUp.meanwhile", by: consequences.directory.staff[last.staff]?.name, since: last.recordedAt)
    }

    /// Nobody checks what they did themselves.
    private func refuseOwnWork(_ entry: ContactEntry) throws {
        guard !entry.rule.independentOfMakers.isEmpty else { return }
        let rows = try FollowUpRows.rows(of: entry.event.id, context.organisation, in: consequences.session)
        let own = rows.contains {
            $0.followUp.adoption == entry.row.followUp.adoption && entry.rule.independentOfMakers.contains($0.followUp.rule) && $0.doneBy == context.actor.staff
        }
        if own { throw Refusal.state(code: "followUp.ownWork") }
    }

    /// The past may be entered later; the future can't be recorded.
    private func time() -> [Finding] {
        if let occurredAt = input.occurredAt, occurredAt > context.now { return [Finding(.error, "occurredAt.future", at: Place(path: "occurredAt"))] }
        guard let first = entries.first else { return [] }
        if first.occurredAt < first.event.occurredAt { return [Finding(.error, "occurredAt.beforeEvent", at: Place(path: "occurredAt"))] }
        guard first.result.meaning == .callBack else { return [] }
        let agreed = input.callBackAt ?? input.appointmentAt
        guard let agreed else { return [Finding(.error, "callBack.required", at: Place(path: "callBackAt"))] }
        return agreed > first.occurredAt ? [] : [Finding(.error, "callBack.inThePast", at: Place(path: "callBackAt"))]
    }

    private func channel(_ first: ContactEntry) -> [Finding] {
        guard first.result.channels.isEmpty || first.result.channels.contains(input.channel) else {
            return [Finding(.error, "result.notOfChannel", at: Place(path: "result"), ["channel": input.channel.rawValue])]
        }
        return []
    }

    private func entry(_ entry: ContactEntry) -> [Finding] {
        let prefix = entry.row.id == entries.first?.row.id ? "" : entry.row.id.description + "."
        let found = reach(entry) + limits(entry) + form(entry) + signatures(entry) + appointment(entry)
        return found.map { finding in
            var placed = finding
            placed.place.path = finding.place.path.map { prefix + $0 }
            return placed
        }
    }

    /// Where several people must be reached, a contact says which of them it was with, and each is asked once.
    private func reach(_ entry: ContactEntry) -> [Finding] {
        let isVacant = input.result == ReachRule.vacantResult
        guard let before = entry.reachBefore else {
            return isVacant ? [Finding(.error, "reach.noPosts", at: Place(path: "result"))] : []
        }
        guard let post = input.respondent, before.rule.title(of: post) != nil else {
            return [Finding(.error, "reach.whichPost", at: Place(path: "respondent"), ["missing": told(before.missing)])]
        }
        if before.reached.contains(post) { return [Finding(.error, "reach.reachedAlready", at: Place(path: "respondent"), ["missing": told(before.missing)])] }
        return isVacant && before.rule.vacant == .counted ? [Finding(.error, "reach.postCounts", at: Place(path: "result"))] : []
    }

    private func told(_ posts: [CodeDefinition]) -> String { posts.map { $0.title.text(in: context.language) }.joined(separator: ", ") }

    /// Too early, outside contact hours, off the ladder: refused, or passed with a reason where the regulation allows one.
    private func limits(_ entry: ContactEntry) -> [Finding] {
        let hasReason = input.overrideReason?.contains { !$0.isWhitespace } == true
        var findings: [Finding] = []
        func refuse(_ code: String, mayOverride: Bool, _ arguments: [String: String] = [:]) {
            if mayOverride && hasReason { return }
            let path = mayOverride ? "overrideReason" : "occurredAt"
            findings.append(Finding(.error, code, at: Place(path: path), arguments))
        }
        if entry.occurredAt < entry.row.followUp.window.opens {
            refuse("contact.tooEarly", mayOverride: true, ["opens": context.zone.iso(entry.row.followUp.window.opens)])
        }
        hours(entry, refuse)
        ladder(entry, refuse)
        return findings
    }

    private func hours(_ entry: ContactEntry, _ refuse: (String, Bool, [String: String]) -> Void) {
        let verdict = ContactHoursVerdict.of(
            entry.rule, in: entry.active.edition.regulation, at: entry.occurredAt, calendar: consequences.plans.calendar, zone: context.zone)
        switch verdict {
        case .allowed: return
        case .refused(let reason, let next): refuse("contactHours." + reason.rawValue, false, told(next))
        case .overridable(let reason, let next): refuse("contactHours." + reason.rawValue, true, told(next))
        }
    }

    private func told(_ next: Instant?) -> [String: String] { next.map { ["next": context.zone.iso($0)] } ?? [:] }

    private func ladder(_ entry: ContactEntry, _ refuse: (String, Bool, [String: String]) -> Void) {
        guard let before = entry.before else { return }
        // An arranging call prepares a visit; it is no try on the ladder.
        if entry.result.meaning == .callBack { return }
        let arguments = ["channel": input.channel.rawValue]
        switch before.verdict(of: input.channel) {
        case .allowed: break
        case nil: return refuse("channel.notInRule", true, arguments)
        case .notYet(let channel, let left): return refuse("channel.notYet", true, arguments.merging(["first": channel.rawValue, "left": String(left)]) { a, _ in a })
        case .usedUp: return refuse("channel.usedUp", true, arguments)
        case .notForThis: return refuse("channel.notForThis", true, arguments)
        case .fromNth(let nth): return refuse("channel.fromNth", true, arguments.merging(["nth": String(nth)]) { a, _ in a })
        case .undecided(let attribute): return refuse("channel.undecided", true, arguments.merging(["attribute": attribute]) { a, _ in a })
        }
        if let notBefore = before.notBefore, entry.occurredAt < notBefore, let wait = before.wait, wait != .agreedTime {
            refuse("ladder.wait." + wait.rawValue, true, ["until": context.zone.iso(notBefore)])
        }
    }

    private func form(_ entry: ContactEntry) -> [Finding] {
        let rules = OutcomeRules(consequences.plans.planner(entry.active))
        let required = rules.requiredFields(of: entry.facts, history: entry.history, now: context.now).map(\.field)
        guard let form = entry.form else { return [] }
        let asked = entry.facts.answers.filter { form.field($0.key) != nil || required.contains($0.key) || !Self.besideTheForm.contains($0.key) }
        return FormCheck(form).findings(answers: asked, result: entry.result.meaning, extraRequired: required)
    }

    /// Entered beside any form; kept even where no rule asks for them.
    static let besideTheForm: Set<String> = ["nextDate", "explanation"]

    private func signatures(_ entry: ContactEntry) -> [Finding] {
        let given = entry.input.signatures.map { Signature(by: $0.by, level: $0.level, name: $0.name, at: entry.occurredAt) } + [ownSignature(entry)]
        return SignatureCheck(entry.rule).findings(signatures: given, channel: input.channel, result: entry.result.meaning)
    }

    /// Whoever records is signed in: that is the follow-up person's signature at the level `login`.
    private func ownSignature(_ entry: ContactEntry) -> Signature {
        Signature(by: "followUpStaff", level: .login, name: context.actor.name, at: context.now)
    }

    private func appointment(_ entry: ContactEntry) -> [Finding] {
        guard entry.result.meaning != .callBack else { return [] }
        return AppointmentCheck(entry.rule).findings(
            channel: input.channel, agreedAt: entry.row.appointmentMadeAt, occurredAt: entry.occurredAt)
    }
}
