extension Phrases {
    /// A count with a comma between thousands and a true minus sign: `2,398`, `−12`.
    public func number(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { out += "," }
            out.append(digit)
        }
        return (number < 0 ? "\u{2212}" : "") + out
    }

    /// A count that was only counted up to a limit: `37`, or `1,000+` when there are more.
    public func bounded(_ count: Int, limit: Int) -> String {
        count > limit ? number(limit) + "+" : number(count)
    }

    /// A share of a whole in percent, to one decimal, half up: `91.3%`. Nothing of nothing has no rate: `–`.
    public func percent(_ part: Int, of whole: Int) -> String {
        whole > 0 ? tenths(Self.roundedTenths(part, of: whole)) + "%" : "\u{2013}"
    }

    /// A whole or fractional target in percent, given in tenths of a percent: `90%`, `92.5%`.
    public func percent(tenths value: Int) -> String {
        value.isMultiple(of: 10) ? number(value / 10) + "%" : tenths(value) + "%"
    }

    /// A rate in tenths of a percent, always with its decimal: `91.0%`.
    public func rate(tenths value: Int) -> String { tenths(value) + "%" }

    /// A difference of two percentages in tenths of a percentage point, signed: `+1.8`, `−10.5`, `0.0`.
    public func points(tenths value: Int) -> String {
        (value > 0 ? "+" : "") + tenths(value)
    }

    /// `part / whole` in tenths of a percent, rounded half up, in whole numbers only. `whole` is above zero.
    public static func roundedTenths(_ part: Int, of whole: Int) -> Int {
        (part * 2000 + whole) / (whole * 2)
    }

    private func tenths(_ value: Int) -> String {
        (value < 0 ? "\u{2212}" : "") + number(Int(value.magnitude) / 10) + "." + String(value.magnitude % 10)
    }
}
