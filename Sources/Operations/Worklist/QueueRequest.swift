import Domain
import Storage

/// Which part of the open work is asked for.
public struct QueueRequest: Sendable, Hashable {
    public enum Of: String, Sendable, Hashable, CaseIterable { case mine, unit, unassigned }

    /// The tiles of the page; each is a filter.
    public enum Tile: String, Sendable, Hashable, CaseIterable { case all, alert, overdue, agreed, dueToday, soon, upcoming }

    public var of: Of
    public var tile: Tile
    public var unit: UnitID?
    /// Of a unit's work, what one person has.
    public var person: StaffID?
    /// A stretch of limits, beside the tile.
    public var period: LimitPeriod?
    public var adoption: AdoptionID?
    public var rule: String?
    public var after: QueueRows.Key?
    /// Rows a page, at most 200.
    public var limit: Int

    public init(
        of: Of = .mine, tile: Tile = .all, unit: UnitID? = nil, person: StaffID? = nil, period: LimitPeriod? = nil, adoption: AdoptionID? = nil, rule: String? = nil,
        after: QueueRows.Key? = nil, limit: Int = 50
    ) {
        (self.of, self.tile, self.unit, self.person, self.adoption, self.rule) = (of, tile, unit, person, adoption, rule)
        self.period = period
        (self.after, self.limit) = (after, min(200, max(1, limit)))
    }
}

/// One line of the queue: the follow-up with the words a person needs to recognise it.
public struct QueueItem: Sendable, Hashable {
    public var row: FollowUpRow
    public var timeliness: Timeliness
    public var partyName: String?
    public var partyNumber: String?
    public var sex: String?
    public var bornOn: LocalDay?
    public var tags: [String]
    public var maskedPhone: String?
    public var matterNumber: String?
    public var ruleTitle: LocalizedText
    public var eventTitle: LocalizedText
    public var unitName: String
    public var unitCode: String
    public var assigneeName: String?
    public var assigneeCode: String?
    /// Who works on it right now, when that is another person.
    public var heldBy: String?
}

/// A page of the queue with what stands above and beside it.
public struct QueuePage: Sendable {
    public var items: [QueueItem]
    /// Alerts and agreed calls of the next half hour, above the list; at most eight.
    public var urgent: [QueueItem]
    /// Agreed calls of today, by their time.
    public var agreedToday: [QueueItem]
    public var next: QueueRows.Key?
    /// Bounded at `ceiling`: a value equal to it means "that many or more".
    public var counts: [QueueRequest.Tile: Int]
    public var ceiling: Int
    public var doneToday: Int
    /// Follow-ups that wait for an agreed or postponed time and are therefore not in the list.
    public var waiting: Int
    public var rules: [RuleChoice]
    public var units: [UnitChoice]

    public struct RuleChoice: Sendable, Hashable {
        public var adoption: AdoptionID
        public var rule: String
        public var title: LocalizedText
    }

    public struct UnitChoice: Sendable, Hashable {
        public var id: UnitID
        public var name: String
    }
}
