import CZip

/// A ZIP file in memory, whose parts are unpacked as streams, within limits. A class, because it holds libzip's handle.
final class ZipArchive {
    struct Part {
        fileprivate let index: UInt64
        /// Unpacked, as the archive says; what really comes out is counted.
        let size: Int
        fileprivate let packed: Int
    }

    private let handle: OpaquePointer
    /// libzip reads from here as long as the archive is open.
    private let bytes: HeldBytes
    private let limits: WorkbookLimits
    private var unpacked = 0
    private static let piece = 64 * 1024

    init(_ bytes: HeldBytes, _ limits: WorkbookLimits) throws(WorkbookFault) {
        guard let source = zip_source_buffer_create(bytes.start, UInt64(bytes.count), 0, nil) else { throw .damaged }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            throw .damaged
        }
        (self.handle, self.bytes, self.limits) = (handle, bytes, limits)
    }

    deinit { zip_discard(handle) }

    /// Nil when the archive has no such part.
    func part(_ name: String) throws(WorkbookFault) -> Part? {
        let index = zip_name_locate(handle, name, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        var stat = zip_stat_t()
        guard zip_stat_index(handle, UInt64(index), 0, &stat) == 0 else { throw .damaged }
        guard stat.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted }
        guard stat.size <= UInt64(limits.unpackedBytes) else { throw .tooLarge }
        return Part(index: UInt64(index), size: Int(stat.size), packed: Int(clamping: stat.comp_size))
    }

    /// Unpacks a part until it ends or `take`, which gets the pieces, says false. What `take` throws comes out here.
    func read(_ part: Part, _ take: (UnsafeRawBufferPointer) throws -> Bool) throws {
        guard let file = zip_fopen_index(handle, part.index, 0) else { throw WorkbookFault.damaged }
        defer { zip_fclose(file) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.piece, alignment: 16)
        defer { piece.deallocate() }
        var total = 0
        while true {
            let count = Int(zip_fread(file, piece.baseAddress, UInt64(piece.count)))
            guard count >= 0 else { throw WorkbookFault.damaged }
            if count == 0 { return }
            total += count
            try check(total, count, part)
            guard try take(UnsafeRawBufferPointer(rebasing: piece[..<count])) else { return }
        }
    }

    private func check(_ total: Int, _ count: Int, _ part: Part) throws(WorkbookFault) {
        unpacked += count
        if unpacked > limits.unpackedBytes { throw .tooLarge }
        if total > limits.suspectBytes, total / max(1, part.packed) > limits.ratio { throw .tooDense }
    }
}
