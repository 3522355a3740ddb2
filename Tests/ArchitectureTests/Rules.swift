import Foundation

/// The house rules that can be read off the text of one file. Each returns what is wrong in words; none is good.
///
/// Patterns use simple word boundaries: by the default ones, which follow UAX 29, `a.b` is a single word.
enum Rules {
    static func findings(in file: SourceFile) -> [String] {
        han(file) + clock(file) + environment(file) + sql(file) + names(file) + leftovers(file) + driver(file)
    }

    /// Words for people live in catalogues, packs and data, so that three languages stay complete. A comment may name a term of the field.
    static func han(_ file: SourceFile) -> [String] {
        let written = ([file.parts.code] + file.parts.literals).filter { $0.unicodeScalars.contains(where: isHan) }
            .map { "\(file.path): Han text belongs in Share or Regulations: \(String($0.unicodeScalars.filter(isHan).prefix(12).map(Character.init)))" }
        let escaped = file.parts.literals.flatMap { $0.matches(of: #/\\#*u\{([0-9A-Fa-f]+)\}/#) }
            .compactMap { UInt32($0.output.1, radix: 16).flatMap(Unicode.Scalar.init) }.filter(isHan)
            .map { "\(file.path): Han text hidden in an escape: U+\(String($0.value, radix: 16, uppercase: true))" }
        return written + escaped
    }

    /// Ideographs, their extensions and the full-width punctuation that goes with them.
    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0x2FDF, 0x3001...0x303F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// Time and chance are arguments; Assembly makes the clock, Secrets draws random bytes.
    static func clock(_ file: SourceFile) -> [String] {
        guard file.path != "Sources/huiyin/Assembly.swift" else { return [] }
        let clocks =
            #/\bDate\(\)|\bDate\.now\b|\b(Continuous|Suspending)Clock\b|\bDispatchTime\.now\b|\bclock_gettime\b|\bgettimeofday\b|\btime\(nil\)|\.timeIntervalSinceNow\b/#
            .wordBoundaryKind(.simple)
        let chance =
            #/\bSystemRandomNumberGenerator\b|\.random\(|\.randomElement\(|\.shuffled\(\)|\.shuffle\(\)|\bUUID\(\)|\barc4random|\bgetrandom\b/#
            .wordBoundaryKind(.simple)
        let found = file.parts.code.matches(of: clocks).map { String($0.output.0) }
        let drawn = file.target == "Secrets" ? [] : file.parts.code.matches(of: chance).map { String($0.output) }
        return (found + drawn).map { "\(file.path): \($0) makes time or chance; take it as an argument" }
    }

    /// Settings come from one place, so that a test and a server differ only in what Assembly is given.
    static func environment(_ file: SourceFile) -> [String] {
        guard file.path != "Sources/huiyin/Assembly.swift" else { return [] }
        return file.parts.code.matches(of: #/\bprocessInfo\.environment\b|\bgetenv\b/#.wordBoundaryKind(.simple))
            .map { "\(file.path): \($0.output) reads the environment; only Assembly.swift does" }
    }

    /// SQL is text of the cellar; above it there are only query families.
    static func sql(_ file: SourceFile) -> [String] {
        guard !["Storage", "SQLCore", "SQLiteDriver", "PostgresDriver"].contains(file.target) else { return [] }
        let statement = #/\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(TABLE|INDEX|VIEW)\b|PRAGMA\s)/#
            .wordBoundaryKind(.simple)
        return file.parts.literals.filter { $0.contains(statement) }
            .map { "\(file.path): SQL outside the cellar: \($0.prefix(60))" }
    }

    /// Names that say nothing, or that clash with the standard library, Foundation or the module; a nested type does not clash.
    static func names(_ file: SourceFile) -> [String] {
        let empty = #/Manager|Helper|Util|Constants|V\d+$/#
        let clashing: Set = ["Unit", "Operation", "Calendar", "Channel", "Task", "Case"]
        let declared = declarations(file)
        let types = declared.filter { type in
            type.name.contains(empty) || type.name == file.target || (clashing.contains(type.name) && !type.nested)
        }.map { "\(file.path): the type name \($0.name) says nothing, clashes, or is the module's own" }
        let title = String(file.name.dropLast(".swift".count))
        let files = title.contains(empty) || title.contains("+String") ? ["\(file.path): a file is named for the idea in it"] : []
        return types + files
    }

    private static func declarations(_ file: SourceFile) -> [(name: String, nested: Bool)] {
        let pattern = #/(?m)^([ \t]*)(?:@?[\w()]+[ \t]+)*?(?:struct|class|enum|actor|protocol|typealias)[ \t]+([A-Z]\w*)/#
        return file.parts.code.matches(of: pattern).map { (String($0.output.2), !$0.output.1.isEmpty) }
    }

    /// Unfinished work is an issue, not a comment that looks like work done.
    static func leftovers(_ file: SourceFile) -> [String] {
        file.text.matches(of: #/\b(TODO|FIXME|XXX)\b/#.wordBoundaryKind(.simple)).map { "\(file.path): \($0.output.0) left in the source" }
    }

    /// Only Assembly names an engine; everything else sees the protocol of SQLCore.
    static func driver(_ file: SourceFile) -> [String] {
        guard file.path != "Sources/huiyin/Assembly.swift" else { return [] }
        return Imports.of(file).filter { $0.hasSuffix("Driver") }.map { "\(file.path): imports \($0); only Assembly.swift names an engine" }
    }
}
