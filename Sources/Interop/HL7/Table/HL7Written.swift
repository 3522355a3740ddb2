/// How fields of several components are written as the cells of a table.
enum HL7Written {
    /// `20261125143005.00+0800` as `2026-11-25 14:30:05+08:00`; what has another form stays as it is and is told.
    static func moment(_ stamp: String) -> String {
        let digits = Array(stamp.prefix { $0.isASCII && $0.isNumber })
        let rest = stamp.dropFirst(digits.count)
        let zone = rest.firstIndex { $0 == "+" || $0 == "-" }.map { rest[$0...] } ?? ""
        guard [8, 10, 12, 14].contains(digits.count), zone.isEmpty || zone.count == 5 else { return stamp }
        let pairs = stride(from: 4, to: digits.count, by: 2).map { String(digits[$0...($0 + 1)]) }
        let day = String(digits[..<4]) + "-" + pairs[0] + "-" + pairs[1]
        guard pairs.count > 2 else { return day }
        let clock = pairs.count == 3 ? [pairs[2], "00"] : Array(pairs[2...])
        return day + " " + clock.joined(separator: ":") + (zone.isEmpty ? "" : zone.prefix(3) + ":" + zone.suffix(2))
    }

    /// Family and given name (XPN); many senders put the whole name into the first component.
    static func name(_ repetition: ArraySlice<UInt8>, _ message: HL7Message) -> String {
        let (family, given) = (message.component(repetition, 1), message.component(repetition, 2))
        guard !family.isEmpty, !given.isEmpty else { return family + given }
        return family + ((family + given).allSatisfy(\.isASCII) ? " " : "") + given
    }

    /// The number stands in XTN.1, XTN.12 or XTN.6 and 7.
    static func phone(_ repetition: ArraySlice<UInt8>, _ message: HL7Message) -> String {
        let written = [message.component(repetition, 1), message.component(repetition, 12)].first { !$0.isEmpty }
        return written ?? message.component(repetition, 6) + message.component(repetition, 7)
    }

    /// Province, city, street (XAD); without what the street line says already.
    static func address(_ repetition: ArraySlice<UInt8>, _ message: HL7Message) -> String {
        let street = message.component(repetition, 1) + message.component(repetition, 2)
        return [4, 3].map { message.component(repetition, $0) }.filter { !$0.isEmpty && !street.contains($0) }.joined() + street
    }
}
