import Domain

/// A register is a view of follow-ups, records, duties, cases or measures with the printed form's title and columns; never a table of its own.
public struct RegisterDefinition: Sendable, Hashable {
    /// What the lines are.
    public enum Lines: String, Sendable, Hashable, CaseIterable { case records, followUps, duties, cases, measures }

    public var id: String
    public var title: LocalizedText
    /// Number of the printed form, where it has one.
    public var code: String?
    public var of: Lines
    /// Only records on these forms; empty = on all.
    public var forms: [String]
    /// Only cases of these classes (complaint, repairRequest …); empty = all.
    public var classes: [String]
    /// Names are taken out: columns that say who it was stay empty, and names and numbers are struck out of texts.
    public var isAnonymous: Bool
    /// A sheet is for one of these.
    public var per: NamedPeriod
    /// In the order of the paper.
    public var columns: [RegisterColumn]
    /// Roles that sign at the foot of a sheet.
    public var sign: [String]
    /// Where it is kept and how long; a figure the source leaves open is a parameter.
    public var keepIn: LocalizedText?
    public var keepFor: Figure<Period>?
    /// What `keepIn` and `keepFor` rest on.
    public var keepBasis: Basis
    public var basis: Basis

    public init(
        id: String, title: LocalizedText, code: String? = nil, of: Lines, forms: [String] = [], classes: [String] = [], isAnonymous: Bool = false, per: NamedPeriod = .month,
        columns: [RegisterColumn],
        sign: [String] = [], keepIn: LocalizedText? = nil, keepFor: Figure<Period>? = nil, keepBasis: Basis = Basis(), basis: Basis = Basis()
    ) {
        (self.id, self.title, self.code, self.of, self.forms, self.per) = (id, title, code, of, forms, per)
        (self.columns, self.sign, self.keepIn, self.keepFor) = (columns, sign, keepIn, keepFor)
        (self.classes, self.isAnonymous, self.keepBasis, self.basis) = (classes, isAnonymous, keepBasis, basis)
    }
}

/// A column of a register.
public struct RegisterColumn: Sendable, Hashable {
    public var name: String
    /// Where its cells come from: a word of `RegisterSources`, a field of a form, an attribute of the event; `blank` is written by hand.
    public var from: String
    /// As printed; nil = the words of the source.
    public var heading: LocalizedText?
    /// Share of the sheet's width beside the other columns; nil = as the words need.
    public var width: Int?

    public init(_ name: String, from: String? = nil, heading: LocalizedText? = nil, width: Int? = nil) {
        (self.name, self.from, self.heading, self.width) = (name, from ?? name, heading, width)
    }
}

/// Where the cells of a column come from.
public enum RegisterSource: Sendable, Hashable {
    /// A word that every register of these lines knows.
    case known(String)
    /// The answer to a field.
    case field(FormField)
    /// What the event says.
    case attribute(AttributeDefinition)
    /// An empty cell to write into.
    case blank
}

/// What columns may name.
public struct RegisterSources: Sendable {
    private let regulation: Regulation
    private let registry: EventRegistry

    public init(_ regulation: Regulation, registry: EventRegistry) { (self.regulation, self.registry) = (regulation, registry) }

    /// Nil for a column that names nothing: it stays empty.
    public func source(of column: RegisterColumn, in register: RegisterDefinition) -> RegisterSource? {
        if column.from == Self.blank { return .blank }
        if Self.known[register.of, default: []].contains(column.from) { return .known(column.from) }
        if let field = fields(of: register).first(where: { $0.id == column.from }) { return .field(field) }
        return attributes(of: register).first { $0.name == column.from }.map(RegisterSource.attribute)
    }

    /// Everything that a column of the register may name.
    public func names(in register: RegisterDefinition) -> [String] {
        Self.known[register.of, default: []] + [Self.blank] + fields(of: register).map(\.id) + attributes(of: register).map(\.name)
    }

    /// What stands in a box above the fields of a form.
    public func head(_ name: String, of form: String) -> RegisterSource? { source(of: RegisterColumn(name), in: sheet(of: form)) }
    public func headNames(of form: String) -> [String] { names(in: sheet(of: form)) }

    /// A form of cases knows the words of cases.
    private func sheet(of form: String) -> RegisterDefinition { regulation.cases.contains { $0.forms.contains(form) } ? Self.anyCase : Self.anyRecord }

    private static let anyCase = RegisterDefinition(id: "", title: LocalizedText(), of: .cases, columns: [])

    /// Above the fields: no answers.
    private static let anyRecord = RegisterDefinition(id: "", title: LocalizedText(), of: .records, forms: [""], columns: [])

    private func fields(of register: RegisterDefinition) -> [FormField] {
        guard register.of == .records else { return [] }
        return regulation.forms.filter { register.forms.isEmpty || register.forms.contains($0.id) }.flatMap(\.fields)
    }

    private func attributes(of register: RegisterDefinition) -> [AttributeDefinition] {
        let kinds: [EventKind] =
            switch register.of {
            case .records, .followUps: regulation.followUps.flatMap(Self.events).compactMap { registry.resolve($0)?.kind }
            case .duties: (regulation.followUps.flatMap(Self.events) + regulation.cases.flatMap(\.opens)).compactMap { registry.resolve($0)?.kind }
            case .cases: Self.caseKinds.compactMap { registry.resolve($0)?.kind }
            case .measures: []
            }
        return kinds.flatMap(\.attributes).filter { $0.kind != .phone && $0.kind != .address }
    }

    private static func events(_ rule: FollowUpRule) -> [String] { if case .after(let events) = rule.trigger { events } else { [] } }

    static let blank = "blank"
    /// Kinds of event that open a case.
    private static let caseKinds = ["feedbackReceived"]

    private static let person = ["party", "partyNumber", "sex", "age", "phone", "address", "matter"]
    private static let followUp = person + ["event", "rule", "nth", "unit", "severity", "opens", "due", "state", "assignee", "acceptedAt"]
    static let known: [RegisterDefinition.Lines: [String]] = [
        .records: followUp + [
            "serial", "channel", "occurredAt", "recordedAt", "timeliness", "result", "respondent", "note", "staff", "signedBy", "reviewer", "reviewComment",
            "reviewedAt", "complaint",
        ],
        .followUps: followUp + ["attempts", "doneAt", "staff"],
        .duties: person + [
            "title", "unit", "issue", "count", "openedAt", "due", "owner", "handedInAt", "analysis", "measures", "reviewer", "reviewedAt", "reviewComment",
            "decision", "decidedBy", "decidedAt", "decisionReason", "closedAt",
        ],
        .cases: person + [
            "number", "unit", "category", "severity", "receivedAt", "content", "owner", "due", "stage", "conclusion", "cause", "measure", "proven", "repliedAt", "closedAt", "closedBy",
        ],
        .measures: [
            "rule", "eligible", "exempt", "obligatory", "inTime", "late", "lost", "notDone", "windowOpen", "rate", "inTimeRate", "rated", "satisfied",
            "dissatisfied", "satisfactionRate",
        ],
    ]
}
