/// Cuts what comes over a connection into messages: VT, message, FS, CR (the minimal lower layer protocol of HL7 v2).
///
/// A message ends with its FS. The CR after it, line ends and blanks between messages are passed over, other bytes there are counted. What is
/// kept at one time is one message of at most `limit` bytes.
public struct HL7Frames: Sendable {
    public enum Piece: Sendable, Hashable {
        case message([UInt8])
        /// So many bytes without an end: the beginning of it. What follows on the connection cannot be told apart any more.
        case tooLong([UInt8])
        /// Another message began before this one had ended; it is lost.
        case cutOff
        /// Too many bytes outside of messages: whoever speaks here speaks something else.
        case noise
    }

    /// Bytes outside of messages that are put up with on one connection.
    public static let noiseBytes = 64 * 1024

    private let limit: Int
    private var message: [UInt8] = []
    private var noise = 0
    /// Whether a message has begun and not ended.
    public private(set) var isInside = false
    /// After a message without an end, or too much noise, nothing more is read.
    public private(set) var isLost = false

    /// - Parameter limit: bytes of one message.
    public init(limit: Int = HL7Reader.messageBytes) { self.limit = limit }

    public mutating func take(_ bytes: ArraySlice<UInt8>) -> [Piece] {
        var pieces: [Piece] = []
        var rest = bytes
        while !rest.isEmpty, !isLost {
            if isInside { readInside(&rest, &pieces) } else { readOutside(&rest, &pieces) }
        }
        return pieces
    }

    private mutating func readOutside(_ rest: inout ArraySlice<UInt8>, _ pieces: inout [Piece]) {
        let start = rest.firstIndex(of: 0x0B)
        noise += rest[..<(start ?? rest.endIndex)].count { $0 > 0x20 }
        guard noise <= Self.noiseBytes else {
            isLost = true
            return pieces.append(.noise)
        }
        guard let start else { return rest = [] }
        (isInside, message) = (true, [])
        rest = rest[(start + 1)...]
    }

    private mutating func readInside(_ rest: inout ArraySlice<UInt8>, _ pieces: inout [Piece]) {
        let end = rest.firstIndex { $0 == 0x1C || $0 == 0x0B }
        message += rest[..<(end ?? rest.endIndex)]
        guard message.count <= limit else {
            (isInside, isLost) = (false, true)
            pieces.append(.tooLong(Array(message.prefix(HL7Header.longest))))
            return message = []
        }
        guard let end else { return rest = [] }
        if rest[end] == 0x1C {
            pieces.append(.message(message))
            isInside = false
        } else {
            pieces.append(.cutOff)
        }
        message = []
        rest = rest[(end + 1)...]
    }
}

extension HL7Frames {
    /// A message as it goes over a connection.
    public static func frame(_ message: [UInt8]) -> [UInt8] { [0x0B] + message + [0x1C, 0x0D] }
}
