import Domain
import SQLCore
import Secrets
import Storage

/// What `huiyin verify` found, organisation by organisation.
public struct VerificationReport: Sendable {
    public struct Part: Sendable {
        public var organisation: DirectoryRows.Organisation
        /// Links of the chain; `head` is the hash of the last, in hexadecimal: keep it elsewhere and give it back later.
        public var sealed: Int
        public var head: String
        /// Committed entries that the chain does not hold yet.
        public var unsealed: Int
        /// Entries whose payload was erased; their links are checked all the same.
        public var erased: Int
        public var findings: [Finding]
    }

    public var parts: [Part]

    public var findings: [Finding] { parts.flatMap(\.findings) }
    public var holds: Bool { findings.allSatisfy { $0.severity < .error } }
}

/// Recomputes the chain and every payload hash, counts follow-ups again, looks for ids that point at nothing. Changes nothing.
public struct Verification: Sendable {
    /// The last link as it was noted at an earlier time.
    public struct KnownHead: Sendable, Hashable {
        public var organisation: OrganisationID
        public var position: Int64
        /// Hexadecimal.
        public var hash: String

        public init(organisation: OrganisationID, position: Int64, hash: String) {
            (self.organisation, self.position, self.hash) = (organisation, position, hash)
        }
    }

    private let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    /// - Parameters:
    ///   - organisation: the code of one organisation; nil = all.
    ///   - withReports: also counts every report again from the journal; keeps some hundred bytes in memory for each follow-up.
    public func run(organisation code: String? = nil, knownHeads: [KnownHead] = [], withReports: Bool = false) throws -> VerificationReport {
        try premises.database.read { session in
            let organisations = try DirectoryRows.organisations(in: session).filter { code == nil || $0.code == code }
            return VerificationReport(parts: try organisations.map { try part($0, knownHeads, withReports: withReports, in: session) })
        }
    }

    private func part(
        _ organisation: DirectoryRows.Organisation, _ knownHeads: [KnownHead], withReports: Bool, in session: any SQLReading
    ) throws -> VerificationReport.Part {
        var check = ChainCheck(organisation: organisation.code, known: knownHeads.filter { $0.organisation == organisation.id })
        var recount = withReports ? try recount(of: organisation, in: session) : nil
        try ChainRows.forEach(of: organisation.id, in: session) { link in
            check.take(link)
            if let stored = link.stored { recount?.take(stored) }
        }
        try ChainRows.forEachInTail(of: organisation.id, in: session) { stored in
            check.take(unsealed: stored)
            recount?.take(stored)
        }
        let others =
            try tail(of: organisation, in: session) + counters(of: organisation, in: session) + references(of: organisation, in: session)
            + (recount?.findings() ?? [])
        return VerificationReport.Part(
            organisation: organisation, sealed: check.links, head: Hexadecimal.text(check.head.hash),
            unsealed: try ChainRows.unsealed(of: organisation.id, in: session), erased: check.erased, findings: check.findings + others)
    }

    private func recount(of organisation: DirectoryRows.Organisation, in session: any SQLReading) throws -> ReportRecount {
        ReportRecount(
            organisation, try DirectoryRows.directory(of: organisation.id, in: session), reports: try ReportRows.all(of: organisation.id, in: session))
    }

    private func tail(of organisation: DirectoryRows.Organisation, in session: any SQLReading) throws -> [Finding] {
        let amounts = [
            ("verify.entriesUnaccounted", try ChainRows.unaccounted(of: organisation.id, in: session)),
            ("verify.tailWithoutEntry", try ChainRows.tailWithoutEntry(of: organisation.id, in: session)),
        ]
        return amounts.filter { $0.1 > 0 }.map { Finding(.error, $0.0, at: Place(source: organisation.code), ["n": String($0.1)]) }
    }

    private func counters(of organisation: DirectoryRows.Organisation, in session: any SQLReading) throws -> [Finding] {
        let differences =
            try CountRows.differences(of: organisation.id, in: session) + CohortCountRows.differences(of: organisation.id, in: session)
            + AnswerCountRows.differences(of: organisation.id, in: session)
        return differences.map {
            Finding(.error, "verify.counterDiffers", at: Place(source: organisation.code), ["counter": $0])
        }
    }

    private func references(of organisation: DirectoryRows.Organisation, in session: any SQLReading) throws -> [Finding] {
        try ReferenceRows.dangling(of: organisation.id, in: session).map {
            Finding(.error, "verify.danglingReference", at: Place(source: organisation.code, path: $0.column), ["column": $0.column, "n": String($0.amount)])
        }
    }
}
