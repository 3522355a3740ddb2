import Domain
import Interop
import Operations
import SQLCore
import Storage
import Testing

/// A house in which R12 is in force from the beginning: repairs are drawn from week by week, complaints in blocks.
struct DrawingHouse {
    let house: AdoptingHouse

    init(changing replacements: [(String, String)] = []) throws {
        house = try AdoptingHouse(replacements.isEmpty ? nil : AdoptingHouse.library(changing: "R12", replacements))
        try house.inForce("R12", from: "2026-09-01")
    }

    static func moment(_ text: String) -> Instant { CivilZone.shanghai.instant(iso: text)! }

    func engine(_ at: String) throws -> Context {
        var context = try house.test.context(.admin, at: Self.moment(at))
        context.actor = .engine
        return context
    }

    @discardableResult
    func repair(_ number: String, on day: String, unit: String = "A", at: String? = nil, trade: String = "water") throws -> EventID {
        var fact = WorkHouse.repair(number, on: day, unit: unit, household: "H" + number, trade: trade)
        fact.attributes["rework"] = nil
        return try receive(fact, at: at ?? day)
    }

    @discardableResult
    func receive(_ fact: IncomingEvent, at: String) throws -> EventID {
        let receipt = try Intake(house.test.premises).receive(
            fact, from: .source, as: Delivery(sender: "test", message: fact.kind + fact.attributes.description + at), try engine(at))
        switch receipt {
        case .new(let id), .corrected(let id): return id
        default: throw Refusal.state(code: "test.notReceived")
        }
    }

    func tick(_ at: String) throws -> Tick.Report { try Tick(house.test.premises).run(try engine(at)) }

    func standing(of event: EventID, _ rule: String = "repair") throws -> Eligible? {
        try house.test.database.read { try EligibleRows.rows(of: event, TestPremises.organisation, in: $0) }.first { $0.eligible.rule == rule }?.eligible
    }

    func followUps(of event: EventID) throws -> [FollowUpRow] {
        try house.test.database.read { try FollowUpRows.rows(of: event, TestPremises.organisation, in: $0) }
    }

    func draws() throws -> [Draws.Item] { try Draws(house.test.premises).page(limit: 100, try engine("2026-12-31 10:00")).items }

    func draw(_ frame: String, unit: UnitID = TestPremises.wardA) throws -> Draws.Item {
        try #require(try draws().first { $0.row.frame == frame && $0.row.unit == unit })
    }

    /// Frames in the order in which they were frozen.
    func frozen() throws -> [String] {
        try house.test.database.read { session in
            try session.query(
                "SELECT p.payload ->> 'frame' FROM journal j JOIN journal_payload p ON p.organisation = j.organisation AND p.entry = j.id WHERE j.act = 'draw.frozen' ORDER BY j.id"
            ) { $0.text(0) }
        }
    }
}
