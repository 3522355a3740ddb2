import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import Operations
import Testing

@testable import Web

/// Facts that programs deliver: each once, each with its fate, whatever comes with it.
@Suite struct ApiEventTests {
    private static let events = "/api/v1/events"

    private func bench(_ body: @Sendable (Walk, Program) async throws -> Void) async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await body(walk, try await walk.program(.quality, [.eventsWrite, .eventsRead]))
        }
    }

    @Test func aFactIsDeliveredCorrectedAndCancelled() async throws {
        try await bench { _, program in
            let first = try await program.post(Self.events, Walk.dischargeObject("ZY1"), key: "a")
            #expect(first.status == 200 && first.results.map { $0["outcome"] } == ["created"])
            let id = try #require(first.results[0]["event"]?.string)
            let same = try await program.post(Self.events, [Walk.dischargeObject("ZY1")], key: "b")
            #expect(same.results.map { $0["outcome"] } == ["unchanged"] && same.results[0]["event"]?.string == id)
            let other = try await program.post(Self.events, Walk.dischargeObject("ZY1", at: "2026-11-24T09:00:00+08:00"), key: "c")
            #expect(other.results.map { $0["outcome"] } == ["corrected"])
            let shown = try await program.get(Self.events + "/" + id)
            #expect(shown["version"] == 2 && shown["occurredAt"] == "2026-11-24T09:00:00+08:00" && shown["state"] == "current")
            #expect(shown.json.at("unit.code") == "A" && shown.json.at("attributes.admission") == "ZY1")
            let gone = try await program.post("\(Self.events)/\(id)/cancellation", ["reason": "录错"], key: "d")
            #expect(gone.results.map { $0["outcome"] } == ["created"])
            #expect(try await program.get(Self.events + "/" + id)["state"] == "cancelled")
        }
    }

    /// A program that heard no answer asks again and learns what happened the first time.
    @Test func theSameRequestIsAnsweredTheSame() async throws {
        try await bench { _, program in
            let body: JSONValue = [Walk.dischargeObject("ZY1"), Walk.dischargeObject("ZY2", ward: "nowhere")]
            let first = try await program.post(Self.events, body, key: "a")
            #expect(first.results.map { $0["outcome"] } == ["created", "rejected"])
            let again = try await program.post(Self.events, body, key: "a")
            #expect(again.json == first.json && again.headers[ApiCall.replayed] == "true" && first.headers[ApiCall.replayed] == nil)
            let reused = try await program.post(Self.events, Walk.dischargeObject("ZY3"), key: "a")
            #expect(reused.status == 422 && reused.findings.map { $0["code"] } == ["request.keyReused"])
            #expect(try await program.post(Self.events, Walk.dischargeObject("ZY3"), key: "b").results.map { $0["outcome"] } == ["created"])
        }
    }

    /// Keys are a program's own: two programs may count from 1.
    @Test func keysOfTwoProgramsDoNotMeet() async throws {
        try await bench { walk, program in
            let other = try await walk.program(.quality, [.eventsWrite])
            #expect(try await program.post(Self.events, Walk.dischargeObject("ZY1"), key: "1").results[0]["outcome"] == "created")
            #expect(try await other.post(Self.events, Walk.dischargeObject("ZY2"), key: "1").results[0]["outcome"] == "created")
        }
    }

    @Test func whereNothingWasTakenTheRequestIsAProblem() async throws {
        try await bench { _, program in
            let refused = try await program.post(Self.events, [Walk.dischargeObject("ZY1", ward: "nowhere"), ["kind": "x"]], key: "a")
            #expect(refused.status == 422 && refused.headers[.contentType] == "application/problem+json")
            let findings = refused.results.flatMap { $0["findings"]?.items ?? [] }
            #expect(findings.map { $0["path"] } == ["/0/unit", "/1/occurredAt", "/1/kind"])
            #expect(findings.allSatisfy { $0["message"]?.string?.contains("«") == false })
            let later = try await program.post(Self.events, [Walk.dischargeObject("ZY1")], key: "a")
            #expect(later.results.map { $0["outcome"] } == ["created"], "a request that did nothing keeps no key")
        }
    }

    /// What another ward has is neither moved nor cancelled by a token of this one, and not shown to it.
    @Test func anotherUnitsFactsAreOutOfReach() async throws {
        try await bench { walk, program in
            let made = try await program.post(Self.events, Walk.dischargeObject("ZY1", ward: "B"), key: "a")
            let id = try #require(made.results[0]["event"]?.string)
            let (premises, now) = (walk.bench.site.premises, walk.bench.moment.current)
            let text = try await walk.bench.site.rooms.run {
                let context = try Authentication(premises).engine(of: TestSite.Person.quality.organisation, at: now)
                let account = TestSite.Person.quality.rawValue + 1000
                return try TokenAdministration(premises).create(
                    .init(name: "内科", account: account, permits: [.eventsWrite, .eventsRead], unit: TestSite.Person.nurse.unit), context
                ).text
            }
            let narrow = Program(client: walk.client, token: text)
            #expect(try await narrow.get(Self.events + "/" + id).status == 404)
            #expect(try await narrow.post(Self.events + "/\(id)/cancellation", .object([]), key: "1").status == 404)
            let moved = try await narrow.post(Self.events, Walk.dischargeObject("ZY1", ward: "A"), key: "2")
            let elsewhere = try await narrow.post(Self.events, Walk.dischargeObject("ZY9", ward: "B"), key: "3")
            let withdrawn = try await narrow.post(
                Self.events,
                ["kind": "eventWithdrawn", "occurredAt": "2026-11-25", "unit": "A", "attributes": ["kind": "patientDischarged", "event": "ZY1"]],
                key: "4")
            for refused in [moved, elsewhere, withdrawn] {
                #expect(refused.status == 422)
                #expect(refused.results[0]["findings"]?.items.map { $0["code"] } == ["event.unknownUnit"])
            }
            let kept = try await program.get(Self.events + "/" + id)
            #expect(kept["state"] == "current" && kept.json.at("unit.code") == "B" && kept["version"] == 1)
            #expect(try await narrow.post(Self.events, Walk.dischargeObject("ZY2", ward: "A"), key: "5").status == 200)
            let stranger = try await walk.program(.stranger, [.eventsRead])
            #expect(try await stranger.get(Self.events + "/" + id).status == 404)
        }
    }

    @Test func aCancellationMayComeFirst() async throws {
        try await bench { _, program in
            let cancel: JSONValue = [
                "kind": "eventWithdrawn", "occurredAt": "2026-11-25T10:00:00+08:00", "attributes": ["kind": "patientDischarged", "event": "ZY1"],
            ]
            #expect(try await program.post(Self.events, cancel, key: "a").results[0]["outcome"] == "created")
            let late = try await program.post(Self.events, Walk.dischargeObject("ZY1"), key: "b")
            #expect(late.results[0]["outcome"] == "unchanged", "it stays cancelled")
        }
    }

    // MARK: Hostile

    @Test(arguments: [
        ("{", 400, "json.notJSON"), ("", 400, "json.notJSON"), ("{\"kind\":1,\"kind\":2}", 400, "json.twice"), ("\u{0}", 400, "json.notJSON"),
        (String(repeating: "[", count: 5000), 400, "json.tooDeep"), ("[]", 422, "request.tooManyItems"),
        ("[" + Array(repeating: "1", count: 201).joined(separator: ",") + "]", 422, "request.tooManyItems"),
    ])
    func whatCannotBeReadIsTold(body: String, status: Int, code: String) async throws {
        try await bench { _, program in
            let answer = try await program.post(Self.events, bytes: Array(body.utf8), key: "a")
            #expect(answer.status == status && answer.findings.map { $0["code"] } == [.text(code)])
        }
    }

    @Test func theRequestItselfIsLookedAt() async throws {
        try await bench { _, program in
            let body = Array(Walk.dischargeObject("ZY1").written.utf8)
            #expect(try await program.post(Self.events, bytes: [0xFF, 0xFE] + body, key: "a").findings.map { $0["code"] } == ["json.notUTF8"])
            for type in ["application/json; charset=gbk", "text/plain", "application/x-www-form-urlencoded"] {
                #expect(try await program.post(Self.events, bytes: body, key: "a", [.contentType: type]).status == 415, "\(type)")
            }
            for key in [nil, "", "a b", "鍵", String(repeating: "k", count: 201)] {
                let answer = try await program.post(Self.events, bytes: body, key: key)
                #expect(answer.status == 400 && answer.findings.map { $0["code"] } == ["request.keyNeeded"])
            }
            let huge = try await program.post(Self.events, bytes: [UInt8](repeating: 0x20, count: ApiCall.bodyLimit + 1), key: "a")
            #expect(huge.status == 413 && huge["type"] == "urn:huiyin:problem:tooLarge")
            let wrong: JSONValue = ["kind": [1], "occurredAt": false, "party": "甲", "attributes": 7, "more": .null]
            let findings = try await program.post(Self.events, wrong, key: "a").results[0]["findings"]?.items ?? []
            #expect(findings.map { $0["path"] } == ["/more", "/occurredAt", "/kind"])
            #expect(try await program.post(Self.events, bytes: body, key: "a", [.contentType: "application/json; charset=\"UTF-8\""]).status == 200)
        }
    }
}
