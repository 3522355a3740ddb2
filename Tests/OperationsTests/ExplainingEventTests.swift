import Domain
import Interop
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// What became of an event under each rule, and where nothing did, why not.
@Suite struct ExplainingEventTests {
    private func explained(_ house: AdoptingHouse, _ event: EventID, as person: TestPremises.Person = .quality) throws -> EventExplanation {
        try Explaining(house.test.premises).event(try house.acting(person), event)
    }

    private func verdicts(_ house: AdoptingHouse, _ event: EventID) throws -> [String: RuleVerdict] {
        let lines = try explained(house, event).lines.map { ($0.rule.rule, $0.verdict) }
        return Dictionary(lines, uniquingKeysWith: { a, _ in a })
    }

    @Test func eachConcernedRuleSaysWhatItMade() throws {
        let house = try AdoptingHouse()
        try house.inForce("R22", from: "2026-09-01")
        let told = try explained(house, try house.receive(.discharge("A1", on: "2026-11-23")))
        #expect(told.lines.map(\.rule.rule) == ["call"] && told.lines.map(\.verdict) == [.eligible(.obligatory)])
        #expect(told.lines[0].followUps.map(\.assignee) == ["甲nurseA"] && told.lines[0].followUps.map(\.timeliness) == [.open])
        #expect(told.notYetInForce == [] && told.caused == [])
        #expect(told.journal.map(\.act).contains("event.received"))
    }

    @Test func anExemptOneNamesItsGroup() throws {
        let group = """
            populations:
              gravelyIll: {title: {en: Gravely ill}, of: patientDischarged, when: {condition: serious}, exempt: call, clauses: [R22.3.2.1]}

            followUps:

            """
        let house = try AdoptingHouse(AdoptingHouse.library(changing: "R22", [("\nfollowUps:\n", "\n" + group)]))
        try house.inForce("R22", from: "2026-09-01")
        let event = try house.receive(.discharge("A1", on: "2026-11-23", attributes: ["condition": .text("serious")]))
        let exempt = RuleVerdict.exempt(reason: "gravelyIll", population: LocalizedText(english: "Gravely ill"), clause: "R22.3.2.1")
        #expect(try verdicts(house, event)["call"] == exempt)
    }

    @Test func aDeathIsTheReason() throws {
        let house = try AdoptingHouse()
        try house.inForce("R22", from: "2026-09-01")
        let event = try house.receive(.discharge("A1", on: "2026-11-23", attributes: ["disposition": .text("died")]))
        #expect(try verdicts(house, event)["call"] == .exempt(reason: "deceased", population: nil, clause: nil))
    }

    @Test func aUnitThatIsNotCoveredIsTheReason() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        try house.adopting.cover(try house.acting(.quality), units: [TestPremises.wardB], in: adopted.adoption, why: "pilot")
        #expect(try verdicts(house, try house.receive(.discharge("A1", on: "2026-11-23"))) == ["call": .unitNotCovered])
        #expect(try verdicts(house, try house.receive(.discharge("B1", on: "2026-11-23", unit: "B"))) == ["call": .eligible(.obligatory)])
    }

    @Test func anotherKindOfServiceIsTheReason() throws {
        let house = try AdoptingHouse()
        try house.inForce("R02", from: "2026-09-01", required: ["otherServicesTarget": "60%"])
        let told = try verdicts(house, try house.receive(.service("S1", kind: "special", on: "2026-11-23")))
        #expect(told["specialService"] == .eligible(.obligatory))
        let term = ConditionTerm(.event, ["values": "其他管理服务完成", "is": "特约服务结束"])
        #expect(told["otherService"] == .conditionNotMet([term]) && told["complaint"] == nil && told["repair"] == nil)
    }

    @Test func whatCannotBeJudgedSaysWhatIsMissing() throws {
        let house = try AdoptingHouse()
        try house.inForce("R02", from: "2026-09-01", required: ["otherServicesTarget": "60%"])
        let told = try verdicts(house, try house.receive(.service("S1", kind: nil, on: "2026-11-23")))
        guard case .undecided(let finding)? = told["specialService"] else {
            Issue.record("decided: \(String(describing: told["specialService"]))")
            return
        }
        #expect(finding.code == "rule.attributeUnknown" && finding.arguments["rule"] == "特约服务回访")
    }

    @Test func aRegulationThatCameLaterIsNamed() throws {
        let house = try AdoptingHouse()
        try house.inForce("R22", from: "2026-09-01")
        let told = try explained(house, try house.receive(.discharge("A1", on: "2026-08-30")))
        #expect(told.lines.isEmpty && told.notYetInForce.map(\.regulation) == ["R22"])
        #expect(told.notYetInForce.map(\.activeFrom) == [LocalDay(iso: "2026-09-01")])
        let service = try explained(house, try house.receive(.service("S1", kind: "special", on: "2026-08-30")))
        #expect(service.notYetInForce == [], "a regulation that knows no such event is not told of")
    }

    @Test func anEventTakenInBeforeABackdatedActivationWasNotPlanned() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        let event = try house.receive(.discharge("A1", on: "2026-11-23"))
        try house.approve(edition)
        try house.adopting.activate(try house.acting(.quality), edition, from: LocalDay(iso: "2026-11-01")!, why: "in force on paper")
        #expect(try verdicts(house, event) == ["call": .notPlanned] && house.followUps(of: event).isEmpty)
    }

    @Test func aConditionSaysWhichPartFails() throws {
        let library = try AdoptingHouse.library(changing: "R22", [(
            "    after: patientDischarged\n    notBefore: $callNotBefore",
            "    after: patientDischarged\n    when: {allOf: [{condition: ordinary}, {not: {surgery: true}}]}\n    notBefore: $callNotBefore"
        )])
        let house = try AdoptingHouse(library)
        try house.inForce("R22", from: "2026-09-01")
        let event = try house.receive(.discharge("A1", on: "2026-11-23", attributes: ["surgery": .flag(true)]))
        let surgery = ConditionTerm(.attributeTrue, ["attribute": "手术", "is": "true"], isNegated: true)
        #expect(try verdicts(house, event)["call"] == .conditionNotMet([surgery]))
        let serious = try house.receive(.discharge("A2", on: "2026-11-23", attributes: ["condition": .text("serious"), "surgery": .flag(false)]))
        let condition = ConditionTerm(.attributeOneOf, ["attribute": "出院时情况", "is": "较重", "values": "一般"])
        #expect(try verdicts(house, serious)["call"] == .conditionNotMet([condition]))
    }
}
