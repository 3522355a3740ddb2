/// Forms of a written word under which it is the same word.
extension String {
    /// Without blanks around it: space, tab, no-break space, ideographic space, line ends. Most cells have none and come back as they are.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        // A UTF-8 sequence of a wide blank ends with 0xA0, 0x80 or 0xBF; anything else above `!` needs no closer look.
        let mayStart = first <= 0x20 || first == 0xC2 || first == 0xE3 || first == 0xEF
        let mayEnd = last <= 0x20 || last == 0xA0 || last == 0x80 || last == 0xBF
        guard mayStart || mayEnd else { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isBlank }), let end = scalars.lastIndex(where: { !$0.isBlank }) else { return "" }
        return start == scalars.startIndex && scalars.index(after: end) == scalars.endIndex ? self : String(scalars[start...end])
    }

    /// For comparing headings and codes: lower case, ordinary width, no blanks, no `*` and `:` that forms add to a heading.
    var folded: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isBlank {
            let narrow = scalar.narrow
            if narrow == "*" || narrow == ":" { continue }
            scalars.append(contentsOf: narrow.properties.lowercaseMapping.unicodeScalars)
        }
        return String(scalars)
    }

    /// Whether U+F000 … U+FFFF may occur: full-width forms and U+FFFD begin with 0xEF.
    var mayHoldWideForms: Bool {
        utf8.withContiguousStorageIfAvailable { ByteSearch.first(0xEF, in: $0, from: 0) != nil } ?? utf8.contains(0xEF)
    }

    /// With ASCII for the full-width letters, digits and signs of Chinese input.
    var narrowed: String {
        guard mayHoldWideForms || utf8.contains(0xE3) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map(\.narrow)))
    }
}

extension Unicode.Scalar {
    /// Space, control, no-break space, zero-width space and mark, ideographic space.
    var isBlank: Bool { value <= 0x20 || value == 0xA0 || value == 0x200B || value == 0xFEFF || value == 0x3000 }

    /// Full-width forms (U+FF01 … U+FF5E) and the ideographic space as their ASCII counterparts.
    var narrow: Unicode.Scalar {
        if (0xFF01...0xFF5E).contains(value) { return Unicode.Scalar(value - 0xFEE0)! }
        return value == 0x3000 ? " " : self
    }
}
