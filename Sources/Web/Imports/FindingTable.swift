import Domain
import Interop
import Phrasebook

/// What was found in a file, as a table: line, column, value, how grave, and what to do.
struct FindingTable {
    let phrases: Phrases

    var columns: [WorkbookWriter.Column] {
        [
            .init(phrases("imports.line"), width: 8), .init(phrases("imports.column"), width: 16), .init(phrases("faults.value"), width: 24),
            .init(phrases("faults.severity"), width: 10), .init(phrases("faults.what"), width: 80),
        ]
    }

    func cells(_ finding: Finding) -> [TableCell] {
        [
            finding.place.line.map(TableCell.count) ?? .empty, .text(finding.place.path ?? ""), .text(finding.arguments["value"] ?? ""),
            .text(severity(finding.severity)), .text(FindingWords.of(finding, phrases)),
        ]
    }

    /// The whole table as a CSV file.
    func csv(_ findings: [Finding], _ words: CivilWords) -> [UInt8] {
        var csv = CSVWriter()
        csv.append(columns.map(\.title))
        for finding in findings { csv.append(cells(finding).map { $0.text(words) }) }
        return csv.drain()
    }

    private func severity(_ severity: Finding.Severity) -> String {
        switch severity {
        case .error: phrases("faults.error")
        case .warning: phrases("faults.warning")
        case .note: phrases("faults.note")
        }
    }
}
