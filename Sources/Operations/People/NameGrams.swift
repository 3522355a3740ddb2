/// What a name is found by: its first character, each pair of neighbours, and the first letters of its readings. Each is one number, so that the
/// index stays small; a name is found by any two characters of it that stand together.
enum NameGrams {
    /// Characters of a name that are looked at.
    private static let most = 40
    private static let mostInitials = 6

    /// Letters and digits, in small letters: signs and spaces between them make no difference.
    static func plain(_ text: String) -> [Unicode.Scalar] {
        Array(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.prefix(most))
    }

    static func of(_ name: String) -> Set<Int64> {
        let scalars = plain(name)
        guard let first = scalars.first else { return [] }
        return Set([single(first)] + pairs(scalars) + initials(scalars.filter(PinyinInitials.isHan)))
    }

    /// What must all be found, last first: the end of a name tells more people apart than its beginning. Nothing for no letters at all.
    static func wanted(_ text: String) -> [Int64] {
        let scalars = plain(text)
        if scalars.count == 1 { return [single(scalars[0])] }
        var seen: Set<Int64> = []
        return pairs(scalars).reversed().filter { seen.insert($0).inserted }
    }

    /// The text read as first letters; nil when it cannot be that.
    static func wantedInitials(_ text: String) -> Int64? {
        let scalars = plain(text)
        guard (2...mostInitials).contains(scalars.count), scalars.allSatisfy({ ("a"..."z").contains($0) }) else { return nil }
        return pack(scalars.map { UInt8($0.value) })
    }

    static func contains(_ name: String, _ text: String) -> Bool {
        let (name, wanted) = (plain(name), plain(text))
        guard !wanted.isEmpty, name.count >= wanted.count else { return false }
        return (0...(name.count - wanted.count)).contains { name[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }

    private static func single(_ scalar: Unicode.Scalar) -> Int64 { Int64(scalar.value) }

    private static func pairs(_ scalars: [Unicode.Scalar]) -> [Int64] {
        zip(scalars, scalars.dropFirst()).map { 1 << 42 | Int64($0.value) << 21 | Int64($1.value) }
    }

    /// Beginnings of two letters and more; where a surname is read in two ways, both.
    private static func initials(_ han: [Unicode.Scalar]) -> [Int64] {
        guard let surname = han.first, han.count >= 2 else { return [] }
        let rest = han.dropFirst().prefix(mostInitials - 1).map(PinyinInitials.letter).prefix { $0 != nil }.compactMap(\.self)
        guard !rest.isEmpty else { return [] }
        return PinyinInitials.letters(ofSurname: surname).flatMap { first in (1...rest.count).map { pack([first] + rest.prefix($0)) } }
    }

    private static func pack(_ letters: [UInt8]) -> Int64 {
        letters.reduce(Int64(0)) { $0 * 27 + Int64($1 - UInt8(ascii: "a")) + 1 } | 2 << 42
    }
}
