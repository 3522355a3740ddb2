import Domain
import Interop

/// Tables of the organisation as files: read by the door, saved line by line.
extension OrganisationImport {
    /// Which table a file holds, apart from the table of organisations.
    public enum Table: String, Sendable, Hashable, CaseIterable {
        case units, staff, absences, ownDays
    }

    /// Founds the organisations of a file, or finds them by their codes.
    ///
    /// - Returns: those of the usable lines in their order, and what was wrong with the others.
    public func found(_ source: OrganisationTables.Source, _ tables: OrganisationTables, at now: Instant) throws -> (organisations: [OrganisationID], findings: [Finding]) {
        var findings: [Finding] = []
        let drafts = try tables.organisations(source) { findings.append($0) }
        return (try drafts.map { try found(code: $0.code, name: $0.name, sector: $0.sector, at: now) }, findings)
    }

    /// Reads a file and saves what it says. The findings of reading come before those of saving.
    public func save(
        _ table: Table, _ source: OrganisationTables.Source, _ tables: OrganisationTables, passwords: FirstPasswords = .madeUp, _ context: Context
    ) throws -> Report {
        var findings: [Finding] = []
        let lines = try read(table, source, tables) { findings.append($0) }
        var report = try save(lines, passwords: passwords, context)
        report.findings = findings + report.findings
        return report
    }

    private func read(
        _ table: Table, _ source: OrganisationTables.Source, _ tables: OrganisationTables, _ find: (Finding) -> Void
    ) throws -> OrganisationLines {
        switch table {
        case .units: OrganisationLines(units: try tables.units(source, onFinding: find))
        case .staff: OrganisationLines(staff: try tables.staff(source, onFinding: find))
        case .absences: OrganisationLines(absences: try tables.absences(source, onFinding: find))
        case .ownDays: OrganisationLines(ownDays: try tables.ownDays(source, onFinding: find))
        }
    }
}
