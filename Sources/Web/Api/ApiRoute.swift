import HTTPTypes
import Hummingbird
import Interop
import Operations

/// One thing that programs can ask for: where, with which permit, what comes in and what goes out. The same value makes the route and its
/// entry in `/openapi.json`.
struct ApiRoute: Sendable {
    struct Parameter: Sendable {
        var name: String
        var schema: ApiSchema
        var words: String
    }

    /// `listFollowUps`
    var name: String
    var method: HTTPRequest.Method
    /// Below `/api/v1`.
    var path: SitePath
    var permit: Permit
    var summary: String
    /// In the query.
    var parameters: [Parameter] = []
    /// What comes in; requests that bring something need an `Idempotency-Key`.
    var body: ApiSchema?
    /// What goes out, by status.
    var answers: [Int: ApiSchema]
    var act: @Sendable (ApiCall) async throws -> Response

    static func get(
        _ name: String, _ path: String, _ permit: Permit, _ summary: String, parameters: [Parameter] = [], gives shape: String,
        _ act: @escaping @Sendable (ApiCall) async throws -> Response
    ) -> ApiRoute {
        ApiRoute(
            name: name, method: .get, path: SitePath(ApiTable.base + path), permit: permit, summary: summary, parameters: parameters,
            answers: [200: .named(shape)], act: act)
    }

    static func post(
        _ name: String, _ path: String, _ permit: Permit, _ summary: String, takes body: ApiSchema, answers: [Int: ApiSchema],
        _ act: @escaping @Sendable (ApiCall) async throws -> Response
    ) -> ApiRoute {
        ApiRoute(
            name: name, method: .post, path: SitePath(ApiTable.base + path), permit: permit, summary: summary, body: body, answers: answers, act: act)
    }

    /// Names in braces.
    var pathParameters: [String] { path.pattern.matches(of: #/\{([A-Za-z]+)\}/#).map { String($0.output.1) } }
}

/// All of them.
enum ApiTable {
    static let base = "/api/v1"

    static let routes: [ApiRoute] = EventApi.routes + PartyApi.routes + FollowUpApi.routes + ContactApi.routes + ReportApi.routes

    /// Shapes that have a name.
    static let shapes: [(name: String, schema: ApiSchema)] =
        ApiProblem.shapes + EventApi.shapes + PartyApi.shapes + FollowUpApi.shapes + ContactApi.shapes + ReportApi.shapes

    static func isBelow(_ path: String) -> Bool { path == base || path.hasPrefix(base + "/") }
}

extension SitePath {
    static let openApi = SitePath("/openapi.json")
}

/// The JSON interface for other programs (docs/api.md).
struct ApiRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        for route in ApiTable.routes {
            router.on(route.path.route, method: route.method) { [site] request, visit in
                guard let bearer = visit.bearer else { throw TokenRefusal.missing }
                guard bearer.permits.contains(route.permit) else { throw PermitMissing(permit: route.permit) }
                return try await route.act(ApiCall(site: site, route: route, request: request, visit: visit, bearer: bearer))
            }
        }
        let description = OpenApi.document(routes: ApiTable.routes, shapes: ApiTable.shapes).written
        router.get(SitePath.openApi.route) { _, _ in Response.text(description, type: "application/json") }
    }
}

/// The token may not be used for this.
struct PermitMissing: Error {
    var permit: Permit
}
