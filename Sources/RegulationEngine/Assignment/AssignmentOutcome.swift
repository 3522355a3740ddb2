import Domain

/// Who makes a follow-up: resolved when its window opens, with the reasons.
public struct AssignmentOutcome: Sendable, Hashable {
    /// The role of the first source of the line that applies; empty when no line does.
    public var role: String
    /// The one person; nil when several may take it from the pool, or nobody can (a finding says so).
    public var staff: StaffID?
    public var mode: AssignLine.Mode
    /// From whom the pool may take it.
    public var candidates: [StaffID]
    /// Everyone who takes part, the one who leads first.
    public var participants: [RoleAssignment]
    /// Who may be asked to join when needed.
    public var mayJoin: [RoleAssignment]
    public var steps: [AssignmentStep]
    public var findings: [Finding]

    public init(
        role: String = "", staff: StaffID? = nil, mode: AssignLine.Mode = .alone, candidates: [StaffID] = [], participants: [RoleAssignment] = [],
        mayJoin: [RoleAssignment] = [], steps: [AssignmentStep] = [], findings: [Finding] = []
    ) {
        (self.role, self.staff, self.mode, self.candidates) = (role, staff, mode, candidates)
        (self.participants, self.mayJoin, self.steps, self.findings) = (participants, mayJoin, steps, findings)
    }
}

/// One source of an assignment line, found in the directory.
public struct RoleAssignment: Sendable, Hashable {
    public var role: String
    /// The person, when there is exactly one.
    public var staff: StaffID?
    /// Everyone who may, by staff code.
    public var candidates: [StaffID]

    public init(role: String, candidates: [StaffID]) {
        (self.role, self.candidates) = (role, candidates)
        staff = candidates.count == 1 ? candidates[0] : nil
    }
}

/// A reason in the choice of a person. The phrase catalogues say each as `assignment.<code>`.
public struct AssignmentStep: Sendable, Hashable, Codable {
    /// | code | arguments | says |
    /// |---|---|---|
    /// | `line` | number | this line of `assign` is the first that applies |
    /// | `lineUndecided` | number, attribute | whether that line applies is unknown; passed over |
    /// | `holders` | role, unit, count | holders of the role in the nearest unit that has any |
    /// | `namedByEvent` | attribute, staff | the event names the person |
    /// | `headOf` | attribute, unit, role | the head of the unit that the event names |
    /// | `whoDid` | rule, staff | who made the earlier follow-up |
    /// | `namedIn` | field, staff | the record names the person |
    /// | `independent` | attribute, staff | kept out: concerned in the matter |
    /// | `notOwn` | staff | kept out: it is their own work |
    /// | `standIn` | staff, absent, until | stands in during the leave; the deadline stays |
    /// | `onLeave` | staff, until | on leave without a stand-in |
    /// | `inPerson` | staff, until | on leave, but nobody else may |
    /// | `pool` | count | several may; whoever takes it first |
    /// | `nobody` | role | nobody holds the role |
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        case line, lineUndecided, holders, namedByEvent, headOf, whoDid, namedIn, independent, notOwn, standIn, onLeave, inPerson, pool, nobody
    }

    public var code: Code
    public var arguments: [String: String]

    public init(_ code: Code, _ arguments: [String: String] = [:]) { (self.code, self.arguments) = (code, arguments) }
}

/// What assignment must know besides the event: who did what before, and what the record says.
public struct AssignmentFacts: Sendable, Hashable {
    /// Rule → who made its latest follow-up for the same event.
    public var whoDid: [String: StaffID]
    /// Answers of the record at hand, for people whom it names.
    public var answers: [String: Answer]
    /// People kept out because it is their own work (a review of their own record).
    public var excluded: Set<StaffID>

    public init(whoDid: [String: StaffID] = [:], answers: [String: Answer] = [:], excluded: Set<StaffID> = []) {
        (self.whoDid, self.answers, self.excluded) = (whoDid, answers, excluded)
    }
}
