import Domain
import Operations
import Pages
import Storage

/// One page of any of the lists of cases.
struct CaseListing {
    let premises: Premises
    let context: Context
    let show: ComplaintsPage.Show

    struct Listed: Sendable {
        var items: [(item: Cases.Item, task: String?)]
        /// Where the next page begins, as the address carries it.
        var next: String?
    }

    func page(after: String?, limit: Int = 50) throws -> Listed {
        let cases = Cases(premises)
        switch show {
        case .mine: return listed(try cases.open(.mine, after: Self.key(after), limit: limit, context))
        case .units: return listed(try cases.open(.units, after: Self.key(after), limit: limit, context))
        case .sheets: return listed(try cases.sheets(.sent, after: after.flatMap { Int64($0) } ?? 0, limit: limit, context))
        case .answering: return listed(try cases.sheets(.accepted, after: after.flatMap { Int64($0) } ?? 0, limit: limit, context))
        case .closed:
            let page = try cases.page(.closed, beyond: after.flatMap { CaseFileID($0) }, limit: limit, context)
            return Listed(items: page.items.map { ($0, nil) }, next: page.next?.description)
        }
    }

    private func listed(_ page: Cases.OpenPage) -> Listed { Listed(items: page.items.map { ($0, nil) }, next: page.next.map { "\($0.dueAt)-\($0.id)" }) }

    private func listed(_ page: Cases.SheetPage) -> Listed { Listed(items: page.items.map { ($0.item, $0.sheet.task) }, next: page.next.map { String($0) }) }

    /// `1764036000000-42`; anything else is the first page.
    private static func key(_ text: String?) -> CaseFileRows.DueKey? {
        let parts = text?.split(separator: "-") ?? []
        guard parts.count == 2, let due = Int64(parts[0]), let id = CaseFileID(String(parts[1])) else { return nil }
        return .init(dueAt: due, id: id)
    }
}

/// Between the lists and their page.
struct CaseListMap {
    let chrome: PageChrome
    let lines: Lines

    func model(_ listed: CaseListing.Listed, show: ComplaintsPage.Show, isFirst: Bool) -> ComplaintsPage.Model {
        let here = show == .mine ? nil : show.rawValue
        let next = listed.next.map { Address.query("/complaints", [("show", here), ("after", $0)]) }
        return ComplaintsPage.Model(
            show: show, lines: listed.items.map(line), turn: PageTurn(next: next, first: isFirst ? nil : Address.query("/complaints", [("show", here)])))
    }

    private func line(_ item: Cases.Item, task: String?) -> ComplaintsPage.Line {
        let (row, file) = (item.row, item.row.file)
        return ComplaintsPage.Line(
            id: file.id.description, number: file.number, title: CaseWords(lines).title(row), person: item.partyName, unit: item.unitName,
            owner: item.ownerName ?? row.role.map { chrome.phrases.role($0) }, severity: CaseWords(lines).severity(file.severity), openedAt: file.openedAt,
            state: CaseWords.state(row), due: row.nextDueAt, lastStep: CaseWords(lines).lastStep(item), task: task)
    }
}
