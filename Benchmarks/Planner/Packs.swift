import Domain
import Foundation
import RegulationEngine

/// The packs and the calendar of this repository, ready to plan with.
struct Packs {
    let registry: EventRegistry
    let calendar: WorkingCalendar

    private let root: URL

    init(root: URL) throws {
        self.root = root
        let yaml = try String(contentsOf: root.appending(path: "Regulations/common/events.yaml"), encoding: .utf8)
        guard let registry = EventRegistryDocument.read(yaml: yaml, source: "events.yaml").value else { throw Unreadable(path: "events.yaml") }
        self.registry = registry
        calendar = try Self.calendar(root)
    }

    struct Unreadable: Error { let path: String }

    /// A pack with its proposals accepted and its required figures filled in by their kind.
    func edition(_ id: String) throws -> Edition {
        let yaml = try String(contentsOf: root.appending(path: "Regulations/\(id)/regulation.yaml"), encoding: .utf8)
        guard let regulation = RegulationDocument.read(yaml: yaml, source: id, registry: registry).value else { throw Unreadable(path: id) }
        let values = regulation.parameters.map { ($0.id, $0.value ?? Self.filled($0.kind)) }
        return Edition(id: EditionID(1), adoption: AdoptionID(1), regulation: regulation, values: Dictionary(uniqueKeysWithValues: values))
    }

    private static func filled(_ kind: Parameter.Kind) -> String {
        switch kind {
        case .period: "5 workdays"
        case .percent: "50%"
        default: "3"
        }
    }

    private static func calendar(_ root: URL) throws -> WorkingCalendar {
        let text = try String(contentsOf: root.appending(path: "Share/calendars/cn-statutory.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        let days = rows.compactMap { row in
            LocalDay(iso: row[0]).map { ($0, WorkingCalendar.Entry(isWorkday: row[1] == "makeup-workday", name: String(row[2]))) }
        }
        return WorkingCalendar(revision: "cn-statutory", loadedYears: Set(days.map(\.0.year)), statutory: Dictionary(uniqueKeysWithValues: days))
    }
}
