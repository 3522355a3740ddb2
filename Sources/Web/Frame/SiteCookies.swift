import Domain
import Hummingbird
import Pages

/// The cookies this site sets: for this host, out of reach of scripts, marked for TLS where TLS is in use.
struct SiteCookies: Sendable {
    let isSecure: Bool

    init(_ site: Site, _ request: Request, _ visit: Visit) {
        isSecure = site.settings.secureCookies || Origin(request, peer: visit.peer).isSecure
    }

    func session(_ token: String) -> Cookie { cookie(CookieName.session, token) }
    func noSession() -> Cookie { cookie(CookieName.session, "", seconds: 0) }
    func visit(_ token: String) -> Cookie { cookie(CookieName.visit, token) }
    func flash(_ text: String) -> Cookie { cookie(CookieName.flash, text, seconds: 60) }
    func noFlash() -> Cookie { cookie(CookieName.flash, "", seconds: 0) }
    func language(_ language: Language) -> Cookie { cookie(CookieName.language, language.rawValue, seconds: Self.year) }
    func theme(_ theme: PageChrome.Theme) -> Cookie { cookie(CookieName.theme, theme.rawValue, seconds: Self.year) }

    private static let year = 365 * 24 * 3600

    private func cookie(_ name: String, _ value: String, seconds: Int? = nil) -> Cookie {
        Cookie(name: name, value: value, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
