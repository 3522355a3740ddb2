import Domain
import Interop
import Operations
import RegulationEngine
import Secrets
import Storage
import Testing

/// Frames: frozen once, in due order, also late; what changes meanwhile; what a broken rule may not stop.
@Suite struct DrawingTests {
    @Test func framesAreFrozenOnceInDueOrderAlsoAfterAPause() throws {
        let house = try DrawingHouse()
        for (number, day) in [("W1", "2026-11-04 10:00"), ("W2", "2026-11-11 10:00"), ("W3", "2026-11-18 10:00")] { try house.repair(number, on: day) }
        #expect(try house.tick("2026-11-22 23:59").drawn == 2, "the third week is not over")
        #expect(try house.tick("2027-01-10 09:00").drawn == 1)
        #expect(try house.tick("2027-01-10 09:00").drawn == 0)
        #expect(try house.frozen() == ["2026-W45", "2026-W46", "2026-W47"])
        let late = try DrawingHouse()
        for (number, day) in [("W3", "2026-11-18 10:00"), ("W1", "2026-11-04 10:00"), ("W2", "2026-11-11 10:00")] { try late.repair(number, on: day, at: "2026-11-04 11:00") }
        #expect(try late.tick("2027-01-10 09:00").drawn == 3)
        #expect(try late.frozen() == ["2026-W45", "2026-W46", "2026-W47"])
    }

    @Test func whatComesLateWaitsInTheFrameOfToday() throws {
        let house = try DrawingHouse()
        try house.repair("W1", on: "2026-11-04 10:00")
        _ = try house.tick("2026-11-09 09:00")
        let late = try house.repair("W2", on: "2026-11-05 10:00", at: "2026-11-10 10:00")
        #expect(try house.standing(of: late)?.standing == .waiting)
        #expect(try house.draw("2026-W46").counts == [.waiting: 1])
        #expect(try house.draw("2026-W45").counts == [.drawn: 1])
    }

    @Test func unitsAreDrawnFromByThemselves() throws {
        let house = try DrawingHouse()
        for number in 1...4 { try house.repair("A\(number)", on: "2026-11-04 10:00") }
        try house.repair("B1", on: "2026-11-04 10:00", unit: "B")
        _ = try house.tick("2026-11-09 09:00")
        #expect(try house.draw("2026-W45").counts == [.drawn: 2, .notDrawn: 2])
        #expect(try house.draw("2026-W45", unit: TestPremises.wardB).counts == [.drawn: 1])
    }

    @Test func aDrawIsWhatItsFrameAndSeedSay() throws {
        let house = try DrawingHouse()
        for number in 1...9 { try house.repair("W\(number)", on: "2026-11-04 10:00") }
        _ = try house.tick("2026-11-09 09:00")
        let item = try house.draw("2026-W45")
        let proof = try Draws(house.house.test.premises).proof(item.row.id, try house.engine("2026-11-09 10:00"))
        let entries = proof.entries.map { FrozenFrame.Entry(stratum: $0.stratum, name: $0.name) }
        let frame = FrozenFrame(regulation: "R12", version: 1, rule: "repair", unit: "A", frame: "2026-W45", entries: entries)
        #expect(item.row.body == frame.text && item.row.frameHash == SHA256.hex(of: frame.text))
        let again = Draw(frame, amount: .share(3000), seed: try #require(item.row.seed), sha256: SHA256.hex)
        #expect(again.tickets.filter(\.isDrawn).map(\.entry.name).sorted() == proof.entries.filter { $0.standing == .drawn }.map(\.name).sorted())
        #expect(again.tickets.map(\.place).sorted() == proof.entries.compactMap(\.place).sorted())
    }

    @Test func whoIsExemptByThenLeavesTheFrame() throws {
        let house = try DrawingHouse()
        let (gone, there) = (try house.repair("W1", on: "2026-11-04 10:00"), try house.repair("W2", on: "2026-11-04 10:00"))
        try house.house.test.tamper("UPDATE party SET status = 'deceased' WHERE number = 'HW1'")
        _ = try house.tick("2026-11-09 09:00")
        #expect(try house.standing(of: gone)?.standing == .exempt && house.followUps(of: gone).isEmpty)
        #expect(try house.standing(of: there)?.standing == .drawn && house.followUps(of: there).count == 1)
        #expect(try house.draw("2026-W45").counts == [.left: 1, .drawn: 1])
    }

    @Test func aCorrectionMovesWhatWaitsAndWhatWasDrawn() throws {
        let house = try DrawingHouse()
        let event = try house.repair("W1", on: "2026-11-04 10:00")
        try house.repair("W1", on: "2026-11-12 10:00", unit: "B", at: "2026-11-05 10:00")
        #expect(try house.draws().map(\.row.frame) == ["2026-W46", "2026-W45"])
        #expect(try house.draw("2026-W46", unit: TestPremises.wardB).counts == [.waiting: 1] && house.draw("2026-W45").counts.isEmpty)
        _ = try house.tick("2026-11-16 09:00")
        let made = try #require(try house.followUps(of: event).first)
        #expect(try house.standing(of: event)?.standing == .drawn)
        try house.repair("W1", on: "2026-11-13 10:00", unit: "B", at: "2026-11-16 10:00")
        let moved = try #require(try house.followUps(of: event).first)
        #expect(moved.id == made.id && moved.followUp.window.due == made.followUp.window.due.adding(minutes: 24 * 60))
        #expect(try house.standing(of: event)?.standing == .drawn, "planned again, it stays drawn")
    }

    @Test func aRuleThatIsGoneStopsNoOtherDraw() throws {
        let house = try DrawingHouse()
        try house.repair("W1", on: "2026-11-04 10:00")
        try house.repair("W2", on: "2026-11-04 10:00", unit: "B")
        try house.house.test.tamper("UPDATE draw SET rule = 'gone' WHERE unit = 12")
        #expect(try house.tick("2026-11-09 09:00").drawn == 2)
        #expect(try house.frozen() == ["2026-W45"])
        #expect(try house.house.acts().contains("rule.notEvaluated"))
        #expect(try house.tick("2026-11-09 09:00").drawn == 0)
    }

    /// What people choose is theirs to choose: nobody else's, and nothing is drawn.
    @Test func whatARoleChoosesIsLeftToIt() throws {
        let house = try DrawingHouse(changing: [("choose: {draw: $repairShare, frame: week, seed: $drawSeed,", "choose: {by: manager, atLeast: 1, frame: week,")])
        let (one, other) = (try house.repair("W1", on: "2026-11-25 08:00"), try house.repair("W2", on: "2026-11-25 08:00"))
        let premises = house.house.test.premises
        let nurse = try house.house.acting(.nurseA)
        #expect(refusal { try Draws(premises).choose(one, rule: "repair", reason: "x", try house.house.acting(.headA)) } == .state(code: "draw.othersChoose"))
        #expect(refusal { try Draws(premises).choose(one, rule: "repair", reason: "x", try house.house.acting(.nurseB)) } == .notFound)
        try Draws(premises).choose(one, rule: "repair", reason: "household asked", nurse)
        #expect(try house.followUps(of: one).count == 1 && house.standing(of: one)?.standing == .chosen)
        _ = try house.tick("2026-11-30 09:00")
        #expect(try house.standing(of: other)?.standing == .notDrawn && house.followUps(of: other).isEmpty)
        let frame = try house.draw("2026-W48")
        #expect(frame.counts == [.chosen: 1, .notDrawn: 1] && frame.atLeast == 1 && frame.isChosen && frame.row.seed == nil)
    }
}
