import Domain

/// Reads a regulation file. Nothing is guessed: what is unknown, misspelt or of the wrong kind is a finding with line, column and path.
///
/// An adoption stores the text of the file and its canonical form's hash; editions are read again from that text.
public enum RegulationDocument {
    /// - Parameters:
    ///   - source: the file's name for findings.
    ///   - registry: the common kinds of event; the regulation's own are added.
    public static func read(yaml: String, source: String, registry: EventRegistry) -> Reading<Regulation> {
        let log = FindingLog(source: source)
        guard let top = DocumentText.open(yaml, log: log), let section = DocumentSection(top, as: RegulationGrammar.document) else {
            return Reading(value: nil, findings: log.findings)
        }
        let value = RegulationReader(section, registry: registry, log: log).regulation()
        return Reading(value: value, findings: log.findings)
    }
}
