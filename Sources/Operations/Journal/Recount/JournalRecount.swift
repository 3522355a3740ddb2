import Domain
import Foundation
import Statistics
import Storage

/// What the journal alone says of follow-ups, taken entry by entry in the order of the chain.
///
/// No row of the follow-ups is read: so a figure that somebody bent past the program, or that the program keeps wrongly, differs from this count.
struct JournalRecount {
    /// A follow-up as the entries so far leave it.
    struct Known {
        let rule: String
        let occurrence: Int
        var unit: UnitID
        var cohort: LocalDay
        var due: Instant
        var state: FollowUp.State = .planned
        var doneAt: Instant?
        var doneRecordedAt: Instant?
        var isSatisfied: Bool?
        var toldAt: Instant
    }

    private let zone: CivilZone
    private var known: [FollowUpID: Known] = [:]
    private var cohorts: [AdoptionID: [LocalDay: Set<FollowUpID>]] = [:]
    /// Regulations of which particulars were erased: what they said cannot be counted any more.
    private(set) var erased: Set<AdoptionID> = []

    init(zone: CivilZone) { self.zone = zone }

    mutating func take(_ stored: StoredEntry) {
        let entry = stored.entry
        guard let id = entry.followUp, let adoption = entry.adoption, Self.acts.contains(entry.act) else { return }
        guard stored.salt != nil, let said = try? JSONDecoder().decode([String: String].self, from: Data(entry.payload.utf8)) else {
            erased.insert(adoption)
            return
        }
        if entry.act == "followUp.planned" { return plan(id, adoption, entry, said) }
        guard var one = known[id] else { return }
        change(&one, entry, said)
        one.toldAt = entry.recordedAt
        if one.cohort != known[id]?.cohort { cohorts[adoption, default: [:]][one.cohort, default: []].insert(id) }
        known[id] = one
    }

    /// The follow-ups of a regulation whose anchor lies in these days.
    func cohort(of adoption: AdoptionID, from: LocalDay, to: LocalDay) -> [Known] {
        (cohorts[adoption] ?? [:]).filter { from <= $0.key && $0.key <= to }.flatMap { day, ids in
            ids.compactMap { known[$0] }.filter { $0.cohort == day }
        }
    }

    private static let acts: Set<String> = [
        "followUp.planned", "followUp.moved", "followUp.reinstated", "followUp.withdrawn", "followUp.settled", "contact.recorded", "record.returned",
    ]

    private mutating func plan(_ id: FollowUpID, _ adoption: AdoptionID, _ entry: JournalEntry, _ said: [String: String]) {
        guard let rule = said["rule"], let occurrence = said["occurrence"].flatMap({ Int($0) }), let unit = entry.unit,
            let cohort = said["cohort"].flatMap({ LocalDay(iso: $0) }), let due = said["due"].flatMap(zone.instant(iso:))
        else { return }
        known[id] = Known(rule: rule, occurrence: occurrence, unit: unit, cohort: cohort, due: due, toldAt: entry.recordedAt)
        cohorts[adoption, default: [:]][cohort, default: []].insert(id)
    }

    private func change(_ one: inout Known, _ entry: JournalEntry, _ said: [String: String]) {
        if let state = said["state"].flatMap(FollowUp.State.init(rawValue:)) { one.state = state }
        switch entry.act {
        case "followUp.moved", "followUp.reinstated":
            one.due = said["to"].flatMap(zone.instant(iso:)) ?? one.due
            one.cohort = said["cohort"].flatMap { LocalDay(iso: $0) } ?? one.cohort
            one.unit = entry.unit ?? one.unit
            if entry.act == "followUp.reinstated" { one.state = .planned }
        case "followUp.withdrawn": one.state = .withdrawn
        case "contact.recorded" where said["settles"] == "yes":
            (one.doneAt, one.doneRecordedAt, one.isSatisfied) = (entry.occurredAt, entry.recordedAt, said["satisfied"].map { $0 == "yes" })
        case "record.returned" where said["state"] != nil: (one.doneAt, one.doneRecordedAt, one.isSatisfied) = (nil, nil, nil)
        default: break
        }
    }
}

extension JournalRecount.Known {
    /// What it adds to the counts at a cut-off: only the first of an event stands for it, opinions count from each.
    func counts(at cutOff: Instant) -> CountVector {
        var counts = CountVector()
        guard let bucket = Bucket.of(due: due, state: state, doneAt: doneAt, doneRecordedAt: doneRecordedAt, at: cutOff) else { return counts }
        if occurrence == 1 {
            switch bucket {
            case .windowOpen: counts.windowOpen = 1
            case .doneInTime: counts.doneInTime = 1
            case .doneLate: counts.doneLate = 1
            case .lost: counts.lost = 1
            case .notDone: counts.notDone = 1
            }
        }
        if let isSatisfied { (counts.rated, counts.satisfied) = (1, isSatisfied ? 1 : 0) }
        return counts
    }
}
