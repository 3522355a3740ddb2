import Domain
import Foundation
import Operations
import RegulationEngine
import Testing

/// A pack as it is read, and its trace before and after the figures were accepted.
@Suite struct AdoptingPackTests {
    private func status(_ rows: [TraceRow], _ clause: String, _ kind: String) -> TraceRow.Status? {
        rows.first { $0.clause == clause && $0.kind == kind }?.status
    }

    @Test func eachRuleSaysWhenWhoAndHow() throws {
        let house = try AdoptingHouse()
        let view = try house.adopting.pack(try house.acting(.nurseA), "R22")
        let call = view.rules.first { $0.section == "followUps" && $0.id == "call" }
        #expect(call?.basis.clauses == ["R22.3.1.1"])
        #expect(call?.says.prefix(3) == [
            RuleSaying("after", ["events": "出院"]), RuleSaying("notBefore", ["period": "2 days", "parameter": "电话回访最早在出院后第几天"]),
            RuleSaying("within", ["period": "3 days", "parameter": "电话回访最迟在出院后几天内"]),
        ])
        #expect(call?.says.contains(RuleSaying("assign", ["roles": "回访人员", "mode": "alone"])) == true)
        #expect(call?.says.contains(RuleSaying("channels", ["channels": "phone, homeVisit"])) == true)
        let visit = view.rules.first { $0.id == "visitNeeded" }
        #expect(visit?.says.first == RuleSaying("in", ["rules": "出院电话回访"]) && visit?.says[1].condition?.code == .answerOneOf)
        #expect(visit?.says.last == RuleSaying("then.again", ["what": "上门回访"]))
    }

    @Test func conditionsComeWithTheLineTheyBelongTo() throws {
        let house = try AdoptingHouse()
        let complaint = try house.adopting.pack(try house.acting(.quality), "R02").rules.first { $0.id == "complaint" && $0.section == "followUps" }
        let earlier = complaint?.says.filter { $0.code == "orEarlier" } ?? []
        #expect(complaint?.says.filter { $0.code.hasPrefix("assign") }.map(\.code) == ["assignWhen", "assign"])
        #expect(earlier.map { $0.arguments["period"] } == ["3 days", "1 day"])
        #expect(earlier.map { $0.condition?.arguments["values"] } == ["important", "major"])
    }

    /// Every code has a sentence in the catalogues.
    @Test func everySayingCanBeSaid() throws {
        let house = try AdoptingHouse()
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let catalogue = try String(contentsOf: root.appendingPathComponent("Share/phrases/en/sayings.properties"), encoding: .utf8)
        for pack in ["R02", "R22"] {
            for saying in try house.adopting.pack(try house.acting(.quality), pack).rules.flatMap(\.says) {
                let sentence = catalogue.split(separator: "\n").first { $0.hasPrefix("saying.\(saying.code) = ") }
                #expect(sentence != nil, "saying.\(saying.code)")
                let places = Set((sentence ?? "").matches(of: /\{([a-zA-Z]+)\}/).map { String($0.output.1) }).subtracting(["condition"])
                #expect(places.isSubset(of: saying.arguments.keys), "\(pack) \(saying)")
            }
        }
    }

    @Test func aFigureThatWaitsIsSeenInTheTraceUntilItIsAccepted() throws {
        let house = try AdoptingHouse()
        let pack = try house.adopting.pack(try house.acting(.quality), "R22")
        #expect(Set(pack.trace.map(\.clause)).allSatisfy { $0.hasPrefix("R22.") } && !pack.trace.contains { $0.status == .open })
        #expect(status(pack.trace, "R22.3.1.1", "window") == .parameter && status(pack.trace, "R22.0", "heading") == .stated)
        let edition = try house.settled("R22")
        try house.adopting.rehearse(try house.acting(.quality), edition) { _ in
            RehearsalReport(outcomes: [.init(name: "a call in time", hasPassed: true, elements: ["followUps.call"])])
        }
        let adopted = try house.adopting.trace(try house.acting(.quality), of: edition)
        #expect(status(adopted, "R22.3.1.1", "window") == .runs)
        #expect(adopted.first { $0.clause == "R22.3.1.1" && $0.kind == "window" }?.rehearsals == ["a call in time"])
        #expect(adopted.first { $0.clause == "R22.5.1" && $0.kind == "register" }?.rehearsals == [])
    }

    @Test func aPackThatIsNotThereIsNotFound() throws {
        let house = try AdoptingHouse()
        #expect(refusal { _ = try house.adopting.pack(try house.acting(.quality), "R99") } == .notFound)
        var nobody = try house.acting(.quality)
        nobody.scope = Scope(units: [:])
        #expect(refusal { _ = try house.adopting.pack(nobody, "R22") } == .notFound)
    }
}
