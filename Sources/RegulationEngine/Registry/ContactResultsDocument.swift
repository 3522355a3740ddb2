import Domain

/// Reads `Regulations/common/results.yaml`: what may come of a contact, with its AAPOR class.
public enum ContactResultsDocument {
    /// Results in the order of the file, which is the order in which pages offer them.
    public static func read(yaml: String, source: String) -> Reading<[ContactResult]> {
        let log = FindingLog(source: source)
        guard let top = DocumentText.open(yaml, log: log), let section = DocumentSection(top, as: RegistryGrammar.results) else {
            return Reading(value: nil, findings: log.findings)
        }
        let results = section["results"]?.pairs().compactMap { result(code: $0.name, $0.value) } ?? []
        return Reading(value: results, findings: log.findings)
    }

    private static func result(code: String, _ value: DocumentValue) -> ContactResult? {
        guard let section = DocumentSection(value, as: RegistryGrammar.result),
            let meaning = section["meaning"]?.word(in: RegistryGrammar.words(of: "meaning")).flatMap(ContactResult.Meaning.init(rawValue:)),
            let aapor = section["aapor"]?.word(in: RegistryGrammar.words(of: "aapor"))
        else { return nil }
        return ContactResult(
            code: code, title: section.languages() ?? LocalizedText(simplified: code), meaning: meaning, aapor: aapor,
            channels: section.items("channels").compactMap { $0.word(ContactChannel.self) })
    }
}

extension RegistryGrammar {
    /// The words that a key of a result may have.
    static func words(of key: String) -> [String] {
        if case .word(let words) = result.key(key)?.shape { words } else { [] }
    }
}
