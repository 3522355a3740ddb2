import Domain

/// Who must be reached besides whoever answers.
extension RegulationReader {
    func reach(_ value: DocumentValue?) -> ReachRule? {
        guard let value, let section = DocumentSection(value, as: ReachGrammar.reach) else { return nil }
        let posts = section["posts"]?.pairs().compactMap { name, post -> CodeDefinition? in
            DocumentSection(post, as: ReachGrammar.post).map { CodeDefinition(code: name, title: $0.languages() ?? LocalizedText(simplified: name)) }
        }
        guard let posts, posts.count > 1 else { return value.reject("reachNeedsPosts") }
        return ReachRule(posts: posts, vacant: section["vacant"]?.word(ReachRule.Vacant.self) ?? .notCounted, basis: section.basis())
    }
}
