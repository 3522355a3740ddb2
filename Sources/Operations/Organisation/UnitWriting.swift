import Domain
import Interop
import Storage

/// Units of a table: those above are saved before those below, whatever the order of the lines.
extension OrganisationWriting {
    func save(units lines: [UnitDraft]) throws {
        var waiting = unique(lines, \.code, \.place)
        let inFile = Set(waiting.map(\.code))
        while !waiting.isEmpty {
            let ready = waiting.filter { line in line.parent.map { isSettled($0, waiting) } ?? true }
            if ready.isEmpty { break }
            try ready.forEach(save)
            waiting.removeAll { line in ready.contains { $0.code == line.code } }
        }
        // Those in a circle, and those below them, have no top to hang from.
        for line in waiting {
            let code = inFile.contains(line.parent ?? "") ? "organisation.unitsInCircle" : "organisation.unknownParent"
            find(code, at: line.place, ["value": line.parent ?? "", "unit": line.code])
        }
    }

    /// A unit above is settled when it is known and this table does not still have to say something about it.
    private func isSettled(_ parent: String, _ waiting: [UnitDraft]) -> Bool {
        units[parent] != nil && !waiting.contains { $0.code == parent }
    }

    private func save(_ line: UnitDraft) throws {
        let known = units[line.code]
        let parent = line.parent.flatMap { units[$0]?.id }
        let unit = OrganisationUnit(id: known?.id ?? UnitID(next()), parent: parent, code: line.code, name: line.name, kind: line.kind)
        if known == unit {
            report.units.same += 1
            return
        }
        if let known, isBelow(parent, known.id) {
            return find("organisation.unitsInCircle", at: line.place, ["value": line.parent ?? "", "unit": line.code])
        }
        try DirectoryRows.save(unit, of: context.organisation, in: session)
        units[line.code] = unit
        if known == nil { report.units.new += 1 } else { report.units.changed += 1 }
        try journal("unit.saved", unit: unit.id, ["code": line.code, "name": line.name, "kind": line.kind.rawValue, "parent": line.parent ?? ""])
    }

    /// Whether `unit` is `top` or hangs somewhere below it, as the tree stands now.
    private func isBelow(_ unit: UnitID?, _ top: UnitID) -> Bool {
        var next = unit
        let byID = Dictionary(units.values.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        for _ in 0...byID.count {
            guard let id = next else { return false }
            if id == top { return true }
            next = byID[id]?.parent
        }
        return true
    }
}
