import Domain

/// Two adopted regulations that can hardly be met together: which rules, on which days, and what can be done.
public enum RegulationConflicts {
    public struct Adopted: Sendable {
        public var regulation: Regulation
        public var values: [String: String]
        /// Role of the regulation → role of the organisation's posts; others are called alike.
        public var roles: [String: String]
        public init(_ regulation: Regulation, values: [String: String] = [:], roles: [String: String] = [:]) {
            (self.regulation, self.values, self.roles) = (regulation, values, roles)
        }
    }

    /// Codes of the findings that somebody must answer for before both hold.
    public static let codes: Set<String> = ["conflictingWindows", "windowsMissSometimes", "conflictingChannels", "differentReviewers", "sameDayTwice"]

    /// For every pair of rules of different regulations that the same event starts. A rule that checks the work of others is a contact of its own and
    /// meets none.
    ///
    /// | finding | severity | wrong |
    /// |---|---|---|
    /// | `conflictingWindows` | warning | no contact lies in both windows, whatever day the event is of: within 1 month and not before 1 month |
    /// | `windowsMissSometimes` | warning | the same for some days of the year that follows |
    /// | `conflictingChannels` | warning | one asks for a visit, the other for a call: it takes two contacts |
    /// | `differentReviewers` | warning | the record of one contact would be signed off by two roles |
    /// | `sameDayTwice` | warning | two people are to reach the same person, and both until the same day |
    /// | `sameEventTwice` | note | both make a follow-up of the same event; one contact can settle both |
    /// - Parameters:
    ///   - registry: to know that two names mean the same kind of event.
    ///   - day: from here a year of event days is looked at.
    ///   - deadlines: counts the days; working days without a calendar are Monday to Friday.
    public static func findings(
        _ adopted: [Adopted], registry: EventRegistry, from day: LocalDay, deadlines: Deadlines = Deadlines(calendar: .weekendsOnly)
    ) -> [Finding] {
        adopted.indices.flatMap { first in
            adopted.indices.dropFirst(first + 1).flatMap { second in pairs(adopted[first], adopted[second], registry, day, deadlines) }
        }
    }

    private static func pairs(_ a: Adopted, _ b: Adopted, _ registry: EventRegistry, _ day: LocalDay, _ deadlines: Deadlines) -> [Finding] {
        a.regulation.followUps.flatMap { rule in
            b.regulation.followUps.filter { meet(rule, $0, registry) }.flatMap {
                RulePair(ConflictingRule(rule, a, deadlines), ConflictingRule($0, b, deadlines)).findings(from: day)
            }
        }
    }

    private static func meet(_ a: FollowUpRule, _ b: FollowUpRule, _ registry: EventRegistry) -> Bool {
        guard case .after(let first) = a.trigger, case .after(let second) = b.trigger, a.window.anchor == b.window.anchor else { return false }
        guard a.window.term == nil, b.window.term == nil, a.recurrence == nil, b.recurrence == nil else { return false }
        guard a.independentOfMakers.isEmpty, b.independentOfMakers.isEmpty else { return false }
        return first.contains { name in second.contains { same(name, $0, registry) } }
    }

    private static func same(_ a: String, _ b: String, _ registry: EventRegistry) -> Bool {
        guard let first = registry.resolve(a), let second = registry.resolve(b), first.kind.name == second.kind.name else { return a == b }
        return first.fixed.allSatisfy { (second.fixed[$0.key] ?? $0.value) == $0.value }
    }
}

/// A rule with its figures, as it stands against another.
private struct ConflictingRule {
    let rule: FollowUpRule
    let regulation: Regulation
    private let posts: [String: String]
    private let deadlines: Deadlines
    private let opens: Period?
    private let isAfter: Bool
    private let ends: Period?

    init(_ rule: FollowUpRule, _ adopted: RegulationConflicts.Adopted, _ deadlines: Deadlines) {
        let values = CheckedValues(adopted.regulation, adopted.values)
        (self.rule, regulation, posts, self.deadlines) = (rule, adopted.regulation, adopted.roles, deadlines)
        isAfter = rule.window.notBefore == nil && rule.window.after != nil
        (opens, ends) = (values.period(rule.window.notBefore) ?? values.period(rule.window.after), values.period(rule.window.within))
    }

    var name: String { "\(regulation.id).\(rule.id)" }
    var clauses: String { Set(rule.basis.clauses.map { String($0.prefix { $0 != "/" }) }).sorted().joined(separator: ", ") }

    /// Figures of the window that the organisation sets.
    var parameters: [String] {
        [rule.window.within, rule.window.notBefore, rule.window.after].compactMap { figure in
            if case .parameter(let name)? = figure { "\(regulation.id) \(name)" } else { nil }
        }
    }

    /// Whether its length is known: a figure that nobody has filled in conflicts with nothing yet.
    var isKnown: Bool { ends != nil }

    /// First and last moment for an event at noon of a day.
    func window(of day: LocalDay) -> (opens: Instant, due: Instant) {
        let noon = deadlines.zone.instant(day).adding(hours: 12)
        let reading = LimitReading(lastDay: rule.window.lastDay ?? regulation.time.lastDay, closeOfBusiness: regulation.time.closeOfBusiness)
        let opening = opens.map { isAfter ? deadlines.opening(from: noon, after: $0).at : deadlines.opening(from: noon, notBefore: $0).at }
        return (opening ?? noon, ends.map { deadlines.deadline(from: noon, $0, reading).at } ?? noon)
    }

    func days(_ window: (opens: Instant, due: Instant)) -> String {
        "\(deadlines.zone.day(of: window.opens).iso) \u{2013} \(deadlines.zone.limitDay(of: window.due).iso)"
    }

    func limitDay(of day: LocalDay) -> LocalDay { deadlines.zone.limitDay(of: window(of: day).due) }

    /// Ways by which the person is reached at last; empty = any.
    var channels: Set<ContactChannel> { Set(rule.channels.map(\.channel)) }
    var reviewer: String? { rule.review.first.map { post($0.by.roleName) } }
    var assignee: String? { rule.assign.first?.to.first.map { post($0.roleName) } }
    private func post(_ role: String) -> String { posts[role] ?? role }
}

/// Two rules that the same event starts.
private struct RulePair {
    private let a: ConflictingRule
    private let b: ConflictingRule

    init(_ a: ConflictingRule, _ b: ConflictingRule) { (self.a, self.b) = (a, b) }

    func findings(from day: LocalDay) -> [Finding] {
        guard a.isKnown, b.isKnown else { return [finding(.note, "sameEventTwice")] }
        let days = (0..<366).map { day.adding(days: $0) }
        let missed = days.filter { apart($0) }
        if let first = missed.first {
            let words = example(first, missed.count)
            return [missed.count == days.count ? finding(.warning, "conflictingWindows", words) : finding(.warning, "windowsMissSometimes", words)]
        }
        let twice = [channels, reviewers, sameDay(day)].compactMap(\.self)
        return twice.isEmpty ? [finding(.note, "sameEventTwice")] : twice
    }

    /// No moment lies in both windows; one that ends when the other opens leaves none either.
    private func apart(_ day: LocalDay) -> Bool {
        let (one, other) = (a.window(of: day), b.window(of: day))
        return one.due <= other.opens || other.due <= one.opens || onlyTheLastDay(one, other) || onlyTheLastDay(other, one)
    }

    /// Both name the same day, the one as its last and the other as its first: nobody plans on that.
    private func onlyTheLastDay(_ one: (opens: Instant, due: Instant), _ other: (opens: Instant, due: Instant)) -> Bool {
        other.opens < one.due && one.due.milliseconds - other.opens.milliseconds <= 24 * 3_600_000 && other.opens > one.opens
    }

    private func example(_ day: LocalDay, _ count: Int) -> [String: String] {
        ["day": day.iso, "days": String(count), "firstDays": a.days(a.window(of: day)), "secondDays": b.days(b.window(of: day))]
    }

    private var channels: Finding? {
        guard !a.channels.isEmpty, !b.channels.isEmpty, a.channels.isDisjoint(with: b.channels) else { return nil }
        let words = { (channels: Set<ContactChannel>) in channels.map(\.rawValue).sorted().joined(separator: ", ") }
        return finding(.warning, "conflictingChannels", ["firstChannels": words(a.channels), "secondChannels": words(b.channels)])
    }

    private var reviewers: Finding? {
        guard let one = a.reviewer, let other = b.reviewer, one != other else { return nil }
        return finding(.warning, "differentReviewers", ["firstReviewer": one, "secondReviewer": other])
    }

    private func sameDay(_ day: LocalDay) -> Finding? {
        guard a.assignee != b.assignee, a.limitDay(of: day) == b.limitDay(of: day) else { return nil }
        return finding(.warning, "sameDayTwice", ["day": day.iso, "due": a.limitDay(of: day).iso])
    }

    private func finding(_ severity: Finding.Severity, _ code: String, _ more: [String: String] = [:]) -> Finding {
        let parameters = (a.parameters + b.parameters).joined(separator: ", ")
        let arguments = [
            "first": a.name, "second": b.name, "firstClauses": a.clauses, "secondClauses": b.clauses, "parameters": parameters.isEmpty ? "\u{2013}" : parameters,
        ]
        return Finding(severity, code, at: Place(), arguments.merging(more) { a, _ in a })
    }
}
