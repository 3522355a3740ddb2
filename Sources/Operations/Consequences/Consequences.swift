import Domain
import RegulationEngine
import SQLCore
import Storage

/// What an event brings about, breadth-first and in the same transaction: stops, case files, plans.
///
/// A chain of causes deeper than `maximumDepth` is cut and told: rules that feed each other must not run away.
struct Consequences {
    static let maximumDepth = 5

    let premises: Premises
    let context: Context
    let session: any SQLWriting
    let directory: StaffDirectory
    let plans: Plans

    init(premises: Premises, context: Context, session: any SQLWriting, directory: StaffDirectory) throws {
        (self.premises, self.context, self.session, self.directory) = (premises, context, session, directory)
        plans = try Plans(premises: premises, context: context, session: session, directory: directory)
    }

    func follow(_ event: Event) throws {
        try stops(event)
        try LeaveDesk(room: self).note(event)
        let event = try MergeDesk(room: self).note(event)
        try CaseDesk(room: self).note(event)
        try plans.plan(event)
        try plans.spare(event)
        try Keeping(room: self).note(event)
    }

    func followCorrection(_ event: Event) throws {
        try stops(event)
        try LeaveDesk(room: self).note(event)
        let event = try MergeDesk(room: self).note(event)
        try plans.replan(event)
        try Keeping(room: self).note(event)
    }

    /// An effect of `cause` becomes an event of its own, about the same party and matter, with the cause attached.
    ///
    /// `key` is unique for the source (record and action), so that the same record never raises the same event twice.
    @discardableResult
    func raise(
        _ name: String, _ attributes: [String: AttributeValue], key: String, because cause: Event, matter: MatterID? = nil
    ) throws -> Event? {
        guard let (kind, fixed) = premises.library.registry.resolve(name) else {
            try tellUnraised(name, cause, code: "event.unknownKind")
            return nil
        }
        guard cause.depth < Self.maximumDepth else {
            try tellUnraised(name, cause, code: "event.tooDeep")
            return nil
        }
        if try EventRows.known(kind: kind.name, naturalKey: key, of: context.organisation, in: session) != nil { return nil }
        let event = Event(
            id: premises.identifiers.next(at: context.now), kind: kind.name, naturalKey: key, occurredAt: context.now, recordedAt: context.now,
            unit: cause.unit, party: cause.party, matter: matter ?? cause.matter, sender: .engine, causedBy: cause.id, depth: cause.depth + 1,
            attributes: attributes.merging(fixed.mapValues(AttributeValue.text)) { _, fixed in fixed })
        try EventRows.insert(event, content: [], of: context.organisation, in: session)
        try Journal.append(
            "event.raised", context, unit: event.unit, event: event.id, party: event.party, other: cause.id.rawValue,
            payload: ["kind": event.kind, "key": key], premises: premises, in: session)
        try follow(event)
        return event
    }

    private func stops(_ event: Event) throws {
        switch Stop(event) {
        case .party(let reason): try end(event.party, reason)
        case .withdrawnEvent: try withdraw(event)
        case nil: try endIfDied(event)
        }
    }

    /// A discharge by death says the same as a notice of death.
    private func endIfDied(_ event: Event) throws {
        if event.attributes["disposition"]?.text == "died" { try end(event.party, .deceased) }
    }

    func end(_ party: PartyID?, _ reason: StopReason) throws {
        guard let party else { return }
        if reason == .deceased {
            try PartyRows.set(.deceased, of: party, context.organisation, in: session)
        } else if reason == .refused, let known = try PartyRows.party(party, of: context.organisation, in: session),
            !known.refusals.contains("followUp")
        {
            try PartyRows.set(refusals: known.refusals + ["followUp"], of: party, context.organisation, in: session)
        }
        try plans.stop(try FollowUpRows.rows(party: party, limit: 1000, of: context.organisation, in: session), reason)
    }

    /// The named event is cancelled with what it started; one that never came leaves a tombstone.
    private func withdraw(_ event: Event) throws {
        guard let kind = event.attributes["kind"]?.text, let key = event.attributes["event"]?.text else { return }
        let resolved = premises.library.registry.resolve(kind)?.kind
        let (name, fullKey) = (resolved?.name ?? kind, resolved.map { EventKey.complete(key, of: $0) } ?? key)
        let family = try EventRows.family(kind: name, naturalKey: fullKey, of: context.organisation, in: session)
        guard let known = family.last else { return try leaveTombstone(name, fullKey, event) }
        guard known.state == .current else {
            return try EventRows.extendCancel(known.id, to: event.occurredAt, of: context.organisation, in: session)
        }
        try EventRows.cancel(known.id, at: event.occurredAt, of: context.organisation, in: session)
        try CaseDesk(room: self).withdraw(known.id, at: event.occurredAt)
        try EligibleRows.exempt(known.id, reason: StopReason.eventWithdrawn.rawValue, of: context.organisation, in: session)
        try plans.stop(try FollowUpRows.rows(of: known.id, context.organisation, in: session), .eventWithdrawn)
    }

    private func leaveTombstone(_ kind: String, _ key: String, _ event: Event) throws {
        let tombstone = Event(
            id: premises.identifiers.next(at: context.now), kind: kind, naturalKey: key, occurredAt: event.occurredAt, recordedAt: context.now,
            unit: event.unit, sender: event.sender, causedBy: event.id, depth: event.depth)
        try EventRows.insert(tombstone, state: .tombstone, content: [], cancelledAt: event.occurredAt, of: context.organisation, in: session)
    }

    private func tellUnraised(_ name: String, _ cause: Event, code: String) throws {
        try Journal.append(
            "event.notRaised", context, unit: cause.unit, event: cause.id, party: cause.party, payload: ["kind": name, "code": code],
            premises: premises, in: session)
    }
}
