import Domain
import Foundation
import Operations
import RegulationEngine
import SQLCore
import Storage
import Testing

/// From which day which edition decides, and what becomes of the one before.
@Suite struct AdoptingActivationTests {
    private func today(_ house: AdoptingHouse, plus days: Int = 0) throws -> LocalDay { try house.acting(.quality).today.adding(days: days) }

    private func number(_ house: AdoptingHouse, on day: LocalDay) throws -> [Int] {
        try house.test.database.read { session in
            try house.test.premises.shelf.active(of: TestPremises.organisation, on: day, in: session).map(\.number)
        }
    }

    @Test func anEarlierDayNeedsAReason() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        try house.approve(edition)
        let yesterday = try today(house, plus: -1)
        #expect(refusal { try house.adopting.activate(try house.acting(.quality), edition, from: yesterday) }?.codes == ["reason.required"])
        #expect(refusal { try house.adopting.activate(try house.acting(.management), edition, from: yesterday, why: "x") } == .notAllowed(.regulate))
        try house.adopting.activate(try house.acting(.quality), edition, from: yesterday, why: "in force on paper since yesterday")
        #expect(try number(house, on: yesterday) == [1] && number(house, on: yesterday.adding(days: -1)) == [])
    }

    @Test func theNextEditionDecidesFromItsDayAndTheOldOneForTheDaysBefore() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        let next = try house.adopting.newEdition(try house.acting(.quality), of: adopted.adoption, from: .same, why: "five tries")
        try house.adopting.decide(try house.acting(.quality), in: next, [FigureDecision(parameter: "callTries", value: "5", isAccepted: true)])
        try house.approve(next)
        try house.adopting.activate(try house.acting(.quality), next, from: try today(house, plus: 7))
        #expect(try number(house, on: today(house, plus: 6)) == [1] && number(house, on: today(house, plus: 7)) == [2])
        #expect(try house.state(adopted.edition) == .replaced && house.state(next) == .active)
        let values = try house.test.database.read { session in
            try [adopted.edition, next].map {
                try house.test.premises.shelf.edition($0, of: TestPremises.organisation, in: session).edition.values["callTries"]
            }
        }
        #expect(values == ["3", "5"], "the values of the edition that work was begun with stay")
    }

    @Test func noEditionBeginsBeforeItsPredecessor() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        let next = try house.adopting.newEdition(try house.acting(.quality), of: adopted.adoption, from: .same, why: "again")
        try house.approve(next)
        let early = LocalDay(iso: "2026-08-31")!
        #expect(refusal { try house.adopting.activate(try house.acting(.quality), next, from: early, why: "x") }?.codes == ["edition.fromBeforePredecessor"])
        #expect(try house.state(next) == .approved && house.state(adopted.edition) == .active)
    }

    @Test func acceptedFiguresAreCarriedAndThoseAskedAnewAreNot() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        let library = try AdoptingHouse.library(
            changing: "R22", [("version: 1", "version: 2"), ("proposed: 7 days", "proposed: 5 days"), ("proposed: 10 workdays", "stated: 10 workdays")])
        var premises = house.test.premises
        premises.library = library
        let adopting = Adopting(premises)
        let next = try adopting.newEdition(try house.acting(.quality), of: adopted.adoption, from: .pack, why: "second version of the pack")
        let view = try adopting.view(try house.acting(.quality), adopted.adoption, edition: next)
        let figures = Dictionary(uniqueKeysWithValues: view.figures.map { ($0.parameter.id, $0) })
        #expect(figures["callTries"]?.value == "3" && figures["callTries"]?.acceptedBy == "甲quality")
        #expect(figures["visitWithin"]?.value == "5 days" && figures["visitWithin"]?.acceptedBy == nil)
        #expect(figures["improveWithin"]?.isSettled == true && figures["improveWithin"]?.acceptedBy == nil)
        #expect(view.blockers.map(\.code).sorted() == ["edition.notRehearsed", "parameterUnaccepted"])
        #expect(view.edition.version == 2 && !view.findings.contains { $0.code == "edition.changedUnderSameVersion" })
    }

    @Test func changedContentUnderTheSameVersionIsAFinding() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        let pack = house.test.premises.library.packs["R22"]!.document.text
        let rewritten = pack.replacingOccurrences(of: "stated: 3 days", with: "stated: 4 days")
        let next = try house.adopting.newEdition(
            try house.acting(.quality), of: adopted.adoption, from: .text(rewritten, source: "R22.yaml"), why: "four days")
        let view = try house.adopting.view(try house.acting(.quality), adopted.adoption, edition: next)
        #expect(view.findings.contains { $0.code == "edition.changedUnderSameVersion" && $0.arguments["edition"] == "1" })
        #expect(view.isPackDifferent)
        let old = try house.adopting.view(try house.acting(.quality), adopted.adoption, edition: adopted.edition)
        #expect(!old.findings.contains { $0.code == "edition.changedUnderSameVersion" } && !old.isPackDifferent)
    }

    @Test func aDocumentWithErrorsOrOfAnotherRegulationIsRefused() throws {
        let house = try AdoptingHouse()
        let adopted = try house.inForce("R22", from: "2026-09-01")
        let other = house.test.premises.library.packs["R02"]!.document.text
        let begin = { (text: String) in
            try house.adopting.newEdition(try house.acting(.quality), of: adopted.adoption, from: .text(text, source: "t.yaml"), why: "try")
        }
        #expect(refusal { _ = try begin(other) }?.codes == ["edition.otherRegulation"])
        #expect(refusal { _ = try begin("regulation: R22\nversion: one") }?.codes.contains("notInteger") == true)
    }
}
