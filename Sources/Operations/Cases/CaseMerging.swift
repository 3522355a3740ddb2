import Domain
import RegulationEngine
import SQLCore
import Storage

/// The same matter reported twice is one case that keeps every report.
extension CaseHandling {
    /// A case that a report may be about, with what speaks for it.
    public struct Candidate: Sendable, Hashable {
        public var row: CaseFileRows.Row
        public var sameParty: Bool
        public var sameCategory: Bool
        /// Share of two-character pieces that the texts have in common, in percent.
        public var likeness: Int
    }

    /// Open cases that may be the same matter, within the actor's units: of the same person, or of the same unit with a text that is much alike.
    public func candidates(for id: CaseFileID, _ context: Context) throws -> [Candidate] {
        try premises.database.read { session in
            let reach = CaseReach(context: context)
            let row = try reach.visible(id, in: session)
            var found: [CaseFileID: CaseFileRows.Row] = [:]
            if let party = row.file.party {
                for one in try CaseFileRows.open(party: party, since: Instant(milliseconds: 0), limit: 50, of: context.organisation, in: session) { found[one.file.id] = one }
            }
            for one in try CaseFileRows.recent(unit: row.file.unit, limit: 200, of: context.organisation, in: session) { found[one.file.id] = one }
            found[id] = nil
            let candidates = try found.values.filter { try reach.sees($0, in: session) }.map { candidate($0, row) }
            return Array(candidates.filter { $0.sameParty || $0.likeness >= 40 }.sorted { ($0.weight, $0.row.file.id) > ($1.weight, $1.row.file.id) }.prefix(10))
        }
    }

    private func candidate(_ other: CaseFileRows.Row, _ row: CaseFileRows.Row) -> Candidate {
        Candidate(
            row: other, sameParty: row.file.party != nil && other.file.party == row.file.party, sameCategory: row.category != nil && other.category == row.category,
            likeness: Likeness.percent(row.summary ?? "", other.summary ?? ""))
    }

    /// Puts a case into another: its reports go along, its sheets are withdrawn, its clocks end. The kept case answers from the earlier of the two reports on.
    ///
    /// - Throws: `Refusal.invalid` for a case into itself, `.state("case.closed")` where one is not open any more.
    public func merge(_ id: CaseFileID, into kept: CaseFileID, reason: String, _ context: Context) throws {
        guard id != kept else { throw Refusal.invalid([Finding(.error, "case.mergeItself", at: Place(path: "into"))]) }
        try write(id, context) { row, room in
            let target = try CaseReach(context: context).handled(kept, in: room.session)
            guard target.file.stage == .received else { throw Refusal.state(code: "case.closed") }
            var merged = row
            (merged.file.stage, merged.mergedInto) = (.merged, kept)
            try save(merged, room)
            try CaseReportRows.move(from: id, to: kept, by: context.actor.staff, at: context.now, of: context.organisation, in: room.session)
            for sheet in try CaseSheetRows.sheets(of: id, context.organisation, in: room.session) where sheet.state.isOpen {
                var withdrawn = sheet
                withdrawn.state = .withdrawn
                _ = try CaseSheetRows.update(withdrawn, from: sheet.state, of: context.organisation, in: room.session)
            }
            try CaseSteps(room: room).write(CaseStep.withdrawn, at: context.now, note: reason.said, event: nil, on: merged)
            try keepEarlierBeginning(of: row, target, room)
            try journal("case.merged", merged, why: reason.said, ["into": target.file.number], room)
        }
    }

    /// Whoever complained first waits longest: the clocks of the kept case count from the earlier report.
    private func keepEarlierBeginning(of row: CaseFileRows.Row, _ target: CaseFileRows.Row, _ room: Consequences) throws {
        guard row.beganAt < target.beganAt else { return }
        var earlier = target
        earlier.lifeBeganAt = row.beganAt
        try save(earlier, room)
        try CaseClockDesk(room: room).settle(target.file.id, because: "merged")
    }

    /// Two cases after all: the reports it brought along go back, and it goes on where it was.
    public func split(_ id: CaseFileID, reason: String, _ context: Context) throws {
        guard let reason = reason.said else { throw Refusal.invalid([Finding(.error, "reason.required", at: Place(path: "reason"))]) }
        try premises.database.write { session in
            let row = try CaseReach(context: context).handled(id, in: session)
            guard row.file.stage == .merged, let kept = row.mergedInto else { throw Refusal.state(code: "case.notMerged") }
            let directory = try premises.directory(of: context.organisation, in: session)
            let room = try Consequences(premises: premises, context: context, session: session, directory: directory)
            var again = row
            (again.file.stage, again.mergedInto, again.life) = (.received, nil, row.life + 1)
            again.lifeBeganAt = row.beganAt
            try save(again, room)
            try CaseReportRows.moveBack(to: id, from: kept, of: context.organisation, in: session)
            try CaseSteps(room: room).write("resumed", at: context.now, note: reason, event: nil, on: again)
            try journal("case.split", again, why: reason, [:], room)
        }
    }
}

extension CaseHandling.Candidate {
    fileprivate var weight: Int { (sameParty ? 100 : 0) + (sameCategory ? 50 : 0) + likeness }
}

/// How much two texts have in common, by their pieces of two characters: no dictionary, and good enough for short Chinese sentences.
enum Likeness {
    static func percent(_ a: String, _ b: String) -> Int {
        let (left, right) = (pieces(a), pieces(b))
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        return left.intersection(right).count * 200 / (left.count + right.count)
    }

    private static func pieces(_ text: String) -> Set<String> {
        let letters = text.lowercased().filter { $0.isLetter || $0.isNumber }
        return Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
    }
}
