import HTTPTypes
import Hummingbird
import Logging

/// For whoever watches the server: is the process up, can it work, what does it count.
struct HealthRoutes: Sendable {
    let site: Site

    func add(to router: Router<Visit>) {
        router.get(SitePath.health.route) { _, _ in Response.text("ok\n", type: "text/plain; charset=utf-8") }
        router.get(SitePath.readiness.route, use: ready)
        router.get(SitePath.metrics.route) { [site] _, _ in
            Response.text(site.metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    /// 503 until the database answers with the schema this program knows; what is wrong stands in the log, not in the answer.
    @Sendable private func ready(_ request: Request, _ visit: Visit) async -> Response {
        do {
            try await site.rooms.run(site.readiness)
            return .text("ready\n", type: "text/plain; charset=utf-8")
        } catch {
            visit.logger.error("not ready: \(String(reflecting: type(of: error)))")
            return .text("not ready\n", type: "text/plain; charset=utf-8", status: .serviceUnavailable)
        }
    }
}
