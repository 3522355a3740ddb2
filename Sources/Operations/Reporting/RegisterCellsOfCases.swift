import Domain
import RegulationEngine
import Storage

/// Cells of a line about a case.
extension RegisterCells {
    /// - Parameter anonymous: who it was stays empty, and names and numbers are struck out of texts.
    func caseFile(_ row: CaseFileRows.Row, _ columns: [RegisterSource?], anonymous: Bool = false) throws -> [RegisterValue] {
        let veil = anonymous ? try NameVeil(names(around: row)) : nil
        return try columns.map { source in
            switch source {
            case .known(let name): veil == nil || !Self.telling.contains(name) ? shown(try caseFile(name, row), veil) : .none
            case .attribute(let attribute): veil == nil || attribute.kind != .staff ? shown(try said(attribute, by: row.event), veil) : .none
            case .field, .blank, nil: .none
            }
        }
    }

    private func caseFile(_ name: String, _ row: CaseFileRows.Row) throws -> RegisterValue {
        switch name {
        case "number": .text(row.file.number)
        case "unit": unit(row.file.unit)
        case "category": row.category.map { coded("category", $0) } ?? .none
        case "severity": row.file.severity.map { coded("severity", $0) } ?? .none
        case "receivedAt": .moment(row.file.openedAt)
        case "content": RegisterValue(row.summary)
        case "owner": self.name(row.owner)
        case "due": row.dueAt.map(RegisterValue.limit) ?? .none
        case "stage": .word(room: "caseStage", code: row.file.stage.rawValue)
        case "conclusion": RegisterValue(row.conclusion)
        case "cause": RegisterValue(row.cause)
        case "measure": RegisterValue(row.measure)
        case "proven": row.proven.map { .word(room: "proven", code: $0) } ?? .none
        case "repliedAt": RegisterValue(row.repliedAt)
        case "closedAt": RegisterValue(row.closedAt)
        case "closedBy": self.name(row.closedBy)
        default: try person(name, row.file.party, row.matter)
        }
    }

    private func coded(_ attribute: String, _ code: String) -> RegisterValue {
        premises.library.registry.codes(of: attribute, in: "feedbackReceived").first { $0.code == code }.map { .wording($0.title) } ?? .text(code)
    }

    // MARK: Names taken out

    /// Columns that say who it was, by whom it was handled, or under which number that can be looked up.
    private static let telling: Set<String> = ["number", "party", "partyNumber", "sex", "age", "phone", "address", "matter", "owner", "closedBy"]

    /// Whoever reported and every member of staff: whoever is named in a text may be any of them.
    private func names(around row: CaseFileRows.Row) throws -> [String] {
        let party = try row.file.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        return [party?.name, party?.number].compactMap(\.self) + directory.staff.values.map(\.name)
    }

    private func shown(_ value: RegisterValue, _ veil: NameVeil?) -> RegisterValue {
        guard let veil else { return value }
        return switch value {
        case .text(let text): .text(veil.over(text))
        case .several(let values): .several(values.map { shown($0, veil) })
        default: value
        }
    }
}
