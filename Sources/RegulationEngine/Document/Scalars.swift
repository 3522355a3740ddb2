import Domain

/// Typed readings of a scalar; what does not fit is a finding and nil.
extension DocumentValue {
    package func integer() -> Int? {
        guard let text = text() else { return nil }
        return Int(text) ?? reject("notInteger")
    }

    package func decimal() -> Double? {
        guard let text = text() else { return nil }
        guard let value = Double(text), value.isFinite else { return reject("notNumber") }
        return value
    }

    /// `true` or `false`, nothing else: `yes` and `on` mean different things to different parsers.
    package func flag() -> Bool? {
        switch text() {
        case "true": true
        case "false": false
        case nil: nil
        default: reject("notFlag")
        }
    }

    package func period() -> Period? {
        guard let text = text() else { return nil }
        return Period(text) ?? reject("notPeriod")
    }

    /// `30%`, `62.5%` in parts of ten thousand.
    package func percent() -> Int? {
        guard let text = text() else { return nil }
        return Percentage.partsOfTenThousand(text) ?? reject("notPercent")
    }

    package func timeOfDay() -> LocalTime? {
        guard let text = text() else { return nil }
        return LocalTime(text) ?? reject("notTimeOfDay")
    }

    package func day() -> LocalDay? {
        guard let text = text() else { return nil }
        return LocalDay(iso: text) ?? reject("notDay")
    }

    /// One of the raw values of an enumeration, with the nearest as a suggestion.
    package func word<T: RawRepresentable & CaseIterable>(_ type: T.Type) -> T? where T.RawValue == String {
        word(in: T.allCases.map(\.rawValue)).flatMap { T(rawValue: $0) }
    }

    package func word(in known: [String]) -> String? {
        guard let text = text() else { return nil }
        guard known.contains(text) else {
            return reject("unknownWord", ["allowed": known.joined(separator: ", "), "nearest": Nearest.name(to: text, in: known) ?? ""])
        }
        return text
    }

    /// A value read by `read`, or the name of a parameter after `$`.
    package func figure<T>(_ read: (DocumentValue) -> T?) -> Figure<T>? {
        if let scalar, scalar.hasPrefix("$") {
            let name = String(scalar.dropFirst())
            return name.isEmpty ? reject("emptyParameterName") : .parameter(name)
        }
        return read(self).map { .stated($0) }
    }

    /// Wording in up to three languages, or one text that counts as simplified Chinese.
    package func wording() -> LocalizedText? {
        if let scalar { return scalar.isEmpty ? reject("emptyText") : LocalizedText(simplified: scalar) }
        guard let section = DocumentSection(self, as: CommonGrammar.wording) else { return nil }
        return section.languages()
    }
}

extension DocumentSection {
    /// The wording whose languages stand among the keys of this mapping.
    package func languages() -> LocalizedText? {
        let wording = LocalizedText(simplified: text("zh-Hans"), traditional: text("zh-Hant"), english: text("en"))
        guard wording != LocalizedText() else { return place.reject("noWording") }
        return wording
    }
}

/// Percentages as integers: targets compare integers, rounding is only for print.
public enum Percentage {
    /// `30%` → 3000, `62.5%` → 6250; nil for anything else or beyond 0…100 %.
    public static func partsOfTenThousand(_ text: String) -> Int? {
        guard text.hasSuffix("%") else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(parts[0]), whole <= 100
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard (1...2).contains(fraction.count), let hundredths = Int(fraction.count == 1 ? fraction + "0" : fraction) else { return nil }
        let value = whole * 100 + hundredths
        return value <= 10_000 ? value : nil
    }
}
