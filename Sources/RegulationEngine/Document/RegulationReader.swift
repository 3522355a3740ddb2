import Domain

/// Reads the sections of one regulation in the order in which they may refer to one another.
final class RegulationReader {
    let document: DocumentSection
    let log: FindingLog
    /// The common kinds of event and the regulation's own.
    let registry: EventRegistry
    private let own: EventRegistry
    let names: RegulationNames
    var forms: [Form] = []
    var followUps: [FollowUpRule] = []
    var later: [LaterEntry] = []

    init(_ document: DocumentSection, registry common: EventRegistry, log: FindingLog) {
        (self.document, self.log) = (document, log)
        own = Self.ownEvents(document["events"], beside: common)
        registry = common.adding(own)
        names = RegulationNames(document)
        reportShadows(common)
    }

    /// A common name keeps its meaning; an own kind of the same name would never be seen.
    private func reportShadows(_ common: EventRegistry) {
        for name in own.kinds.keys.sorted() + own.aliases.keys.sorted() where common.resolve(name) != nil {
            document["events"]?.report("eventNameTaken", ["name": name])
        }
    }

    func regulation() -> Regulation? {
        noteLaterSections()
        forms = readForms()
        followUps = readFollowUps()
        guard let id = document.text("regulation"), let version = document["version"]?.integer(), let title = document.wording("title") else { return nil }
        return Regulation(
            id: id, version: version, title: title, sector: document["sector"].flatMap { self.word($0, "sector") } ?? "", severities: readSeverities(),
            time: readTime(), roles: readRoles(), parameters: readParameters(), populations: readPopulations(), followUps: followUps,
            cases: readCases(), outcomes: readOutcomes(), forms: forms, targets: readTargets(), duties: readDuties(), assessments: readAssessments(), records: readRecords(), guidance: readGuidance(),
            stated: readStated(), events: own, later: later)
    }

    /// An alias may be of a common kind: a proven complaint.
    private static func ownEvents(_ value: DocumentValue?, beside common: EventRegistry) -> EventRegistry {
        guard let value, let section = DocumentSection(value, as: RegistryGrammar.own) else { return EventRegistry(kinds: [], aliases: []) }
        let kinds = EventKindReader.kinds(section["kinds"])
        return EventRegistry(kinds: kinds, aliases: EventKindReader.aliases(section["aliases"], known: kinds + common.kinds.values))
    }

    private func noteLaterSections() {
        for key in document.laterKeys { document[key].map { noteLater($0) } }
    }

    /// An entry of a later section: a note, and its clauses stay open in the trace.
    func noteLater(_ value: DocumentValue, basis known: Basis? = nil) {
        value.report("laterSection", severity: .note)
        later.append(LaterEntry(path: value.path, basis: known ?? Basis(clauses: ClauseText.all(in: value))))
    }

    private func word(_ value: DocumentValue, _ key: String) -> String? {
        guard case .word(let words)? = RegulationGrammar.document.key(key)?.shape else { return nil }
        return value.word(in: words)
    }
}
