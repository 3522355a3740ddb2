/// The rights that usually go together for a kind of person. A staff table names the preset; single rights can be granted on top.
public enum RightPreset: String, Sendable, Hashable, CaseIterable {
    /// Works on follow-ups of the unit.
    case staff
    /// Leads a unit: sees and reassigns its work, reviews, drafts its report.
    case head
    /// Answers for the organisation: reads figures, approves reports and regulations, does not write either.
    case management
    /// Keeps the regulations and imports the facts; somebody else approves.
    case quality
    /// Manages accounts and imports; has no part in the work itself.
    case admin

    public var rights: Set<Right> {
        switch self {
        case .staff: [.work]
        case .head: [.work, .lead, .review, .report]
        case .management: [.report, .approveReport, .approveRegulation]
        case .quality: [.review, .report, .regulate, .importData, .audit]
        case .admin: [.administer, .importData, .audit]
        }
    }

    /// Whether it is granted for the whole organisation and not only for the units of the person's posts.
    public var isForTheWhole: Bool {
        switch self {
        case .staff, .head: false
        case .management, .quality, .admin: true
        }
    }
}
