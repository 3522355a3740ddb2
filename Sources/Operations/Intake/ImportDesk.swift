import Domain
import Interop
import SQLCore
import Storage

/// Collects rows into chunks and makes each chunk durable with its counts and findings.
final class ImportDesk {
    private let premises: Premises
    private let context: Context
    private let clock: @Sendable () -> Instant
    private let progress: (ImportRows.Row) -> Void
    private(set) var row: ImportRows.Row
    private var pending: [IncomingEvent] = []
    private var findings: [Finding] = []
    private var kept = 0
    private let resumedAfter: Int
    /// What is wrong with the header is no row's fault.
    var headerLine: Int?
    private var leftOutLine: Int?
    private var readBytes: Int64 = 0

    init(
        premises: Premises, context: Context, row: ImportRows.Row, clock: @escaping @Sendable () -> Instant,
        progress: @escaping (ImportRows.Row) -> Void
    ) {
        (self.premises, self.context, self.row) = (premises, context, row)
        (self.clock, self.progress, resumedAfter) = (clock, progress, row.nextLine)
    }

    func counting(_ source: @escaping () throws -> [UInt8]?) -> () throws -> [UInt8]? {
        {
            let chunk = try source()
            self.readBytes += Int64(chunk?.count ?? 0)
            return chunk
        }
    }

    /// A workbook is held before its first row is read: the share of its sheet says how far the reading is.
    func hasRead(_ share: Double) { readBytes = Int64(Double(row.bytes) * min(share, 1)) }

    func add(_ event: IncomingEvent) throws {
        pending.append(event)
        if pending.count >= FileImport.chunk { try flush() }
    }

    /// A row that could not be read counts as rejected, once for its line. What an earlier run told is not told again.
    func tell(_ finding: Finding) {
        if resumedAfter > 0, let line = finding.place.line, line <= resumedAfter { return }
        countLeftOut(finding)
        if findings.count + kept < FileImport.findingsKept { findings.append(finding) }
    }

    /// Counted as they are told, so that each chunk keeps the count with its rows and a resumed import goes on counting.
    private func countLeftOut(_ finding: Finding) {
        guard finding.severity == .error, let line = finding.place.line, line != headerLine, line != leftOutLine else { return }
        leftOutLine = line
        row.rejected += 1
    }

    func finish(isReadable: Bool) throws {
        if !isReadable { row.rejected = 0 }
        row.state = isReadable ? .done : .failed
        row.finishedAt = clock()
        if !isReadable { row.failure = findings.first { $0.severity == .error }?.code ?? row.failure ?? "import.unreadable" }
        try flush()
    }

    func fail(_ code: String) throws {
        (pending, row.state, row.failure, row.finishedAt) = ([], .failed, code, clock())
        try flush()
    }

    private func flush() throws {
        let (events, told) = (pending, findings)
        (pending, findings) = ([], [])
        let result = row.isDryRun ? try tried(events) : try written(events, told)
        if row.isDryRun { try keep(result, told) }
        kept += told.count
        apply(result, events)
        progress(row)
    }

    private struct Result: Sendable {
        var new = 0
        var same = 0
        var corrected = 0
        var rejected = 0
        var findings: [Finding] = []
    }

    /// The chunk, its counts and its findings in one transaction.
    private func written(_ events: [IncomingEvent], _ told: [Finding]) throws -> Result {
        let (context, row) = (context.at(clock()), row)
        return try premises.database.write { [premises, readBytes, kept] session in
            let result = try Self.receive(events, row, premises, context, session)
            try Self.insert(told + result.findings, row, kept, premises, context, session)
            var counted = row
            Self.count(result, events, &counted)
            counted.readBytes = readBytes
            try ImportRows.update(counted, of: context.organisation, in: session)
            return result
        }
    }

    /// Everything but the keeping: the chunk is received and undone.
    private func tried(_ events: [IncomingEvent]) throws -> Result {
        let (context, row) = (context.at(clock()), row)
        do {
            return try premises.database.write { [premises] session in
                throw Undone(result: try Self.receive(events, row, premises, context, session))
            }
        } catch let undone as Undone {
            return undone.result
        }
    }

    private func keep(_ result: Result, _ told: [Finding]) throws {
        let (context, row) = (context.at(clock()), row)
        var counted = row
        Self.count(result, [], &counted)
        counted.readBytes = readBytes
        try premises.database.write { [premises, kept, counted] session in
            try Self.insert(told + result.findings, row, kept, premises, context, session)
            try ImportRows.update(counted, of: context.organisation, in: session)
        }
    }

    private struct Undone: Error { let result: Result }

    private static func receive(
        _ events: [IncomingEvent], _ row: ImportRows.Row, _ premises: Premises, _ context: Context, _ session: any SQLWriting
    ) throws -> Result {
        var result = Result()
        let reception = try Reception(premises: premises, context: context, session: session)
        for event in events {
            let delivery = Delivery(sender: "file:" + row.fileHash, message: String(event.line))
            switch try session.savepointRejecting({ try reception.receive(event, from: .source, as: delivery) }) {
            case .new: result.new += 1
            case .same: result.same += 1
            case .corrected: result.corrected += 1
            case .rejected(let findings):
                result.rejected += 1
                result.findings += findings
            }
        }
        return result
    }

    private static func insert(
        _ findings: [Finding], _ row: ImportRows.Row, _ kept: Int, _ premises: Premises, _ context: Context, _ session: any SQLWriting
    ) throws {
        for finding in findings.prefix(max(0, FileImport.findingsKept - kept)) {
            try ImportRows.insert(finding, id: premises.identifiers.next(at: context.now), import: row.id, of: context.organisation, in: session)
        }
    }

    private static func count(_ result: Result, _ events: [IncomingEvent], _ row: inout ImportRows.Row) {
        row.new += result.new
        row.same += result.same
        row.corrected += result.corrected
        row.rejected += result.rejected
        if let last = events.last { row.nextLine = last.line }
    }

    private func apply(_ result: Result, _ events: [IncomingEvent]) {
        Self.count(result, events, &row)
        row.readBytes = readBytes
        kept += result.findings.count
    }
}
