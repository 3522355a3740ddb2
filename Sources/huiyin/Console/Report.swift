import Domain
import Phrasebook

/// How findings are worded: by the catalogues where they are at hand, else by their codes.
struct ReportWords {
    var phrases: Phrases?

    static let plain = ReportWords(phrases: nil)

    func sentence(_ finding: Finding) -> String {
        guard let phrases, phrases.phrase(PhraseKey("finding." + finding.code)) != nil else { return bare(finding) }
        return [phrases.sentence(finding), phrases.remedy(finding)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func bare(_ finding: Finding) -> String {
        let arguments = finding.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([finding.code] + arguments).joined(separator: " ")
    }
}

/// Findings on the console: `file:line:column: severity: sentence`, as editors read it.
enum Report {
    static func words(_ findings: [Finding], _ words: ReportWords) -> String {
        findings.map { line($0, words) }.joined(separator: "\n")
    }

    static func line(_ finding: Finding, _ words: ReportWords) -> String {
        let place = finding.place
        let spot = [place.source, place.line.map(String.init), place.column.map(String.init)].compactMap(\.self).joined(separator: ":")
        let path = place.path.map { " [\($0)]" } ?? ""
        return (spot.isEmpty ? "" : spot + ": ") + "\(finding.severity.rawValue): \(words.sentence(finding))\(path)"
    }

    static func cells(_ finding: Finding, _ words: ReportWords) -> [String] {
        let place = finding.place
        return [
            place.source ?? "", place.line.map(String.init) ?? "", place.column.map(String.init) ?? "", place.path ?? "", finding.severity.rawValue,
            finding.code, words.sentence(finding),
        ]
    }

    static let headings = ["file", "line", "column", "path", "severity", "code", "sentence"]
}
