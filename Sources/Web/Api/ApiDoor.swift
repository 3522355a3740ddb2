import Domain
import HTTPTypes
import Hummingbird
import Operations
import Synchronization

/// Lets programs in by their token. No cookie counts here, so that no page of another site can send what a browser is signed in for.
struct ApiDoor: Sendable {
    let site: Site

    /// - Throws: `TokenRefusal`; ``TooManyTries`` when the token asks too often, or its address tried too many wrong ones.
    func bearer(_ request: Request, _ visit: Visit) async throws -> TokenBearer {
        let (premises, now) = (site.premises, site.clock())
        let address = Origin(request, peer: visit.peer).address
        try site.wrongTokens.admit(address, at: now)
        guard let text = Self.token(request.headers[.authorization]) else { throw TokenRefusal.missing }
        do {
            let bearer = try await site.rooms.run { try TokenAuthentication(premises).bearer(text, at: now) }
            try site.tokenPace.take(bearer.token, at: now)
            return bearer
        } catch TokenRefusal.unknown {
            site.wrongTokens.failed(address, at: now)
            throw TokenRefusal.unknown
        }
    }

    /// `Bearer hyt_…` (RFC 6750).
    static func token(_ header: String?) -> String? {
        guard let header, header.utf8.count <= 300 else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = String(parts[1]).trimmed
        return token.isEmpty ? nil : token
    }
}

/// How often a token may ask: so many at once, and as many again in every so many seconds. In memory; it forgets with the process.
final class TokenPace: Sendable {
    private struct Bucket {
        var left: Double
        var at: Instant
    }

    private let burst: Double
    private let perSecond: Double
    private let buckets = Mutex<[Int64: Bucket]>([:])

    init(burst: Int, perSecond: Double) { (self.burst, self.perSecond) = (Double(burst), perSecond) }

    /// - Throws: ``TooManyTries`` with the seconds to wait.
    func take(_ token: Int64, at now: Instant) throws {
        let wait: Double = buckets.withLock { buckets in
            let known = buckets[token] ?? Bucket(left: burst, at: now)
            let gained = Double(max(0, now.milliseconds(since: known.at))) / 1000 * perSecond
            var bucket = Bucket(left: min(burst, known.left + gained), at: max(now, known.at))
            defer { buckets[token] = bucket }
            guard bucket.left >= 1 else { return (1 - bucket.left) / perSecond }
            bucket.left -= 1
            return 0
        }
        if wait > 0 { throw TooManyTries(seconds: max(1, Int64(wait.rounded(.up)))) }
    }
}
