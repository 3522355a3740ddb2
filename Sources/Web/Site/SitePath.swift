import Hummingbird

/// A place of the site. The same value makes the pattern that the router matches and the address a redirect goes to; pages make their
/// links with `Address`, and a test holds the two together.
struct SitePath: Sendable, Hashable {
    /// `/follow-ups/{id}`
    let pattern: String

    init(_ pattern: String) { self.pattern = pattern }

    var route: RouterPath { RouterPath(pattern) }

    /// The address with its places filled in order: `/follow-ups/42`.
    func address(_ values: String...) -> String {
        var rest = values[...]
        return "/" + pattern.split(separator: "/").map { $0.hasPrefix("{") ? Self.encoded(rest.popFirst() ?? "") : String($0) }.joined(separator: "/")
    }

    private static func encoded(_ value: String) -> String {
        value.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default:
                "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

extension SitePath {
    static let root = SitePath("/")
    static let signIn = SitePath("/sign-in")
    static let signOut = SitePath("/sign-out")
    static let preferences = SitePath("/preferences")
    static let health = SitePath("/healthz")
    static let readiness = SitePath("/readyz")
    static let metrics = SitePath("/metrics")
    static let statics = SitePath("/static/**")
}
