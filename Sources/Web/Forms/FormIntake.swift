import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// How much of a form is taken.
public struct FormLimits: Sendable {
    /// Bytes of all fields together.
    public var fields: Int
    /// Bytes of one file; nil where no file is taken.
    public var file: Int?

    public init(fields: Int = 1 << 20, file: Int? = nil) { (self.fields, self.file) = (fields, file) }

    /// An import may be a gigabyte.
    public static let upload = FormLimits(file: 1 << 30)
}

/// Reads the body of a request as a form, as it arrives.
struct FormIntake: Sendable {
    var limits: FormLimits
    var spool: Spool
    var work: BlockingWork
    var token: @Sendable () -> String

    /// Fields and spooled files. Whoever gets them removes the files; when reading fails none is left.
    func form(of request: Request) async throws -> Form {
        let type = request.headers[.contentType] ?? ""
        try refuseTooLong(request)
        switch type.prefix(while: { $0 != ";" }).lowercased().trimmed {
        case "application/x-www-form-urlencoded": return Form(fields: try FieldText.pairs(try await bytes(of: request).readableBytesView))
        case "multipart/form-data": return try await multipart(request, boundary: try Self.boundary(of: type))
        case "" where request.headers[.contentLength] ?? "0" == "0": return Form()
        default: throw BadForm.otherType
        }
    }

    private func refuseTooLong(_ request: Request) throws {
        let most = limits.fields + (limits.file ?? 0)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most { throw BadForm.tooLarge(limit: most) }
    }

    private func bytes(of request: Request) async throws -> ByteBuffer {
        var all = ByteBuffer()
        for try await piece in request.body {
            guard all.readableBytes + piece.readableBytes <= limits.fields else { throw BadForm.tooLarge(limit: limits.fields) }
            all.writeImmutableBuffer(piece)
        }
        return all
    }

    private func multipart(_ request: Request, boundary: String) async throws -> Form {
        var reader = try MultipartReader(boundary: boundary)
        var filling = FormFilling(limits: limits, spool: spool, token: token)
        do {
            for try await piece in request.body {
                var events: [MultipartReader.Event] = []
                try reader.read(piece.readableBytesView) { events.append($0) }
                for event in events { try await filling.take(event, work) }
            }
            try reader.finish()
        } catch {
            filling.removeFiles()
            throw error
        }
        return filling.form
    }

    /// The parameter `boundary` of a content type, quoted or not.
    static func boundary(of type: String) throws(BadForm) -> String {
        for parameter in type.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
            if parts.count == 2, parts[0].lowercased() == "boundary" {
                let value = parts[1]
                return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
            }
        }
        throw .malformed(.noBoundary)
    }
}

/// A multipart form on its way from parts to fields and files.
struct FormFilling {
    let limits: FormLimits
    let spool: Spool
    let token: @Sendable () -> String
    private(set) var form = Form()
    private var part: PartHeader?
    private var value: [UInt8] = []
    private var file: UploadedFile?
    private var room: Int

    init(limits: FormLimits, spool: Spool, token: @escaping @Sendable () -> String) {
        (self.limits, self.spool, self.token, room) = (limits, spool, token, limits.fields)
    }

    mutating func take(_ event: MultipartReader.Event, _ work: BlockingWork) async throws {
        switch event {
        case .part(let header): try begin(header)
        case .data(let bytes): try await add(bytes, work)
        case .endOfPart: try end()
        }
    }

    private mutating func begin(_ header: PartHeader) throws {
        guard form.fields.count + form.files.count < 10_000 else { throw BadForm.tooManyFields }
        (part, value) = (header, [])
    }

    private mutating func add(_ bytes: [UInt8], _ work: BlockingWork) async throws {
        guard let part, let name = part.fileName else {
            guard value.count + bytes.count <= room else { throw BadForm.tooLarge(limit: limits.fields) }
            return value += bytes
        }
        try openFile(part.field, name)
        guard var open = file, let limit = limits.file else { throw BadForm.unexpectedFile }
        guard open.size + bytes.count <= limit else { throw BadForm.tooLarge(limit: limit) }
        let spooled = open.spooled
        try await work.run { try spooled.append(bytes) }
        open.size += bytes.count
        file = open
    }

    private mutating func openFile(_ field: String, _ name: String) throws {
        guard limits.file != nil, form.files.count < 10 else { throw BadForm.unexpectedFile }
        if file == nil { file = UploadedFile(field: field, name: name, spooled: try spool.file(named: token()), size: 0) }
    }

    /// No file chosen is no file: a name that is empty and nothing in it. An empty file with a name is one.
    private mutating func end() throws {
        guard let part else { return }
        if let name = part.fileName {
            if !name.isEmpty { try openFile(part.field, name) }
            if let file { form.files.append(file) }
        } else {
            room -= value.count
            form.fields.append(Form.Field(name: part.field, value: try FieldText.text(value)))
        }
        (self.part, value, file) = (nil, [], nil)
    }

    func removeFiles() {
        for file in form.files { file.spooled.remove() }
        file?.spooled.remove()
    }
}
