import Domain

/// The sources of people, each with its reason.
extension StaffSearch {
    /// Holders of the role in the nearest unit of the event's lineage that has any who may; a role defined by a source is found there.
    mutating func holders(of role: String) -> [StaffID] {
        if let source = regulation.roles.first(where: { $0.id == role })?.source, source != .role(role) {
            return definedPeople(source)
        }
        return holders(of: role, near: event.unit)
    }

    mutating func named(by attribute: String) -> [StaffID] {
        guard let codes = event.attributes[attribute]?.names, !codes.isEmpty else {
            findings.append(finding(.warning, "assign.notNamed", ["attribute": attribute]))
            return []
        }
        return codes.compactMap { known($0, attribute) }.filter { allowed($0) }.map { person in
            note(.namedByEvent, ["attribute": attribute, "staff": code(person)])
            return person
        }
    }

    /// Of several units the first leads.
    mutating func heads(of attribute: String, _ role: String) -> [StaffID] {
        guard let name = event.attributes[attribute]?.names.first else {
            findings.append(finding(.warning, "assign.notNamed", ["attribute": attribute]))
            return []
        }
        guard let unit = directory.units.values.filter({ $0.code == name }).min(by: { $0.id < $1.id }) else {
            findings.append(finding(.warning, "assign.unknownUnit", ["attribute": attribute, "value": name]))
            return []
        }
        note(.headOf, ["attribute": attribute, "unit": unit.code, "role": role])
        return holders(of: role, near: unit.id)
    }

    mutating func whoDid(_ rule: String) -> [StaffID] {
        guard let person = facts.whoDid[rule], directory.staff[person]?.isActive == true, allowed(person) else { return [] }
        note(.whoDid, ["rule": rule, "staff": code(person)])
        return [person]
    }

    mutating func named(in field: String) -> [StaffID] {
        guard let answer = facts.answers[field], let name = answer.codes.first else {
            findings.append(finding(.warning, "assign.notNamed", ["attribute": field]))
            return []
        }
        guard let person = known(name, field), allowed(person) else { return [] }
        note(.namedIn, ["field": field, "staff": code(person)])
        return [person]
    }

    private mutating func definedPeople(_ source: AssigneeSource) -> [StaffID] {
        switch source {
        case .role(let other): holders(of: other, near: event.unit)
        case .eventStaff(let attribute): named(by: attribute)
        case .headOf(let attribute, let role): heads(of: attribute, role)
        case .whoDid(let rule): whoDid(rule)
        case .namedIn(let field): named(in: field)
        }
    }

    private mutating func holders(of role: String, near unit: UnitID) -> [StaffID] {
        let post = mapping[role] ?? role
        for candidate in directory.lineage(of: unit) {
            let found = holders(of: post, in: candidate).filter { allowed($0) }
            guard !found.isEmpty else { continue }
            note(.holders, ["role": role, "unit": directory.units[candidate]?.code ?? candidate.description, "count": String(found.count)])
            return found
        }
        return []
    }

    private func holders(of post: String, in unit: UnitID) -> [StaffID] {
        let holding = directory.posts.filter {
            $0.unit == unit && $0.role == post && $0.holds(on: day) && directory.staff[$0.staff]?.isActive == true
        }
        return Set(holding.map(\.staff)).sorted { (code($0), $0) < (code($1), $1) }
    }

    private mutating func known(_ code: String, _ attribute: String) -> StaffID? {
        if let person = person(code: code), directory.staff[person]?.isActive == true { return person }
        findings.append(finding(.warning, "assign.unknownStaff", ["attribute": attribute, "value": code]))
        return nil
    }

    private mutating func allowed(_ person: StaffID) -> Bool {
        if facts.excluded.contains(person) { note(.notOwn, ["staff": code(person)]) }
        return !isKeptOut(person)
    }
}

/// Leave: the stand-in takes what falls due.
extension StaffSearch {
    mutating func present(_ people: [StaffID], inPerson: Bool) -> [StaffID] {
        var seen: Set<StaffID> = []
        let found = people.compactMap { present($0, inPerson: inPerson) }
        return found.filter { seen.insert($0).inserted }
    }

    private mutating func present(_ person: StaffID, inPerson: Bool) -> StaffID? {
        guard let absence = directory.absence(of: person, on: day) else { return person }
        let told = ["staff": code(person), "until": absence.to.iso]
        if inPerson {
            note(.inPerson, told)
            findings.append(finding(.warning, "assign.inPersonOnLeave", told))
            return person
        }
        guard let standIn = standIn(for: absence) else {
            note(.onLeave, told)
            findings.append(finding(.warning, "assign.onLeave", told))
            return nil
        }
        note(.standIn, ["staff": code(standIn), "absent": code(person), "until": absence.to.iso])
        return standIn
    }

    /// Along the chain of stand-ins to someone who is here and may.
    private func standIn(for absence: Absence) -> StaffID? {
        var passed: Set<StaffID> = [absence.staff]
        var next = absence.standIn
        while let person = next, passed.insert(person).inserted {
            let away = directory.absence(of: person, on: day)
            if away == nil, directory.staff[person]?.isActive == true, !isKeptOut(person) { return person }
            next = away?.standIn
        }
        return nil
    }
}
