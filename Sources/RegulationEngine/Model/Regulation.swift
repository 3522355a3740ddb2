import Domain

/// A regulation as read from its file and checked: a template (R42@1) that organisations adopt.
public struct Regulation: Sendable, Hashable {
    public var id: String
    public var version: Int
    public var title: LocalizedText
    public var sector: String
    public var severities: [CodeDefinition]
    public var time: TimeRules
    public var roles: [RoleDefinition]
    public var parameters: [Parameter]
    public var populations: [Population]
    public var followUps: [FollowUpRule]
    public var cases: [CaseRule]
    public var outcomes: [OutcomeRule]
    public var forms: [Form]
    public var targets: [Target]
    public var duties: [DutyRule]
    public var assessments: [AssessmentRule]
    public var records: [RegisterDefinition]
    public var guidance: [Guidance]
    public var stated: [StatedClause]
    /// Event kinds of the regulation's own, beside the common registry.
    public var events: EventRegistry
    /// Entries of sections that this engine reads but does not run yet; the clauses they name are open.
    public var later: [LaterEntry]

    public init(
        id: String, version: Int, title: LocalizedText, sector: String, severities: [CodeDefinition] = [], time: TimeRules = TimeRules(),
        roles: [RoleDefinition] = [], parameters: [Parameter] = [], populations: [Population] = [], followUps: [FollowUpRule] = [], cases: [CaseRule] = [],
        outcomes: [OutcomeRule] = [], forms: [Form] = [], targets: [Target] = [], duties: [DutyRule] = [],
        assessments: [AssessmentRule] = [], records: [RegisterDefinition] = [],
        guidance: [Guidance] = [], stated: [StatedClause] = [], events: EventRegistry = EventRegistry(kinds: [], aliases: []),
        later: [LaterEntry] = []
    ) {
        (self.id, self.version, self.title, self.sector, self.severities, self.time) = (id, version, title, sector, severities, time)
        (self.roles, self.parameters, self.populations, self.followUps, self.cases) = (roles, parameters, populations, followUps, cases)
        (self.outcomes, self.forms, self.targets, self.duties, self.assessments) = (outcomes, forms, targets, duties, assessments)
        (self.records, self.guidance, self.stated) = (records, guidance, stated)
        (self.events, self.later) = (events, later)
    }

    public func rule(_ id: String) -> FollowUpRule? { followUps.first { $0.id == id } }
    /// The rules whose follow-ups are drawn together: one, or the steps of one.
    public func rules(drawnAs group: String) -> [FollowUpRule] { followUps.filter { $0.drawGroup == group } }
    /// How it is drawn or chosen which of the events these rules follow up; nil where none are left out.
    public func choice(of group: String) -> ChoiceRule? { rules(drawnAs: group).first?.choice }
    public func caseRule(_ id: String) -> CaseRule? { cases.first { $0.id == id } }
    public func form(_ id: String) -> Form? { forms.first { $0.id == id } }
    public func population(_ id: String) -> Population? { populations.first { $0.id == id } }
    public func assessment(_ id: String) -> AssessmentRule? { assessments.first { $0.id == id } }
    public func parameter(_ id: String) -> Parameter? { parameters.first { $0.id == id } }
}

/// What a rule, figure or action carries out: clause ids of the source, or `ours` when the source is silent.
public struct Basis: Sendable, Hashable, Codable {
    /// `R02.1.3.1`; a kind may be named where a clause holds several: `R02.1.7/outcome-rule`.
    public var clauses: [String]
    public var isOurs: Bool
    /// Number of the gap or contradiction it resolves (G17, C04).
    public var gap: String?

    public init(clauses: [String] = [], isOurs: Bool = false, gap: String? = nil) {
        (self.clauses, self.isOurs, self.gap) = (clauses, isOurs, gap)
    }
}

/// How periods are read (`time:`). Defaults are those of Civil Code book one, chapter ten.
public struct TimeRules: Sendable, Hashable {
    /// Whether a limit that falls on a day off stays or moves to the next working day (art. 203).
    public enum LastDay: String, Sendable, Hashable, Codable { case stays, rolls }
    /// How contact hours bear on the limit.
    public enum ContactSlot: String, Sendable, Hashable, Codable { case any, lastAllowedInside, firstAllowedAfter }

    public var lastDay: LastDay
    public var contactSlot: ContactSlot
    public var contactHours: ContactHours?
    /// Time of day at which a day's limit ends, where it is not 24:00.
    public var closeOfBusiness: LocalTime?
    /// When the organisation works on a workday: clocks in working time run only then.
    public var workingHours: WorkingHours?

    public init(
        lastDay: LastDay = .stays, contactSlot: ContactSlot = .any, contactHours: ContactHours? = nil, closeOfBusiness: LocalTime? = nil,
        workingHours: WorkingHours? = nil
    ) {
        (self.lastDay, self.contactSlot, self.contactHours) = (lastDay, contactSlot, contactHours)
        (self.closeOfBusiness, self.workingHours) = (closeOfBusiness, workingHours)
    }
}

/// When the party may be contacted. Outside, a contact is refused, or overridden with a reason.
public struct ContactHours: Sendable, Hashable {
    public struct Span: Sendable, Hashable {
        public var from: LocalTime
        public var to: LocalTime
        public init(from: LocalTime, to: LocalTime) { (self.from, self.to) = (from, to) }
    }

    public var spans: [Span]
    public var workdaysOnly: Bool
    public var mayOverride: Bool
    public var basis: Basis

    public init(spans: [Span], workdaysOnly: Bool = false, mayOverride: Bool = true, basis: Basis = Basis(isOurs: true)) {
        (self.spans, self.workdaysOnly, self.mayOverride, self.basis) = (spans, workdaysOnly, mayOverride, basis)
    }
}

public struct RoleDefinition: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    /// Found from the event instead of by mapping: `headOf: respondingUnit`, `staff: attendingPhysician`.
    public var source: AssigneeSource?
    public var basis: Basis

    public init(id: String, title: LocalizedText, source: AssigneeSource? = nil, basis: Basis = Basis()) {
        (self.id, self.title, self.source, self.basis) = (id, title, source, basis)
    }
}

/// A figure that the source leaves to the organisation, or states.
public struct Parameter: Sendable, Hashable {
    /// `stated` stands in the source; `proposed` is ours and must be accepted by a named person; `required` has no sensible proposal.
    public enum Standing: String, Sendable, Hashable, Codable { case stated, proposed, required }
    public enum Kind: String, Sendable, Hashable, Codable { case period, number, percent, flag, text, choice, day, time }

    public var id: String
    public var title: LocalizedText
    public var kind: Kind
    public var standing: Standing
    /// Stated or proposed value, in the written form of its kind (`3 days`, `30%`, `true`).
    public var value: String?
    public var choices: [CodeDefinition]
    /// Why it is open and how the proposal came about, in our words.
    public var note: LocalizedText?
    /// Role that decides the value, where the source or we leave it to one; each change is a new edition with its reason.
    public var setBy: String?
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, kind: Kind, standing: Standing, value: String? = nil, choices: [CodeDefinition] = [],
        note: LocalizedText? = nil, setBy: String? = nil, basis: Basis = Basis()
    ) {
        (self.id, self.title, self.kind, self.standing, self.value) = (id, title, kind, standing, value)
        (self.choices, self.note, self.setBy, self.basis) = (choices, note, setBy, basis)
    }
}

/// A value written in the file, or `$name` of a parameter that the adoption fills.
public enum Figure<Value: Sendable & Hashable>: Sendable, Hashable {
    case stated(Value)
    case parameter(String)
}

/// A named condition over events and parties. `exempt` names the rules it exempts, `still` what is due all the same.
public struct Population: Sendable, Hashable {
    public var id: String
    public var title: LocalizedText
    public var of: [String]
    public var condition: Condition
    public var exempt: [String]
    public var still: [String]
    /// 原则上: reported, not enforced.
    public var isSoft: Bool
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, of: [String], condition: Condition, exempt: [String] = [], still: [String] = [], isSoft: Bool = false,
        basis: Basis = Basis()
    ) {
        (self.id, self.title, self.of, self.condition) = (id, title, of, condition)
        (self.exempt, self.still, self.isSoft, self.basis) = (exempt, still, isSoft, basis)
    }
}

/// A clause without an obligation of its own, or whose carrying out is a statement, with the reason.
public struct StatedClause: Sendable, Hashable {
    public var clause: String
    public var reason: LocalizedText
    /// The source lost the sentence: there is nothing to carry out.
    public var isAbsent: Bool

    public init(clause: String, reason: LocalizedText, isAbsent: Bool = false) {
        (self.clause, self.reason, self.isAbsent) = (clause, reason, isAbsent)
    }
}

/// An entry of a later section (`cases`, a follow-up with `survey`): known to the grammar, not run yet.
public struct LaterEntry: Sendable, Hashable {
    /// Path in the document: `cases.complaint`, `followUps.opinions.survey`.
    public var path: String
    public var basis: Basis
    public init(path: String, basis: Basis) { (self.path, self.basis) = (path, basis) }
}

/// 提示: what to know before, say, or never say, shown at the place of work.
public struct Guidance: Sendable, Hashable {
    public enum Moment: String, Sendable, Hashable, Codable { case before, say, never, script }

    public var id: String
    public var moment: Moment
    public var text: LocalizedText
    public var rules: [String]
    /// Kinds of case at which it is shown: when a report is received and while it is handled.
    public var cases: [String]
    public var condition: Condition
    public var basis: Basis

    public init(
        id: String, moment: Moment, text: LocalizedText, rules: [String] = [], cases: [String] = [], condition: Condition = .always, basis: Basis = Basis()
    ) {
        (self.id, self.moment, self.text, self.rules, self.cases) = (id, moment, text, rules, cases)
        (self.condition, self.basis) = (condition, basis)
    }
}
