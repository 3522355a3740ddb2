import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /static/…`: only what was read at start, so no path can lead out of the folder.
struct StaticRoutes: Sendable {
    let files: StaticFiles

    func add(to router: Router<Visit>) {
        router.get("/static/**") { request, visit in try answer(request, visit.parameters.getCatchAll().joined(separator: "/")) }
    }

    private func answer(_ request: Request, _ path: String) throws -> Response {
        guard let file = files[path] else { throw HTTPError(.notFound) }
        var headers: HTTPFields = [.eTag: file.tag, .cacheControl: Self.caching(request, file)]
        if request.headers[.ifNoneMatch].map({ $0.contains(file.tag) || $0 == "*" }) == true { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = file.type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    /// An address with the right version always gives the same bytes; any other is asked about again.
    private static func caching(_ request: Request, _ file: StaticFiles.File) -> String {
        request.uri.query == "v=" + file.version ? "public, max-age=31536000, immutable" : "public, no-cache"
    }
}
