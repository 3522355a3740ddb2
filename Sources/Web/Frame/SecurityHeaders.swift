import HTTPTypes
import Hummingbird

/// What every answer carries so that a browser runs nothing but our own scripts and tells nobody where it was.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = Visit

    /// Nothing inline, nothing from elsewhere: pages have no `style=""`, no `onclick`, no inline script.
    static let policy =
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; object-src 'none'; "
        + "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.always { response.headers[name] = value }
        // A page may show people: no copy of it stays in a cache unless its route says so.
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        if Origin(request, peer: context.peer).isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }

    private static let always: [(HTTPField.Name, String)] = [
        (.contentSecurityPolicy, policy),
        (.xContentTypeOptions, "nosniff"),
        (HTTPField.Name("Referrer-Policy")!, "same-origin"),
        (HTTPField.Name("Permissions-Policy")!, "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        (HTTPField.Name("Cross-Origin-Opener-Policy")!, "same-origin"),
        (.crossOriginResourcePolicy, "same-origin"),
    ]
}
