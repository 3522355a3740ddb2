import HTTPTypes
import Hummingbird

/// Which way leads to a place: who is let in, and how much may be carried.
struct Doors: Sendable {
    enum Door: Sendable {
        /// No place at all.
        case none
        /// Files and health: nobody is asked who they are.
        case bare
        /// Also for people who are not signed in.
        case open
        /// For people who are signed in.
        case members
        /// The same, for what a page asks by itself: it does not keep the sign-in alive.
        case watching
        /// The same, even while a password that somebody else set has not been changed.
        case always
        /// For people who are signed in, with a file.
        case upload
        /// For programs, by their token; no cookie and no page's token counts.
        case program
    }

    private var special: [String: Door] = [:]

    init(_ special: [(SitePath, HTTPRequest.Method, Door)]) {
        for (path, method, door) in special { self.special[Self.key(path.route.description, method)] = door }
    }

    /// - Parameter route: the pattern that the router found; nil or `NotFound` for an address that is none.
    func door(to route: String?, _ method: HTTPRequest.Method) -> Door {
        guard let route, route != "NotFound" else { return .none }
        return special[Self.key(route, method == .head ? .get : method)] ?? .members
    }

    private static func key(_ route: String, _ method: HTTPRequest.Method) -> String { method.rawValue + " " + route }
}
