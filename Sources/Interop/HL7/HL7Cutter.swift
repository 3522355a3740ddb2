/// Cuts a stream of bytes into messages, before anything is decoded: no byte of a UTF-8 or GB 18030 sequence is a line end.
///
/// A message begins with a line `MSH`. Lines end with CR, LF or CRLF. Envelopes of batches (FHS, BHS, BTS, FTS) and the frame bytes of MLLP
/// captures are passed over. What is kept at one time is one message of at most `limit` bytes.
struct HL7Cutter {
    struct Piece {
        /// Line of its MSH, from 1.
        var line: Int
        /// The segments, each ended by CR; cut off when the message is too long.
        var bytes: [UInt8]
        var isTooLong: Bool
        /// Lines that belong to no message; only `line` says something then.
        var isStray = false
    }

    private let limit: Int
    private var (line, message): ([UInt8], [UInt8]) = ([], [])
    private var (number, begunOn) = (1, 0)
    private var (isTooLong, isAfterCR, toldStray) = (false, false, false)

    init(limit: Int) { self.limit = limit }

    mutating func take(_ chunk: [UInt8], _ onPiece: (Piece) throws -> Void) rethrows {
        for byte in chunk {
            switch byte {
            case 0x0A where isAfterCR: break
            case 0x0A, 0x0D: try endLine(onPiece)
            case 0x0B, 0x1C: break
            default: if line.count <= limit { line.append(byte) }
            }
            isAfterCR = byte == 0x0D
        }
    }

    mutating func end(_ onPiece: (Piece) throws -> Void) rethrows {
        if !line.isEmpty { try endLine(onPiece) }
        try endMessage(onPiece)
    }

    private mutating func endLine(_ onPiece: (Piece) throws -> Void) rethrows {
        defer { (line, number) = ([], number + 1) }
        if number == 1, line.starts(with: HL7Start.mark) { line.removeFirst(3) }
        if line.starts(with: "MSH".utf8) {
            try endMessage(onPiece)
            begunOn = number
            append()
        } else if HL7Start.envelopes.contains(where: { line.starts(with: $0) }) {
            try endMessage(onPiece)
        } else if begunOn > 0 {
            append()
        } else if !toldStray, line.contains(where: { $0 > 0x20 }) {
            toldStray = true
            try onPiece(Piece(line: number, bytes: [], isTooLong: false, isStray: true))
        }
    }

    private mutating func append() {
        guard line.contains(where: { $0 > 0x20 }) else { return }
        guard !isTooLong, message.count + line.count < limit else { return isTooLong = true }
        message += line
        message.append(0x0D)
    }

    private mutating func endMessage(_ onPiece: (Piece) throws -> Void) rethrows {
        guard begunOn > 0 else { return }
        let piece = Piece(line: begunOn, bytes: message, isTooLong: isTooLong)
        (message, begunOn, isTooLong) = ([], 0, false)
        try onPiece(piece)
    }
}

/// What the first bytes of a file of messages look like.
enum HL7Start {
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    static let envelopes = ["FHS", "BHS", "BTS", "FTS"].map { Array($0.utf8) }

    /// Whether the bytes begin with a message or the envelope of a batch: the segment's name and a sign that is neither letter nor digit.
    static func isMessage(_ bytes: [UInt8]) -> Bool {
        let rest = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
        let start = Array(rest.drop { $0 <= 0x20 }.prefix(4))
        guard start.count == 4, let sign = start.last, (0x21...0x7E).contains(sign), !Character(Unicode.Scalar(sign)).isWordSign else { return false }
        return ["MSH", "FHS", "BHS"].contains { start.starts(with: $0.utf8) }
    }
}

extension Character {
    fileprivate var isWordSign: Bool { isLetter || isNumber || self == "," || self == ";" || self == "\"" }
}
