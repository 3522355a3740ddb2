import Domain
import Foundation
import Secrets
import Statistics
import Storage

/// Compares every report with a count from the journal, as the journal stood when the report was last drawn up.
struct ReportRecount {
    private let organisation: DirectoryRows.Organisation
    private let directory: StaffDirectory
    private let reports: [Int64: ReportRows.Row]
    private var journal: JournalRecount
    private var counted: [Int64: Counted] = [:]

    /// The grain of the comparison; who made a follow-up is not told again by the journal.
    private struct Line: Hashable {
        var rule: String
        var unit: UnitID
    }

    private struct Counted {
        var lines: [Line: CountVector] = [:]
        /// Follow-ups that were told of in the last moments before the draft: their entries may have been committed just after it.
        var justTold: [Line: Int] = [:]
    }

    init(_ organisation: DirectoryRows.Organisation, _ directory: StaffDirectory, reports: [ReportRows.Row]) {
        (self.organisation, self.directory) = (organisation, directory)
        self.reports = Dictionary(uniqueKeysWithValues: reports.map { ($0.id, $0) })
        journal = JournalRecount(zone: organisation.zone)
    }

    /// Acts that draw up the figures of a report anew.
    private static let drawnUp: Set = ["report.drafted", "report.handedIn"]

    mutating func take(_ stored: StoredEntry) {
        if Self.drawnUp.contains(stored.entry.act), let report = stored.entry.other.flatMap({ reports[$0] }) {
            counted[report.id] = count(report, at: stored.entry.recordedAt)
        } else {
            journal.take(stored)
        }
    }

    func findings() throws -> [Finding] { try reports.values.sorted { $0.id < $1.id }.flatMap(findings) }

    // MARK: Counting

    private func count(_ report: ReportRows.Row, at draft: Instant) -> Counted {
        let units = directory.subtree(of: report.unit)
        let recent = draft.adding(seconds: -10)
        return journal.cohort(of: report.adoption, from: report.from, to: report.to).filter { units.contains($0.unit) }.reduce(into: Counted()) { sum, one in
            let line = Line(rule: one.rule, unit: one.unit)
            sum.lines[line, default: CountVector()] = sum.lines[line, default: CountVector()] + one.counts(at: draft)
            if one.toldAt > recent { sum.justTold[line, default: 0] += 1 }
        }
    }

    // MARK: Comparing

    private func findings(_ report: ReportRows.Row) throws -> [Finding] {
        guard report.state != .frozen || report.hash == SHA256.hex(of: report.body) else { return [finding("verify.reportAltered", .error, report, [:])] }
        guard let counted = counted[report.id] else { return [finding("verify.reportWithoutEntry", .error, report, [:])] }
        let body = try JSONDecoder().decode(MonthlyReports.Body.self, from: Data(report.body.utf8))
        let kept = Dictionary(grouping: body.lines.lines) { Line(rule: $0.rule, unit: $0.unit) }.mapValues { CountVector.sum($0.map(\.counts)) }
        let differing = Set(kept.keys).union(counted.lines.keys).filter { line in
            distance(kept[line], counted.lines[line]) > 2 * (counted.justTold[line] ?? 0)
        }
        if !differing.isEmpty, journal.erased.contains(report.adoption) { return [finding("verify.reportErased", .note, report, [:])] }
        return differing.sorted { ($0.rule, $0.unit) < ($1.rule, $1.unit) }.map { line in
            finding(
                "verify.reportDiffers", .error, report,
                [
                    "rule": line.rule, "unit": directory.units[line.unit]?.code ?? line.unit.description, "journal": text(counted.lines[line]),
                    "report": text(kept[line]),
                ])
        }
    }

    private func parts(_ counts: CountVector?) -> [Int] {
        let c = counts ?? CountVector()
        return [c.doneInTime, c.doneLate, c.lost, c.notDone, c.windowOpen, c.satisfied, c.rated]
    }

    private func distance(_ a: CountVector?, _ b: CountVector?) -> Int { zip(parts(a), parts(b)).reduce(0) { $0 + abs($1.0 - $1.1) } }

    private func text(_ counts: CountVector?) -> String { parts(counts).map(String.init).joined(separator: "/") }

    private func finding(_ code: String, _ severity: Finding.Severity, _ report: ReportRows.Row, _ more: [String: String]) -> Finding {
        let named = ["from": report.from.iso, "version": String(report.version), "id": String(report.id)]
        return Finding(severity, code, at: Place(source: organisation.code), named.merging(more) { _, more in more })
    }
}
