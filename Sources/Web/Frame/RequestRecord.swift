import HTTPTypes
import Hummingbird
import Logging

/// Numbers each request, measures it, and writes one line about it: method, route, status, time. Never an address with its ids, a query,
/// a name or a cookie: a log is read by more people than the pages are.
struct RequestRecord: RouterMiddleware {
    typealias Context = Visit

    let metrics: Metrics
    let stopwatch: @Sendable () -> UInt64
    let numbers: RequestNumbers

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        var context = context
        context.number = numbers.next()
        context.logger[metadataKey: "hb.request.id"] = nil
        context.logger[metadataKey: "request"] = .string(context.number)
        let begun = stopwatch()
        var response = try await next(request, context)
        let nanoseconds = stopwatch() - begun
        response.headers[Self.number] = context.number
        record(request, context, response.status, nanoseconds)
        return response
    }

    private func record(_ request: Request, _ context: Visit, _ status: HTTPResponse.Status, _ nanoseconds: UInt64) {
        let route = context.endpointPath ?? "NotFound"
        metrics.count(method: request.method.rawValue, route: route, status: status.code, nanoseconds: nanoseconds)
        let level: Logger.Level = route == "/healthz" || route.hasPrefix("/static") ? .debug : .info
        context.logger.log(level: level, "\(request.method.rawValue) \(route) \(status.code)", metadata: ["ms": "\(nanoseconds / 1_000_000)"])
    }

    static let number = HTTPField.Name("X-Request-Id")!
}

/// Short names of requests: a word for this run of the server, and a count.
final class RequestNumbers: Sendable {
    private let run: String
    private let count = AtomicCount()

    /// - Parameter run: a random text; its first letters and digits tell this run's numbers from another's.
    init(run: String) { self.run = String(run.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(4)).uppercased() }

    func next() -> String { run + "-" + String(count.next(), radix: 36, uppercase: true) }
}
