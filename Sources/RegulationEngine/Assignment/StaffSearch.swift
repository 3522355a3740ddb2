import Domain

/// Looks for people in the directory of one day and keeps the reasons.
struct StaffSearch {
    let rule: String
    let event: Event
    let directory: StaffDirectory
    let day: LocalDay
    let facts: AssignmentFacts
    let regulation: Regulation
    let mapping: [String: String]

    private(set) var steps: [AssignmentStep] = []
    var findings: [Finding] = []
    private var keptOut: Set<StaffID> = []

    init(
        rule: String, event: Event, directory: StaffDirectory, day: LocalDay, facts: AssignmentFacts, regulation: Regulation,
        mapping: [String: String]
    ) {
        (self.rule, self.event, self.directory, self.day, self.facts) = (rule, event, directory, day, facts)
        (self.regulation, self.mapping) = (regulation, mapping)
    }

    mutating func note(_ code: AssignmentStep.Code, _ arguments: [String: String]) { steps.append(AssignmentStep(code, arguments)) }

    /// The staff whom these attributes name neither make nor review the follow-up.
    mutating func keepOut(independentOf attributes: [String]) {
        for attribute in attributes {
            for code in event.attributes[attribute]?.names ?? [] {
                guard let person = person(code: code) else { continue }
                keptOut.insert(person)
                note(.independent, ["attribute": attribute, "staff": code])
            }
        }
    }

    /// Whoever made the follow-up that is checked does not check it.
    mutating func keepOut(makersOf rules: [String]) {
        for rule in rules {
            guard let person = facts.whoDid[rule] else { continue }
            keptOut.insert(person)
            note(.notOwn, ["staff": code(person)])
        }
    }

    mutating func outcome(of line: AssignLine?) -> AssignmentOutcome {
        guard let line else { return AssignmentOutcome(steps: steps, findings: findings) }
        let found = line.to.map { find($0, inPerson: line.inPerson) }
        let participants = line.mode == .anyOf ? pooled(found) : found
        let joining = line.optionallyWith.map { find($0, inPerson: false, isOptional: true) }
        let lead = participants.first
        if let lead, lead.candidates.count > 1 { note(.pool, ["count": String(lead.candidates.count)]) }
        return AssignmentOutcome(
            role: lead?.role ?? "", staff: lead?.staff, mode: line.mode, candidates: lead?.candidates ?? [], participants: participants,
            mayJoin: joining, steps: steps, findings: findings)
    }

    /// Any of several roles: one pool under the first role's name.
    private func pooled(_ found: [RoleAssignment]) -> [RoleAssignment] {
        guard let first = found.first else { return [] }
        var seen: Set<StaffID> = []
        return [RoleAssignment(role: first.role, candidates: found.flatMap(\.candidates).filter { seen.insert($0).inserted })]
    }

    private mutating func find(_ source: AssigneeSource, inPerson: Bool, isOptional: Bool = false) -> RoleAssignment {
        let before = findings.count
        let candidates = present(people(behind: source), inPerson: inPerson)
        if isOptional {
            findings.removeSubrange(before...)
        } else if candidates.isEmpty, findings.count == before {
            note(.nobody, ["role": source.roleName])
            findings.append(finding(.warning, "assign.nobody", ["role": source.roleName]))
        }
        return RoleAssignment(role: source.roleName, candidates: candidates)
    }

    private mutating func people(behind source: AssigneeSource) -> [StaffID] {
        switch source {
        case .role(let role): return holders(of: role)
        case .eventStaff(let attribute): return named(by: attribute)
        case .headOf(let attribute, let role): return heads(of: attribute, role)
        case .whoDid(let rule): return whoDid(rule)
        case .namedIn(let field): return named(in: field)
        }
    }

    func finding(_ severity: Finding.Severity, _ code: String, _ arguments: [String: String]) -> Finding {
        Finding(severity, code, at: Place(path: rule), arguments.merging(["rule": rule]) { a, _ in a })
    }

    func isKeptOut(_ person: StaffID) -> Bool { keptOut.contains(person) || facts.excluded.contains(person) }
    func code(_ person: StaffID) -> String { directory.staff[person]?.code ?? person.description }

    func person(code: String) -> StaffID? {
        let matches = directory.staff.values.filter { $0.code == code }
        return matches.min { $0.id < $1.id }?.id
    }
}

extension AttributeValue {
    /// The staff or unit codes that the value names.
    var names: [String] {
        switch self {
        case .text(let code): [code]
        case .list(let codes): codes
        default: []
        }
    }
}
