import Domain
import RegulationEngine
import SQLCore
import Storage

/// Lists of cases and of sheets to one's own departments.
extension Cases {
    /// Whose open cases, by their next limit.
    public enum Whose: String, Sendable, CaseIterable { case mine, units }

    public struct OpenPage: Sendable {
        public var items: [Item]
        public var next: CaseFileRows.DueKey?
    }

    /// Open cases by their next limit, those whose clocks all stand last.
    ///
    /// - Parameter key: the place after which the page begins.
    public func open(_ whose: Whose, after key: CaseFileRows.DueKey? = nil, limit: Int = 50, _ context: Context) throws -> OpenPage {
        try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let rows = try due(whose, after: key, limit: limit + 1, context, session)
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return OpenPage(items: items, next: rows.count > limit ? items.last.map { .init($0.row) } : nil)
        }
    }

    private func due(_ whose: Whose, after key: CaseFileRows.DueKey?, limit: Int, _ context: Context, _ session: any SQLReading) throws -> [CaseFileRows.Row] {
        switch whose {
        case .mine: return try CaseFileRows.dueNext(owner: context.actor.staff, after: key, limit: limit, of: context.organisation, in: session)
        case .units:
            let rows = try CaseReach(context: context).units.flatMap {
                try CaseFileRows.dueNext(unit: $0, after: key, limit: limit, of: context.organisation, in: session)
            }
            return Array(rows.sorted { CaseFileRows.DueKey($0) < CaseFileRows.DueKey($1) }.prefix(limit))
        }
    }

    public struct SheetItem: Sendable {
        public var sheet: CaseSheetRows.Row
        public var item: Item
    }

    public struct SheetPage: Sendable {
        public var items: [SheetItem]
        public var next: Int64?
    }

    /// Sheets to the actor's departments that wait to be accepted, or to be answered; the oldest first.
    public func sheets(_ state: CaseSheetRows.State, after id: Int64 = 0, limit: Int = 50, _ context: Context) throws -> SheetPage {
        try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let rows = try CaseReach(context: context).units.flatMap {
                try CaseSheetRows.page(unit: $0, state: state, after: id, limit: limit + 1, of: context.organisation, in: session)
            }.sorted { $0.id < $1.id }
            let items = try rows.prefix(limit).compactMap { sheet -> SheetItem? in
                guard let file = try CaseFileRows.file(sheet.file, of: context.organisation, in: session), file.file.stage == .received else { return nil }
                return SheetItem(sheet: sheet, item: try item(file, directory, context, session))
            }
            return SheetPage(items: items, next: rows.count > limit ? rows[limit - 1].id : nil)
        }
    }
}
