/// The places of the site, as addresses. Web makes its routes and redirects of the same values.
public enum Address {
    /// A path of parts, each percent-encoded: `/parties/42`.
    public static func path(_ parts: String...) -> String {
        "/" + parts.map(encoded).joined(separator: "/")
    }

    /// `path?name=value&…`; pairs without a value are left out.
    public static func query(_ path: String, _ pairs: [(String, String?)]) -> String {
        let given = pairs.compactMap { name, value in
            value.flatMap { $0.isEmpty ? nil : encoded(name) + "=" + encoded($0) }
        }
        return given.isEmpty ? path : path + "?" + given.joined(separator: "&")
    }

    public static func followUp(_ id: String) -> String { path("follow-ups", id) }
    public static func contacts(of followUp: String) -> String { path("follow-ups", followUp, "contacts") }
    public static func draft(of followUp: String) -> String { path("follow-ups", followUp, "draft") }
    public static func claim(of followUp: String) -> String { path("follow-ups", followUp, "claim") }
    public static func phoneRevelations(of followUp: String) -> String { path("follow-ups", followUp, "phone-revelations") }
    public static func explanation(of followUp: String) -> String { path("follow-ups", followUp, "explanation") }
    public static func event(_ id: String) -> String { path("events", id) }
    public static func party(_ id: String) -> String { path("parties", id) }
    public static func merge(of party: String) -> String { path("parties", party, "merge") }
    public static func merges(of party: String) -> String { path("parties", party, "merges") }
    public static func importRun(_ id: String) -> String { path("imports", id) }
    public static func pack(_ id: String) -> String { path("regulations", id) }
    public static func adoption(_ id: String) -> String { path("adoptions", id) }
    public static func review(_ record: String) -> String { path("reviews", record) }
    public static func complaint(_ id: String) -> String { path("complaints", id) }
    public static func duty(_ id: String) -> String { path("duties", id) }
    public static func assessment(_ id: String) -> String { path("assessments", id) }
    public static func report(_ id: String) -> String { path("reports", id) }
    public static func acceptance(of followUp: String) -> String { path("follow-ups", followUp, "acceptance") }
    public static func draw(_ id: String) -> String { path("draws", id) }
    public static func drawPrint(_ id: String) -> String { path("draws", id, "print") }
    public static func drawFrame(_ id: String) -> String { path("draws", id, "frame.txt") }
    public static func bulk(_ id: String) -> String { path("bulk", id) }
    public static func undoing(of bulk: String) -> String { path("bulk", bulk, "undoing") }
    public static let plans = path("plans")
    public static func plan(_ id: String) -> String { path("plans", id) }
    public static func planPrint(_ id: String) -> String { path("plans", id, "print") }
    public static func printedRecord(_ id: String) -> String { path("records", id, "print") }

    public static func register(_ register: String, of regulation: String) -> String { path("registers", regulation, register) }
    public static func blankForm(_ form: String, of regulation: String) -> String { path("forms", regulation, form, "print") }

    public static func blankForm(for followUp: String) -> String { path("follow-ups", followUp, "form") }

    private static func encoded(_ part: String) -> String {
        var out = ""
        for byte in part.utf8 {
            if isUnreserved(byte) { out.unicodeScalars.append(Unicode.Scalar(byte)) } else { out += percent(byte) }
        }
        return out
    }

    private static func percent(_ byte: UInt8) -> String {
        let hex = String(byte, radix: 16, uppercase: true)
        return "%" + (hex.count == 1 ? "0" : "") + hex
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
        default: false
        }
    }
}
