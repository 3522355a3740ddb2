import Domain
import Storage

/// What people do with an edition on its way to the day from which it holds.
public enum EditionAct: String, Sendable, Hashable, Codable, CaseIterable {
    case decide, rehearse, submit, approve, reject, activate
}

/// draft → submitted → approved → active → replaced; what was submitted or approved can still be rejected.
///
/// Nothing leads back: what is to be changed after it was submitted becomes the next edition.
enum EditionLife {
    static func allows(_ act: EditionAct, in state: EditionRows.State) -> Bool {
        switch act {
        case .decide, .submit: state == .draft
        case .rehearse: state == .draft || state == .submitted
        case .approve: state == .submitted
        case .reject: state == .submitted || state == .approved
        case .activate: state == .approved
        }
    }

    /// While one edition of an adoption is in such a state no other is begun.
    static func isOpen(_ state: EditionRows.State) -> Bool { [.draft, .submitted, .approved].contains(state) }

    static func check(_ act: EditionAct, _ edition: EditionRows.Row) throws(Refusal) {
        guard allows(act, in: edition.state) else { throw .state(code: "edition.cannot." + act.rawValue) }
    }
}
