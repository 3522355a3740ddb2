import Domain
import Hummingbird
import Interop
import Operations
import Statistics
import Storage

/// Monthly reports: the figures that the pages show.
enum ReportApi {
    static let routes: [ApiRoute] = [
        .get(
            "listReports", "/reports", .reportsRead, "Reports, the newest month first.", parameters: [ApiCall.limit, ApiCall.after],
            gives: "ReportPage", list),
        .get("getReport", "/reports/{id}", .reportsRead, "A report with its lines, as it was at its cut-off.", gives: "ReportDetail", show),
    ]

    private static let states = ApiSchema.codes(["draft", "handedIn", "approved", "frozen"])
    private static let head: KeyValuePairs<String, ApiSchema> = [
        "id": .id, "adoption": .id, "title": .named("Localized"), "unit": .named("Unit"), "from": .day, "to": .day, "version": .count,
        "state": states,
        "cutOff": .moment, "createdBy": .named("Person"), "counts": .named("Counts"),
    ]

    static let shapes: [(name: String, schema: ApiSchema)] = [
        ("Counts", .object(counts(CountVector()).map { .init(name: $0.name, schema: .count, isRequired: true) })),
        ("Report", .object(head)),
        ("ReportPage", .object(["items": .list(.named("Report")), "next": .orNull(.text)])),
        (
            "ReportLine",
            .object([
                "rule": .text, "ruleTitle": .named("Localized"), "unit": .named("Unit"), "person": .orNull(.named("Person")),
                "counts": .named("Counts"),
            ])
        ),
        (
            "ReportTarget",
            .object([
                "id": .text, "measure": .codes(Measure.allCases.map(\.rawValue)), "rules": .list(.text), "targetTenThousandths": .orNull(.count),
                "clauses": .list(.text),
            ])
        ),
        (
            "ReportDetail",
            .object([
                "report": .named("Report"), "regulation": .text, "edition": .count, "comment": .orNull(.text), "approvedAt": .orNull(.moment),
                "frozenAt": .orNull(.moment),
                "hash": .orNull(.text), "repeatedIssues": .count, "openCases": .count, "lines": .list(.named("ReportLine")),
                "targets": .list(.named("ReportTarget")),
            ])
        ),
    ]

    @Sendable private static func list(_ call: ApiCall) async throws -> Response {
        let query = try call.query()
        let limit = try call.limit(query)
        let cursor = try call.cursor(query).map { text in
            guard let cursor = ReportCursor(text) else { throw ApiCall.unreadable("after") }
            return cursor
        }
        let items = try await call.work { try MonthlyReports($0).list(before: cursor.map { ($0.from, $0.id) }, limit: limit + 1, $1) }
        let shown = items.prefix(limit)
        let next = items.count > limit ? shown.last.map { ReportCursor(from: $0.row.from, id: $0.row.id).text } : nil
        return call.page(shown.map { head($0.row, $0.title, $0.unitName, $0.createdName, $0.counts, call.zone) }, next: next)
    }

    @Sendable private static func show(_ call: ApiCall) async throws -> Response {
        let id = try call.visit.number()
        let view = try await call.work { try MonthlyReports($0).view(id, $1) }
        let (row, body, zone) = (view.row, view.body, call.zone)
        return call.answer([
            "report": head(row, body.title, view.unitName, view.createdName, body.lines.total, zone), "regulation": .text(body.regulation),
            "edition": .count(body.editionNumber), "comment": .text(row.comment), "approvedAt": .text(row.approvedAt.map(zone.iso)),
            "frozenAt": .text(row.frozenAt.map(zone.iso)), "hash": .text(row.hash), "repeatedIssues": .count(body.repeatedIssues),
            "openCases": .count(body.openCases), "lines": .list(body.lines.lines.map { line($0, body.names) }),
            "targets": .list(body.targets.map(target)),
        ])
    }

    private static func head(
        _ row: ReportRows.Row, _ title: LocalizedText, _ unit: String, _ by: String, _ counts: CountVector, _ zone: CivilZone
    ) -> JSONValue {
        [
            "id": .text(String(row.id)), "adoption": ApiWords.id(row.adoption), "title": ApiWords.localized(title),
            "unit": ApiWords.named(row.unit.description, unit), "from": .text(row.from.iso), "to": .text(row.to.iso), "version": .count(row.version),
            "state": .text(row.state.rawValue), "cutOff": .text(zone.iso(row.cutOff)), "createdBy": ApiWords.named(row.createdBy.description, by),
            "counts": .object(self.counts(counts)),
        ]
    }

    private static func line(_ line: FigureLine, _ names: FigureNames) -> JSONValue {
        [
            "rule": .text(line.rule), "ruleTitle": ApiWords.localized(names.rules[line.rule] ?? LocalizedText(simplified: line.rule)),
            "unit": ApiWords.named(line.unit.description, names.units[line.unit] ?? ""),
            "person": line.person.rawValue == 0 ? .null : ApiWords.named(line.person.description, names.people[line.person] ?? ""),
            "counts": .object(counts(line.counts)),
        ]
    }

    private static func target(_ target: MonthlyReports.Body.Target) -> JSONValue {
        [
            "id": .text(target.id), "measure": .text(target.measure.rawValue), "rules": .texts(target.rules),
            "targetTenThousandths": target.target.map(JSONValue.count) ?? .null, "clauses": .texts(target.clauses),
        ]
    }

    private static func counts(_ counts: CountVector) -> [JSONValue.Member] {
        [
            ("eligible", counts.eligible), ("windowOpen", counts.windowOpen), ("doneInTime", counts.doneInTime), ("doneLate", counts.doneLate),
            ("lost", counts.lost),
            ("notDone", counts.notDone), ("exempt", counts.exempt), ("leftOut", counts.leftOut), ("rated", counts.rated),
            ("satisfied", counts.satisfied),
            ("raised", counts.raised), ("handled", counts.handled), ("invited", counts.invited), ("asked", counts.asked), ("audited", counts.audited),
            ("notMade", counts.notMade),
        ].map { JSONValue.Member($0.0, .count($0.1)) }
    }
}
