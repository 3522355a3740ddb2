import Foundation
import HTTPTypes
import Hummingbird

/// Where a request came from, as far as its headers can be believed.
struct Origin: Sendable {
    /// Whether the browser's side of the connection is TLS, as the proxy in front says.
    let isSecure: Bool
    /// The client's address: what the proxy on this machine says, else the peer's own.
    let address: String
    private let host: String?
    private let origin: String?
    private let site: String?

    init(_ request: Request, peer: String?) {
        let headers = request.headers
        let isLocal = peer.map { $0 == "::1" || $0.hasPrefix("127.") } ?? true
        isSecure = isLocal && Self.last(headers[Self.forwardedProto])?.lowercased() == "https"
        address = (isLocal ? Self.last(headers[Self.forwardedFor]) : nil) ?? peer ?? "local"
        host = (isLocal ? Self.last(headers[Self.forwardedHost]) : nil) ?? request.head.authority
        origin = headers[.origin]
        site = headers[Self.fetchSite]
    }

    /// Whether another site's page made the browser send this. Old browsers say nothing: then the form's token decides.
    var isForeign: Bool {
        if let site, site != "same-origin", site != "none" { return true }
        guard let origin else { return false }
        guard let host, let start = origin.range(of: "://")?.upperBound else { return true }
        return origin[start...].lowercased() != host.lowercased()
    }

    /// A proxy appends what it saw itself; what stands before may be made up.
    private static func last(_ list: String?) -> String? {
        list?.split(separator: ",").last.map { String($0).trimmed }
    }

    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let forwardedHost = HTTPField.Name("X-Forwarded-Host")!
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
