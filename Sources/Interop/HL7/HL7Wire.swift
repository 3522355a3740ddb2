import Domain

/// Reads what came in one frame of a connection, and says whether it can be taken at all.
public struct HL7Wire: Sendable {
    public struct Received: Sendable {
        public var reading: HL7Reading
        /// Why nothing of it can be taken: not understood, of another type, not meant for what really happens.
        public var refusal: Finding?

        /// Nothing of it could be read.
        public static func unread(_ refusal: Finding) -> Received { Received(reading: HL7Reading(), refusal: refusal) }
    }

    private let reader: HL7MessageReader

    /// - Parameter zone: in which times are meant that say no offset.
    public init(registry: EventRegistry, words: ImportWords, zone: CivilZone = .shanghai) {
        reader = HL7MessageReader(registry: registry, words: words, zone: zone, name: nil)
    }

    /// - Parameter encoding: what the sender is known to write; it goes before what the message says of itself.
    public func read(_ frame: [UInt8], knownAs encoding: TextEncoding? = nil) -> Received {
        let charset = HL7Charset(name: nil, known: encoding)
        var (cutter, pieces) = (HL7Cutter(limit: frame.count + 1), [HL7Cutter.Piece]())
        cutter.take(frame) { pieces.append($0) }
        cutter.end { pieces.append($0) }
        guard let first = pieces.first, !first.isStray else { return .unread(Finding(.error, "hl7.noMessage")) }
        let reading = reader.read(first, charset)
        if pieces.count > 1 { return Received(reading: reading, refusal: Finding(.error, "hl7.severalMessages")) }
        return Received(reading: reading, refusal: refusal(of: reading))
    }

    private func refusal(of reading: HL7Reading) -> Finding? {
        func refused(_ code: String, _ field: String, _ arguments: [String: String] = [:]) -> Finding {
            Finding(.error, code, at: Place(path: field), arguments)
        }
        guard let header = reading.header else { return reading.findings.first { $0.severity == .error } ?? refused("hl7.badHeader", "MSH-1") }
        guard reading.isWhole else { return refused("hl7.garbled", "MSH-18", ["encoding": header.encoding.rawValue]) }
        guard !header.type.isEmpty else { return refused("hl7.noType", "MSH-9") }
        guard reader.knows(type: header.type) else { return refused("hl7.typeUnknown", "MSH-9", ["type": String(header.type.prefix(40))]) }
        guard !header.controlID.isEmpty else { return refused("hl7.noControlID", "MSH-10") }
        guard header.controlID.utf8.count <= 200 else { return refused("hl7.noControlID", "MSH-10") }
        guard ["", "P"].contains(header.processing) else { return refused("hl7.notProduction", "MSH-11") }
        guard header.version.isEmpty || header.version.hasPrefix("2") else {
            return refused("hl7.versionUnknown", "MSH-12", ["value": String(header.version.prefix(40))])
        }
        return nil
    }
}
