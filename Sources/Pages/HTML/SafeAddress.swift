/// An address that may stand in `href`, `action` or `src`: a place of this site, a part of the page, or a
/// number to call. Anything else (`javascript:`, `data:`, another host) becomes `#`.
struct SafeAddress {
    let text: String

    init(_ address: String) {
        let trimmed = address.unicodeScalars.drop { $0.value <= 0x20 }
        let plain = String(String.UnicodeScalarView(trimmed))
        text = Self.isAllowed(plain) ? plain : "#"
    }

    private static func isAllowed(_ address: String) -> Bool {
        if address.isEmpty || address.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" }) { return false }
        if address.hasPrefix("//") { return false }
        return address.hasPrefix("/") || address.hasPrefix("#") || address.hasPrefix("?") || address.hasPrefix("tel:")
    }
}

/// A length in a drawing, to a tenth and without a superfluous zero; never an exponent or `nan`.
struct Length {
    let text: String

    init(_ length: Double) {
        guard length.isFinite else { text = "0"; return }
        let tenths = Int((length * 10).rounded())
        let whole = abs(tenths) / 10, rest = abs(tenths) % 10
        text = (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : "." + String(rest))
    }
}
