import Foundation

/// What a target imports, read from its files, and what ARCHITECTURE.md says it may import.
enum Imports {
    /// The modules named by the `import` lines of one file, whatever stands before the word (`public`, `@testable` …).
    static func of(_ file: SourceFile) -> Set<String> {
        Set(
            file.parts.code.matches(
                of:
                    #/(?m)^[ \t]*(?:@\w+(?:\(\w+\))?[ \t]+)*(?:\w+[ \t]+)?import[ \t]+(?:(?:struct|class|enum|protocol|func|let|var|typealias)[ \t]+)?(\w+)/#
            )
            .map { String($0.output.1) })
    }

    /// Actual imports of each target.
    static func actual(in files: [SourceFile]) -> [String: Set<String>] {
        files.reduce(into: [:]) { $0[$1.target, default: []].formUnion(of($1)) }
    }

    /// The table under the heading "Import table": second column the target, last column its imports.
    static func table(in markdown: String) -> [String: Set<String>] {
        let section = markdown.components(separatedBy: "\n## ").first { $0.hasPrefix("Import table") } ?? ""
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.map {
            $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        return rows.reduce(into: [:]) { table, cells in
            guard cells.count >= 3, let target = codes(cells[1]).first else { return }
            table[target] = Set(codes(cells[cells.count - 1]))
        }
    }

    /// Differences in words: modules imported but not in the table, and targets that only one of the two knows.
    static func differences(actual: [String: Set<String>], table: [String: Set<String>]) -> [String] {
        actual.flatMap { target, modules -> [String] in
            guard let allowed = table[target] else { return ["\(target) is not in the import table of ARCHITECTURE.md"] }
            return modules.subtracting(allowed).sorted().map { "\(target) imports \($0), which the import table does not allow" }
        }.sorted() + table.keys.filter { actual[$0] == nil }.sorted().map { "the import table names \($0), which has no sources" }
    }

    private static func codes(_ cell: String) -> [String] {
        cell.matches(of: #/`([^`]+)`/#).map { String($0.output.1) }
    }
}
