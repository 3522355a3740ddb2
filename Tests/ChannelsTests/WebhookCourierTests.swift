import Foundation
import Testing

@testable import Channels

/// One message over a real connection: what is sent, and what is made of every way in which a receiver may behave.
@Suite(.serialized) struct WebhookCourierTests {
    private func outcome(_ manner: Receiver.Manner, seconds: Double = 5) async throws -> (WebhookCourier.Outcome, [String]) {
        let receiver = try await Receiver(manner)
        let courier = WebhookCourier(rule: AddressRule(named: ["127.0.0.1:\(receiver.port)"]), seconds: seconds)
        let outcome = await courier.send(
            to: receiver.address, headers: ["webhook-id": "msg_1", "Content-Type": "application/json"], body: "{\"a\":\"甲\"}")
        await receiver.close()
        return (outcome, receiver.requests)
    }

    private static func answer(_ status: String, _ more: String = "", body: String = "") -> Receiver.Manner {
        .says("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(more)\r\n\(body)")
    }

    @Test func whatIsSentArrives() async throws {
        let (outcome, requests) = try await outcome(Self.answer("204 No Content", "Set-Cookie: a=b\r\n"))
        #expect(outcome == .answered(204))
        let request = try #require(requests.first)
        #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\n{\"a\":\"甲\"}"))
        #expect(request.lowercased().contains("\r\nwebhook-id: msg_1\r\n") && request.lowercased().contains("\r\ncontent-type: application/json\r\n"))
    }

    @Test(arguments: ["200 OK", "400 Bad Request", "410 Gone", "500 Internal Server Error", "503 Service Unavailable"]) func statusesAreTold(
        status: String
    ) async throws {
        #expect(try await outcome(Self.answer(status, body: "whatever")).0 == .answered(Int(status.prefix(3))!))
    }

    /// Where it leads was not asked for, and nobody looked whether it may be called.
    @Test func redirectsAreNotFollowed() async throws {
        let target = try await Receiver(Self.answer("200 OK"))
        let (outcome, _) = try await outcome(Self.answer("302 Found", "Location: \(target.address)\r\n"))
        #expect(outcome == .answered(302))
        #expect(target.requests == [])
        await target.close()
    }

    @Test func aLongAnswerIsNotRead() async throws {
        #expect(try await outcome(.says("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx")).0 == .answered(200))
    }

    @Test func whoeverDoesNotAnswerIsLeft() async throws {
        #expect(try await outcome(.hangs, seconds: 0.3).0 == .failed("timeout"))
        #expect(try await outcome(.drips, seconds: 0.5).0 == .failed("timeout"), "a byte now and then is no answer")
        #expect(try await outcome(.closes).0 == .failed("unreachable"))
    }

    @Test func whatIsNotThereIsNotReached() async throws {
        let receiver = try await Receiver(.hangs)
        let (address, port) = (receiver.address, receiver.port)
        await receiver.close()
        let courier = WebhookCourier(rule: AddressRule(named: ["127.0.0.1:\(port)"]), seconds: 5)
        #expect(await courier.send(to: address, headers: [:], body: "{}") == .failed("unreachable"))
    }

    @Test func whatMayNotBeToldIsNotCalled() async throws {
        let receiver = try await Receiver(Self.answer("200 OK"))
        let courier = WebhookCourier(rule: AddressRule(), seconds: 5)
        #expect(await courier.send(to: receiver.address, headers: [:], body: "{}") == .failed("notSecure"))
        #expect(await courier.send(to: "https://127.0.0.1:\(receiver.port)/", headers: [:], body: "{}") == .failed("privateAddress"))
        #expect(await courier.send(to: "https://localhost:\(receiver.port)/", headers: [:], body: "{}") == .failed("privateAddress"))
        #expect(receiver.requests == [])
        await receiver.close()
    }
}
