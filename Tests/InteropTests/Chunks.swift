import Domain
import Interop

/// Hands out bytes in chunks of a size, as a file or an upload does.
struct Chunks {
    let bytes: [UInt8]
    let size: Int

    init(_ bytes: [UInt8], of size: Int) { (self.bytes, self.size) = (bytes, size) }

    func source() -> () -> [UInt8]? {
        var index = 0
        return {
            guard index < bytes.count else { return nil }
            defer { index += size }
            return Array(bytes[index..<min(index + size, bytes.count)])
        }
    }
}

/// What a reading gave.
struct Reading {
    var header: CSVRow?
    var rows: [CSVRow] = []
    var findings: [Finding] = []
    var summary = CSVSummary()

    init(_ bytes: [UInt8], chunk: Int = 64 * 1024, limits: CSVLimits = CSVLimits(), encoding: TextEncoding? = nil) {
        self.init(from: Chunks(bytes, of: chunk).source(), limits: limits, encoding: encoding)
    }

    init(_ text: String, chunk: Int = 64 * 1024, limits: CSVLimits = CSVLimits()) { self.init(Array(text.utf8), chunk: chunk, limits: limits) }

    init(from source: () -> [UInt8]?, limits: CSVLimits = CSVLimits(), encoding: TextEncoding? = nil) {
        var (header, rows, findings): (CSVRow?, [CSVRow], [Finding]) = (nil, [], [])
        let read = try? CSVReader(limits, encoding: encoding, name: "a.csv").read(
            source: source,
            onHeader: {
                header = $0
                return true
            },
            onRow: { rows.append($0) }, onFinding: { findings.append($0) })
        (self.header, self.rows, self.findings, summary) = (header, rows, findings, read ?? CSVSummary())
    }

    var cells: [[String]] { rows.map(\.fields) }
    var codes: [String] { findings.map(\.code) }
    var places: [Int?] { findings.map(\.place.line) }
}
