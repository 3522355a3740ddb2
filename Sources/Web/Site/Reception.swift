import HTTPTypes
import Hummingbird
import Operations

/// Where a request is received: who asks is found out, what it sent is read and checked, and whatever goes wrong further in becomes an
/// answer here.
struct Reception: RouterMiddleware {
    typealias Context = Visit

    let site: Site
    let doors: Doors

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        var visit = context
        visit.manners = Manners(of: request)
        do {
            return try await receive(request, &visit, next)
        } catch {
            return ErrorResponses(site: site).answer(to: error, request, visit)
        }
    }

    private func receive(_ request: Request, _ visit: inout Visit, _ next: (Request, Visit) async throws -> Response) async throws -> Response {
        let door = doors.door(to: visit.endpointPath, request.method)
        if door == .bare { return try await next(request, visit) }
        if door == .program {
            visit.bearer = try await ApiDoor(site: site).bearer(request, visit)
            return try await next(request, visit)
        }
        try await identify(request, &visit, isByItself: door == .watching)
        try admit(door, visit)
        let isChange = !Self.safe.contains(request.method)
        if isChange { try await readForm(request, &visit, door) }
        defer { for file in visit.form.files { file.spooled.remove() } }
        return try await next(request, visit)
    }

    private static let safe: [HTTPRequest.Method] = [.get, .head, .options]

    private func identify(_ request: Request, _ visit: inout Visit, isByItself: Bool) async throws {
        visit.csrf = request.cookies[CookieName.visit]?.value ?? ""
        guard let token = request.cookies[CookieName.session]?.value, !token.isEmpty, token.utf8.count <= 200 else { return }
        let (premises, now) = (site.premises, site.clock())
        guard let visitor = try await site.rooms.run({ try Authentication(premises).visitor(token: token, at: now, isByItself: isByItself) }) else { return }
        (visit.visitor, visit.csrf, visit.manners) = (visitor, visitor.csrf, Manners(visitor.preferences))
    }

    private func admit(_ door: Doors.Door, _ visit: Visit) throws {
        guard door != .open else { return }
        guard let visitor = visit.visitor else {
            // An address that does not exist is not found for everybody.
            if door == .none { throw Refusal.notFound }
            throw SignInNeeded()
        }
        if visitor.mustChange, door != .always { throw PasswordChangeNeeded() }
    }

    /// A change must come from a page of ours (where the browser says where it came from) and bring that page's token.
    private func readForm(_ request: Request, _ visit: inout Visit, _ door: Doors.Door) async throws {
        guard !Origin(request, peer: visit.peer).isForeign else { throw NotFromOurPage() }
        if let token = request.headers[Self.token], !accepts(token, visit) { throw NotFromOurPage() }
        let limits = FormLimits(fields: site.settings.formLimit, file: door == .upload ? site.settings.uploadLimit : nil)
        visit.form = try await FormIntake(limits: limits, spool: site.spool, work: site.rooms, token: site.token).form(of: request)
        if request.headers[Self.token] == nil, !accepts(visit.form["csrf"] ?? "", visit) {
            for file in visit.form.files { file.spooled.remove() }
            throw NotFromOurPage()
        }
    }

    private func accepts(_ token: String, _ visit: Visit) -> Bool {
        guard !token.isEmpty else { return false }
        return visit.visitor.map { $0.accepts(csrf: token) } ?? (token == visit.csrf)
    }

    static let token = HTTPField.Name("X-CSRF-Token")!
}
