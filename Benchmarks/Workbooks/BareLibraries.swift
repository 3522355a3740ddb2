import CExpat
import CXlsxWriter
import CZip

struct BareFailure: Error {}

/// The same cells through libxlsxwriter, and nothing else.
struct BareWorkbook {
    let path: String

    /// - Parameter inConstantMemory: texts go into their cells; otherwise the cells share them, as Excel writes it.
    func write(_ lines: [[String]], inConstantMemory: Bool) throws {
        var options = lxw_workbook_options(constant_memory: inConstantMemory ? 1 : 0, tmpdir: nil, use_zip64: 0)
        let book = workbook_new_opt(path, &options)
        let sheet = workbook_add_worksheet(book, nil)
        for (row, cells) in ([DischargeTable.headings] + lines).enumerated() {
            for (column, cell) in cells.enumerated() { worksheet_write_string(sheet, UInt32(row), UInt16(column), cell, nil) }
        }
        guard workbook_close(book) == LXW_NO_ERROR else { throw BareFailure() }
    }
}

/// Every part of a workbook unpacked by libzip and parsed by expat, with nothing kept.
struct BareSheet {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read() throws {
        try bytes.withUnsafeBytes { content in
            guard let source = zip_source_buffer_create(content.baseAddress, UInt64(content.count), 0, nil),
                let archive = zip_open_from_source(source, ZIP_RDONLY, nil)
            else { throw BareFailure() }
            defer { zip_discard(archive) }
            for index in 0..<zip_get_num_entries(archive, 0) { try read(UInt64(index), archive) }
        }
    }

    private func read(_ index: UInt64, _ archive: OpaquePointer) throws {
        guard let file = zip_fopen_index(archive, index, 0), let parser = XML_ParserCreate(nil) else { throw BareFailure() }
        defer {
            zip_fclose(file)
            XML_ParserFree(parser)
        }
        XML_SetElementHandler(parser, { _, _, _ in }, { _, _ in })
        XML_SetCharacterDataHandler(parser) { _, _, _ in }
        var piece = [CChar](repeating: 0, count: 65_536)
        while case let count = zip_fread(file, &piece, UInt64(piece.count)), count > 0 {
            guard XML_Parse(parser, piece, Int32(count), 0) == XML_STATUS_OK else { throw BareFailure() }
        }
    }
}
