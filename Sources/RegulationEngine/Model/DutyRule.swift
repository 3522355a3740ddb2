import Domain

/// Work that is no contact and starts by itself: the month's report, a plan.
public struct DutyRule: Sendable, Hashable {
    /// What becomes of a report that was approved.
    public enum Delivery: String, Sendable, Hashable, CaseIterable { case publish, circulate }

    public var id: String
    public var kind: String
    public var title: LocalizedText
    /// `month`, `quarter`, `halfYear`, `year`, or a parameter of kind choice with these codes.
    public var every: Figure<String>?
    public var by: AssigneeSource
    public var to: [AssigneeSource]
    public var approve: AssigneeSource?
    /// Day of the month by which it is handed in, the day included: of the month after the period, for a plan of its first month.
    public var dueDay: Figure<Int>?
    /// First day of a month that does not begin with the calendar's: 26 = from the 26th to the 25th. Such a duty is for the month that begins.
    public var monthFrom: Int?
    /// As written; what a report makes of them is `reportBlocks`.
    public var blocks: [ReportBlock]
    public var delivery: Delivery?
    /// So long before the last day whoever owes it is reminded.
    public var remind: Figure<Period>?
    /// Who is told when the last day has passed.
    public var escalate: AssigneeSource?
    public var basis: Basis

    public init(
        id: String, kind: String, title: LocalizedText, every: Figure<String>? = nil, by: AssigneeSource, to: [AssigneeSource] = [],
        approve: AssigneeSource? = nil, dueDay: Figure<Int>? = nil, monthFrom: Int? = nil, blocks: [ReportBlock] = [], delivery: Delivery? = nil,
        remind: Figure<Period>? = nil, escalate: AssigneeSource? = nil, basis: Basis = Basis()
    ) {
        (self.id, self.kind, self.title, self.every, self.by) = (id, kind, title, every, by)
        (self.to, self.approve, self.dueDay, self.monthFrom, self.blocks, self.basis) = (to, approve, dueDay, monthFrom, blocks, basis)
        (self.delivery, self.remind, self.escalate) = (delivery, remind, escalate)
    }

    public var isReport: Bool { kind == "report" }
    /// Signed for by each of those to whom it goes.
    public var isCirculated: Bool { delivery.map { $0 == .circulate } ?? !to.isEmpty }
}

/// A part of a report or plan.
public struct ReportBlock: Sendable, Hashable {
    /// What a report may contain.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// How many were to be followed up, were and were not, by rule, unit and person.
        case counts
        /// Followed up, in time, lost, of those whose window has closed.
        case rates
        /// Each question of satisfaction with its levels.
        case satisfaction
        /// How many said that they are dissatisfied.
        case dissatisfied
        /// What people said in their own words.
        case opinions
        /// Who was lost, or not followed up in the window.
        case notReached
        /// Analyses that repeated complaints and reworks gave rise to.
        case repeatedIssues
        /// Complaints of the period by category, and those still open.
        case cases
        /// The same figures of the period before.
        case comparison
        /// What whoever wrote it has to say.
        case comments
        /// The records themselves: the register, to look through.
        case records
    }

    public var name: String
    /// Fields of forms whose answers it lists; empty = every text that need not be filled.
    public var fields: [String]

    public init(_ name: String, fields: [String] = []) { (self.name, self.fields) = (name, fields) }

    /// Nil for a part that no report knows: words of a plan.
    public var kind: Kind? { Kind(rawValue: name) }
}
