/// The first letters of the readings of a name, by which people look for it: three letters find a name of three characters.
enum PinyinInitials {
    private static let first: UInt32 = 0x4E00

    static func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= first && scalar.value < first + UInt32(PinyinTable.initials.count) }

    /// Nil where the character has no reading in the table.
    static func letter(_ scalar: Unicode.Scalar) -> UInt8? {
        guard isHan(scalar) else { return nil }
        let letter = PinyinTable.initials[Int(scalar.value - first)]
        return letter == UInt8(ascii: ".") ? nil : letter
    }

    /// What a character may be read as at the beginning of a name: surnames are read in ways of their own.
    static func letters(ofSurname scalar: Unicode.Scalar) -> [UInt8] {
        let usual = letter(scalar).map { [$0] } ?? []
        guard let own = surnames[scalar.value], !usual.contains(own) else { return usual }
        return usual + [own]
    }

    private static let surnames: [UInt32: UInt8] = [
        0x5355: UInt8(ascii: "s"),  // shan
        0x66FE: UInt8(ascii: "z"),  // zeng
        0x89E3: UInt8(ascii: "x"),  // xie
        0x4EC7: UInt8(ascii: "q"),  // qiu
        0x67E5: UInt8(ascii: "z"),  // zha
        0x533A: UInt8(ascii: "o"),  // ou
        0x5340: UInt8(ascii: "o"),  // ou, traditional
        0x55AE: UInt8(ascii: "s"),  // shan, traditional
        0x6734: UInt8(ascii: "p"),  // piao
        0x7FDF: UInt8(ascii: "z"),  // zhai
        0x5C09: UInt8(ascii: "y"),  // yu
        0x4E50: UInt8(ascii: "y"),  // yue
        0x6A02: UInt8(ascii: "y"),  // yue, traditional
        0x8983: UInt8(ascii: "q"),  // qin
        0x79CD: UInt8(ascii: "c"),  // chong
        0x7E41: UInt8(ascii: "p"),  // po
        0x53EC: UInt8(ascii: "s"),  // shao
        0x79D8: UInt8(ascii: "b"),  // bi
        0x7F2A: UInt8(ascii: "m"),  // miao
        0x796D: UInt8(ascii: "z"),  // zhai
        0x5458: UInt8(ascii: "y"),  // yun
    ]
}
