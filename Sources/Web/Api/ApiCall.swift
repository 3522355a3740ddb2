import Domain
import HTTPTypes
import Hummingbird
import Interop
import NIOCore
import Operations
import Phrasebook

/// A request of a program on its way: who asks, what it brought, how to answer.
struct ApiCall: Sendable {
    let site: Site
    let route: ApiRoute
    let request: Request
    let visit: Visit
    let bearer: TokenBearer

    var phrases: Phrases { site.phrases.phrases(in: visit.manners.language) }
    var language: Language { visit.manners.language }
    var zone: CivilZone { bearer.context.zone }

    /// Runs a use case for the token, on a thread that may block.
    func work<Value: Sendable>(_ body: @escaping @Sendable (Premises, Context) throws -> Value) async throws -> Value {
        var context = bearer.context
        context.language = language
        let premises = site.premises
        return try await site.rooms.run { [context] in try body(premises, context) }
    }

    // MARK: The query

    /// - Throws: `Refusal.invalid` for a parameter that the route does not know: it is most often misspelt.
    func query() throws -> Form {
        let form = try request.query
        let known = Set(route.parameters.map(\.name))
        let unknown = form.fields.filter { !known.contains($0.name) }
        guard unknown.isEmpty else {
            throw Refusal.invalid(unknown.map { Finding(.error, "request.unknownParameter", at: Place(path: String($0.name.prefix(60)))) })
        }
        return form
    }

    static func unreadable(_ name: String) -> Refusal { .invalid([Finding(.error, "request.badParameter", at: Place(path: name))]) }

    /// A code of a list; nil when it is not asked for.
    func code<Code: RawRepresentable>(_ name: String, in query: Form, as _: Code.Type = Code.self) throws -> Code? where Code.RawValue == String {
        guard let text = query.text(name) else { return nil }
        guard let code = Code(rawValue: text) else { throw Self.unreadable(name) }
        return code
    }

    /// How many lines a page has: 50 unless asked otherwise, 200 at most.
    func limit(_ query: Form) throws -> Int {
        guard let text = query.text("limit") else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else { throw Self.unreadable("limit") }
        return limit
    }

    static let limit = ApiRoute.Parameter(name: "limit", schema: .count, words: "Lines of a page, 1 to 200; 50 unless given.")
    static let after = ApiRoute.Parameter(name: "after", schema: .text, words: "The `next` of the page before.")

    // MARK: The body

    static let bodyLimit = 1 << 20

    func bytes() async throws -> [UInt8] {
        try refuseOtherType()
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.bodyLimit {
            throw BadForm.tooLarge(limit: Self.bodyLimit)
        }
        var all: [UInt8] = []
        for try await piece in request.body {
            guard all.count + piece.readableBytes <= Self.bodyLimit else { throw BadForm.tooLarge(limit: Self.bodyLimit) }
            all.append(contentsOf: piece.readableBytesView)
        }
        return all
    }

    /// JSON is UTF-8 (RFC 8259, 8.1); another charset is refused rather than misread.
    private func refuseOtherType() throws {
        let parts = (request.headers[.contentType] ?? "").lowercased().split(separator: ";").map { String($0).trimmed }
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8).trimmingPrefix("\"").prefix { $0 != "\"" }
        guard parts.first == "application/json", charset == nil || charset == "utf-8" || charset == "utf8" else {
            throw BadRequest(status: .unsupportedMediaType, findings: [Finding(.error, "request.notJSON", at: Place(path: "Content-Type"))])
        }
    }

    func document(_ bytes: [UInt8]) throws -> JSONValue {
        do {
            return try JSONReader.read(bytes)
        } catch {
            throw BadRequest(status: .badRequest, findings: [error.finding])
        }
    }

    /// The request by its key. Without one a program that heard no answer could not ask again safely.
    func keyed(_ content: [UInt8]) throws -> KeyedRequest {
        let key = request.headers[Self.key]?.trimmed ?? ""
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw BadRequest(status: .badRequest, findings: [Finding(.error, "request.keyNeeded", at: Place(path: "Idempotency-Key"))])
        }
        return KeyedRequest(token: bearer.token, key: key, asking: request.method.rawValue + " " + request.uri.path, content: content)
    }

    static let key = HTTPField.Name("Idempotency-Key")!
    static let replayed = HTTPField.Name("Idempotency-Replayed")!

    // MARK: The answer

    func answer(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response { .text(value.written, type: "application/json", status: status) }

    func answer(_ kept: KeptAnswer) -> Response {
        let type = kept.status < 400 ? "application/json" : "application/problem+json"
        var response = Response.text(kept.body, type: type, status: HTTPResponse.Status(code: kept.status))
        if kept.isRepeated { response.headers[Self.replayed] = "true" }
        return response
    }

    /// A page of lines and where the next one begins.
    func page(_ items: [JSONValue], next: String?) -> Response {
        answer(["items": .list(items), "next": .text(next.map(ApiCursor.sealed))])
    }

    func cursor(_ query: Form) throws -> String? {
        guard let text = query.text("after") else { return nil }
        guard let plain = ApiCursor.opened(text) else { throw Self.unreadable("after") }
        return plain
    }
}

/// What is wrong with a request before anybody looks at what it says.
struct BadRequest: Error {
    var status: HTTPResponse.Status
    var findings: [Finding]
}

/// Where a page begins, as a word that programs hand back and do not read.
enum ApiCursor {
    static func sealed(_ plain: String) -> String { plain.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    static func opened(_ text: String) -> String? {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2), digits.count <= 400, !digits.contains(nil) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0]! << 4 | digits[$0 + 1]!) }
        return String(validating: bytes, as: UTF8.self)
    }
}
