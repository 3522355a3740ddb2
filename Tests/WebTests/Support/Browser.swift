import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

/// A browser as far as these tests need one: keeps cookies, sends forms with the token of the last page, follows no redirect by itself.
actor Browser {
    private let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]
    private(set) var csrf = ""
    private let language: String

    init(_ client: any TestClientProtocol, language: String = "zh-CN,zh;q=0.9") { (self.client, self.language) = (client, language) }

    @discardableResult
    func get(_ address: String, _ more: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, address, more, nil)
    }

    @discardableResult
    func post(_ address: String, _ fields: [(String, String)], csrf token: String? = nil, _ more: HTTPFields = [:]) async throws -> Answer {
        let pairs = [("csrf", token ?? csrf)] + fields
        let body = pairs.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
        return try await send(.post, address, [.contentType: "application/x-www-form-urlencoded"] + more, ByteBuffer(string: body))
    }

    /// A form as `multipart/form-data`, one file in it.
    @discardableResult
    func upload(_ address: String, _ fields: [(String, String)] = [], file: (name: String, bytes: [UInt8])?, csrf token: String? = nil) async throws -> Answer {
        var body = ByteBuffer()
        for (name, value) in [("csrf", token ?? csrf)] + fields {
            body.writeString("--BOUNDARY\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        if let file {
            body.writeString("--BOUNDARY\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--BOUNDARY--\r\n")
        return try await send(.post, address, [.contentType: "multipart/form-data; boundary=BOUNDARY"], body)
    }

    func send(_ method: HTTPRequest.Method, _ address: String, _ more: HTTPFields, _ body: ByteBuffer?) async throws -> Answer {
        var headers: HTTPFields = [.accept: "text/html", .acceptLanguage: language]
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        for field in more { headers[field.name] = field.value }
        let answer = Answer(try await client.executeRequest(uri: address, method: method, headers: headers, body: body))
        for cookie in answer.setCookies { cookies[cookie.name] = cookie.value.isEmpty ? nil : cookie.value }
        if let token = answer.csrf { csrf = token }
        return answer
    }

    func signIn(_ person: TestSite.Person, password: String = TestSite.password) async throws {
        try await get("/sign-in")
        let answer = try await post("/sign-in", [("name", person.signIn), ("password", password)])
        #expect(answer.status == .seeOther)
    }

    func forget(_ cookie: String) { cookies[cookie] = nil }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let text: String
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        (status, headers, text) = (response.status, response.headers, String(buffer: response.body))
        bytes = Array(buffer: response.body)
    }

    var location: String? { headers[.location] }
    var csrf: String? { (text.firstMatch(of: #/<meta name="csrf" content="([^"]+)">/#)?.output.1).map(String.init) }

    struct SetCookie { var name: String, value: String, attributes: String }

    var setCookies: [SetCookie] {
        headers[values: .setCookie].compactMap { line in
            let parts = line.split(separator: ";", maxSplits: 1)
            let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return SetCookie(name: String(pair[0]), value: String(pair[1]), attributes: parts.count > 1 ? String(parts[1]) : "")
        }
    }
}

func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
    var all = left
    all.append(contentsOf: right)
    return all
}
