import Domain
import RegulationEngine
import SQLCore
import Storage

/// 我的提醒: what the house told the actor, newest first; marked as seen one by one or all at once.
public struct Notices: Sendable {
    /// Counts stop here: "99+" costs no more than 100.
    public static let ceiling = 100

    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Item: Sendable {
        public var row: NoticeRows.Row
        public var unitName: String
        /// What the follow-up is called and whom it is about; empty where the actor may not see it.
        public var ruleTitle: LocalizedText
        public var partyName: String?
        public var isOpen: Bool
        /// Whether the follow-up that it is about may be looked at.
        public var isReachable: Bool
        /// The assessment that it is about.
        public var assessment: DutyID?
    }

    public struct Page: Sendable {
        public var items: [Item]
        public var next: Int64?
        /// Bounded at `Notices.ceiling`.
        public var unseen: Int
    }

    public func page(onlyUnseen: Bool, before id: Int64? = nil, limit: Int = 50, _ context: Context) throws -> Page {
        try premises.database.read { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            let reach = NoticeReach(directory, context)
            let rows = try reach.ranges.flatMap {
                try NoticeRows.page($0, onlyUnseen: onlyUnseen, before: id, limit: limit + 1, in: context.organisation, session)
            }.sorted { $0.id > $1.id }
            let items = try rows.prefix(limit).map { try item($0, directory, context, session) }
            return Page(
                items: items, next: rows.count > limit ? items.last?.row.id : nil,
                unseen: try reach.unseen(ceiling: Self.ceiling, of: context.organisation, in: session))
        }
    }

    /// Marks one as seen. Again changes nothing.
    ///
    /// - Throws: `Refusal.notFound` for a notice that is not the actor's.
    public func see(_ id: Int64, _ context: Context) throws {
        try premises.database.write { session in
            let directory = try premises.directory(of: context.organisation, in: session)
            guard let row = try NoticeRows.notice(id, of: context.organisation, in: session), NoticeReach(directory, context).reaches(row) else {
                throw Refusal.notFound
            }
            try NoticeRows.see(id, by: context.actor.staff, at: context.now, of: context.organisation, in: session)
        }
    }

    /// Marks everything up to `id` as seen: what came while the page was being read stays.
    ///
    /// - Returns: how many were marked.
    public func seeAll(upTo id: Int64, _ context: Context) throws -> Int {
        var seen = 0
        while true {
            let count = try premises.database.write { session in try seeSome(upTo: id, context, session) }
            seen += count
            if count == 0 { return seen }
        }
    }

    private func seeSome(upTo id: Int64, _ context: Context, _ session: any SQLWriting) throws -> Int {
        let directory = try premises.directory(of: context.organisation, in: session)
        let rows = try NoticeReach(directory, context).ranges.flatMap {
            try NoticeRows.page($0, onlyUnseen: true, before: id + 1, limit: 100, in: context.organisation, session)
        }
        for row in rows { try NoticeRows.see(row.id, by: context.actor.staff, at: context.now, of: context.organisation, in: session) }
        return rows.count
    }

    private func item(_ row: NoticeRows.Row, _ directory: StaffDirectory, _ context: Context, _ session: any SQLReading) throws -> Item {
        let found = try row.followUp.flatMap { try FollowUpRows.row($0, of: context.organisation, in: session) }
        let visible = found.flatMap { FollowUpDesk.isVisible($0, context) ? $0 : nil }
        let assessment = try row.arguments["assessment"].flatMap { DutyID($0) }.flatMap { try AssessmentRows.row($0, of: context.organisation, in: session) }
        let party = try visible?.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        return Item(
            row: row, unitName: directory.units[row.unit]?.name ?? "", ruleTitle: try title(row, found, assessment, context, session), partyName: party?.name,
            isOpen: visible?.followUp.state.isOpen ?? false, isReachable: visible != nil, assessment: assessment?.id)
    }

    private func title(
        _ row: NoticeRows.Row, _ followUp: FollowUpRow?, _ assessment: AssessmentRows.Row?, _ context: Context, _ session: any SQLReading
    ) throws -> LocalizedText {
        let told = row.arguments["edition"].flatMap { EditionID($0) }
        guard let edition = followUp?.followUp.edition ?? assessment?.edition ?? told else { return LocalizedText() }
        let regulation = try premises.shelf.edition(edition, of: context.organisation, in: session).edition.regulation
        return followUp.flatMap { regulation.rule($0.followUp.rule)?.title } ?? assessment.flatMap { regulation.assessment($0.rule)?.title }
            ?? row.arguments["rule"].flatMap { regulation.rule($0)?.title } ?? caseTitle(row, regulation)
    }

    /// The limit that a clock speaks of, else the kind of case.
    private func caseTitle(_ row: NoticeRows.Row, _ regulation: Regulation) -> LocalizedText {
        guard let rule = row.arguments["caseRule"].flatMap({ regulation.caseRule($0) }) else { return LocalizedText() }
        return row.arguments["clock"].flatMap { rule.clock($0)?.title } ?? rule.title
    }
}
