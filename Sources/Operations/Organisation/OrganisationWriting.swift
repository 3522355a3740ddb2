import Domain
import Interop
import SQLCore
import Storage

/// One import under way: compares each line with what is known, writes the difference and journals it.
final class OrganisationWriting {
    struct NewAccount: Sendable {
        var signIn: String
        var password: String
        var encoded: String
        var mustChange: Bool
    }

    let premises: Premises
    let context: Context
    let session: any SQLWriting
    var report = OrganisationImport.Report()
    var units: [String: OrganisationUnit]
    var staff: [String: Staff]
    var posts: [DirectoryRows.HeldPost]

    init(premises: Premises, context: Context, session: any SQLWriting) throws {
        (self.premises, self.context, self.session) = (premises, context, session)
        let organisation = context.organisation
        units = Dictionary(try DirectoryRows.units(of: organisation, in: session).map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        staff = Dictionary(try DirectoryRows.staff(of: organisation, in: session).map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
        posts = try DirectoryRows.heldPosts(of: organisation, in: session)
    }

    func save(_ lines: OrganisationLines, accounts: [String: NewAccount]) throws {
        try save(units: lines.units)
        for line in unique(lines.staff, \.code, \.place) { try save(line, account: accounts[line.code]) }
        try lines.absences.forEach(save)
        try lines.ownDays.forEach(save)
    }

    /// Lines whose code was not met before; a second one is a finding.
    func unique<Line>(_ lines: [Line], _ code: (Line) -> String, _ place: (Line) -> Place) -> [Line] {
        var met: Set<String> = []
        return lines.filter { line in
            if code(line).isEmpty {
                find("organisation.codeMissing", at: place(line))
                return false
            }
            if met.insert(code(line)).inserted { return true }
            find("organisation.codeTwice", at: place(line), ["value": code(line)])
            return false
        }
    }

    func find(_ code: String, _ severity: Finding.Severity = .error, at place: Place, _ arguments: [String: String] = [:]) {
        report.findings.append(Finding(severity, code, at: place, arguments))
    }

    func journal(_ act: String, unit: UnitID? = nil, other: Int64? = nil, _ payload: [String: String]) throws {
        try Journal.append(act, context, unit: unit, other: other, payload: payload, premises: premises, in: session)
    }

    func next() -> Int64 { premises.identifiers.next(at: context.now) }
}
