import Domain
import RegulationEngine

/// Reads a rehearsal file. Whether names of rules, fields and people are right shows when it is run.
public enum RehearsalDocument {
    /// - Parameter source: the file's name for findings and reports.
    public static func read(yaml: String, source: String) -> Reading<RehearsalScript> {
        let log = FindingLog(source: source)
        guard let top = DocumentText.open(yaml, log: log), let section = DocumentSection(top, as: RehearsalGrammar.document) else {
            return Reading(value: nil, findings: log.findings)
        }
        let script = RehearsalScript(
            title: section.text("rehearsal") ?? "", source: source, regulations: section.texts("regulation"),
            adoption: section["with"].flatMap { DocumentSection($0, as: RehearsalGrammar.adoption) }.map(SettingReading.adoption) ?? AdoptionSetting(),
            organisation: SettingReading.organisation(section["organisation"]), steps: StepReading.steps(section["days"], log))
        return Reading(value: script, findings: log.findings)
    }
}

extension DocumentValue {
    /// `2026-09-28 10:00`, or a day, which means its beginning.
    func moment() -> Instant? {
        guard let text = text() else { return nil }
        if let day = LocalDay(iso: text) { return CivilZone.shanghai.instant(day) }
        return CivilZone.shanghai.instant(iso: text) ?? reject("notMoment")
    }

    func due() -> DueText? {
        guard let text = text() else { return nil }
        if let day = LocalDay(iso: text) { return .day(day) }
        guard let moment = CivilZone.shanghai.instant(iso: text) else { return reject("notMoment") }
        return .moment(moment)
    }
}

extension DocumentSection {
    func texts(byName key: String) -> [String: [String]] {
        let pairs = self[key]?.pairs().map { ($0.name, $0.value.items.compactMap { $0.text() }) } ?? []
        return Dictionary(pairs, uniquingKeysWith: { a, _ in a })
    }

    func text(byName key: String) -> [String: String] {
        let pairs = self[key]?.pairs().compactMap { pair in pair.value.text().map { (pair.name, $0) } } ?? []
        return Dictionary(pairs, uniquingKeysWith: { a, _ in a })
    }

    func selector() -> FollowUpSelector {
        FollowUpSelector(of: text("of") ?? "", rule: text("rule"), nth: self["nth"]?.integer())
    }
}
