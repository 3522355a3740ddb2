import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import Operations
import Testing

@testable import Web

/// `/openapi.json` says what the routes do: each stands in it, and real answers have the shapes that it describes.
@Suite struct OpenApiTests {
    @Test func everyRouteIsDescribedAndEveryDescriptionIsARoute() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let reply = try await Program(client: client, token: "").get("/openapi.json")
            #expect(reply.status == 200 && reply["openapi"] == "3.1.0")
            guard case .object(let paths)? = reply["paths"] else { throw Refusal.notFound }
            let described = paths.flatMap { path in
                guard case .object(let operations) = path.value else { return [String]() }
                return operations.map { "\($0.name) \(path.name)" }
            }
            #expect(Set(described) == Set(ApiTable.routes.map { "\($0.method.rawValue.lowercased()) \($0.path.pattern)" }))
            #expect(described.count == ApiTable.routes.count)
            // Each is served: a known place asks for a token, an unknown one is not found.
            for route in ApiTable.routes {
                let address = route.path.pattern.replacing(#/\{[a-z]+\}/#, with: "1")
                #expect(try await Program(client: client, token: "").send(route.method, address, [:], nil).status == 401, "\(address)")
            }
            #expect(try await Program(client: client, token: "").get("/api/v1/nowhere").status == 404)
        }
    }

    @Test func everyNamedShapeIsThereOnce() {
        let names = ApiTable.shapes.map(\.name)
        #expect(Set(names).count == names.count)
        let written = OpenApi.document(routes: ApiTable.routes, shapes: ApiTable.shapes).written
        let used = Set(written.matches(of: #/#\/components\/schemas\/([A-Za-z]+)/#).map { String($0.output.1) })
        #expect(used.subtracting(names) == [])
        #expect(Set(names).subtracting(used) == [], "described and used nowhere")
        #expect(Set(ApiTable.routes.map(\.name)).count == ApiTable.routes.count)
    }

    /// A wrong shape is seen: the check is not blind.
    @Test func theCheckSeesWhatDoesNotFit() {
        let check = SchemaCheck(ApiTable.shapes)
        let fine: JSONValue = ["items": [], "next": .null]
        #expect(check.faults(fine, .named("PartyPage")) == [])
        for wrong in [
            ["items": []], ["items": [], "next": 1], ["items": [["id": 1]], "next": .null], ["items": [], "next": .null, "more": 1], [1],
        ] as [JSONValue] {
            #expect(check.faults(wrong, .named("PartyPage")) != [], "\(wrong)")
        }
    }

    @Test func answersHaveTheShapesThatAreDescribed() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            let permits = Set(Permit.allCases)
            let (source, program) = (try await walk.program(.quality, permits), try await walk.program(.head, permits))
            var seen: Set<String> = []
            let check = SchemaCheck(ApiTable.shapes)
            func holds(_ name: String, _ reply: Program.Reply, status: Int = 200) {
                let route = ApiTable.routes.first { $0.name == name }
                guard reply.status == status, let schema = route?.answers[status] else {
                    return #expect(Bool(false), "\(name) \(reply.status) \(reply.json.written)")
                }
                #expect(check.faults(reply.json, schema) == [], "\(name)")
                seen.insert(name)
            }
            func refuses(_ reply: Program.Reply, _ status: Int) {
                #expect(reply.status == status)
                #expect(check.faults(reply.json, .named("Problem")) == [])
            }
            let delivered = try await source.post(
                "/api/v1/events", [Walk.dischargeObject("ZY1"), Walk.dischargeObject("ZY2"), ["kind": 1]], key: "1")
            holds("deliverEvents", delivered)
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            let event = delivered.results[0]["event"]?.string ?? ""
            holds("getEvent", try await source.get("/api/v1/events/" + event))
            let list = try await program.get("/api/v1/follow-ups?limit=1")
            holds("listFollowUps", list)
            let id = list.items.first?["id"]?.string ?? ""
            holds(
                "recordContact", try await program.post("/api/v1/follow-ups/\(id)/contacts", ["channel": "phone", "result": "noAnswer"], key: "1"),
                status: 201)
            holds("getFollowUp", try await program.get("/api/v1/follow-ups/" + id))
            let contacts = try await program.get("/api/v1/follow-ups/\(id)/contacts")
            holds("listContacts", contacts)
            holds("getContact", try await program.get("/api/v1/contacts/" + (contacts.items.first?["id"]?.string ?? "")))
            let parties = try await program.get("/api/v1/parties?limit=1")
            holds("listParties", parties)
            holds("getParty", try await program.get("/api/v1/parties/\(parties.items.first?["id"]?.string ?? "")?numbers=whole"))
            holds("cancelEvent", try await source.post("/api/v1/events/\(event)/cancellation", .object([]), key: "2"))
            holds("listReports", try await program.get("/api/v1/reports"))
            let report = try await walk.reportOfNovember(by: .head)
            holds("getReport", try await program.get("/api/v1/reports/" + report))
            #expect(seen == Set(ApiTable.routes.map(\.name)))

            refuses(try await source.post("/api/v1/events", [["kind": 1]], key: "3"), 422)
            refuses(try await source.post("/api/v1/events", bytes: [1], key: "3"), 400)
            refuses(try await program.get("/api/v1/events/1"), 404)
            refuses(try await program.get("/api/v1/follow-ups?limit=x"), 422)
            refuses(try await Program(client: client, token: "x").get("/api/v1/events/1"), 401)
        }
    }
}
