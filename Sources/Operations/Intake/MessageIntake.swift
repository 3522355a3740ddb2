import Domain
import Interop
import SQLCore
import Secrets
import Storage

/// The street door for messages that come one by one over the wire: kept once by sender and number, several in one transaction, a savepoint each.
public struct MessageIntake: Sendable {
    let premises: Premises

    public init(_ premises: Premises) { self.premises = premises }

    public struct Message: Sendable {
        public var reading: HL7Reading
        /// Why nothing of it can be taken; it is noted and not kept.
        public var refusal: Finding?
        public var bytes: Int

        public init(reading: HL7Reading, refusal: Finding?, bytes: Int) { (self.reading, self.refusal, self.bytes) = (reading, refusal, bytes) }

        /// MSH-3 and MSH-4: numbers of messages are each program's own.
        var sender: String { NaturalKey.join([reading.header?.application ?? "", reading.header?.facility ?? ""]) }
        var control: String { reading.header?.controlID ?? "" }
    }

    public enum Outcome: Sendable, Hashable {
        /// Durable, with so many facts that were new or changed something.
        case accepted(Int)
        /// Acknowledged before: nothing happened.
        case repeated
        /// What was not taken, and why; the rest of the message was.
        case faulty([Finding])
        case refused(Finding)
    }

    /// Returns when all of it is durable.
    ///
    /// - Throws: database errors; then nothing of these messages was kept.
    public func receive(_ messages: [Message], _ context: Context) async throws -> [Outcome] {
        try await premises.database.write { [premises] session in
            let reception = try Reception(premises: premises, context: context, session: session)
            var book = MessageBook(premises: premises, context: context, session: session)
            let outcomes = try messages.map { try Self.receive($0, reception, &book) }
            try book.write()
            return outcomes
        }
    }

    private static func receive(_ message: Message, _ reception: Reception, _ book: inout MessageBook) throws -> Outcome {
        if let refusal = message.refusal {
            book.note(message, rejected: 1, [refusal])
            return .refused(refusal)
        }
        let (organisation, session) = (reception.context.organisation, reception.session)
        let content = SHA256.digest(of: message.reading.content)
        if let known = try MessageRows.content(sender: message.sender, control: message.control, of: organisation, in: session) {
            guard known != content else {
                book.note(message, same: 1)
                return .repeated
            }
            let reused = Finding(.error, "hl7.controlReused", at: Place(path: "MSH-10"), ["value": String(message.control.prefix(80))])
            book.note(message, rejected: 1, [reused])
            return .faulty([reused])
        }
        let taken = try take(message, reception)
        book.note(message, taken)
        guard taken.faults.isEmpty else { return .faulty(taken.faults) }
        try MessageRows.insert(
            sender: message.sender, control: message.control, content: content, at: reception.context.now, of: organisation, in: session)
        return .accepted(taken.amounts.new + taken.amounts.corrected)
    }

    struct Taken {
        var amounts = ImportRows.Amounts()
        /// Why something was not taken.
        var faults: [Finding]
        /// Everything that was found.
        var findings: [Finding]
    }

    private static func take(_ message: Message, _ reception: Reception) throws -> Taken {
        let told = message.reading.findings
        var taken = Taken(faults: told.filter { $0.severity == .error }, findings: told)
        // A message of which nothing could be read counts as one fact that was not taken.
        taken.amounts.rejected = taken.faults.isEmpty ? 0 : 1
        for (index, event) in message.reading.events.enumerated() {
            let delivery = Delivery(sender: "mllp:" + message.sender, message: message.control + "/" + String(index))
            switch try receipt(of: event, delivery, reception) {
            case .new: taken.amounts.new += 1
            case .same: taken.amounts.same += 1
            case .corrected: taken.amounts.corrected += 1
            case .rejected(let findings):
                taken.amounts.rejected += 1
                taken.faults += findings
                taken.findings += findings
            }
        }
        return taken
    }

    /// An account that may not import is told to the sender like anything else that is wrong.
    private static func receipt(of event: IncomingEvent, _ delivery: Delivery, _ reception: Reception) throws -> Receipt {
        do {
            return try reception.session.savepointRejecting { try reception.receive(event, from: .source, as: delivery) }
        } catch Refusal.notAllowed {
            return .rejected([Finding(.error, "hl7.notAllowed", at: Place(path: "MSH-3"))])
        }
    }
}

/// A sender's day among the imports: how much came, what became of it, and what was found.
struct MessageBook {
    private let premises: Premises
    private let context: Context
    private let session: any SQLWriting
    private var pages: [String: (amounts: ImportRows.Amounts, findings: [Finding])] = [:]

    init(premises: Premises, context: Context, session: any SQLWriting) { (self.premises, self.context, self.session) = (premises, context, session) }

    mutating func note(_ message: MessageIntake.Message, same: Int = 0, rejected: Int = 0, _ findings: [Finding] = []) {
        var amounts = ImportRows.Amounts()
        (amounts.same, amounts.rejected) = (same, rejected)
        note(message, MessageIntake.Taken(amounts: amounts, faults: [], findings: findings))
    }

    mutating func note(_ message: MessageIntake.Message, _ taken: MessageIntake.Taken) {
        var page = pages[message.sender] ?? (ImportRows.Amounts(), [])
        page.amounts.bytes += message.bytes
        page.amounts.new += taken.amounts.new
        page.amounts.same += taken.amounts.same
        page.amounts.corrected += taken.amounts.corrected
        page.amounts.rejected += taken.amounts.rejected
        page.findings += taken.findings.map { Self.placed($0, message.control) }
        pages[message.sender] = page
    }

    /// There is no line to look at: the message's number says where.
    private static func placed(_ finding: Finding, _ control: String) -> Finding {
        var finding = finding
        finding.place = Place(path: [finding.place.path ?? "", control.isEmpty ? "" : "MSH-10 = " + control.prefix(80)].filter { !$0.isEmpty }.joined(separator: ", "))
        return finding
    }

    func write() throws {
        for (sender, page) in pages.sorted(by: { $0.key < $1.key }) {
            let id = try row(of: sender)
            try ImportRows.add(page.amounts, to: id, at: context.now, of: context.organisation, in: session)
            try keep(page.findings, of: id)
        }
    }

    private func keep(_ findings: [Finding], of id: Int64) throws {
        guard !findings.isEmpty else { return }
        let kept = try ImportRows.findingCount(of: id, context.organisation, in: session)
        for finding in findings.prefix(max(0, FileImport.findingsKept - kept)) {
            try ImportRows.insert(finding, id: premises.identifiers.next(at: context.now), import: id, of: context.organisation, in: session)
        }
    }

    private func row(of sender: String) throws -> Int64 {
        let name = "mllp:" + sender + ":" + context.today.iso
        if let id = try ImportRows.newest(fileHash: name, content: FileImport.messages, of: context.organisation, in: session) { return id }
        let row = ImportRows.Row(
            id: premises.identifiers.next(at: context.now), fileName: "MLLP " + sender, fileHash: name, content: FileImport.messages, bytes: 0,
            isDryRun: false, account: context.actor.account == 0 ? nil : context.actor.account, startedAt: context.now)
        try ImportRows.insert(row, of: context.organisation, in: session)
        try Journal.append(
            "import.begun", context, other: row.id, payload: ["file": row.fileName, "content": row.content], premises: premises, in: session)
        return row.id
    }
}
