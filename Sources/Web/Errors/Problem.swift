import Domain
import HTTPTypes
import Hummingbird
import Operations
import SQLCore

/// Nobody is signed in, and the place asked for needs somebody.
struct SignInNeeded: Error {}

/// Somebody else set the password; until it is changed there is one page only.
struct PasswordChangeNeeded: Error {}

/// A request that changes something and was not made by a page of ours, or by one that is too old.
struct NotFromOurPage: Error {}

/// Too many failures from one address.
struct TooManyTries: Error {
    var seconds: Int64
}

/// What an error means for the person who meets it: a status and a kind that pages and JSON have words for.
struct Problem {
    enum Kind: Equatable {
        case notFound, signIn, oldPage, notAllowed, conflict, invalid, badForm, tooManyTries, busy, broken
        /// The limit in bytes.
        case tooLarge(Int)
        /// A state that does not allow it; `refusal.<code>` says which.
        case state(String)
        /// A program's token is missing or not taken; `refusal.token.<reason>` says why.
        case token(TokenRefusal)

        /// `problem.<name>` says it in a line.
        var name: String {
            switch self {
            case .tooLarge: "tooLarge"
            case .state: "state"
            case .token: "token"
            default: String(describing: self)
            }
        }
    }

    var status: HTTPResponse.Status
    var kind: Kind
    /// Who holds or changed it, in a conflict.
    var who: String?
    var findings: [Finding] = []
    var retryAfter: Int64?

    init(_ status: HTTPResponse.Status, _ kind: Kind, who: String? = nil, findings: [Finding] = [], retryAfter: Int64? = nil) {
        (self.status, self.kind, self.who, self.findings, self.retryAfter) = (status, kind, who, findings, retryAfter)
    }

    /// Something is broken here, and somebody must look: it is logged with its number.
    var isOurs: Bool { status.code >= 500 }

    /// The one place where errors become answers.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as Refusal: Self.of(error)
            case let error as BadForm: Self.of(error)
            case let error as BadRequest: Problem(error.status, .badForm, findings: error.findings)
            case let error as TokenRefusal: Problem(.unauthorized, .token(error))
            case let error as PermitMissing: Problem(.forbidden, .notAllowed, findings: [Finding(.error, "token.permitMissing", ["permit": error.permit.rawValue])])
            case let error as SQLError: Self.of(error)
            case is SignInNeeded: Problem(.unauthorized, .signIn)
            case is NotFromOurPage: Problem(.forbidden, .oldPage)
            case is PasswordChangeNeeded: Problem(.forbidden, .state("password.mustChange"))
            case let error as TooManyTries: Problem(.tooManyRequests, .tooManyTries, retryAfter: error.seconds)
            case is BlockingWork.Overloaded: Problem(.serviceUnavailable, .busy, retryAfter: 5)
            case let error as HTTPError: Self.of(error.status)
            default: Problem(.internalServerError, .broken)
            }
    }

    private static func of(_ refusal: Refusal) -> Problem {
        switch refusal {
        case .notFound: Problem(.notFound, .notFound)
        case .notAllowed: Problem(.forbidden, .notAllowed)
        case .conflict(_, let by, _): Problem(.conflict, .conflict, who: by)
        case .invalid(let findings): Problem(.unprocessableContent, .invalid, findings: findings)
        case .state(let code): Problem(.conflict, .state(code))
        }
    }

    private static func of(_ form: BadForm) -> Problem {
        switch form {
        case .tooLarge(let limit): Problem(.contentTooLarge, .tooLarge(limit))
        case .notUTF8, .holdsNUL, .tooManyFields, .otherType, .malformed, .unexpectedFile: Problem(.badRequest, .badForm)
        }
    }

    private static func of(_ error: SQLError) -> Problem {
        switch error.kind {
        case .busy: Problem(.serviceUnavailable, .busy, retryAfter: 5)
        case .full: Problem(.serviceUnavailable, .busy)
        default: Problem(.internalServerError, .broken)
        }
    }

    private static func of(_ status: HTTPResponse.Status) -> Problem {
        switch status.code {
        case 404: Problem(.notFound, .notFound)
        case 400..<500: Problem(status, .badForm)
        default: Problem(.internalServerError, .broken)
        }
    }
}
