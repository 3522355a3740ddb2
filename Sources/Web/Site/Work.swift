import Domain
import Hummingbird
import Operations
import Pages

extension Site {
    /// Runs a use case for whoever asks, on a thread that may block.
    ///
    /// - Parameter threads: nil = the rooms.
    func work<Value: Sendable>(
        _ visit: Visit, on threads: BlockingWork? = nil, _ body: @escaping @Sendable (Premises, Context) throws -> Value
    ) async throws -> Value {
        guard var context = visit.visitor?.context else { throw SignInNeeded() }
        context.language = visit.manners.language
        let premises = premises
        return try await (threads ?? rooms).run { [context] in try body(premises, context) }
    }

    /// A page that anybody may open, with a token that ties its form to this browser.
    func openPage(_ request: Request, _ visit: Visit, status: HTTPResponse.Status = .ok, _ render: (PageChrome) -> HTML) -> Response {
        var visit = visit
        let isNew = visit.csrf.isEmpty
        if isNew { visit.csrf = token() }
        var response = Response.page(render(Chrome(site: self, visit: visit, request: request).page), status: status)
        if isNew { response.setCookie(SiteCookies(self, request, visit).visit(visit.csrf)) }
        return response
    }

    /// A page for whoever asks, with what was said about the last act.
    func page(_ request: Request, _ visit: Visit, status: HTTPResponse.Status = .ok, _ render: (PageChrome) -> HTML) -> Response {
        let chrome = Chrome(site: self, visit: visit, request: request).page
        var response = Response.page(render(chrome), status: status)
        if request.cookies[CookieName.flash] != nil { response.setCookie(SiteCookies(self, request, visit).noFlash()) }
        return response
    }

    /// Back to where the form came from, else to `otherwise`, with a word about what was done.
    func back(_ request: Request, _ visit: Visit, otherwise: String, saying flash: Flash? = nil) -> Response {
        let response = Response.seeOther(LocalAddress.checked(visit.form["return"]) ?? otherwise)
        return flash.map { response.saying($0, SiteCookies(self, request, visit)) } ?? response
    }
}

extension Visit {
    /// An id in the path. What is no id names nothing.
    func id<Subject>(_ name: String = "id", _: Subject.Type = Subject.self) throws -> Identifier<Subject> {
        guard let id = parameters.get(name).flatMap({ Identifier<Subject>($0) }) else { throw Refusal.notFound }
        return id
    }

    /// A number in the path, where what it names has no type of its own. What is no number names nothing.
    func number(_ name: String = "id") throws -> Int64 {
        guard let number = parameters.get(name).flatMap({ Int64($0) }) else { throw Refusal.notFound }
        return number
    }

    /// A name in the path, such as that of a regulation.
    func name(_ name: String = "id") throws -> String {
        guard let text = parameters.get(name) else { throw Refusal.notFound }
        return try FieldText.segment(Substring(text))
    }
}

extension Form {
    func id<Subject>(_ name: String, _: Subject.Type = Subject.self) -> Identifier<Subject>? { text(name).flatMap { Identifier<Subject>($0) } }

    func ids<Subject>(_ name: String, _: Subject.Type = Subject.self) -> [Identifier<Subject>] { all(name).compactMap { Identifier<Subject>($0) } }

    func day(_ name: String) -> LocalDay? { text(name).flatMap { LocalDay(iso: $0) } }

    func moment(_ name: String, in zone: CivilZone) -> Instant? { text(name).flatMap { zone.instant(iso: $0) } }

    func isOn(_ name: String) -> Bool { text(name) != nil }
}

extension Refusal {
    /// A field without which the form cannot be read.
    static func missing(_ field: String) -> Refusal { .invalid([Finding(.error, "field.required", at: Place(path: field))]) }

    /// What is wrong with a form, for showing it again with the words at the fields; any other refusal goes on.
    static func findings(in error: any Error) throws -> [Finding] {
        guard case Refusal.invalid(let findings) = error else { throw error }
        return findings
    }
}
