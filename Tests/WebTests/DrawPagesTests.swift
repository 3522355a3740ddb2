import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interop
import Operations
import RegulationEngine
import SQLCore
import Secrets
import Storage
import Testing

@testable import Web

/// The room of the draws, and the receipt that comes before a record.
@Suite struct DrawPagesTests {
    @Test func whatIsNotThereIsNotFound() async throws {
        let bench = try TestSite.make()
        try await bench.test { client in
            let head = try await Walk(bench: bench, client: client).browser(.head)
            #expect(try await head.get("/draws").status == .ok)
            for address in ["/draws/9", "/draws/9/print", "/draws/9/frame.txt", "/draws/x"] {
                #expect(try await head.get(address).status == .notFound, "\(address)")
            }
            #expect(try await head.post("/draws/9/choices", [("event", "1"), ("reason", "x")]).status == .notFound)
            #expect(try await head.post("/draws/9/replacements", [("event", "1"), ("reason", "x")]).status == .notFound)
            #expect(try await head.post("/follow-ups/9/acceptance", []).status == .notFound)
        }
    }

    @Test func fromTheFrameToTheProof() async throws {
        let bench = try TestSite.make()
        let events = try Self.drawn(bench)
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            bench.moment.advance(seconds: 5 * 86_400)
            await Heartbeat(bench.site).beat()
            let head = try await walk.browser(.head)
            let list = try await head.get("/draws")
            let address = try #require(list.text.firstMatch(of: #/href="(\/draws\/\d+)"/#).map { String($0.output.1) })
            let proof = try await head.get(address)
            let text = try await head.get(address + "/frame.txt")
            #expect(text.text.hasPrefix("huiyin-frame 1\nregulation R42@1\nrule aidService\nunit A\n"))
            #expect(proof.text.contains(SHA256.hex(of: text.text)), "the hash on the page is that of the text")
            #expect(try await head.get(address + "/print").text.contains(SHA256.hex(of: text.text)))
            let nurse = try await walk.browser(.nurse)
            #expect(try await nurse.get(address).status == .ok, "whoever may choose may look")
            let stranger = try await walk.browser(.otherHead)
            #expect(try await stranger.get(address).status == .notFound)

            let left = try #require(try events.first { try Self.standing(of: $0, bench) == .notDrawn })
            let why = try await head.get("/events/\(left)")
            #expect(why.text.contains(address), "the event leads to its draw")
            let chosen = try await head.post(address + "/choices", [("event", left.description), ("reason", "住户要求")])
            #expect(chosen.location == address)
            #expect(try Self.standing(of: left, bench) == .chosen)
            let twice = try await head.post(address + "/choices", [("event", left.description), ("reason", "住户要求")])
            #expect(twice.status == .conflict)
        }
    }

    @Test func theReceiptComesBeforeTheRecord() async throws {
        let bench = try TestSite.make()
        let events = try Self.drawn(bench)
        try await bench.test { client in
            let walk = Walk(bench: bench, client: client)
            bench.moment.advance(seconds: 5 * 86_400)
            await Heartbeat(bench.site).beat()
            let event = try #require(try events.first { try Self.standing(of: $0, bench) == .drawn })
            let id = try #require(try Self.followUp(of: event, bench))
            let nurse = try await walk.browser(.nurse)
            let before = try await nurse.get("/follow-ups/\(id)")
            #expect(before.text.contains("/follow-ups/\(id)/acceptance") && !before.text.contains("name=\"requestKey\""))
            #expect(try await nurse.post("/follow-ups/\(id)/contacts", [("result", "notAtHome"), ("channel", "homeVisit"), ("requestKey", "k")]).status == .conflict)
            #expect(try await nurse.post("/follow-ups/\(id)/acceptance", []).location == "/follow-ups/\(id)")
            let after = try await nurse.get("/follow-ups/\(id)")
            #expect(!after.text.contains("/follow-ups/\(id)/acceptance") && after.text.contains("name=\"requestKey\""))
            #expect(try await nurse.post("/follow-ups/\(id)/contacts", [("result", "notAtHome"), ("channel", "homeVisit"), ("requestKey", "k")]).status == .seeOther)
        }
    }

    // MARK: R42 in force, and a week with ten calls for help

    private static func drawn(_ bench: TestSite) throws -> [EventID] {
        let (premises, now) = (bench.site.premises, TestSite.now)
        func context(_ person: TestSite.Person) throws -> Context {
            let account = person.rawValue + 1000
            let scope = try premises.database.read { try Authentication.scope(of: account, OrganisationID(1), in: $0) }
            return Context(
                now: now, organisation: OrganisationID(1), actor: Actor(staff: StaffID(person.rawValue), account: account, name: person.signIn), scope: scope)
        }
        let (adopting, quality) = (Adopting(premises), try context(.quality))
        let adopted = try adopting.adopt(quality, pack: "R42")
        let view = try adopting.view(quality, adopted.adoption)
        for role in view.roles where !role.isFromEvent { try adopting.map(quality, role: role.role.id, to: "followUpStaff", in: adopted.adoption) }
        let required = ["otherShare": "20%", "afterContractEnd": "10 days"]
        let open = try adopting.view(quality, adopted.adoption, edition: adopted.edition).figures.filter { !$0.isSettled }
        try adopting.decide(quality, in: adopted.edition, open.map { FigureDecision(parameter: $0.parameter.id, value: required[$0.parameter.id], isAccepted: true) })
        _ = try adopting.rehearse(quality, adopted.edition) { request in
            RehearsalReport(outcomes: [RehearsalReport.Outcome(name: request.regulation, hasPassed: true)])
        }
        try adopting.submit(quality, adopted.edition, basis: "minutes 12")
        try adopting.approve(try context(.director), adopted.edition)
        try adopting.activate(quality, adopted.edition, from: CivilZone.shanghai.day(of: now))
        return try (1...10).map { try receive("A\($0)", premises, try context(.admin)) }
    }

    private static func receive(_ number: String, _ premises: Premises, _ context: Context) throws -> EventID {
        let fact = IncomingEvent(
            kind: "serviceCompleted", occurredAt: context.now, unitCode: "A",
            party: PartyDraft(name: "测试户" + number, number: number, kind: .household, phones: []), matterNumber: number,
            naturalKey: .declared(number + "/1"), attributes: ["order": .text(number), "kind": .text("aid")])
        guard case .new(let id) = try Intake(premises).receive(fact, from: .form, as: Delivery(sender: "test", message: number), context) else {
            throw Refusal.notFound
        }
        return id
    }

    private static func followUp(of event: EventID, _ bench: TestSite) throws -> FollowUpID? {
        try bench.site.premises.database.read { try FollowUpRows.rows(of: event, OrganisationID(1), in: $0) }.first?.id
    }

    private static func standing(of event: EventID, _ bench: TestSite) throws -> Eligible.Standing? {
        try bench.site.premises.database.read { try EligibleRows.rows(of: event, OrganisationID(1), in: $0) }.first { $0.eligible.rule == "aidService" }?.eligible.standing
    }
}
