import Domain
import Storage

/// Tells somebody something about a case, once for each source.
struct CaseNotices {
    let room: Consequences

    /// Nobody is told what they did themselves.
    func tell(_ row: CaseFileRows.Row, _ code: String, role: String, staff: StaffID?, _ more: [String: String] = [:], source: String) throws {
        let context = room.context
        guard staff == nil || staff != context.actor.staff else { return }
        var arguments = ["case": row.file.id.description, "number": row.file.number]
        if let handling = row.handling { arguments.merge(["edition": handling.edition.description, "caseRule": handling.rule]) { a, _ in a } }
        let notice = NoticeRows.Row(
            id: room.premises.identifiers.next(at: context.now), unit: row.file.unit, role: role, staff: staff, code: "notice." + code,
            arguments: arguments.merging(more) { _, new in new }, event: row.event, createdAt: context.now)
        try NoticeRows.insert(notice, sourceKey: "case:\(row.file.id)/\(code)/\(source)", of: context.organisation, in: room.session)
    }
}
