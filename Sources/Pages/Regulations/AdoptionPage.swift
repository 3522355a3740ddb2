import Domain
import Phrasebook

/// An organisation takes a regulation over: maps roles, settles parameters, rehearses, has it approved, activates it. `GET /adoptions/{id}`
///
/// Forms, all with `csrf`: `POST /adoptions/{id}/roles` with `role.<name>` (repeated staff ids);
/// `POST /adoptions/{id}/parameters` with `parameter.<name>` (the value); `POST /adoptions/{id}/parameters/{name}/acceptance`;
/// `POST /adoptions/{id}/coverage` with `unit` (repeated); `POST /adoptions/{id}/rehearsal`; `POST /adoptions/{id}/submission` with `basis`;
/// `POST /adoptions/{id}/approval` with `comment`; `DELETE` of the submission as `POST /adoptions/{id}/return` with `comment`;
/// `POST /adoptions/{id}/activation` with `from` (a day) and `why`; `POST /adoptions/{id}/editions` begins the next edition.
public enum AdoptionPage {
    public struct Model: Sendable {
        public var id: String
        public var title: String
        public var packID: String
        public var code: String
        public var edition: Int
        public var state: AdoptionState
        public var roles: [AdoptionRole]
        public var parameters: [AdoptionParameter]
        public var units: [(choice: Choice, isCovered: Bool)]
        public var findings: [FindingLine]
        /// What cannot well be met together with other regulations in force.
        public var conflicts: [FindingLine]
        public var rehearsals: [RehearsalLine]
        public var rehearsedAt: Instant?
        /// Who handed it in, when, on what basis; the approver must be another person.
        public var submission: AdoptionStep?
        public var approval: AdoptionStep?
        public var activation: AdoptionStep?
        public var activeFrom: LocalDay?
        public var proposedFrom: LocalDay?
        public var editions: [EditionLine]
        public var rights: AdoptionRights
        public var errors: [FieldError]

        public init(
            id: String, title: String, packID: String, code: String, edition: Int, state: AdoptionState, roles: [AdoptionRole], parameters: [AdoptionParameter],
            units: [(choice: Choice, isCovered: Bool)] = [], findings: [FindingLine] = [], conflicts: [FindingLine] = [], rehearsals: [RehearsalLine] = [], rehearsedAt: Instant? = nil,
            submission: AdoptionStep? = nil, approval: AdoptionStep? = nil, activation: AdoptionStep? = nil, activeFrom: LocalDay? = nil,
            proposedFrom: LocalDay? = nil, editions: [EditionLine] = [], rights: AdoptionRights = AdoptionRights(), errors: [FieldError] = []
        ) {
            (self.id, self.title, self.packID, self.code, self.edition, self.state) = (id, title, packID, code, edition, state)
            (self.roles, self.parameters, self.units, self.findings) = (roles, parameters, units, findings)
            self.conflicts = conflicts
            (self.rehearsals, self.rehearsedAt, self.submission, self.approval) = (rehearsals, rehearsedAt, submission, approval)
            (self.activation, self.activeFrom, self.proposedFrom, self.editions) = (activation, activeFrom, proposedFrom, editions)
            (self.rights, self.errors) = (rights, errors)
        }

        var isDraft: Bool { if case .draft = state { true } else { false } }
        var mayChange: Bool { isDraft && rights.mayEdit }
        func address(_ part: String) -> String { Address.path("adoptions", id, part) }
    }

    public static func render(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let edition: HTML = "<span class=\"t13 faint dots\"><span>\(model.code)</span><span>\(p("regulations.edition", ["n": .number(model.edition)]))</span></span>"
        let pack = linkButton(p("adoption.seePack"), Address.pack(model.packID), icon: .bookOpen, chrome)
        return Layout.page(title: model.title, chrome, current: .regulations, body: """
            \(PageHead.render(model.title, beside: model.state.badge(chrome) + edition, actions: pack, trail: [(p("nav.regulations"), "/regulations")], chrome))
            \(ErrorSummary.render(model.errors, chrome))\(AdoptionFlow.render(model, chrome))\(AdoptionConflicts.render(model, chrome))
            <div class="columns"><div class="stack">\(AdoptionRoles.render(model, chrome))\(AdoptionParameters.render(model, chrome))\(AdoptionChecks.render(model, chrome))</div>
            <div class="stack">\(AdoptionDecision.render(model, chrome))\(AdoptionCoverage.render(model, chrome))\(editions(model, chrome))</div></div>
            """)
    }

    private static func editions(_ model: Model, _ chrome: PageChrome) -> HTML {
        let p = chrome.phrases
        let entries = model.editions.map { line in
            TimelineEntry(line.isActive ? .done : .created, p("regulations.edition", ["n": .number(line.number)]), at: line.at, detail: line.note, address: line.address)
        }
        let next = postForm(model.address("editions"), class: "row", chrome, submitButton(p("adoption.nextEdition"), icon: .plus, class: "btn-sm", chrome))
        return card(p("adoption.editions"), inside("<div class=\"stack\">\(Timeline.render(entries, chrome))\(when(model.rights.mayBeginEdition, next))</div>"))
    }
}

/// A role of the pack and who holds it here.
public struct AdoptionRole: Sendable {
    public var name: String
    public var title: String
    /// Resolved by the engine itself: head of a unit, the event's own staff.
    public var isDerived: String?
    public var isRequired: Bool
    public var staff: [Choice]
    public var chosen: [String]

    public init(name: String, title: String, isDerived: String? = nil, isRequired: Bool = true, staff: [Choice] = [], chosen: [String] = []) {
        (self.name, self.title, self.isDerived, self.isRequired) = (name, title, isDerived, isRequired)
        (self.staff, self.chosen) = (staff, chosen)
    }
}

/// A figure the regulation leaves open or states.
public struct AdoptionParameter: Sendable {
    public enum Source: Sendable {
        /// In the source text.
        case stated
        /// Ours: counts once a named person accepts it.
        case proposed(acceptedBy: String?)
        /// No sensible proposal: must be filled.
        case required
    }

    public var name: String
    public var title: String
    public var value: String
    /// `text`, `number`, `date`; a period is text.
    public var hint: String?
    public var source: Source
    public var clause: String?
    public var gap: String?

    public init(name: String, title: String, value: String, hint: String? = nil, source: Source, clause: String? = nil, gap: String? = nil) {
        (self.name, self.title, self.value, self.hint) = (name, title, value, hint)
        (self.source, self.clause, self.gap) = (source, clause, gap)
    }

    /// Blocks activation.
    var isOpen: Bool {
        switch source {
        case .stated: false
        case .proposed(let acceptedBy): acceptedBy == nil
        case .required: value.isEmpty
        }
    }
}

/// A rehearsal and how it went; `failures` say in words what was expected and what came.
public struct RehearsalLine: Sendable {
    public var title: String
    public var holds: Bool
    public var failures: [String]

    public init(_ title: String, holds: Bool, failures: [String] = []) { (self.title, self.holds, self.failures) = (title, holds, failures) }
}

/// Who did a step of the adoption, and when.
public struct AdoptionStep: Sendable {
    public var by: String
    public var at: Instant
    public var words: String?

    public init(by: String, at: Instant, words: String? = nil) { (self.by, self.at, self.words) = (by, at, words) }
}

public struct EditionLine: Sendable {
    public var number: Int
    public var at: Instant
    public var note: String?
    public var isActive: Bool
    public var address: String?

    public init(number: Int, at: Instant, note: String? = nil, isActive: Bool, address: String? = nil) {
        (self.number, self.at, self.note, self.isActive, self.address) = (number, at, note, isActive, address)
    }
}

/// What the visitor may do with the adoption in its present state.
public struct AdoptionRights: Sendable {
    public var mayEdit: Bool
    public var maySubmit: Bool
    public var mayApprove: Bool
    public var mayActivate: Bool
    public var mayBeginEdition: Bool
    /// Why the visitor may not approve although the role would allow it: handed it in themselves.
    public var whyNotApprove: String?

    public init(
        mayEdit: Bool = false, maySubmit: Bool = false, mayApprove: Bool = false, mayActivate: Bool = false, mayBeginEdition: Bool = false, whyNotApprove: String? = nil
    ) {
        (self.mayEdit, self.maySubmit, self.mayApprove, self.mayActivate) = (mayEdit, maySubmit, mayApprove, mayActivate)
        (self.mayBeginEdition, self.whyNotApprove) = (mayBeginEdition, whyNotApprove)
    }
}
