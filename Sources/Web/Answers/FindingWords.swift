import Domain
import Pages
import Phrasebook

/// Findings at the fields of a form: the sentence, and what to do.
enum FindingWords {
    static func of(_ finding: Finding, _ phrases: Phrases) -> String {
        [phrases.sentence(finding), phrases.remedy(finding)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// One for each finding; `field` names where one without a place of its own is shown.
    static func errors(_ findings: [Finding], otherwise field: String, _ phrases: Phrases) -> [FieldError] {
        findings.map { FieldError($0.place.path ?? field, of($0, phrases)) }
    }
}
