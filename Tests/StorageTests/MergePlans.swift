import Domain
import SQLCore
import Storage

extension QueryPlanTests {
    private static let merge = MergeRows.Row(
        id: 1, survivor: PartyID(1), merged: PartyID(2), event: nil, staff: StaffID(0), why: nil, before: .init(status: .active, refusals: []), hasEnded: false,
        mergedAt: now)

    static let merging: [String: Query] = [
        "whom a party became": { _ = try MergeRows.survivor(of: PartyID(1), o, in: $0) },
        "parties that became one": { _ = try MergeRows.absorbed(by: PartyID(1), of: o, in: $0) },
        "rows of a party": { _ = try MergeRows.amounts(of: PartyID(1), o, in: $0) },
        "merges into a party": { _ = try MergeRows.standing(into: PartyID(1), of: o, in: $0) },
        "merge": { _ = try MergeRows.row(1, of: o, in: $0) },
        "end of a merge": { _ = try MergeRows.mark(of: merge, o, in: $0) },
        "what happened since": { _ = try MergeRows.hasHappened(since: 1, to: [PartyID(1), PartyID(2)], of: o, in: $0) },
        "rows moved": { try MergeRows.move(merge, of: o, in: $0) },
        "point copied": { try MergeRows.copy(point: 1, as: 2, merge, at: now, of: o, in: $0) },
        "rows moved back": { try MergeRows.moveBack(merge, at: now, of: o, in: $0) },
    ]
}
