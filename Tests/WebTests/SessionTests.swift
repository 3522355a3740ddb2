import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct SessionTests {
    @Test func signingInAndOut() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.get("/sign-in")
            let answer = try await browser.post("/sign-in", [("name", "nurse"), ("password", TestSite.password), ("return", "/follow-ups?scope=unit")])
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/follow-ups?scope=unit")
            let cookie = try #require(answer.setCookies.first { $0.name == "huiyin_session" })
            for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.attributes.contains(attribute)) }
            #expect(!cookie.attributes.contains("Secure"))
            let again = try await browser.get("/sign-in")
            #expect(again.location == "/", "who is signed in needs no sign-in page")
            let page = try await browser.get("/nowhere")
            #expect(page.text.contains("甲101"), "an error page for somebody signed in carries the frame")
            #expect(try await browser.post("/sign-out", []).location == "/sign-in")
            #expect(await browser.cookies["huiyin_session"] == nil)
        }
    }

    @Test func anEndedSessionOpensNothing() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            let token = try #require(await browser.cookies["huiyin_session"])
            try await browser.get("/nowhere")
            try await browser.post("/sign-out", [])
            let answer = try await Browser(client).get("/preferences", [.cookie: "huiyin_session=\(token)"])
            #expect(answer.location?.hasPrefix("/sign-in") == true || answer.status == .notFound)
            #expect(!answer.text.contains("甲101"))
        }
    }

    @Test func cookiesAreMarkedForTLSBehindAProxy() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.get("/sign-in")
            let fields = [("name", "nurse"), ("password", TestSite.password)]
            let answer = try await browser.post("/sign-in", fields, [Origin.forwardedProto: "https"])
            #expect(answer.setCookies.first { $0.name == "huiyin_session" }?.attributes.contains("Secure") == true)
        }
    }

    @Test(arguments: [("nurse", "wrong"), ("nobody", TestSite.password), ("", "")])
    func oneAnswerForEveryRefusal(name: String, password: String) async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.get("/sign-in")
            let answer = try await browser.post("/sign-in", [("name", name), ("password", password)])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("账号或密码不对"))
            #expect(answer.setCookies.first { $0.name == "huiyin_session" } == nil)
        }
    }

    @Test func anAddressThatFailsTooOftenWaits() async throws {
        let bench = try TestSite.make(settings: SiteSettings(failuresPerAddress: 3, failureWindowSeconds: 60))
        try await bench.test { client in
            let browser = Browser(client)
            try await browser.get("/sign-in")
            for number in 0..<3 {
                #expect(try await browser.post("/sign-in", [("name", "nobody\(number)"), ("password", "x")]).status == .unprocessableContent)
            }
            let right = [("name", "nurse"), ("password", TestSite.password)]
            let refused = try await browser.post("/sign-in", right)
            #expect(refused.status == .tooManyRequests)
            #expect(refused.headers[.retryAfter] == "60")
            let elsewhere = try await browser.post("/sign-in", right, [Origin.forwardedFor: "192.0.2.7"])
            #expect(elsewhere.status == .seeOther, "another address is another count")
            bench.moment.advance(seconds: 61)
            #expect(try await browser.get("/sign-in").status == .seeOther)
        }
    }

    @Test func whoMustSignInComesBack() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            let answer = try await browser.get("/sign-in?return=//evil.example")
            #expect(!answer.text.contains("evil.example"))
        }
    }

    @Test func languageAndThemeWithoutASession() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            #expect(try await browser.get("/sign-in?lang=en").text.contains(#"<html lang="en""#))
            #expect(try await browser.get("/sign-in").text.contains(#"<html lang="en""#), "kept in a cookie")
            let answer = try await browser.post("/preferences", [("theme", "dark"), ("return", "/sign-in")])
            #expect(answer.location == "/sign-in")
            #expect(try await browser.get("/sign-in").text.contains(#"data-theme="dark""#))
        }
    }

    @Test func preferencesBelongToTheAccount() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            try await browser.post("/preferences", [("language", "zh-Hant"), ("return", "/")])
            let elsewhere = Browser(client, language: "en")
            try await elsewhere.signIn(.nurse)
            #expect(try await elsewhere.get("/nowhere").text.contains(#"<html lang="zh-Hant""#))
        }
    }
}
