import Domain
import Interop
import Phrasebook

/// How findings and problems look in JSON.
enum ApiProblem {
    static func finding(_ finding: Finding, _ phrases: Phrases) -> JSONValue {
        let place = finding.place
        let whole: JSONValue = [
            "severity": .text(finding.severity.rawValue), "code": .text(finding.code), "path": .text(place.path),
            "line": place.line.map(JSONValue.count) ?? .null,
            "column": place.column.map(JSONValue.count) ?? .null, "message": .text(FindingWords.of(finding, phrases)),
        ]
        return whole.withoutNulls
    }

    static let shapes: [(name: String, schema: ApiSchema)] = [
        (
            "Finding",
            .object(
                ["severity": .codes(["note", "warning", "error"]), "code": .text, "message": .text],
                optional: ["path": .text, "line": .count, "column": .count])
        ),
        (
            "Problem",
            .object(
                ["type": .text, "title": .text, "status": .count],
                optional: ["detail": .text, "instance": .text, "findings": .list(.named("Finding")), "results": .list(.named("EventResult"))])
        ),
        ("Localized", .object([:], optional: ["zh-Hans": .text, "zh-Hant": .text, "en": .text])),
        ("Unit", .object(["id": .id, "name": .text], optional: ["code": .text])),
        ("Person", .object(["id": .id, "name": .text], optional: ["code": .text])),
    ]
}

/// Small things that many answers hold.
enum ApiWords {
    static func localized(_ text: LocalizedText) -> JSONValue {
        let whole: JSONValue = ["zh-Hans": .text(text.simplified), "zh-Hant": .text(text.traditional), "en": .text(text.english)]
        return whole.withoutNulls
    }

    static func id<Subject>(_ id: Identifier<Subject>?) -> JSONValue { .text(id?.description) }

    /// A unit or a person.
    static func named(_ id: String, code: String? = nil, _ name: String) -> JSONValue {
        let whole: JSONValue = ["id": .text(id), "code": .text(code), "name": .text(name)]
        return whole.withoutNulls
    }
}
