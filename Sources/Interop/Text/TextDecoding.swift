import Domain

/// Turns the bytes of a file, chunk by chunk, into UTF-8, and says what could not be read.
///
/// A byte order mark decides; without one, UTF-8 when the bytes can be that, else GB 18030. What is no text at all (a workbook, a PDF, a
/// binary) gives one finding and no bytes. Bad bytes become U+FFFD and a finding with line and byte offset, at most one for a line.
public struct TextDecoding {
    /// How the text is read, once known; nil until the first byte that is not ASCII.
    public private(set) var encoding: TextEncoding?
    /// False once the file turned out not to be a text.
    public private(set) var isText = true

    private let name: String?
    private var stage = Stage.start
    private var faults: FaultyLines

    private enum Stage {
        case start
        case undecided
        case utf8(UTF8Repair)
        case converted(TextConverter)
        case ended
    }

    /// - Parameters:
    ///   - encoding: what the sender is known to write; nil to find out.
    ///   - name: the file's name, for the place of findings.
    public init(encoding: TextEncoding? = nil, name: String? = nil) {
        (self.encoding, self.name, self.faults) = (encoding, name, FaultyLines(name: name))
    }

    /// The next piece of text; nil at the end.
    ///
    /// - Parameter source: gives the next chunk of the file, nil at its end.
    public mutating func next(from source: () throws -> [UInt8]?, onFinding: (Finding) -> Void) throws -> [UInt8]? {
        while true {
            switch stage {
            case .start: if let piece = try begin(source, onFinding) { return piece }
            case .undecided: if let piece = try readUndecided(source, onFinding) { return piece }
            case .utf8, .converted: return try readDecided(source, onFinding)
            case .ended: return nil
            }
        }
    }

    // MARK: The beginning

    private mutating func begin(_ source: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws -> [UInt8]? {
        let first = try gather(from: source, atLeast: FileStart.length, after: [])
        switch FileStart(first) {
        case .notText(let kind): return refuse("text.\(kind)", onFinding)
        case .marked(let marked, let length):
            faults.skip(length)
            return decide(marked, Array(first[length...]), onFinding)
        case .unmarked:
            if let encoding { return decide(encoding, first, onFinding) }
            stage = .undecided
            return try readUndecided({ first.isEmpty ? nil : first }, source, onFinding)
        }
    }

    private mutating func refuse(_ code: String, _ onFinding: (Finding) -> Void) -> [UInt8]? {
        (isText, stage) = (false, .ended)
        onFinding(Finding(.error, code, at: Place(source: name)))
        return nil
    }

    // MARK: While everything is ASCII

    /// How many bytes from the first that is not ASCII are looked at before the encoding is decided.
    private static let sampleSize = 256 * 1024

    private mutating func readUndecided(_ source: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws -> [UInt8]? {
        try readUndecided(source, source, onFinding)
    }

    private mutating func readUndecided(
        _ first: () throws -> [UInt8]?, _ source: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void
    ) throws -> [UInt8]? {
        guard let chunk = try first() else {
            stage = .ended
            return nil
        }
        guard let start = chunk.firstIndex(where: { $0 >= 0x80 }) else {
            var repair = UTF8Repair()
            return report(chunk, onFinding) { repair.repair($0, isLast: true, onBad: $1) }
        }
        let sample = try gather(from: source, atLeast: start + Self.sampleSize, after: chunk)
        return decide(EncodingGuess.of(sample[start...]), sample, onFinding)
    }

    /// Chunks until there are `count` bytes or the source ends.
    private func gather(from source: () throws -> [UInt8]?, atLeast count: Int, after start: [UInt8]) throws -> [UInt8] {
        var bytes = start
        while bytes.count < count, let chunk = try source() { bytes += chunk }
        return bytes
    }

    // MARK: Once the encoding is known

    private mutating func decide(_ decided: TextEncoding, _ bytes: [UInt8], _ onFinding: (Finding) -> Void) -> [UInt8]? {
        encoding = decided
        guard decided != .utf8 else {
            stage = .utf8(UTF8Repair())
            return decoded(bytes, isLast: false, onFinding)
        }
        guard let converter = TextConverter(from: decided) else { return refuse("text.noConverter", onFinding) }
        onFinding(Finding(.note, "text.decodedFrom", at: Place(source: name), ["encoding": decided.rawValue]))
        stage = .converted(converter)
        return decoded(bytes, isLast: false, onFinding)
    }

    private mutating func readDecided(_ source: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws -> [UInt8]? {
        if let chunk = try source() { return decoded(chunk, isLast: false, onFinding) }
        let rest = decoded([], isLast: true, onFinding)
        stage = .ended
        faults.summarise(onFinding)
        return rest.isEmpty ? nil : rest
    }

    private mutating func decoded(_ chunk: [UInt8], isLast: Bool, _ onFinding: (Finding) -> Void) -> [UInt8] {
        switch stage {
        case .utf8(var repair):
            let text = report(chunk, held: repair.held, onFinding) { repair.repair($0, isLast: isLast, onBad: $1) }
            stage = .utf8(repair)
            return text
        case .converted(let converter):
            let text = report(chunk, held: converter.held, onFinding) { converter.convert($0, isLast: isLast, onBad: $1) }
            return text.contains(0) ? text.flatMap { $0 == 0 ? replacementCharacter : [$0] } : text
        default: return chunk
        }
    }

    private mutating func report(
        _ chunk: [UInt8], held: Int = 0, _ onFinding: (Finding) -> Void, _ convert: ([UInt8], (Int) -> Void) -> [UInt8]
    ) -> [UInt8] {
        var bad: [Int] = []
        let text = convert(chunk) { bad.append($0 - held) }
        faults.note(encoding == .gb18030 ? (bad + nul(in: chunk)).sorted() : bad, in: chunk, onFinding)
        return text
    }

    /// `iconv` lets NUL pass. In GB 18030 it is no part of a longer sequence; in UTF-16 it is, and there the row says what it could not read.
    private func nul(in chunk: [UInt8]) -> [Int] {
        chunk.contains(0) ? chunk.indices.filter { chunk[$0] == 0 } : []
    }
}
