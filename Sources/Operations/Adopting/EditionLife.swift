import Domain
import Storage

/// What people do with an edition on its way to the day from which it holds.
public enum EditionAct: String, Sendable, Hashable, Codable, CaseIterable {
    case decide, rehearse, submit, approve, giveBack, reject, activate
}

/// draft → submitted → approved → active → replaced. What was submitted can be given back for changes; until it is active it can be rejected.
///
/// What is to be changed after it was approved becomes the next edition.
enum EditionLife {
    static func allows(_ act: EditionAct, in state: EditionRows.State) -> Bool {
        switch act {
        case .decide, .submit: state == .draft
        case .rehearse: state == .draft || state == .submitted
        case .approve, .giveBack: state == .submitted
        case .reject: isOpen(state)
        case .activate: state == .approved
        }
    }

    /// While one edition of an adoption is in such a state no other is begun.
    static func isOpen(_ state: EditionRows.State) -> Bool { [.draft, .submitted, .approved].contains(state) }

    /// A draft is its authors' to drop.
    static func rejecter(of state: EditionRows.State) -> Right { state == .draft ? .regulate : .approveRegulation }

    static func check(_ act: EditionAct, _ edition: EditionRows.Row) throws(Refusal) {
        guard allows(act, in: edition.state) else { throw .state(code: "edition.cannot." + act.rawValue) }
    }
}
