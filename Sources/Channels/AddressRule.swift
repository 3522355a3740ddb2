import Foundation

/// Which addresses a message may be sent to, so that nobody makes the server call what only the server can reach.
///
/// Anything on the public network by TLS. Plain HTTP and addresses of private networks only where the operator named host and port.
public struct AddressRule: Sendable {
    public enum Refused: String, Error, Sendable {
        /// No URL, or one with a user, a fragment or no host.
        case noAddress
        /// Plain HTTP to an address that the operator did not name.
        case notSecure
        /// An address of this machine or of a private network that the operator did not name.
        case privateAddress
        case unresolved
    }

    private let named: Set<String>

    /// - Parameter named: `10.0.0.5:9000`, `relay.example:8443`: these may be told in any way.
    public init(named: [String] = []) { self.named = Set(named.map { $0.lowercased() }) }

    /// What can be said without asking anybody where a name leads.
    public func check(_ text: String) throws(Refused) {
        let place = try Self.place(text)
        if isNamed(place) { return }
        guard place.isSecure else { throw .notSecure }
        if let bytes = SocketAddress.literal(place.host), !SocketAddress.isPublic(bytes) { throw .privateAddress }
    }

    /// The same, and where the name leads now. Blocks while the name is looked up. Behind TLS a name that leads elsewhere a moment later finds
    /// nobody who can prove to be that name.
    public func checkResolved(_ text: String) throws(Refused) {
        try check(text)
        let place = try Self.place(text)
        if isNamed(place) { return }
        let found = SocketAddress.resolve(place.host)
        guard !found.isEmpty else { throw .unresolved }
        guard found.allSatisfy(SocketAddress.isPublic) else { throw .privateAddress }
    }

    private struct Place {
        var host: String
        var port: Int
        var isSecure: Bool
    }

    private func isNamed(_ place: Place) -> Bool { named.contains("\(place.host):\(place.port)") }

    private static func place(_ text: String) throws(Refused) -> Place {
        guard text.utf8.count <= 500, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), parts.user == nil, parts.password == nil,
            parts.fragment == nil,
            let host = parts.host?.lowercased().trimmingCharacters(in: ["[", "]"]), !host.isEmpty
        else { throw .noAddress }
        let isSecure = scheme == "https"
        let port = parts.port ?? (isSecure ? 443 : 80)
        guard (1...65535).contains(port) else { throw .noAddress }
        return Place(host: host, port: port, isSecure: isSecure)
    }
}
