import Domain

/// Reads tables of comma-, semicolon- or tab-separated values as a stream (RFC 4180, and what Excel makes of it).
///
/// A broken record gives a finding and is left out; the others follow. What is kept at one time is a record and a chunk, whatever the file.
public struct CSVReader {
    private let limits: CSVLimits
    private let encoding: TextEncoding?
    private let name: String?

    /// - Parameters:
    ///   - encoding: what the sender is known to write; nil to find out from the bytes.
    ///   - name: the file's name, for the place of findings.
    public init(_ limits: CSVLimits = CSVLimits(), encoding: TextEncoding? = nil, name: String? = nil) {
        (self.limits, self.encoding, self.name) = (limits, encoding, name)
    }

    /// - Parameters:
    ///   - source: gives the next chunk of the file, nil at its end.
    ///   - onHeader: gets the headings, blanks around them removed; false ends the reading, because the table is not the one expected.
    ///   - onRow: gets each record that has as many cells as the header. What it throws ends the reading and comes out here.
    public func read(
        source: () throws -> [UInt8]?, onHeader: (CSVRow) throws -> Bool, onRow: (CSVRow) throws -> Void, onFinding: (Finding) -> Void
    ) throws -> CSVSummary {
        var decoding = TextDecoding(encoding: encoding, name: name)
        var reading = CSVReading(limits: limits, name: name)
        let text: () throws -> [UInt8]? = { try decoding.next(from: source, onFinding: onFinding) }
        try reading.run(text, onHeader: onHeader, onRow: onRow, onFinding: onFinding)
        if !reading.sawHeader, decoding.isText, !reading.toldFault { onFinding(Finding(.error, "csv.empty", at: Place(source: name))) }
        var summary = reading.summary
        summary.encoding = decoding.encoding ?? (decoding.isText ? .utf8 : nil)
        return summary
    }

    /// Reads a whole table that is already in memory.
    public func read(_ bytes: [UInt8], onFinding: (Finding) -> Void) -> (header: CSVRow?, rows: [CSVRow]) {
        var (header, rows): (CSVRow?, [CSVRow]) = (nil, [])
        var chunk: [UInt8]? = bytes
        // Neither the source nor the receivers throw.
        _ = try? read(
            source: {
                defer { chunk = nil }
                return chunk
            },
            onHeader: {
                header = $0
                return true
            },
            onRow: { rows.append($0) }, onFinding: onFinding)
        return (header, rows)
    }
}
