import Domain
import Interop
import Operations
import SQLCore
import Secrets
import Storage

/// The tables of an organisation cut into one file a day, as its system would hand them over every night.
struct DemonstrationDeliveries {
    private struct Piece {
        var day: LocalDay
        var content: String
        var bytes: [UInt8]
    }

    /// Of each day in the order of the files, so that a complaint is received before it is closed.
    private let pieces: [LocalDay: [Piece]]
    private let door: FileImport

    init(_ files: [DemoFile], premises: Premises, words: ImportWords, zone: CivilZone) throws {
        door = FileImport(premises, words: words)
        let table = EventTable(registry: premises.library.registry, words: words, zone: zone)
        let known = files.filter { premises.library.registry.resolve($0.content) != nil }
        pieces = Dictionary(grouping: try known.flatMap { try Self.cut($0, table, zone) }, by: \.day)
    }

    /// The heading and the rows of each day; a row's day is that of its fact. No cell of these tables has a line break in it.
    private static func cut(_ file: DemoFile, _ table: EventTable, _ zone: CivilZone) throws -> [Piece] {
        let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        var days: [(line: Int, day: LocalDay)] = []
        var rest: [UInt8]? = file.bytes
        let source = { defer { rest = nil }; return rest }
        _ = try table.read(file.content, source: source, onEvent: { days.append(($0.line, zone.day(of: $0.occurredAt))) }, onFinding: { _ in })
        let byDay = Dictionary(grouping: days.filter { $0.line <= lines.count }, by: \.day)
        return byDay.map { day, rows in
            Piece(day: day, content: file.content, bytes: Array(([lines[0]] + rows.map { lines[$0.line - 1] }).joined(separator: [0x0A])) + [0x0A])
        }
    }

    /// Takes in what is told of a day; gives facts taken and rows refused.
    func deliver(_ day: LocalDay, _ context: Context) throws -> (taken: Int, rejected: Int) {
        var (taken, rejected) = (0, 0)
        for piece in pieces[day] ?? [] {
            let bytes = piece.bytes
            let file = ImportFile(name: "\(piece.content)-\(day.iso).csv", bytes: Int64(bytes.count), hash: SHA256.hex(of: bytes)) {
                var rest: [UInt8]? = bytes
                return { defer { rest = nil }; return rest }
            }
            let row = try door.run(door.begin(file, as: piece.content, isDryRun: false, context), of: file, context, clock: { context.now })
            (taken, rejected) = (taken + row.new + row.corrected, rejected + row.rejected)
        }
        return (taken, rejected)
    }
}
