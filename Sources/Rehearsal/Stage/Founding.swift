import Domain
import Operations
import RegulationEngine
import SQLCore
import Storage

/// The organisation of a rehearsal before its first day: units, people, posts, and the regulations in force.
extension Stage {
    func found() throws {
        let moment = now
        try write { session in
            let organisation = DirectoryRows.Organisation(id: Stage.organisation, code: "rehearsal", name: "rehearsal", sector: "", zone: .shanghai)
            try DirectoryRows.insert(organisation, at: moment, in: session)
        }
        try foundUnits()
        for member in script.organisation.staff { try admit(member) }
        for regulation in script.regulations { try adopt(regulation, script.adoption) }
    }

    /// One unit at the top stands for the organisation itself; every other unit is somewhere below it.
    private func foundUnits() throws {
        let id: UnitID = premises.identifiers.next(at: now)
        units[""] = id
        try save(OrganisationUnit(id: id, parent: nil, code: "organisation", name: script.organisation.name, kind: .organisation))
        for unit in script.organisation.units {
            let id: UnitID = premises.identifiers.next(at: now)
            units[unit.id] = id
            try save(OrganisationUnit(id: id, parent: unit.parent.flatMap { units[$0] } ?? root, code: unit.id, name: unit.name, kind: unit.kind))
        }
    }

    private func save(_ unit: OrganisationUnit) throws {
        try write { try DirectoryRows.save(unit, of: Stage.organisation, in: $0) }
    }

    private func admit(_ member: OrganisationSetting.Member) throws {
        let id: StaffID = premises.identifiers.next(at: now)
        staff[member.id] = id
        try write { try DirectoryRows.save(Staff(id: id, code: member.id, name: member.name), of: Stage.organisation, in: $0) }
        for role in member.roles {
            try hold(Post(staff: id, unit: member.unit.flatMap { units[$0] } ?? root, role: role, from: zone.day(of: now)))
        }
    }

    func hold(_ post: Post) throws {
        let id = premises.identifiers.next(at: now)
        try write { try DirectoryRows.save(post, id: id, of: Stage.organisation, in: $0) }
    }

    // MARK: Regulations

    /// Puts an edition in force by itself: editions are rehearsed before anybody can approve them.
    func adopt(_ id: String, _ setting: AdoptionSetting) throws {
        guard let regulation = regulations[id] else { throw Missing("no regulation \(id) among the packs") }
        let adoption = try adoptions[id] ?? begin(regulation, setting)
        adoptions[id] = adoption
        for (role, post) in setting.roles {
            try write { try AdoptionRows.map(role, to: post, in: adoption, Stage.organisation, in: $0) }
        }
        try putInForce(regulation, adoption, setting)
    }

    private func begin(_ regulation: Regulation, _ setting: AdoptionSetting) throws -> AdoptionID {
        let row = AdoptionRows.Adoption(id: premises.identifiers.next(at: now), regulation: regulation.id, createdAt: now, createdBy: StaffID(0))
        let covered = try Set(setting.units.map { name in try units[name] ?? { throw Missing("no unit \(name)") }() })
        return try write { session in
            _ = try AdoptionRows.insert(row, of: Stage.organisation, in: session)
            try AdoptionRows.set(units: covered, of: row.id, Stage.organisation, in: session)
            return row.id
        }
    }

    private func putInForce(_ regulation: Regulation, _ adoption: AdoptionID, _ setting: AdoptionSetting) throws {
        let number = try read { try EditionRows.rows(of: adoption, Stage.organisation, in: $0) }.count + 1
        var row = EditionRows.Row(
            id: premises.identifiers.next(at: now), adoption: adoption, number: number, regulationVersion: regulation.version, canonicalHash: "",
            createdAt: now, createdBy: StaffID(0))
        let draft = row
        (row.state, row.activeFrom) = (.active, setting.from ?? zone.day(of: now))
        row.activation = EditionRows.Step(by: StaffID(0), at: now)
        let (active, written, moment) = (row, try figures(regulation, setting), now)
        let generation = premises.identifiers.next(at: now)
        try write { session in
            try EditionRows.insert(draft, document: regulation.id, of: Stage.organisation, in: session)
            for (parameter, value) in written {
                let row = EditionValueRows.Value(parameter: parameter, value: value, acceptedBy: StaffID(0), acceptedAt: moment)
                try EditionValueRows.save(row, in: draft.id, Stage.organisation, in: session)
            }
            _ = try EditionRows.update(active, from: .draft, of: Stage.organisation, in: session)
            try AdoptionRows.begin(generation: generation, of: Stage.organisation, in: session)
        }
    }

    /// The rehearsal's own figures, else the organisation's, else what the regulation states or proposes. A required one must be given.
    private func figures(_ regulation: Regulation, _ setting: AdoptionSetting) throws -> [String: String] {
        let given = values[regulation.id] ?? [:]
        let unknown = setting.parameters.keys.filter { regulation.parameter($0) == nil }.sorted()
        // A file may rehearse several regulations with one list of figures: each takes its own.
        if script.regulations.count == 1, !unknown.isEmpty { throw Missing("\(regulation.id) has no parameter \(unknown.joined(separator: ", "))") }
        var written: [String: String] = [:]
        for parameter in regulation.parameters {
            written[parameter.id] = setting.parameters[parameter.id] ?? given[parameter.id] ?? parameter.value
        }
        return written
    }
}
