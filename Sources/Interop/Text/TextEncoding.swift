/// How the bytes of a text file are to be read.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    /// GB 18030, of which GBK and GB 2312 are parts: what Excel writes on Chinese Windows.
    case gb18030 = "GB18030"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
}

/// What the first bytes of a file say about it.
enum FileStart: Equatable {
    /// A byte order mark of so many bytes.
    case marked(TextEncoding, length: Int)
    /// Not a text at all; the code names what it is: `workbook`, `oldWorkbook`, `pdf`, `compressed`, `binary`.
    case notText(String)
    case unmarked

    /// How many bytes are looked at. A stray NUL is a fault of its line; many of them say that this is no text.
    static let length = 1024

    /// - Parameter bytes: at least the first `length` bytes, or the whole file when it is shorter.
    init(_ bytes: [UInt8]) {
        for (signature, name) in Self.signatures where bytes.starts(with: signature) {
            self = .notText(name)
            return
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            self = .marked(.utf8, length: 3)
        } else if bytes.starts(with: [0xFF, 0xFE]), !bytes.dropFirst(2).starts(with: [0, 0]) {
            self = .marked(.utf16LittleEndian, length: 2)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            self = .marked(.utf16BigEndian, length: 2)
        } else {
            self = Self.isRiddled(bytes.prefix(Self.length)) ? .notText("binary") : .unmarked
        }
    }

    /// Whether one byte in a hundred or so is NUL, as in programs, pictures and UTF-16 without a mark.
    private static func isRiddled(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count { $0 == 0 } > 1 + bytes.count / 128
    }

    private static let signatures: [([UInt8], String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "workbook"),  // ZIP: xlsx, docx, ods
        ([0xD0, 0xCF, 0x11, 0xE0], "oldWorkbook"),  // OLE2: xls, doc
        ([0x25, 0x50, 0x44, 0x46], "pdf"),
        ([0x1F, 0x8B], "compressed"),
        ([0x37, 0x7A, 0xBC, 0xAF], "compressed"),
        ([0x52, 0x61, 0x72, 0x21], "compressed"),
        ([0x89, 0x50, 0x4E, 0x47], "binary"),  // PNG: its bytes need hold no NUL
        ([0xFF, 0xD8, 0xFF], "binary"),  // JPEG
        ([0x47, 0x49, 0x46, 0x38], "binary"),  // GIF
    ]
}

/// Tells UTF-8 from GB 18030 by the bytes themselves.
enum EncodingGuess {
    /// UTF-8 when the sample can be that, else GB 18030 when it can be that, else whichever has fewer faults.
    static func of(_ sample: ArraySlice<UInt8>) -> TextEncoding {
        let utf8 = faults(in: sample, UTF8Form.length)
        if utf8 == 0 { return .utf8 }
        return faults(in: sample, GB18030Form.length) < utf8 ? .gb18030 : .utf8
    }

    /// Whether the bytes can be UTF-8 or GB 18030; of UTF-16 that is not asked.
    static func fits(_ encoding: TextEncoding, _ sample: ArraySlice<UInt8>) -> Bool {
        faults(in: sample, encoding == .utf8 ? UTF8Form.length : GB18030Form.length) == 0
    }

    /// Sequences that break the form; one cut off by the end of the sample is none.
    private static func faults(in sample: ArraySlice<UInt8>, _ length: (UnsafeBufferPointer<UInt8>, Int) -> SequenceLength) -> Int {
        sample.withUnsafeBufferPointer { bytes in
            var (index, faults) = (0, 0)
            while index < bytes.count {
                switch length(bytes, index) {
                case .whole(let count): index += count
                case .cut: return faults
                case .bad: (index, faults) = (index + 1, faults + 1)
                }
            }
            return faults
        }
    }
}

/// The sequence that begins at a byte.
enum SequenceLength: Equatable {
    case whole(Int)
    /// Well-formed as far as it goes; the bytes end too early.
    case cut
    case bad
}

enum GB18030Form {
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> SequenceLength {
        let lead = bytes[at]
        if lead < 0x80 { return .whole(1) }
        guard (0x81...0xFE).contains(lead) else { return .bad }
        guard at + 1 < bytes.count else { return .cut }
        let second = bytes[at + 1]
        if (0x40...0x7E).contains(second) || (0x80...0xFE).contains(second) { return .whole(2) }
        guard (0x30...0x39).contains(second) else { return .bad }
        guard at + 2 < bytes.count else { return .cut }
        guard (0x81...0xFE).contains(bytes[at + 2]) else { return .bad }
        guard at + 3 < bytes.count else { return .cut }
        return (0x30...0x39).contains(bytes[at + 3]) ? .whole(4) : .bad
    }
}

enum UTF8Form {
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> SequenceLength {
        let lead = bytes[at]
        if lead < 0x80 { return .whole(1) }
        guard let (count, range) = continuation(after: lead) else { return .bad }
        guard at + 1 < bytes.count else { return .cut }
        guard range.contains(bytes[at + 1]) else { return .bad }
        for offset in 2..<max(count, 2) {
            guard at + offset < bytes.count else { return .cut }
            guard (0x80...0xBF).contains(bytes[at + offset]) else { return .bad }
        }
        return .whole(count)
    }

    /// Length of the sequence and range of its second byte, without overlong forms and surrogates (RFC 3629, section 4).
    private static func continuation(after lead: UInt8) -> (count: Int, second: ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
