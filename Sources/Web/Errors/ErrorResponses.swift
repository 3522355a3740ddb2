import Domain
import HTTPTypes
import Hummingbird
import Interop
import Logging
import NIOCore
import Operations
import Pages
import Phrasebook
import SQLCore

/// The answer to an error: a page in the visitor's language, or a problem in JSON (RFC 9457) for scripts. Never the error's own text.
struct ErrorResponses: Sendable {
    let site: Site

    func answer(to error: any Error, _ request: Request, _ visit: Visit) -> Response {
        if let way = elsewhere(error, request, visit) { return way }
        let problem = Problem(error)
        if problem.isOurs { log(error, visit) }
        var response = Self.wantsPage(request) ? page(problem, request, visit) : json(problem, visit)
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = String(seconds) }
        if case .token(let refusal) = problem.kind { response.headers[.wwwAuthenticate] = refusal == .missing ? "Bearer" : #"Bearer error="invalid_token""# }
        return response
    }

    /// Who must sign in or change a password first is sent there, and comes back afterwards.
    private func elsewhere(_ error: any Error, _ request: Request, _ visit: Visit) -> Response? {
        guard Self.wantsPage(request) else { return nil }
        switch error {
        case is SignInNeeded:
            let back = request.method == .get ? request.uri.string : nil
            return .seeOther(Address.query(SitePath.signIn.address(), [("return", back == "/" ? nil : back)]))
        case is PasswordChangeNeeded:
            return .seeOther(SitePath.preferences.address())
        default:
            return nil
        }
    }

    /// A browser that opens a page says that it takes HTML; a script of a page does not, and programs get JSON whatever they say.
    static func wantsPage(_ request: Request) -> Bool {
        request.headers[.accept]?.contains("text/html") == true && !ApiTable.isBelow(request.uri.path)
    }

    /// With its number, its type and, of errors that carry no values, what they say.
    private func log(_ error: any Error, _ visit: Visit) {
        let said = (error as? SQLError)?.description ?? (error as? SpoolFile.Failure)?.reason ?? ""
        visit.logger.error("failed: \(String(reflecting: type(of: error))) \(said)", metadata: ["route": "\(visit.endpointPath ?? "")"])
    }

    private func page(_ problem: Problem, _ request: Request, _ visit: Visit) -> Response {
        let chrome = Chrome(site: site, visit: visit, request: request).page
        let model = ErrorPage.Model(kind(problem, chrome), number: visit.number, back: SitePath.root.address())
        return .page(ErrorPage.render(model, chrome), status: problem.status)
    }

    private func kind(_ problem: Problem, _ chrome: PageChrome) -> ErrorPage.Kind {
        switch problem.kind {
        case .notFound, .signIn: .notFound
        case .oldPage: .staleForm
        case .notAllowed: .forbidden
        case .conflict: .conflict(problem.who)
        case .tooLarge(let bytes): .tooLarge("\(max(1, bytes >> 20)) MB")
        case .invalid: .unacceptable(problem.findings.map { FindingWords.of($0, chrome.phrases) })
        case .state(let code): .unacceptable([chrome.words.refusal(code)])
        case .badForm: .unacceptable([chrome.words.refusal("badForm")])
        case .token: .notFound
        case .tooManyTries: .tooMany
        case .busy: .unavailable
        case .broken: .failed
        }
    }

    private func json(_ problem: Problem, _ visit: Visit) -> Response {
        let phrases = site.phrases.phrases(in: visit.manners.language)
        let words = detail(problem, phrases)
        let whole: JSONValue = [
            "type": .text("urn:huiyin:problem:" + problem.kind.name), "title": .text(phrases(PhraseKey("problem." + problem.kind.name))),
            "status": .count(problem.status.code), "detail": .text(words.isEmpty ? nil : words), "instance": .text(visit.number),
            "findings": problem.findings.isEmpty ? .null : .list(problem.findings.map { ApiProblem.finding(placed($0, visit), phrases) }),
        ]
        return .text(whole.withoutNulls.written, type: "application/problem+json", status: problem.status)
    }

    private func detail(_ problem: Problem, _ phrases: Phrases) -> String {
        switch problem.kind {
        case .state(let code): CivilWords(phrases, zone: .shanghai, now: site.clock()).refusal(code)
        case .token(let refusal): phrases(PhraseKey("refusal.token." + refusal.rawValue))
        case .conflict: problem.who ?? ""
        default: problem.findings.map { FindingWords.of($0, phrases) }.joined(separator: "\n")
        }
    }

    /// Programs sent JSON: their findings point into it.
    private func placed(_ finding: Finding, _ visit: Visit) -> Finding {
        guard visit.bearer != nil, visit.endpointPath == ContactApi.recording else { return finding }
        var placed = finding
        placed.place.path = ContactPlaces.pointer(finding.place.path)
        return placed
    }
}
