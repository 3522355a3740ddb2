import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct ForgeryTests {
    @Test(arguments: ["", "made-up", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]) func aChangeNeedsTheToken(token: String) async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            let refused = try await browser.post("/preferences", [("language", "en")], csrf: token)
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("页面已过期"))
            #expect(try await browser.get("/nowhere").text.contains(#"<html lang="zh-Hans""#), "nothing was changed")
            #expect(try await browser.post("/preferences", [("language", "en")]).status == .seeOther)
        }
    }

    @Test func theTokenOfAnotherPersonIsNone() async throws {
        try await TestSite.make().test { client in
            let (one, other) = (Browser(client), Browser(client))
            try await one.signIn(.nurse)
            try await other.signIn(.head)
            try await other.get("/nowhere")
            let stolen = await other.csrf
            #expect(try await one.post("/preferences", [("theme", "dark")], csrf: stolen).status == .forbidden)
        }
    }

    @Test func theTokenOfBeforeSigningInIsNoneAfterwards() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.get("/sign-in")
            let before = await browser.csrf
            try await browser.signIn(.nurse)
            #expect(try await browser.post("/preferences", [("theme", "dark")], csrf: before).status == .forbidden)
        }
    }

    /// Signing somebody in unasked is forgery too.
    @Test func signingInNeedsTheTokenOfTheVisit() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.get("/sign-in")
            let token = await browser.csrf
            let stranger = Browser(client)
            #expect(try await stranger.post("/sign-in", [("name", "nurse"), ("password", TestSite.password)], csrf: token).status == .forbidden)
            #expect(try await stranger.post("/sign-in", [("name", "nurse"), ("password", TestSite.password)], csrf: "").status == .forbidden)
        }
    }

    @Test(arguments: [
        [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [HTTPField.Name("Sec-Fetch-Site")!: "same-site"], [.origin: "https://evil.example"], [.origin: "null"],
    ] as [HTTPFields])
    func anotherSitesPageIsRefused(headers: HTTPFields) async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            #expect(try await browser.post("/preferences", [("theme", "dark")], headers).status == .forbidden)
        }
    }

    @Test func ourOwnPageIsNot() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            let own: HTTPFields = [.origin: "http://localhost", HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
            #expect(try await browser.post("/preferences", [("theme", "dark")], own).status == .seeOther)
            let proxied: HTTPFields = [.origin: "https://huiyin.example", Origin.forwardedHost: "huiyin.example", Origin.forwardedProto: "https"]
            #expect(try await browser.post("/preferences", [("theme", "dark")], proxied).status == .seeOther)
        }
    }

    @Test func scriptsBringTheTokenInAHeader() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            try await browser.signIn(.nurse)
            try await browser.get("/nowhere")
            let (right, wrong) = (await browser.csrf, "x" + (await browser.csrf))
            for (token, status) in [(right, HTTPResponse.Status.seeOther), (wrong, .forbidden)] {
                let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", Reception.token: token]
                #expect(try await browser.send(.post, "/preferences", headers, ByteBuffer(string: "theme=dark")).status == status)
            }
        }
    }
}
