import Domain
import RegulationEngine
import SQLCore
import Secrets
import Storage

/// The page of whoever reported something: by number and code they follow their case, add to it, say whether they are content, take it back.
///
/// Nothing here names staff or shows inner notes. A wrong code and a number that does not exist get the same answer after the same work; tries are slowed.
public struct CaseAccess: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// The one answer to a number and code that do not belong together.
    public static let refusal = Refusal.state(code: "caseAccess.refused")

    /// What a person is given at the desk. The code is kept nowhere.
    public struct Slip: Sendable, Hashable {
        public var number: String
        public var code: String
        public var receivedAt: Instant
        public var promisedBy: Instant?
        public var organisation: String
    }

    /// Letters and digits that nobody mixes up when they are read aloud.
    private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    private static let length = 8

    // MARK: for staff

    /// A new code for the person; one that was given before opens nothing any more.
    public func issue(for id: CaseFileID, _ context: Context) throws -> Slip {
        let code = Self.newCode()
        return try premises.database.write { session in
            let row = try CaseReach(context: context).handled(id, in: session)
            let index = premises.secrets.index(ofCase: Self.normalized(row.file.number), code: code)
            try CaseAccessRows.save(index, of: id, by: context.actor.staff, at: context.now, context.organisation, in: session)
            try Journal.append(
                "case.codeIssued", context, unit: row.file.unit, event: row.event, party: row.file.party, other: id.rawValue, payload: ["number": row.file.number],
                premises: premises, in: session)
            let name = try DirectoryRows.organisation(context.organisation, in: session)?.name ?? ""
            return Slip(
                number: row.file.number, code: code, receivedAt: row.file.openedAt, promisedBy: try promise(row, context.organisation, session), organisation: name)
        }
    }

    private static func newCode() -> String { String(RandomSource.bytes(length).map { alphabet[Int($0) % alphabet.count] }) }

    /// As it was typed or read aloud: blanks and case do not matter.
    private static func normalized(_ text: String) -> String { text.trimmed.uppercased() }

    // MARK: for the person

    public struct View: Sendable {
        public struct Moment: Sendable, Hashable {
            public var code: String
            public var at: Instant
            /// What is meant for the person: what was asked of them, what they added, the conclusion.
            public var words: String?
        }

        public var number: String
        public var kind: String
        public var organisation: String
        public var text: String?
        public var stage: CaseFile.Stage
        public var receivedAt: Instant
        /// By when an answer is due; nil while the case waits or none is promised.
        public var promisedBy: Instant?
        public var isWaitingForPerson: Bool
        public var moments: [Moment]
        public var conclusion: String?
        /// Content, or not; nil = not asked or not answered.
        public var isContent: Bool?
        public var mayAdd: Bool
        public var mayRate: Bool
        public var mayWithdraw: Bool
        public var zone: CivilZone
    }

    /// - Throws: ``refusal``, whatever the reason is.
    public func view(number: String, code: String, at now: Instant) throws -> View {
        let opened = try open(number, code, at: now)
        return try premises.database.read { try view(opened, $0) }
    }

    /// More about the matter, or what was asked for: a case that waited goes on.
    public func add(_ text: String, number: String, code: String, at now: Instant) throws {
        guard let text = text.said, text.count <= 4000 else { throw Refusal.invalid([Finding(.error, "case.textRequired", at: Place(path: "text"))]) }
        try act(number, code, at: now) { row, room in
            guard row.file.stage == .received else { throw Refusal.state(code: "case.closed") }
            let steps = try CaseStepRows.steps(of: row.file.id, room.context.organisation, in: room.session)
            let isWaiting = Self.isWaiting(steps.filter { $0.life == row.life })
            try CaseSteps(room: room).take(isWaiting ? "materialReceived" : "personAdded", on: row, at: now, note: text)
            try CaseNotices(room: room).tell(row, "caseAdded", role: row.role ?? "", staff: row.owner, source: "added/\(now.milliseconds)")
        }
    }

    /// Once for each time the case was closed.
    public func rate(isContent: Bool, words: String?, number: String, code: String, at now: Instant) throws {
        try act(number, code, at: now) { row, room in
            let steps = try CaseStepRows.steps(of: row.file.id, room.context.organisation, in: room.session).filter { $0.life == row.life }
            guard row.file.stage == .closed, Self.rating(steps) == nil else { throw Refusal.state(code: "caseAccess.notNow") }
            try CaseSteps(room: room).take(isContent ? "ratedSatisfied" : "ratedDissatisfied", on: row, at: now, note: words?.said.map { String($0.prefix(1000)) })
            if !isContent { try CaseNotices(room: room).tell(row, "caseRated", role: row.role ?? "", staff: row.owner, source: "rated/\(row.life)") }
        }
    }

    public func withdraw(reason: String, number: String, code: String, at now: Instant) throws {
        let opened = try open(number, code, at: now)
        try CaseHandling(premises).withdraw(opened.file, reason: reason.said ?? "–", context(opened, now))
    }

    // MARK: opening

    private func open(_ number: String, _ code: String, at now: Instant) throws -> CaseAccessRows.Row {
        let (number, code) = (Self.normalized(number), Self.normalized(code).filter { !$0.isWhitespace && $0 != "-" })
        let index = premises.secrets.index(ofCase: number, code: code)
        let slowed = premises.secrets.index(ofTypedName: "case/" + number)
        let found = try premises.database.write { session -> CaseAccessRows.Row? in
            let failures = try FailureRows.failures(slowed, in: session)
            if SignInThrottle.isLocked(failures, at: now) { return nil }
            guard let row = try CaseAccessRows.row(index, in: session) else {
                try FailureRows.save(SignInThrottle.afterFailure(failures, at: now), of: slowed, at: now, in: session)
                return nil
            }
            if failures != nil { try FailureRows.forget(slowed, in: session) }
            return row
        }
        guard let found else { throw Self.refusal }
        return found
    }

    /// The person acts in the unit of their case, and in no other.
    private func context(_ opened: CaseAccessRows.Row, _ now: Instant) throws -> Context {
        try premises.database.read { session in
            guard let unit = try CaseFileRows.file(opened.file, of: opened.organisation, in: session)?.file.unit else { throw Self.refusal }
            let zone = try DirectoryRows.organisation(opened.organisation, in: session)?.zone ?? .shanghai
            return Context(now: now, organisation: opened.organisation, zone: zone, actor: .engine, scope: Scope(units: [.work: [unit]]))
        }
    }

    private func act(_ number: String, _ code: String, at now: Instant, _ body: @escaping @Sendable (CaseFileRows.Row, Consequences) throws -> Void) throws {
        let opened = try open(number, code, at: now)
        let context = try context(opened, now)
        try premises.database.write { session in
            guard let row = try CaseFileRows.file(opened.file, of: opened.organisation, in: session) else { throw Self.refusal }
            let directory = try premises.directory(of: opened.organisation, in: session)
            try body(row, try Consequences(premises: premises, context: context, session: session, directory: directory))
        }
    }

    // MARK: what is shown

    /// Steps that a person outside may see, and of which of them the note is meant for them.
    private static let shown: [String: Bool] = [
        CaseStep.received: false, "passedOn": false, "awaitingMaterial": true, "materialReceived": true, "personAdded": true, "progressTold": true, "replied": true,
        "resumed": false, CaseStep.closed: false, CaseStep.withdrawn: false, "reopened": false, "ratedSatisfied": true, "ratedDissatisfied": true,
    ]

    private func view(_ opened: CaseAccessRows.Row, _ session: any SQLReading) throws -> View {
        guard let asked = try CaseFileRows.file(opened.file, of: opened.organisation, in: session) else { throw Self.refusal }
        // Of one that was merged, the case that answers for it; its number stays the one the person knows.
        let row = try asked.mergedInto.flatMap { try CaseFileRows.file($0, of: opened.organisation, in: session) } ?? asked
        let organisation = try DirectoryRows.organisation(opened.organisation, in: session)
        let steps = try CaseStepRows.steps(of: row.file.id, opened.organisation, in: session)
        let own = row.file.id == asked.file.id
        let moments = steps.compactMap { step in Self.shown[step.code].map { View.Moment(code: step.code, at: step.happenedAt, words: $0 && own ? step.note : nil) } }
        let present = steps.filter { $0.life == row.life }
        let isOpen = row.file.stage == .received
        return View(
            number: asked.file.number, kind: asked.file.kind, organisation: organisation?.name ?? "", text: asked.summary, stage: row.file.stage,
            receivedAt: asked.file.openedAt, promisedBy: isOpen ? try promise(row, opened.organisation, session) : nil, isWaitingForPerson: isOpen && Self.isWaiting(present),
            moments: moments, conclusion: own ? row.conclusion : nil, isContent: Self.rating(present), mayAdd: isOpen && own,
            mayRate: row.file.stage == .closed && own && Self.rating(present) == nil, mayWithdraw: isOpen && own, zone: organisation?.zone ?? .shanghai)
    }

    private static func isWaiting(_ steps: [CaseStepRows.Row]) -> Bool {
        guard let last = steps.last(where: { $0.code == "awaitingMaterial" || CaseStep.goingOn.contains($0.code) }) else { return false }
        return last.code == "awaitingMaterial"
    }

    private static func rating(_ steps: [CaseStepRows.Row]) -> Bool? {
        steps.last { $0.code == "ratedSatisfied" || $0.code == "ratedDissatisfied" }.map { $0.code == "ratedSatisfied" }
    }

    /// The latest moment by which the person is to be answered: the earliest limit of a running clock that an answer stops.
    private func promise(_ row: CaseFileRows.Row, _ organisation: OrganisationID, _ session: any SQLReading) throws -> Instant? {
        guard let rule = try Cases(premises).rule(of: row, organisation, session) else { return nil }
        let answering = Set(rule.clocks.filter { $0.stop.contains("replied") }.map(\.id))
        return try CaseClockRows.clocks(of: row.file.id, organisation, in: session)
            .filter { $0.key.life == row.life && $0.state == .running && answering.contains($0.key.clock) }.compactMap(\.dueAt).min()
    }
}
