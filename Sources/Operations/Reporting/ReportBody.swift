import Domain
import RegulationEngine
import Statistics
import Storage

extension MonthlyReports {
    /// What a report keeps: figures at its cut-off with the words of that day, so that a frozen one never changes.
    public struct Body: Sendable, Hashable, Codable {
        public var regulation: String
        public var title: LocalizedText
        public var editionNumber: Int
        public var lines: FigureLines
        public var targets: [Target]
        public var satisfaction: [SatisfactionItem]
        public var names: FigureNames
        /// Repeated complaints and reworks that gave rise to an analysis in the period.
        public var repeatedIssues: Int
        public var openCases: Int
        /// Title of the duty that asks for it; nil in reports that none asks for.
        public var reportTitle: LocalizedText?
        /// What it contains, in order; nil = everything, in reports from before there were blocks.
        public var blocks: [String]?
        /// The lines of the period before.
        public var before: Before?
        public var opinions: [Opinion]?
        /// First follow-ups whose window closed without contact.
        public var notReached: [NotReached]?
        /// Complaints that came in the period, by category.
        public var cases: [CaseCount]?

        public struct Target: Sendable, Hashable, Codable {
            public var id: String
            public var measure: Measure
            public var rules: [String]
            public var target: Int?
            /// Over all events; reports from before there were draws say nothing of it.
            public var isOfAll: Bool?
            public var clauses: [String]
        }

        public struct Before: Sendable, Hashable, Codable {
            public var from: LocalDay
            public var to: LocalDay
            public var lines: FigureLines
        }

        /// What somebody said, and where it stands.
        public struct Opinion: Sendable, Hashable, Codable {
            public var record: RecordID
            public var field: LocalizedText
            public var text: String
        }

        /// The name of whom it was about is looked up when the report is read: it is not kept here.
        public struct NotReached: Sendable, Hashable, Codable {
            public var followUp: FollowUpID
            public var rule: String
            public var unit: UnitID
            public var isLost: Bool
        }

        public struct CaseCount: Sendable, Hashable, Codable {
            public var category: String
            public var title: LocalizedText
            public var received: Int
            public var closed: Int
        }

        /// Whether a part is in it.
        public func has(_ kind: ReportBlock.Kind) -> Bool { blocks.map { $0.contains(kind.rawValue) } ?? true }
    }

    public struct View: Sendable {
        public var row: ReportRows.Row
        public var body: Body
        public var unitName: String
        public var createdName: String
        public var handedInName: String?
        public var returnedName: String?
        public var approvedName: String?
        public var frozenName: String?
        public var versions: [(id: Int64, version: Int, state: ReportRows.State)]
        public var receipts: [Receipt]
        /// Names of those who were not reached, by follow-up.
        public var people: [FollowUpID: String]
        /// Lines whose figures, read now, differ from those kept: a further version may be drafted.
        public var laterFacts: Int
        /// Last day by which it is to be handed in.
        public var due: Instant?
        public var mayWrite: Bool
        public var mayHandIn: Bool
        public var mayApprove: Bool
        public var mayReturn: Bool
        public var mayFreeze: Bool
        public var maySign: Bool
        /// The report is the actor's own: another person must approve it.
        public var isOwn: Bool
        /// Sent to those who sign for it, instead of published.
        public var isCirculated: Bool
    }

    /// Who signs for it, and whether they have.
    public struct Receipt: Sendable, Hashable {
        public var role: String
        public var name: String?
        public var sentAt: Instant
        public var receivedAt: Instant?
        public var receivedBy: String?
    }

    public struct Item: Sendable {
        public var row: ReportRows.Row
        public var title: LocalizedText
        public var unitName: String
        public var createdName: String
        public var counts: CountVector
    }

    /// A report that may be begun: of a duty, or of a regulation that asks for none.
    public struct Kind: Sendable, Hashable {
        public var adoption: AdoptionID
        /// nil = that of the month which no duty asks for.
        public var rule: String?
        public var title: LocalizedText
        public var regulation: LocalizedText
        public var isMonthly: Bool
    }
}
