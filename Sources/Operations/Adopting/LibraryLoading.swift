import Domain
import RegulationEngine

extension RegulationLibrary {
    /// Reads what the folder `Regulations` holds; the caller has read the bytes.
    ///
    /// `common/events.yaml` and `common/results.yaml` come first; every other YAML file is a regulation, but for those in a folder `rehearsals`,
    /// which belong to the regulation whose folder that is in.
    ///
    /// - Parameters:
    ///   - files: by their paths below the folder, in any order.
    ///   - clauses: `clauses.tsv`, with its heading line.
    /// - Returns: the library with what could be read, and everything that is wrong or noteworthy, packs included.
    public static func load(from files: [SourceFile], clauses: String = "") -> (library: RegulationLibrary, findings: [Finding]) {
        var findings: [Finding] = []
        let registry = common("events", files, &findings) { EventRegistryDocument.read(yaml: $0, source: $1) }
        let results = common("results", files, &findings) { ContactResultsDocument.read(yaml: $0, source: $1) }
        var library = RegulationLibrary(
            registry: registry ?? EventRegistry(kinds: [], aliases: []), results: results ?? [], packs: [:], clauses: ClauseKind.table(clauses))
        for file in regulations(files) { library.add(file, files, &findings) }
        return (library, findings)
    }

    private static func common<Value>(
        _ name: String, _ files: [SourceFile], _ findings: inout [Finding], _ read: (String, String) -> Reading<Value>
    ) -> Value? {
        let path = "common/\(name).yaml"
        guard let file = files.first(where: { $0.path == path }) else {
            findings.append(Finding(.error, "library.missing", at: Place(source: path), ["file": path]))
            return nil
        }
        let reading = read(file.text, path)
        findings += reading.findings
        return reading.value
    }

    private static func regulations(_ files: [SourceFile]) -> [SourceFile] {
        files.filter { $0.isYAML && !$0.folders.contains("rehearsals") && $0.folders.first != "common" }.sorted { $0.path < $1.path }
    }

    private mutating func add(_ file: SourceFile, _ files: [SourceFile], _ findings: inout [Finding]) {
        let (document, found) = Self.read(file.text, source: file.path, registry: registry)
        findings += found
        guard let document else { return }
        if let known = packs[document.regulation.id] {
            let arguments = ["regulation": document.regulation.id, "other": known.document.source]
            findings.append(Finding(.error, "library.doubledRegulation", at: Place(source: file.path), arguments))
            return
        }
        let rehearsals = files.filter { $0.isYAML && $0.folders == file.folders + ["rehearsals"] }.sorted { $0.path < $1.path }
        packs[document.regulation.id] = Pack(document: document, rehearsals: rehearsals)
    }
}

extension SourceFile {
    fileprivate var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
    fileprivate var isYAML: Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }
}

extension ClauseKind {
    /// Rows of `clause_id <tab> kind` below a heading line.
    fileprivate static func table(_ text: String) -> [ClauseKind] {
        text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let cells = line.split(separator: "\t")
            return cells.count == 2 ? ClauseKind(clause: String(cells[0]), kind: String(cells[1])) : nil
        }
    }
}
