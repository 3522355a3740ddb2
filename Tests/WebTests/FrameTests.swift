import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct FrameTests {
    @Test func everyAnswerIsGuarded() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            for address in ["/sign-in", "/healthz", "/nowhere", "/static/css/app.css", "/"] {
                let headers = try await browser.get(address).headers
                #expect(headers[.contentSecurityPolicy] == SecurityHeaders.policy, "\(address)")
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
                #expect(headers[HTTPField.Name("Permissions-Policy")!] != nil)
                #expect(headers[.strictTransportSecurity] == nil, "no TLS in use")
                #expect(headers[RequestRecord.number] != nil)
            }
            let behindTLS = try await browser.get("/sign-in", [Origin.forwardedProto: "https"]).headers
            #expect(behindTLS[.strictTransportSecurity] != nil)
        }
    }

    @Test func pagesAreNotKept() async throws {
        try await TestSite.make().test { client in
            let browser = Browser(client)
            #expect(try await browser.get("/sign-in").headers[.cacheControl] == "no-store")
            let sheet = try await browser.get("/static/css/app.css")
            #expect(sheet.headers[.cacheControl] == "public, no-cache")
            let version = sheet.headers[.eTag]!.filter { $0 != "\"" }
            #expect(try await browser.get("/static/css/app.css?v=\(version)").headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(try await browser.get("/static/css/app.css", [.ifNoneMatch: sheet.headers[.eTag]!]).status == .notModified)
            #expect(try await browser.send(.head, "/static/css/app.css", [:], nil).status == .ok)
        }
    }

    @Test(arguments: ["/static/../Package.swift", "/static/%2e%2e/Package.swift", "/static/css/../css/app.css", "/static/", "/static/css", "/static/css/app.css/"])
    func noWayOutOfTheStaticFolder(address: String) async throws {
        try await TestSite.make().test { client in
            let answer = try await Browser(client).get(address)
            #expect(!answer.text.contains("swift-tools-version"))
            // A slash at the end names the same file; everything else is none.
            #expect(answer.status == (address.hasSuffix("app.css/") ? .ok : .notFound))
        }
    }

    @Test func healthOfTheServer() async throws {
        struct Broken: Error {}
        try await TestSite.make().test { client in
            let browser = Browser(client)
            #expect(try await browser.get("/healthz").text == "ok\n")
            #expect(try await browser.get("/readyz").status == .ok)
            let metrics = try await browser.get("/metrics").text
            #expect(metrics.contains(#"huiyin_http_requests_total{method="GET",route="/healthz",status="200"} 1"#))
            #expect(metrics.contains(#"huiyin_http_request_duration_seconds_bucket{route="/readyz",le="+Inf"} 1"#))
        }
        try await TestSite.make(readiness: { throw Broken() }).test { client in
            let answer = try await Browser(client).get("/readyz")
            #expect(answer.status == .serviceUnavailable)
            #expect(!answer.text.contains("Broken"))
        }
    }

    @Test(arguments: [("zh-CN", "zh-Hans", "没有找到"), ("zh-TW,zh;q=0.9", "zh-Hant", "沒有找到"), ("en-GB", "en", "Not found")])
    func errorsSpeakTheVisitorsLanguage(accepted: String, language: String, words: String) async throws {
        try await TestSite.make().test { client in
            let answer = try await Browser(client, language: accepted).get("/nowhere?name=secret")
            #expect(answer.status == .notFound)
            #expect(answer.text.contains(#"<html lang="\#(language)""#))
            #expect(answer.text.contains(words))
            #expect(answer.text.contains(answer.headers[RequestRecord.number]!), "the number to tell support")
        }
    }

    @Test func scriptsGetProblemsAsJSON() async throws {
        try await TestSite.make().test { client in
            let answer = try await Browser(client).get("/nowhere", [.accept: "*/*"])
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.text.contains(#""type":"urn:huiyin:problem:notFound""#))
        }
    }
}
