import Domain

/// Forms with their fields and the scales that fields share.
extension RegulationReader {
    func readForms() -> [Form] {
        let scales = readScales()
        return document["forms"]?.pairs().compactMap { form($0.name, $0.value, scales) } ?? []
    }

    private func readScales() -> [String: [FieldOption]] {
        let pairs = document["scales"]?.pairs().map { ($0.name, options($0.value)) } ?? []
        return Dictionary(pairs, uniquingKeysWith: { a, _ in a })
    }

    private func form(_ name: String, _ value: DocumentValue, _ scales: [String: [FieldOption]]) -> Form? {
        guard let section = DocumentSection(value, as: RegulationGrammar.form), let title = section.wording("title") else { return nil }
        let sections = section["fields"]?.pairs().compactMap { pair in DocumentSection(pair.value, as: RegulationGrammar.field).map { (pair.name, $0) } } ?? []
        let fields = sections.compactMap { field($0.0, $0.1, scales) }
        for (name, section) in sections { checkShownWhen(name, section, fields) }
        return Form(id: name, title: title, fields: fields, code: section.text("code"), head: section.texts("head"), note: section.wording("note"))
    }

    private func field(_ name: String, _ section: DocumentSection, _ scales: [String: [FieldOption]]) -> FormField? {
        guard let kind = section["type"]?.word(FormField.Kind.self) else { return nil }
        let options = section["options"].map { self.options($0, or: scales) } ?? []
        if [.choice, .several, .satisfaction].contains(kind) && options.isEmpty { section.place.report("choiceWithoutOptions") }
        return FormField(
            id: name, label: section.languages() ?? LocalizedText(simplified: name), ask: section.wording("ask"), kind: kind, options: options, unit: section.wording("unit"),
            minimum: section["least"]?.decimal(), maximum: section["most"]?.decimal(), requirement: section.flag("required") ? .required : .optional,
            shownWhen: shownWhen(section["when"]), isSensitive: section.flag("sensitive"),
            lines: section["lines"].flatMap(lines), clauses: section.clauses())
    }

    /// A sheet has some forty lines.
    private func lines(_ value: DocumentValue) -> Int? {
        guard let lines = value.integer() else { return nil }
        return (1...40).contains(lines) ? lines : value.reject("formLines")
    }

    private func options(_ value: DocumentValue, or scales: [String: [FieldOption]]) -> [FieldOption] {
        guard value.scalar != nil else { return options(value) }
        return value.name(in: names.scales, kind: "scale").flatMap { scales[$0] } ?? []
    }

    private func options(_ value: DocumentValue) -> [FieldOption] {
        value.pairs().compactMap { name, value in
            guard let section = DocumentSection(value, as: RegulationGrammar.option) else { return nil }
            return FieldOption(
                code: name, label: section.languages() ?? LocalizedText(simplified: name), isAlert: section.flag("alert"), isSatisfied: section["satisfied"]?.flag())
        }
    }

    private func shownWhen(_ value: DocumentValue?) -> [String: [String]] {
        let pairs = value?.pairs().map { ($0.name, $0.value.items.compactMap { $0.text() }) } ?? []
        return Dictionary(pairs, uniquingKeysWith: { a, _ in a })
    }

    /// A field may depend on the answers of earlier fields, by codes that these have.
    private func checkShownWhen(_ name: String, _ section: DocumentSection, _ fields: [FormField]) {
        let earlier = fields.prefix { $0.id != name }
        for (asked, value) in section["when"]?.pairs() ?? [] {
            guard let field = earlier.first(where: { $0.id == asked }) else {
                value.report("unknownName", ["kind": "field", "name": asked, "nearest": Nearest.name(to: asked, in: earlier.map(\.id)) ?? ""])
                continue
            }
            let codes = field.kind == .flag ? ["true", "false"] : field.options.map(\.code)
            for item in value.items { _ = item.word(in: codes) }
        }
    }
}
