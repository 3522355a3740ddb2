import Domain
import Operations
import Storage

/// What changes in the organisation meanwhile.
extension Stage {
    func change(_ setting: SettingAct) throws {
        switch setting {
        case .leave(let name, let from, let until, let standIn):
            let absence = Absence(staff: try person(name), from: from, to: until, standIn: try standIn.map(person))
            try StaffDesk(premises).enter(absence, engine())
        case .post(let name, let role, let unit, let from, let until):
            let place = try unit.map { unit in try units[unit] ?? { throw Missing("no unit \(unit)") }() } ?? root
            try hold(Post(staff: try person(name), unit: place, role: role, from: from, to: until))
        case .days(let off, let worked):
            for day in off { try StaffDesk(premises).set(ownDay: day, WorkingCalendar.Entry(isWorkday: false, name: "own"), engine()) }
            for day in worked { try StaffDesk(premises).set(ownDay: day, WorkingCalendar.Entry(isWorkday: true, name: "own"), engine()) }
        case .schedule(let year, let off, let worked):
            let days =
                off.map { ($0, WorkingCalendar.Entry(isWorkday: false, name: "")) }
                + worked.map { ($0, WorkingCalendar.Entry(isWorkday: true, name: "")) }
            premises.calendar = premises.calendar.loading(year: year, Dictionary(days, uniquingKeysWith: { a, _ in a }))
            try tick()
        }
    }

    private func person(_ name: String) throws -> StaffID {
        guard let id = staff[name] else { throw Missing("nobody is called \(name)") }
        return id
    }
}
