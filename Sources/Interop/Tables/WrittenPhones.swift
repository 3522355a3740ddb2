/// Phone numbers as a cell holds them: one or several, with spaces, hyphens, brackets, country code, and perhaps whose they are.
struct WrittenPhones: Equatable {
    /// Numbers in plain form, with the relation that stands beside them.
    var phones: [PhoneDraft] = []
    /// Parts that are no phone number.
    var unreadable: [String] = []

    /// - Parameter relation: whose number it is when the cell does not say.
    init(_ text: String, relation: String, _ words: ImportWords) {
        // Most cells hold one number and nothing else.
        if Self.isBare(text), let number = Self.plain(text) {
            phones = [PhoneDraft(number: number, relation: relation)]
            return
        }
        for part in text.narrowed.split(whereSeparator: { words.separators.contains($0) || $0.isNewline }) {
            let written = String(part).trimmed
            if written.isEmpty { continue }
            let numbers = Self.numbers(in: written)
            if numbers.isEmpty { unreadable.append(written) }
            let told = Self.relation(in: written, words)
            for number in numbers where !phones.contains(where: { $0.number == number }) {
                phones.append(PhoneDraft(number: number, relation: told ?? relation))
            }
        }
    }

    /// Digits, blanks and the signs inside a number: no words, no separators.
    private static func isBare(_ text: String) -> Bool {
        text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    }

    /// One number with blanks inside, or several that only blanks part.
    private static func numbers(in text: String) -> [String] {
        if let number = plain(text) { return [number] }
        let several = text.split(whereSeparator: { $0 == " " }).map { plain(String($0)) }
        return several.count > 1 && !several.contains(nil) ? several.compactMap(\.self) : []
    }

    private static func relation(in text: String, _ words: ImportWords) -> String? {
        let letters = String(text.filter(\.isLetter))
        guard !letters.isEmpty else { return nil }
        return words.relations[letters.folded] ?? "other"
    }

    /// A mainland mobile number (11 digits from 13 to 19), a landline with or without area code and extension, a service number (400, 800, 95…),
    /// or a foreign number with `+`. Nil for anything else.
    static func plain(_ text: String) -> String? {
        var digits: [UInt8] = []
        var hasPlus = false
        var parts: [Int] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case UInt8(ascii: "+") where digits.isEmpty && !hasPlus: hasPlus = true
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "x"): parts.append(digits.count)
            case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ":"), UInt8(ascii: "'"), 0x09: continue
            // Letters are words beside the number; a digit of another script is none.
            case 0x41...0x5A, 0x61...0x7A, 0x80...: continue
            default: return nil
            }
        }
        return number(String(decoding: digits, as: UTF8.self), hasPlus, parts)
    }

    private static func number(_ digits: String, _ hasPlus: Bool, _ parts: [Int]) -> String? {
        let national = withoutCountryCode(digits, hasPlus)
        if isMobile(national) || isService(national) { return national }
        let shift = digits.count - national.count
        if hasPlus, national == digits { return (8...15).contains(digits.count) ? "+" + digits : nil }
        return extended(national, at: parts.last.map { $0 - shift }) ?? landline(national)
    }

    /// An extension of up to 6 digits follows the last hyphen.
    private static func extended(_ digits: String, at cut: Int?) -> String? {
        guard let cut, cut >= 7, (1...6).contains(digits.count - cut) else { return nil }
        return landline(String(digits.prefix(cut))).map { $0 + "-" + digits.dropFirst(cut) }
    }

    private static func withoutCountryCode(_ digits: String, _ hasPlus: Bool) -> String {
        if digits.hasPrefix("0086") { return areaCoded(String(digits.dropFirst(4))) }
        if digits.hasPrefix("86"), hasPlus || isMobile(String(digits.dropFirst(2))) { return areaCoded(String(digits.dropFirst(2))) }
        return digits
    }

    /// After the country code the area code has lost its zero.
    private static func areaCoded(_ national: String) -> String {
        isMobile(national) || national.hasPrefix("0") ? national : "0" + national
    }

    private static func isMobile(_ digits: String) -> Bool {
        digits.utf8.count == 11 && digits.utf8.first == UInt8(ascii: "1") && ("3"..."9").contains(digits.dropFirst().first ?? "0")
    }

    private static func isService(_ digits: String) -> Bool {
        (digits.count == 10 && (digits.hasPrefix("400") || digits.hasPrefix("800"))) || ((5...6).contains(digits.count) && digits.hasPrefix("95"))
    }

    /// 7 or 8 digits, or an area code of 3 or 4 digits with 0 in front of them.
    private static func landline(_ digits: String) -> String? {
        if (7...8).contains(digits.count), !digits.hasPrefix("0") { return digits }
        return (10...12).contains(digits.count) && digits.hasPrefix("0") && !digits.hasPrefix("00") ? digits : nil
    }
}
