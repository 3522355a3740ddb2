import Domain

/// The door for files of HL7 v2 messages: bytes in, events and findings out, in one pass. A bad message is a finding and stops no other.
public final class HL7Reader {
    public struct Summary: Sendable, Hashable {
        public var messages = 0
        public var events = 0
    }

    /// Bytes of one message.
    public static let messageBytes = 1024 * 1024

    private let name: String?
    private let limit: Int
    private let charset: HL7Charset
    private let reader: HL7MessageReader
    private var (summary, toldUnused): (Summary, Set<String>) = (Summary(), [])

    /// - Parameters:
    ///   - zone: in which times are meant that say no offset.
    ///   - limit: bytes of one message; a longer one is left out.
    ///   - name: the file's name, for the place of findings.
    public init(registry: EventRegistry, words: ImportWords, zone: CivilZone = .shanghai, limit: Int = HL7Reader.messageBytes, name: String? = nil) {
        (self.name, self.limit, charset) = (name, limit, HL7Charset(name: name))
        reader = HL7MessageReader(registry: registry, words: words, zone: zone, name: name)
    }

    /// Whether the bytes, the first of a file, begin a file of messages.
    public static func recognises(_ bytes: [UInt8]) -> Bool { HL7Start.isMessage(bytes) }

    /// - Parameters:
    ///   - afterLine: events told on this line or before are passed over, to resume an import.
    ///   - source: gives the next chunk of the file, nil at its end.
    ///   - onEvent: gets each event. What it throws ends the reading and comes out here.
    public func read(
        afterLine: Int = 0, source: () throws -> [UInt8]?, onEvent: (IncomingEvent) throws -> Void, onFinding: (Finding) -> Void
    ) throws -> Summary {
        (summary, toldUnused) = (Summary(), [])
        var cutter = HL7Cutter(limit: limit)
        let onPiece: (HL7Cutter.Piece) throws -> Void = { try self.read($0, afterLine, onEvent, onFinding) }
        while let chunk = try source() { try cutter.take(chunk, onPiece) }
        try cutter.end(onPiece)
        if summary.messages == 0 { onFinding(Finding(.error, "hl7.noMessage", at: Place(source: name))) }
        return summary
    }

    private func read(_ piece: HL7Cutter.Piece, _ afterLine: Int, _ onEvent: (IncomingEvent) throws -> Void, _ onFinding: (Finding) -> Void) throws {
        let place = Place(source: name, line: piece.line)
        guard !piece.isStray else { return onFinding(Finding(.warning, "hl7.strayLines", at: place)) }
        summary.messages += 1
        guard !piece.isTooLong else { return onFinding(Finding(.error, "hl7.tooLong", at: place, ["limit": String(limit)])) }
        let reading = reader.read(piece, charset, afterLine: afterLine)
        reading.findings.forEach(onFinding)
        if let type = reading.notUsed, toldUnused.insert(type).inserted {
            onFinding(Finding(.note, "hl7.notUsed", at: place, ["type": String(type.prefix(60))]))
        }
        for event in reading.events {
            summary.events += 1
            try onEvent(event)
        }
    }
}
