import Domain
import Foundation
import SQLCore
import Secrets
import Storage

/// What an administrator does with webhooks. Each act is journalled; the secret is shown once, when it is made.
public struct WebhookAdministration: Sendable {
    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct NewWebhook: Sendable {
        public var name: String
        public var url: String
        public var happenings: Set<Happening>
        /// Nil = everywhere; only for who administers the whole organisation.
        public var unit: UnitID?

        public init(name: String, url: String, happenings: Set<Happening>, unit: UnitID? = nil) {
            (self.name, self.url, self.happenings, self.unit) = (name, url, happenings, unit)
        }
    }

    public struct View: Sendable {
        public var row: WebhookRows.Row
        public var unitName: String?
        /// Bounded at ``ceiling``.
        public var pending: Int
        public var dead: Int
    }

    public static let ceiling = 1000

    /// - Parameter refusal: why an address may not be told; nil for one that may.
    /// - Returns: the id and the secret, to be put into the receiver.
    public func create(_ new: NewWebhook, refusal: (String) -> String?, _ context: Context) throws -> (id: Int64, secret: String) {
        let findings = Self.findings(new, refusal)
        guard findings.isEmpty else { throw Refusal.invalid(findings) }
        let secret = WebhookSecret.make()
        let row = WebhookRows.Row(
            id: premises.identifiers.next(at: context.now), name: new.name.trimmed, url: new.url.trimmed,
            happenings: new.happenings.map(\.rawValue).sorted(),
            unit: new.unit, secret: premises.secrets.seal(secret, purpose: WebhookSecret.purpose, of: context.organisation),
            createdBy: context.actor.staff,
            createdAt: context.now)
        try premises.database.write { session in
            guard try reaches(new.unit, context, session) else { throw Refusal.notFound }
            try WebhookRows.insert(row, of: context.organisation, in: session)
            try note("webhook.created", row, ["url": row.url, "happenings": row.happenings.joined(separator: " ")], context, session)
        }
        return (row.id, WebhookSecret.text(secret))
    }

    private static func findings(_ new: NewWebhook, _ refusal: (String) -> String?) -> [Finding] {
        var findings: [Finding] = []
        if new.name.trimmed.isEmpty { findings.append(Finding(.error, "field.required", at: Place(path: "name"))) }
        if new.name.trimmed.count > 100 { findings.append(Finding(.error, "token.nameTooLong", at: Place(path: "name"), ["limit": "100"])) }
        if let why = refusal(new.url.trimmed) { findings.append(Finding(.error, "webhook." + why, at: Place(path: "url"))) }
        if new.happenings.isEmpty { findings.append(Finding(.error, "webhook.noHappening", at: Place(path: "happenings"))) }
        return findings
    }

    public func list(_ context: Context) throws -> [View] {
        try require(context)
        return try premises.database.read { session in
            try WebhookRows.all(of: context.organisation, in: session).filter { try reaches($0.unit, context, session) }.map {
                try view($0, context, session)
            }
        }
    }

    /// One webhook and its messages, newest first.
    public func messages(
        of id: Int64, before message: Int64 = .max, limit: Int = 50, _ context: Context
    ) throws -> (view: View, messages: [WebhookMessageRows.Row], next: Int64?) {
        try premises.database.read { session in
            let row = try own(id, context, session)
            let found = try WebhookMessageRows.page(webhook: id, before: message, limit: limit + 1, of: context.organisation, in: session)
            return (try view(row, context, session), Array(found.prefix(limit)), found.count > limit ? found[limit - 1].id : nil)
        }
    }

    public func pause(_ id: Int64, _ context: Context) throws {
        try act("webhook.paused", id, context) { try WebhookRows.set(pausedAt: context.now, of: id, context.organisation, in: $0) }
    }

    /// Goes on with what waits; it is not too late for messages of the last three days.
    public func resume(_ id: Int64, _ context: Context) throws {
        try act("webhook.resumed", id, context) { try WebhookRows.set(pausedAt: nil, of: id, context.organisation, in: $0) }
    }

    /// Ends it for good; what waits is not sent.
    public func remove(_ id: Int64, _ context: Context) throws {
        try act("webhook.removed", id, context) { session in
            try WebhookRows.remove(id, at: context.now, of: context.organisation, in: session)
            try WebhookMessageRows.abandon(webhook: id, at: context.now, of: context.organisation, in: session)
        }
    }

    /// A message that tells nothing but that the way is open.
    public func ping(_ id: Int64, _ context: Context) throws {
        try act("webhook.pinged", id, context) { try Outbox(premises: premises, context: context, session: $0).ping(id) }
    }

    /// Sends a dead message again, with its old id: who has it already knows it.
    public func replay(_ message: Int64, of id: Int64, _ context: Context) throws {
        try act("webhook.replayed", id, context) { session in
            guard var row = try WebhookMessageRows.message(message, of: context.organisation, in: session), row.webhook == id else {
                throw Refusal.notFound
            }
            guard row.state == .dead else { throw Refusal.state(code: "webhook.notDead") }
            (row.state, row.attempts, row.nextAt, row.settledAt) = (.pending, 0, context.now, nil)
            try WebhookMessageRows.update(row, of: context.organisation, in: session)
        }
    }

    // MARK: Within

    private func act(_ name: String, _ id: Int64, _ context: Context, _ body: @Sendable (any SQLWriting) throws -> Void) throws {
        try premises.database.write { session in
            let row = try own(id, context, session)
            try body(session)
            try note(name, row, [:], context, session)
        }
    }

    private func require(_ context: Context) throws {
        guard context.scope.allows(.administer) else { throw Refusal.notAllowed(.administer) }
    }

    private func own(_ id: Int64, _ context: Context, _ session: any SQLReading) throws -> WebhookRows.Row {
        try require(context)
        guard let row = try WebhookRows.row(id, of: context.organisation, in: session), try reaches(row.unit, context, session) else {
            throw Refusal.notFound
        }
        return row
    }

    /// What is told of a unit may be set by who administers it, what is told of all by who administers all.
    private func reaches(_ unit: UnitID?, _ context: Context, _ session: any SQLReading) throws -> Bool {
        try require(context)
        if let unit { return context.scope.allows(.administer, in: unit) }
        return try DirectoryRows.units(of: context.organisation, in: session).allSatisfy { context.scope.allows(.administer, in: $0.id) }
    }

    private func view(_ row: WebhookRows.Row, _ context: Context, _ session: any SQLReading) throws -> View {
        let organisation = context.organisation
        return View(
            row: row, unitName: try row.unit.flatMap { try premises.directory(of: organisation, in: session).units[$0]?.name },
            pending: try WebhookMessageRows.bounded(webhook: row.id, .pending, ceiling: Self.ceiling, of: organisation, in: session),
            dead: try WebhookMessageRows.bounded(webhook: row.id, .dead, ceiling: Self.ceiling, of: organisation, in: session))
    }

    private func note(_ act: String, _ row: WebhookRows.Row, _ payload: [String: String], _ context: Context, _ session: any SQLWriting) throws {
        try Journal.append(
            act, context, unit: row.unit, other: row.id, payload: payload.merging(["name": row.name]) { a, _ in a }, premises: premises, in: session)
    }
}
