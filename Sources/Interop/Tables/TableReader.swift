import Domain

/// Reads a table from a text or from a workbook, whichever the bytes are: headings, rows, findings.
public struct TableReader {
    private let limits: CSVLimits
    private let workbook: WorkbookLimits
    private let encoding: TextEncoding?
    private let name: String?

    /// - Parameters:
    ///   - encoding: what the sender of a text is known to write; nil to find out from the bytes.
    ///   - name: the file's name, for the place of findings.
    public init(_ limits: CSVLimits = CSVLimits(), workbook: WorkbookLimits = WorkbookLimits(), encoding: TextEncoding? = nil, name: String? = nil) {
        (self.limits, self.workbook, self.encoding, self.name) = (limits, workbook, encoding, name)
    }

    /// - Parameters:
    ///   - source: gives the next chunk of the file, nil at its end.
    ///   - fit: how well a row does as the headings; by it the sheet of a workbook and the row of its headings are found. A text has its
    ///     headings in the first line.
    ///   - onHeader: gets the headings; false ends the reading, because the table is not the one expected.
    ///   - onRow: gets each row, with as many cells as the header. What it throws ends the reading and comes out here.
    ///   - onShare: gets, for a workbook, the share of the sheet that has been read, before each row; a text is read as its bytes come.
    public func read(
        source: () throws -> [UInt8]?, fit: (CSVRow) -> HeadingFit, onHeader: (CSVRow) throws -> Bool, onRow: (CSVRow) throws -> Void,
        onShare: (Double) -> Void = { _ in }, onFinding: (Finding) -> Void
    ) throws -> CSVSummary {
        var first: [UInt8]? = try start(of: source)
        switch first.flatMap(Packing.init) {
        case .archive:
            guard let bytes = try held(first ?? [], source, onFinding) else { return CSVSummary() }
            return try WorkbookReader(limits: limits, workbook: workbook, name: name).read(
                bytes, fit: fit, onHeader: onHeader, onRow: onRow, onShare: onShare, onFinding: onFinding)
        case .compound:
            guard let bytes = try held(first ?? [], source, onFinding) else { return CSVSummary() }
            onFinding(Finding(.error, bytes.contains(Packing.encrypted) ? "workbook.encrypted" : "text.oldWorkbook", at: Place(source: name)))
            return CSVSummary()
        case nil:
            let again: () throws -> [UInt8]? = {
                defer { first = nil }
                return try first ?? source()
            }
            return try CSVReader(limits, encoding: encoding, name: name).read(source: again, onHeader: onHeader, onRow: onRow, onFinding: onFinding)
        }
    }

    /// As much as tells what it is; nil when there is nothing.
    private func start(of source: () throws -> [UInt8]?) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < Packing.length, let chunk = try source() { bytes += chunk }
        return bytes.isEmpty ? nil : bytes
    }

    private func held(_ first: [UInt8], _ source: () throws -> [UInt8]?, _ onFinding: (Finding) -> Void) throws -> HeldBytes? {
        do {
            return try HeldBytes(first, then: source, atMost: workbook.fileBytes)
        } catch let fault as WorkbookFault {
            onFinding(fault.finding(name, workbook))
            return nil
        }
    }
}

/// What the first bytes say about a file that is no text.
private enum Packing {
    /// ZIP: workbooks and documents since 2007.
    case archive
    /// OLE2: workbooks before that, and newer ones under a password.
    case compound

    static let length = 4

    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .archive
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .compound
        } else {
            return nil
        }
    }

    /// Name of the stream that holds an encrypted workbook (MS-OFFCRYPTO 2.3.4.4), as the directory writes it.
    static let encrypted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
}
