import Foundation

/// A page read back by a reader that knows nothing of how it was written: well-formed, reachable by everyone,
/// and within the content security policy.
struct Markup {
    struct Tag {
        var name: String
        var attributes: [String: String]
    }

    private let text: String
    private let tags: [Tag]
    private var unbalanced: [String] = []

    init(_ text: String) {
        self.text = text
        var tags: [Tag] = []
        var open: [String] = []
        let void: Set = ["meta", "link", "input", "br", "hr", "img", "col", "path", "rect", "line", "circle", "use", "text?", "polyline", "ellipse"]
        for match in text.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/) {
            let name = String(match.2).lowercased()
            if match.1 == "/" {
                if open.popLast() != name { unbalanced.append("</\(name)> closes nothing or another") }
                continue
            }
            tags.append(Tag(name: name, attributes: Self.attributes(String(match.3))))
            if !void.contains(name), !match.3.hasSuffix("/") { open.append(name) }
        }
        unbalanced += open.map { "<\($0)> is never closed" }
        self.tags = tags
    }

    private static func attributes(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: /([A-Za-z][A-Za-z0-9-]*)(?:=(?:"([^"]*)"|'([^']*)'))?/) {
            found[String(match.1).lowercased()] = String(match.2 ?? match.3 ?? "")
        }
        return found
    }

    func problems() -> [String] { unbalanced + policy() + headings() + labels() + ids() + forms() + names() }

    /// No inline style, script or handler; every script comes from a file.
    private func policy() -> [String] {
        tags.flatMap { tag -> [String] in
            tag.attributes.keys.filter { $0 == "style" || $0.hasPrefix("on") }.map { "<\(tag.name) \($0)> is inline" }
                + (tag.name == "script" && tag.attributes["src"] == nil ? ["an inline script"] : [])
                + (tag.name == "style" ? ["an inline style sheet"] : [])
        }
    }

    private func headings() -> [String] {
        let levels = tags.compactMap { $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil }
        let tops = levels.count { $0 == 1 }
        let gaps = zip(levels, levels.dropFirst()).filter { $0.1 > $0.0 + 1 }.map { "h\($0.1) follows h\($0.0)" }
        return (tops == 1 ? [] : ["\(tops) h1"]) + gaps
    }

    /// Every field has a name that can be read out.
    private func labels() -> [String] {
        let labelled = Set(tags.filter { $0.name == "label" }.compactMap { $0.attributes["for"] })
        return tags.filter { ["input", "select", "textarea"].contains($0.name) }.compactMap { field in
            let kind = field.attributes["type"] ?? ""
            if ["hidden", "submit", "radio", "checkbox"].contains(kind) { return nil }
            if field.attributes["aria-label"]?.isEmpty == false { return nil }
            if let id = field.attributes["id"], labelled.contains(id) { return nil }
            return "<\(field.name) name=\"\(field.attributes["name"] ?? "")\"> has no label"
        }
    }

    private func ids() -> [String] {
        let ids = tags.compactMap { $0.attributes["id"] }
        let double = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted().map { "id \($0) is there twice" }
        let known = Set(ids)
        let broken = tags.flatMap { tag in ["aria-describedby", "aria-labelledby", "for", "form"].flatMap { name in
            (tag.attributes[name] ?? "").split(separator: " ").map(String.init).filter { !known.contains($0) }.map { "\(name)=\"\($0)\" names nothing" }
        } }
        return double + broken
    }

    /// Every form that posts carries its token.
    private func forms() -> [String] {
        let posting = tags.count { $0.name == "form" && $0.attributes["method"] == "post" }
        let tokens = tags.count { $0.name == "input" && $0.attributes["name"] == "csrf" }
        return posting == tokens ? [] : ["\(posting) posting forms, \(tokens) tokens"]
    }

    /// Buttons and links say what they do.
    private func names() -> [String] {
        text.matches(of: /<(button|a)\b((?:[^>"]|"[^"]*")*)>(.*?)<\/\1>/.dotMatchesNewlines()).compactMap { match in
            if match.2.contains("aria-label=") { return nil }
            let words = match.3.replacing(/<svg.*?<\/svg>/.dotMatchesNewlines(), with: "").replacing(/<[^>]*>/, with: "")
            return words.contains { !$0.isWhitespace } ? nil : "<\(match.1)\(match.2)> has no name"
        }
    }
}
