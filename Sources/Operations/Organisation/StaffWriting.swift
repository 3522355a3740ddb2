import Domain
import Interop
import SQLCore
import Storage

/// Staff of a table with their posts and accounts; absences and own days.
extension OrganisationWriting {
    /// The first day of a post that a table gives none: before anything was recorded.
    static let since = LocalDay(year: 2000, month: 1, day: 1)!

    func save(_ line: StaffDraft, account: NewAccount?) throws {
        let person = try person(line)
        for post in line.posts { try save(post, of: person, line) }
        if line.signIn != nil { try save(account, of: person, line) }
    }

    private func person(_ line: StaffDraft) throws -> Staff {
        let known = staff[line.code]
        let person = Staff(id: known?.id ?? StaffID(next()), code: line.code, name: line.name, isActive: line.isActive)
        if known == person {
            report.staff.same += 1
            return person
        }
        try DirectoryRows.save(person, of: context.organisation, in: session)
        staff[line.code] = person
        if known == nil { report.staff.new += 1 } else { report.staff.changed += 1 }
        try journal("staff.saved", other: person.id.rawValue, ["code": line.code, "name": line.name, "active": String(line.isActive)])
        return person
    }

    private func save(_ line: StaffDraft.PostDraft, of person: Staff, _ staffLine: StaffDraft) throws {
        guard let unit = units[line.unit] else {
            return find("organisation.unknownUnit", at: staffLine.place, ["value": line.unit, "staff": person.code])
        }
        guard !line.role.isEmpty else { return find("organisation.roleMissing", at: staffLine.place, ["staff": person.code]) }
        let known = posts.first { held in
            held.post.staff == person.id && held.post.unit == unit.id && held.post.role == line.role && line.from.map { held.post.from == $0 } ?? true
        }
        let from = line.from ?? known?.post.from ?? Self.since
        if let to = line.to, to < from { return find("organisation.endsBeforeItBegins", at: staffLine.place, ["staff": person.code]) }
        let post = Post(staff: person.id, unit: unit.id, role: line.role, from: from, to: line.to)
        if known?.post == post {
            report.posts.same += 1
            return
        }
        let id = known?.id ?? next()
        try DirectoryRows.save(post, id: id, of: context.organisation, in: session)
        posts.removeAll { $0.id == id }
        posts.append(.init(id: id, post: post))
        if known == nil { report.posts.new += 1 } else { report.posts.changed += 1 }
        try journal(
            "post.saved", unit: unit.id, other: person.id.rawValue,
            ["staff": person.code, "role": line.role, "from": from.iso, "to": line.to?.iso ?? ""])
    }

    /// Makes the account, or leaves the one there is as it is.
    private func save(_ new: NewAccount?, of person: Staff, _ line: StaffDraft) throws {
        if let known = try AccountRows.account(staff: person.id, of: context.organisation, in: session) {
            if line.signIn.map(SignInName.normalized) != known.signIn {
                find("organisation.signInStays", .warning, at: line.place, ["value": known.signIn, "staff": person.code])
            }
            return
        }
        guard let new, isFit(new, line), let rights = rights(line) else { return }
        guard try AccountRows.account(signIn: new.signIn, in: session) == nil else {
            return find("account.signInTaken", at: line.place, ["value": new.signIn])
        }
        let account = AccountRows.Account(
            id: next(), organisation: context.organisation, staff: person.id, signIn: new.signIn, password: new.encoded,
            mustChange: new.mustChange, createdAt: context.now)
        try AccountRows.insert(account, in: session)
        try journal("account.created", other: account.id, ["staff": person.code, "signIn": new.signIn, "preset": line.preset ?? ""])
        for grant in grants(rights, person) { _ = try RightRows.grant(grant, to: account.id, context.organisation, in: session) }
        report.accounts.append(.init(signIn: new.signIn, name: person.name, password: new.password))
    }

    private func isFit(_ new: NewAccount, _ line: StaffDraft) -> Bool {
        let findings = SignInName.findings(new.signIn) + PasswordRules.findings(new.password, signIn: new.signIn)
        report.findings += findings.map { Finding($0.severity, $0.code, at: line.place, $0.arguments) }
        return findings.isEmpty
    }

    /// Nil for a preset that does not exist: then there is no account rather than one with the wrong rights.
    private func rights(_ line: StaffDraft) -> (rights: Set<Right>, isForTheWhole: Bool)? {
        guard let code = line.preset else { return ([], false) }
        guard let preset = RightPreset(rawValue: code) else {
            find("organisation.unknownPreset", at: line.place, ["value": code, "known": RightPreset.allCases.map(\.rawValue).joined(separator: ", ")])
            return nil
        }
        return (preset.rights, preset.isForTheWhole)
    }

    private func grants(_ given: (rights: Set<Right>, isForTheWhole: Bool), _ person: Staff) -> [RightRows.Grant] {
        let tops = units.values.filter { $0.parent == nil }.map(\.id)
        let own = Set(posts.filter { $0.post.staff == person.id && $0.post.to.map { context.today <= $0 } ?? true }.map(\.post.unit))
        return (given.isForTheWhole ? Set(tops) : own).flatMap { unit in given.rights.map { .init(granted: $0.rawValue, unit: unit) } }
    }

    func save(_ line: AbsenceDraft) throws {
        guard let person = staff[line.staff] else { return find("organisation.unknownStaff", at: line.place, ["value": line.staff]) }
        let standIn = line.standIn.flatMap { staff[$0] }
        if let code = line.standIn, standIn == nil { return find("organisation.unknownStaff", at: line.place, ["value": code]) }
        guard line.from <= line.to else { return find("organisation.endsBeforeItBegins", at: line.place, ["staff": line.staff]) }
        guard standIn?.id != person.id else { return find("organisation.standsInForOneself", at: line.place, ["staff": line.staff]) }
        let known = try DirectoryRows.absences(until: line.from, of: context.organisation, in: session)
            .first { $0.absence.staff == person.id && $0.absence.from == line.from }
        let absence = Absence(staff: person.id, from: line.from, to: line.to, standIn: standIn?.id)
        if known?.absence == absence {
            report.absences.same += 1
            return
        }
        try DirectoryRows.save(absence, id: known?.id ?? next(), of: context.organisation, in: session)
        if known == nil { report.absences.new += 1 } else { report.absences.changed += 1 }
        try journal(
            "absence.saved", other: person.id.rawValue,
            ["staff": line.staff, "from": line.from.iso, "to": line.to.iso, "standIn": line.standIn ?? ""])
    }

    func save(_ line: OwnDayDraft) throws {
        let entry = WorkingCalendar.Entry(isWorkday: line.isWorkday, name: line.name)
        let known = try DirectoryRows.ownDays(of: context.organisation, in: session)[line.day]
        if known == entry {
            report.ownDays.same += 1
            return
        }
        try DirectoryRows.save(ownDay: line.day, entry, of: context.organisation, in: session)
        if known == nil { report.ownDays.new += 1 } else { report.ownDays.changed += 1 }
        try journal("ownDay.saved", ["day": line.day.iso, "workday": String(line.isWorkday), "name": line.name])
    }
}
