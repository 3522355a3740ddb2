import Domain

/// Clause ids as regulations are numbered: `R02.1.3.1`, with the kind after a slash where one of several is meant.
enum ClauseText {
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), isNumber(parts[0]) else { return false }
        return parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") })
    }

    private static func isNumber(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, first.count >= 2, first.first?.isLetter == true, first.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
        return parts.dropFirst().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) } }
    }

    /// Every clause id that stands under a `clauses` key anywhere inside.
    static func all(in value: DocumentValue) -> [String] {
        if value.isMapping {
            return value.pairs().flatMap { $0.name == "clauses" ? $0.value.items.compactMap(\.scalar) : all(in: $0.value) }
        }
        return value.isList ? value.items.flatMap(all(in:)) : []
    }
}

extension DocumentSection {
    /// `clauses`, `ours`, `gap`.
    func basis() -> Basis { Basis(clauses: clauses(), isOurs: flag("ours"), gap: text("gap")) }

    func clauses() -> [String] {
        items("clauses").compactMap { item in
            guard let text = item.text() else { return nil }
            return ClauseText.isValid(text) ? text : item.reject("notClause")
        }
    }
}
