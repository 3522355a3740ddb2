import Domain
import HTTPTypes
import Hummingbird
import Interop
import NIOCore
import Operations
import Phrasebook

/// A table that goes out batch after batch, however long it is, as CSV or as a workbook: the same columns and rows.
struct TableDownload: Sendable {
    let site: Site
    let visit: Visit
    /// Of the file, without its ending.
    let name: String
    /// Of the workbook's sheet.
    let sheet: String
    let columns: [WorkbookWriter.Column]

    /// The rows after a cursor, nil for the first, and the cursor after them, nil at the end.
    typealias Batch<Cursor: Sendable> = @Sendable (Premises, Context, Cursor?) throws -> (rows: [[TableCell]], next: Cursor?)

    func response<Cursor: Sendable>(as format: TableFormat, _ batch: @escaping Batch<Cursor>) async throws -> Response {
        switch format {
        case .csv: csv(batch)
        case .workbook: try await workbook(batch)
        }
    }

    // MARK: CSV

    /// Each batch goes out as it is read.
    private func csv<Cursor: Sendable>(_ batch: @escaping Batch<Cursor>) -> Response {
        let (table, words) = (self, words)
        let body = ResponseBody { writer in
            var csv = CSVWriter()
            csv.append(table.columns.map(\.title))
            var cursor: Cursor?
            repeat {
                let after = cursor
                let (rows, next) = try await table.site.work(table.visit) { try batch($0, $1, after) }
                for row in rows { csv.append(row.map { $0.text(words) }) }
                try await writer.write(ByteBuffer(bytes: csv.drain()))
                cursor = next
            } while cursor != nil
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers("text/csv; charset=utf-8", .csv), body: body)
    }

    // MARK: Workbook

    /// Made whole in the spool, because a ZIP file ends with its directory, then sent.
    private func workbook<Cursor: Sendable>(_ batch: @escaping Batch<Cursor>) async throws -> Response {
        let (table, file) = (self, try site.spool.file(named: "export-" + site.token()))
        let size = try await site.work(visit, on: site.exports) { premises, context in
            // Gone from the folder, whatever happens; who has it open reads on.
            defer { file.remove() }
            try table.write(to: file.path, premises, context, batch)
            return try file.reopen()
        }
        var headers = headers("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", .workbook)
        headers[.contentLength] = String(size)
        let body = ResponseBody(contentLength: size) { writer in
            while let piece = try await table.site.exports.run({ try file.piece(upTo: 256 * 1024) }) { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    private func write<Cursor: Sendable>(to path: String, _ premises: Premises, _ context: Context, _ batch: Batch<Cursor>) throws {
        let writer = try WorkbookWriter(path: path, sheet: sheet, columns: columns, temporaryFolder: site.spool.folder)
        var cursor: Cursor?
        repeat {
            let (rows, next) = try batch(premises, context, cursor)
            for row in rows { try writer.append(row.map { $0.cell(context.zone) }) }
            cursor = next
        } while cursor != nil
        try writer.finish()
    }

    // MARK: Both

    private var words: CivilWords {
        CivilWords(site.phrases.phrases(in: visit.manners.language), zone: visit.visitor?.context.zone ?? .shanghai, now: site.clock())
    }

    private func headers(_ type: String, _ format: TableFormat) -> HTTPFields {
        let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return [.contentType: type, .contentDisposition: "attachment; filename=\"\(plain).\(format.rawValue)\""]
    }
}
