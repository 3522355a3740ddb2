import Domain

/// What a reader of workbooks takes before it refuses one, so that no file can use up memory or time.
public struct WorkbookLimits: Sendable, Hashable {
    /// Of the file as it lies on the disk; it is held in memory while it is read.
    public var fileBytes: Int
    /// Of all parts together, unpacked.
    public var unpackedBytes: Int
    /// A part that unpacks to more than `suspectBytes` may be at most this many times as large as it is packed.
    public var ratio: Int
    public var suspectBytes: Int
    /// Of the texts that the sheets share.
    public var textBytes: Int

    public init(
        fileBytes: Int = 256 << 20, unpackedBytes: Int = 4 << 30, ratio: Int = 250, suspectBytes: Int = 32 << 20, textBytes: Int = 128 << 20
    ) {
        (self.fileBytes, self.unpackedBytes, self.ratio) = (fileBytes, unpackedBytes, ratio)
        (self.suspectBytes, self.textBytes) = (suspectBytes, textBytes)
    }

    /// Columns of a sheet (ECMA-376: A to XFD) and rows of one.
    static let columns = 16_384
    static let rows = 1_048_576
}

/// Why a workbook, or the rest of it, could not be read. The name is the finding's.
enum WorkbookFault: String, Error {
    /// Cut off, or not what it says it is.
    case damaged
    /// Protected by a password.
    case encrypted
    /// More than the limits allow, packed or unpacked.
    case tooLarge
    /// So densely packed that unpacking it would be the damage.
    case tooDense
    case tooManyTexts
    /// A ZIP file, but no workbook of this kind: a document, a binary workbook, plain files.
    case otherKind
    /// No sheet holds anything.
    case noRows

    func finding(_ name: String?, _ limits: WorkbookLimits) -> Finding {
        let limit =
            switch self {
            case .tooLarge: limits.fileBytes
            case .tooManyTexts: limits.textBytes
            default: 0
            }
        return Finding(.error, "workbook." + rawValue, at: Place(source: name), limit == 0 ? [:] : ["limit": String(limit >> 20)])
    }
}
