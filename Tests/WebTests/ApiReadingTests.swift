import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import Operations
import Storage
import Testing

@testable import Web

/// What programs read of the work, and contacts that they record.
@Suite struct ApiReadingTests {
    /// Discharges in two wards, three days ago, so that their calls are open.
    private func bench(_ body: @Sendable (Walk) async throws -> Void) async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            try await walk.adoptR22()
            let source = try await walk.program(.quality, [.eventsWrite])
            let facts = [("ZY1", "A"), ("ZY2", "A"), ("ZY3", "A"), ("ZY4", "B")].map { Walk.dischargeObject($0.0, ward: $0.1, name: "演示" + $0.0) }
            #expect(try await source.post("/api/v1/events", .list(facts), key: "1").status == 200)
            bench.moment.advance(seconds: 2 * 86_400)
            await Heartbeat(bench.site).beat()
            try await body(walk)
        }
    }

    private static let all: Set<Permit> = [.eventsRead, .partiesRead, .followUpsRead, .contactsRead, .contactsWrite]

    @Test func followUpsComeInPages() async throws {
        try await bench { walk in
            let program = try await walk.program(.head, Self.all)
            let whole = try await program.get("/api/v1/follow-ups")
            #expect(whole.items.count == 3 && whole["next"] == .null, "the other ward's is not here")
            var (found, after, pages) = ([JSONValue](), "", 0)
            repeat {
                let page = try await program.get("/api/v1/follow-ups?limit=1&after=" + after)
                found += page.items
                after = page["next"]?.string ?? ""
                pages += 1
            } while !after.isEmpty && pages < 9
            #expect(found == whole.items && pages == 3)
            #expect(try await program.get("/api/v1/follow-ups?show=overdue").items == [])
            #expect(try await program.get("/api/v1/follow-ups?unit=A&show=soon").items.count == 3)
            #expect(try await program.get("/api/v1/follow-ups?unit=B").status == 404)
            for bad in ["limit=0", "limit=201", "limit=x", "show=never", "of=all", "after=zz", "after=3132", "adoption=x", "lmit=1"] {
                let answer = try await program.get("/api/v1/follow-ups?" + bad)
                #expect(answer.status == 422 && answer.findings.count == 1, "\(bad)")
            }
        }
    }

    @Test func aFollowUpTellsHowItsWindowCameAbout() async throws {
        try await bench { walk in
            let program = try await walk.program(.head, Self.all)
            let id = try #require(try await program.get("/api/v1/follow-ups").items.first?["id"]?.string)
            let shown = try await program.get("/api/v1/follow-ups/" + id)
            #expect(shown["regulation"] == "R22" && shown["isReproduced"] == true)
            #expect(shown["derivation"]?.items.isEmpty == false)
            #expect(shown["derivation"]?.items.allSatisfy { $0["message"]?.string?.isEmpty == false } == true)
            let due = try #require(shown.json.at("followUp.dueAt")?.string)
            #expect(due.hasSuffix("+08:00"))
            for person in [TestSite.Person.otherHead, .stranger] {
                let other = try await walk.program(person, Self.all)
                for address in ["/api/v1/follow-ups/\(id)", "/api/v1/follow-ups/\(id)/contacts"] {
                    #expect(try await other.get(address).status == 404)
                }
            }
        }
    }

    @Test func numbersAreMaskedUnlessTheTokenMayAndAsks() async throws {
        try await bench { walk in
            let program = try await walk.program(.head, [.partiesRead])
            let listed = try await program.get("/api/v1/parties")
            #expect(listed.items.count == 3)
            #expect(try await program.get("/api/v1/parties?limit=2").items == Array(listed.items.prefix(2)))
            let id = try #require(listed.items.first?["id"]?.string)
            let masked = try await program.get("/api/v1/parties/" + id)
            #expect(masked["contactPoints"]?.items.first?["masked"] == "199****0001")
            #expect(!listed.json.written.contains("19900000001") && !masked.json.written.contains("19900000001"))
            #expect(try await program.get("/api/v1/parties/\(id)?numbers=whole").status == 403)

            let trusted = try await walk.program(.head, [.partiesRead, .numbersRead])
            let whole = try await trusted.get("/api/v1/parties/\(id)?numbers=whole")
            #expect(whole["contactPoints"]?.items.first?["whole"] == "19900000001")
            let (premises, now) = (walk.bench.site.premises, walk.bench.moment.current)
            let looks = try await walk.bench.site.rooms.run {
                let context = try Authentication(premises).engine(of: TestSite.Person.head.organisation, at: now)
                return try JournalReading(premises).page(.init(act: "contactPoint.revealed"), context).entries.count
            }
            #expect(looks == 1, "each look is journalled")

            #expect(try await program.get("/api/v1/parties?query=%E6%BC%94%E7%A4%BAZY2").items.map { $0["number"] } == ["BZY2"])
            #expect(try await program.get("/api/v1/parties?query=0001").items.count == 3)
            #expect(try await program.get("/api/v1/parties?query=BZY4").items == [], "the other ward's is not here")
            let other = try await walk.program(.otherHead, [.partiesRead])
            #expect(try await other.get("/api/v1/parties/" + id).status == 404)
            #expect(try await other.get("/api/v1/parties").items.map { $0["number"] } == ["BZY4"])
        }
    }

    /// A program that knows the old id is given the person who stayed, and finds it once in the list.
    @Test func twoThatBecameOneAreRead() async throws {
        try await bench { walk in
            let program = try await walk.program(.head, [.partiesRead])
            let ids = try await program.get("/api/v1/parties").items.compactMap { $0["id"]?.string }
            let (premises, now) = (walk.bench.site.premises, walk.bench.moment.current)
            let (gone, stays) = (try #require(PartyID(ids[0])), try #require(PartyID(ids[1])))
            try await walk.bench.site.rooms.run {
                let context = try Authentication(premises).engine(of: TestSite.Person.head.organisation, at: now)
                try Merging(premises).merge(gone, into: stays, why: "示例", context)
            }
            let shown = try await program.get("/api/v1/parties/" + ids[0])
            #expect(shown["id"]?.string == ids[1])
            #expect(try await program.get("/api/v1/parties").items.compactMap { $0["id"]?.string } == Array(ids.dropFirst()))
            #expect(shown["formerNumbers"]?.items == ["BZY1"] && shown["number"] == "BZY2")
        }
    }

    private static let complete: JSONValue = [
        "channel": "phone", "result": "complete", "respondent": "self",
        "answers": [
            "identity": "correct", "recovery": "good", "expectation": "reached", "treatment": "satisfied", "attitude": "satisfied",
            "skill": "satisfied",
            "environment": "satisfied", "satisfaction": "satisfied", "problem": "none", "nextStep": "noVisit",
        ],
    ]

    @Test func aContactIsRecordedOnceAndRead() async throws {
        try await bench { walk in
            let program = try await walk.program(.head, Self.all)
            let id = try #require(try await program.get("/api/v1/follow-ups").items.first?["id"]?.string)
            let address = "/api/v1/follow-ups/\(id)/contacts"
            let made = try await program.post(address, Self.complete, key: "call-1")
            #expect(made.status == 201 && made["isRepeated"] == false && made["records"]?.items.count == 1)
            let contact = try #require(made["contact"]?.string)
            #expect(made.headers[.location] == "/api/v1/contacts/" + contact)
            let again = try await program.post(address, Self.complete, key: "call-1")
            #expect(again.status == 201 && again.json == made.json && again.headers[ApiCall.replayed] == "true")
            let late = try await program.post(address, Self.complete, key: "call-2")
            #expect(late.status == 409 && late["type"] == "urn:huiyin:problem:state", "it is settled")
            let shown = try await program.get("/api/v1/contacts/" + contact)
            #expect(shown["result"] == "complete" && shown.json.at("staff.code") == "S102")
            #expect(shown["records"]?.items.first?.at("answers.recovery") == "good")
            #expect(try await program.get(address).items == [shown.json])
            #expect(try await program.get("/api/v1/follow-ups/" + id).json.at("followUp.state") == "done")
            #expect(try await walk.program(.otherHead, Self.all).get("/api/v1/contacts/" + contact).status == 404)
        }
    }

    /// The same checks as the console, each at its place in the JSON.
    @Test func mistakesOfAContactHaveTheirPlaces() async throws {
        try await bench { walk in
            let program = try await walk.program(.head, Self.all)
            let id = try #require(try await program.get("/api/v1/follow-ups").items.first?["id"]?.string)
            func paths(_ body: JSONValue) async throws -> [String] {
                let answer = try await program.post("/api/v1/follow-ups/\(id)/contacts", body, key: "k")
                #expect(answer.status == 422)
                return answer.findings.compactMap { $0["path"]?.string }
            }
            #expect(try await paths(["channel": "pigeon"]) == ["/channel", "/result"])
            #expect(try await paths(["channel": "phone", "result": "nothing"]) == ["/result"])
            #expect(try await paths(["channel": "phone", "result": "noAnswer", "occurredAt": "2027-01-01T00:00:00+08:00"]).contains("/occurredAt"))
            #expect(try await paths(["channel": "phone", "result": "callBack"]) == ["/callBackAt"])
            #expect(
                try await paths(["channel": "phone", "result": "complete", "answers": ["recovery": 3, "recovry": "good"]]) == [
                    "/answers/recovry", "/answers/recovery",
                ])
            #expect(try await paths(["channel": "phone", "result": "complete"]).contains("/answers/recovery"))
            #expect(try await paths(["channel": "phone", "result": "noAnswer", "contactPoint": "1"]) == ["/contactPoint"])
            #expect(
                try await paths(["channel": "phone", "result": "noAnswer", "alsoSettles": [["followUp": .text(id)]]]) == ["/alsoSettles/0/followUp"])
            let reader = try await walk.program(.head, [.contactsRead])
            #expect(try await reader.post("/api/v1/follow-ups/\(id)/contacts", Self.complete, key: "k").status == 403)
            #expect(try await program.get("/api/v1/follow-ups/\(id)/contacts").items == [], "nothing was recorded")
        }
    }

    /// Many at once, a few of them the same: each event once, each contact once.
    @Test func manyProgramsAtOnceDoEachThingOnce() async throws {
        try await bench { walk in
            let (source, caller) = (try await walk.program(.quality, [.eventsWrite]), try await walk.program(.head, Self.all))
            let id = try #require(try await caller.get("/api/v1/follow-ups").items.first?["id"]?.string)
            let created = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<24 {
                    group.addTask {
                        let answer = try await source.post("/api/v1/events", Walk.dischargeObject("NEU\(number % 6)"), key: "n\(number)")
                        return (answer.status, answer.results.first?["outcome"]?.string ?? "")
                    }
                    group.addTask { (try await caller.post("/api/v1/follow-ups/\(id)/contacts", Self.complete, key: "same").status, "contact") }
                }
                return try await group.reduce(into: [String: Int]()) { $0["\($1.0) \($1.1)", default: 0] += 1 }
            }
            #expect(created == ["200 created": 6, "200 unchanged": 18, "201 contact": 24])
            #expect(try await caller.get("/api/v1/follow-ups/\(id)/contacts").items.count == 1)
        }
    }

    @Test func reportsShowTheSameFigures() async throws {
        try await bench { walk in
            let drafted = try await walk.reportOfNovember(by: .head)
            let program = try await walk.program(.head, [.reportsRead])
            let list = try await program.get("/api/v1/reports")
            #expect(list.items.map { $0["id"] } == [.text(drafted)] && list["next"] == .null)
            let id = drafted
            let shown = try await program.get("/api/v1/reports/" + id)
            #expect(shown["report"] == list.items.first)
            #expect(shown.json.at("report.counts.eligible") == 3)
            #expect(try await walk.program(.otherHead, [.reportsRead]).get("/api/v1/reports/" + id).status == 404)
            #expect(try await walk.program(.nurse, [.reportsRead]).get("/api/v1/reports").status == 403)
        }
    }
}
