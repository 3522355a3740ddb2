import Domain
import RegulationEngine
import SQLCore
import Storage

/// Turns rows into lines that a person can read, remembering what it has looked up.
struct QueueWords {
    private let premises: Premises
    private let context: Context
    private let session: any SQLReading
    private let directory: StaffDirectory
    private let active: [ActiveEdition]

    init(premises: Premises, context: Context, session: any SQLReading) throws {
        (self.premises, self.context, self.session) = (premises, context, session)
        directory = try premises.directory(of: context.organisation, in: session)
        active = try premises.shelf.active(of: context.organisation, on: context.today, in: session)
    }

    func item(_ row: FollowUpRow) throws -> QueueItem {
        let edition = try premises.shelf.edition(row.followUp.edition, of: context.organisation, in: session)
        let party = try row.followUp.party.flatMap { try PartyRows.party($0, of: context.organisation, in: session) }
        let held = row.claimedBy.flatMap { holder in (row.claimedUntil ?? context.now) > context.now && holder != context.actor.staff ? holder : nil }
        return QueueItem(
            row: row, timeliness: Timeliness.of(row.followUp.window, at: context.now, endOfToday: context.endOfToday), partyName: party?.name,
            partyNumber: party?.number, sex: party?.sex, bornOn: party?.bornOn, tags: party?.tags ?? [], maskedPhone: try phone(of: party?.id),
            matterNumber: try row.followUp.matter.flatMap { try EventRows.matterNumber($0, of: context.organisation, in: session) },
            ruleTitle: edition.edition.regulation.rule(row.followUp.rule)?.title ?? LocalizedText(simplified: row.followUp.rule),
            eventTitle: try eventTitle(row.followUp.event), unitName: directory.units[row.followUp.unit]?.name ?? "",
            unitCode: directory.units[row.followUp.unit]?.code ?? "", assigneeName: row.followUp.assignee.flatMap { directory.staff[$0]?.name },
            assigneeCode: row.followUp.assignee.flatMap { directory.staff[$0]?.code }, heldBy: held.flatMap { directory.staff[$0]?.name })
    }

    private func phone(of party: PartyID?) throws -> String? {
        guard let party else { return nil }
        let points = try ContactPointRows.points(of: party, context.organisation, in: session).filter { $0.kind == .phone }
        return (points.first { $0.state == .usable } ?? points.first)?.masked
    }

    private func eventTitle(_ id: EventID) throws -> LocalizedText {
        guard let kind = try EventRows.kind(of: id, context.organisation, in: session) else { return LocalizedText() }
        return premises.library.registry.kinds[kind]?.title ?? LocalizedText(simplified: kind)
    }

    func ruleChoices() -> [QueuePage.RuleChoice] {
        active.flatMap { active in
            active.edition.regulation.followUps.map { .init(adoption: active.edition.adoption, rule: $0.id, title: $0.title) }
        }
    }

    func unitChoices(_ visible: Set<UnitID>) -> [QueuePage.UnitChoice] {
        visible.compactMap { directory.units[$0] }.sorted { $0.code < $1.code }.map { .init(id: $0.id, name: $0.name) }
    }
}
