import Domain

/// Registers with their columns.
extension RegulationReader {
    func readRecords() -> [RegisterDefinition] {
        document["records"]?.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.record), let title = section.wording("title"),
                let of = section["of"]?.word(RegisterDefinition.Lines.self)
            else { return nil }
            let keep = section["keep"].flatMap { DocumentSection($0, as: RegulationGrammar.keep) }
            return RegisterDefinition(
                id: name, title: title, code: section.text("code"), of: of, forms: section.items("form").compactMap { $0.name(in: names.forms, kind: "form") },
                classes: section.items("class").compactMap { $0.word(in: classes) }, isAnonymous: section.flag("anonymous"), per: section["per"]?.word(NamedPeriod.self) ?? .month, columns: columns(section), sign: section.items("sign").compactMap { role($0) },
                keepIn: keep?.wording("in"), keepFor: periodFigure(keep?["for"]), keepBasis: keep?.basis() ?? Basis(), basis: section.basis())
        } ?? []
    }

    private var classes: [String] { registry.codes(of: "class", in: "feedbackReceived").map(\.code) }

    private func columns(_ register: DocumentSection) -> [RegisterColumn] {
        let columns = register.items("columns").flatMap(columns)
        for (index, column) in columns.enumerated() where columns[..<index].contains(where: { $0.name == column.name }) {
            register.place.report("registerColumnTwice", ["column": column.name])
        }
        return columns
    }

    /// A name by itself, or names with what is said of them.
    private func columns(_ value: DocumentValue) -> [RegisterColumn] {
        guard value.isMapping else { return value.text().map { [RegisterColumn($0)] } ?? [] }
        return value.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.column) else { return nil }
            return RegisterColumn(name, from: section.text("from"), heading: heading(section), width: section["width"].flatMap(width))
        }
    }

    private func heading(_ column: DocumentSection) -> LocalizedText? {
        CommonGrammar.languages.contains { column[$0.name] != nil } ? column.languages() : nil
    }

    private func width(_ value: DocumentValue) -> Int? {
        guard let width = value.integer() else { return nil }
        return (1...20).contains(width) ? width : value.reject("registerColumnWidth")
    }
}
