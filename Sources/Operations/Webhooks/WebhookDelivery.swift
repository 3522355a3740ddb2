import Domain
import Foundation
import SQLCore
import Secrets
import Storage

/// A message on its way: where to, what, signed for this attempt.
public struct Parcel: Sendable, Hashable {
    public var organisation: OrganisationID
    public var webhook: Int64
    public var message: Int64
    public var url: String
    public var headers: [String: String]
    public var body: String
}

/// What came of an attempt.
public enum ParcelOutcome: Sendable, Hashable {
    /// HTTP status; 200 to 299 is taken.
    case answered(Int)
    /// No answer: `timeout`, `unreachable`, `refusedAddress`.
    case failed(String)

    public var isTaken: Bool { if case .answered(let status) = self { (200..<300).contains(status) } else { false } }

    var words: String {
        switch self {
        case .answered(let status): String(status)
        case .failed(let why): why
        }
    }
}

/// Hands messages out to be sent and notes what came of it. At least once, with an id that stays; too late, never.
public struct WebhookDelivery: Sendable {
    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// Seconds to the next attempt after the first, second … one; some 33 hours in all. Then the message is dead, until somebody sends it again.
    static let pauses: [Int64] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800, 28_800]
    /// How long one attempt may take before the message is handed out again: a crash between sending and noting costs this.
    static let lease: Int64 = 60
    /// Messages that have waited for so long (their address was paused, the server stood still) are not sent any more.
    static let expiryHours: Int64 = 72
    /// An address that has not taken anything for so long is paused.
    static let patienceHours: Int64 = 24
    private static let keptDays: Int64 = 30

    /// What is due now, at most `limit` for each address that is neither paused nor busy. Each is taken for the time of an attempt.
    public func due(limit: Int = 4, passing busy: Set<Int64> = [], at now: Instant) throws -> [Parcel] {
        guard try premises.database.read({ try hasDue(busy, at: now, in: $0) }) else { return [] }
        return try premises.database.write { session in
            try organisations(session).flatMap { organisation in
                try ready(busy, of: organisation, in: session).flatMap { try take($0, limit, organisation, now, session) }
            }
        }
    }

    private func organisations(_ session: any SQLReading) throws -> [OrganisationID] { try DirectoryRows.organisations(in: session).map(\.id) }

    private func ready(_ busy: Set<Int64>, of organisation: OrganisationID, in session: any SQLReading) throws -> [WebhookRows.Row] {
        try WebhookRows.all(of: organisation, in: session).filter { $0.pausedAt == nil && !busy.contains($0.id) }
    }

    /// Most beats find nothing: they do not write.
    private func hasDue(_ busy: Set<Int64>, at now: Instant, in session: any SQLReading) throws -> Bool {
        try organisations(session).contains { organisation in
            try ready(busy, of: organisation, in: session).contains {
                try !WebhookMessageRows.due(webhook: $0.id, until: now, limit: 1, of: organisation, in: session).isEmpty
            }
        }
    }

    private func take(
        _ webhook: WebhookRows.Row, _ limit: Int, _ organisation: OrganisationID, _ now: Instant, _ session: any SQLWriting
    ) throws -> [Parcel] {
        let secret = try premises.secrets.open(webhook.secret, purpose: WebhookSecret.purpose, of: organisation)
        return try WebhookMessageRows.due(webhook: webhook.id, until: now, limit: limit, of: organisation, in: session).compactMap { found in
            var row = found
            if now > row.nextAt.adding(hours: Self.expiryHours) {
                (row.state, row.settledAt, row.answer) = (.dead, now, "expired")
                try WebhookMessageRows.update(row, of: organisation, in: session)
                return nil
            }
            (row.attempts, row.nextAt) = (row.attempts + 1, now.adding(seconds: Self.lease))
            try WebhookMessageRows.update(row, of: organisation, in: session)
            return Parcel(
                organisation: organisation, webhook: webhook.id, message: row.id, url: webhook.url,
                headers: WebhookSecret.headers(row, secret, at: now),
                body: row.body)
        }
    }

    /// Notes what came of an attempt. A message that somebody abandoned meanwhile stays so.
    ///
    /// - Returns: whether the message is dead now.
    @discardableResult
    public func settle(_ parcel: Parcel, _ outcome: ParcelOutcome, at now: Instant) throws -> Bool {
        try premises.database.write { session in
            guard var row = try WebhookMessageRows.message(parcel.message, of: parcel.organisation, in: session), row.state == .pending else {
                return false
            }
            row.answer = outcome.words
            if outcome.isTaken {
                (row.state, row.settledAt) = (.delivered, now)
                try WebhookRows.delivered(parcel.webhook, at: now, of: parcel.organisation, in: session)
            } else {
                try failed(&row, parcel, at: now, in: session)
            }
            try WebhookMessageRows.update(row, of: parcel.organisation, in: session)
            return row.state == .dead
        }
    }

    private func failed(_ row: inout WebhookMessageRows.Row, _ parcel: Parcel, at now: Instant, in session: any SQLWriting) throws {
        if row.attempts > Self.pauses.count {
            (row.state, row.settledAt) = (.dead, now)
        } else {
            row.nextAt = now.adding(seconds: Self.pause(after: row.attempts, of: row.id))
        }
        try WebhookRows.failed(parcel.webhook, at: now, of: parcel.organisation, in: session)
        guard let webhook = try WebhookRows.row(parcel.webhook, of: parcel.organisation, in: session), webhook.pausedAt == nil,
            let since = webhook.failingSince, now > since.adding(hours: Self.patienceHours)
        else { return }
        try WebhookRows.set(pausedAt: now, of: webhook.id, parcel.organisation, in: session)
        let context = try Authentication.engine(of: parcel.organisation, at: now, in: session)
        try Journal.append(
            "webhook.gaveUp", context, unit: webhook.unit, other: webhook.id, payload: ["name": webhook.name], premises: premises, in: session)
    }

    /// Four fifths to six fifths of the pause, by the message: what failed together does not come back together.
    static func pause(after attempt: Int, of message: Int64) -> Int64 {
        let pause = pauses[min(max(1, attempt), pauses.count) - 1]
        let spread = Int64(SHA256.digest(of: "\(message):\(attempt)")[0])
        return max(1, pause * (800 + spread * 400 / 255) / 1000)
    }

    /// Removes what was delivered long ago.
    public func sweep(at now: Instant) throws {
        try premises.database.write { try WebhookMessageRows.sweep(deliveredBefore: now.adding(hours: -24 * Self.keptDays), in: $0) }
    }
}

/// The secret that an address shares with us, and the signatures made with it.
///
/// The headers `webhook-*` are those of Standard Webhooks (HMAC-SHA256 over id, time and body, in Base64); `X-Huiyin-Signature` is the same over
/// time and body, in hexadecimal, for receivers that check by hand.
enum WebhookSecret {
    static let purpose = "webhook"
    private static let prefix = "whsec_"

    static func make() -> [UInt8] { RandomSource.bytes(32) }

    static func text(_ secret: [UInt8]) -> String { prefix + Data(secret).base64EncodedString() }

    static func headers(_ row: WebhookMessageRows.Row, _ secret: [UInt8], at now: Instant) -> [String: String] {
        let (id, seconds) = ("msg_\(row.id)", String(now.milliseconds / 1000))
        let standard = HMACSHA256.code(for: "\(id).\(seconds).\(row.body)", key: secret)
        let plain = HMACSHA256.code(for: "\(seconds).\(row.body)", key: secret)
        return [
            "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": "v1," + Data(standard).base64EncodedString(),
            "X-Huiyin-Signature": "t=\(seconds),v1=\(Hexadecimal.text(plain))", "Content-Type": "application/json", "User-Agent": "huiyin",
        ]
    }
}
