import Interop
import Testing

/// What comes over a connection, in whatever pieces, whole or broken.
@Suite("HL7 frames") struct HL7FramesTests {
    private func pieces(_ text: String, limit: Int = 1000, chunk: Int) -> (pieces: [HL7Frames.Piece], frames: HL7Frames) {
        var (frames, pieces) = (HL7Frames(limit: limit), [HL7Frames.Piece]())
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) { pieces += frames.take(bytes[start..<min(start + chunk, bytes.count)]) }
        return (pieces, frames)
    }

    private func message(_ text: String) -> HL7Frames.Piece { .message(Array(text.utf8)) }

    @Test("messages come out whole, however their bytes arrive", arguments: [1, 2, 3, 7, 1000]) func whole(chunk: Int) {
        let (found, frames) = pieces("\u{0B}MSH|1\rPID\r\u{1C}\r\u{0B}MSH|2\u{1C}\u{0B}\u{1C}\r\n", chunk: chunk)
        #expect(found == [message("MSH|1\rPID\r"), message("MSH|2"), message("")])
        #expect(!frames.isInside && !frames.isLost)
    }

    @Test("a message that has no end yet is none", arguments: [1, 1000]) func open(chunk: Int) {
        let (found, frames) = pieces("\u{0B}MSH|1\rPID", chunk: chunk)
        #expect(found == [] && frames.isInside)
    }

    @Test("a message that begins inside another takes nothing of it along", arguments: [1, 5, 1000]) func nested(chunk: Int) {
        let (found, _) = pieces("\u{0B}MSH|1\rPI\u{0B}MSH|2\r\u{1C}\r", chunk: chunk)
        #expect(found == [.cutOff, message("MSH|2\r")])
    }

    @Test("bytes before a message are passed over, too many end the connection", arguments: [1, 1000]) func noise(chunk: Int) {
        let (found, frames) = pieces("GET / HTTP/1.1\r\n\r\n\u{0B}MSH\u{1C}\r", chunk: chunk)
        #expect(found == [message("MSH")] && !frames.isLost)
        let (lost, after) = pieces(String(repeating: "x", count: HL7Frames.noiseBytes + 1) + "\u{0B}MSH\u{1C}\r", chunk: 1000)
        #expect(lost == [.noise] && after.isLost)
    }

    @Test("a message without an end is not kept for ever", arguments: [1, 64, 5000]) func endless(chunk: Int) {
        let (found, frames) = pieces("\u{0B}MSH|^~\\&|" + String(repeating: "x", count: 3000) + "\u{1C}\r\u{0B}MSH\u{1C}\r", limit: 100, chunk: chunk)
        #expect(found.count == 1 && frames.isLost && !frames.isInside)
        guard case .tooLong(let beginning)? = found.first else {
            Issue.record("told as too long")
            return
        }
        #expect(beginning.starts(with: Array("MSH|^~\\&|".utf8)))
    }

    @Test("a message as long as the limit is one") func limit() {
        #expect(pieces("\u{0B}12345\u{1C}\r", limit: 5, chunk: 1).pieces == [message("12345")])
        #expect(pieces("\u{0B}123456\u{1C}\r", limit: 5, chunk: 1).pieces == [.tooLong(Array("123456".utf8))])
    }
}
