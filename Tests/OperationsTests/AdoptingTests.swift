import Domain
import Operations
import RegulationEngine
import Storage
import Testing

/// From a pack to an edition in force, with two people.
@Suite struct AdoptingTests {
    @Test func thePacksOfThisRepositoryCanBeAdopted() throws {
        let (library, findings) = try AdoptingHouse.packs.get()
        #expect(findings.filter { $0.severity == .error } == [])
        #expect(Set(library.packs.keys).isSuperset(of: ["R02", "R22", "R42"]))
        #expect(library.clauses.first == ClauseKind(clause: "R01.0", kind: "heading"))
        #expect(library.packs["R22"]?.rehearsals.map(\.path).contains("R22/rehearsals/call-window.yaml") == true)
    }

    @Test func adoptingTwiceChangesNothing() throws {
        let house = try AdoptingHouse()
        let first = try house.adopting.adopt(try house.acting(.quality), pack: "R22", why: "start of the year")
        let again = try house.adopting.adopt(try house.acting(.quality), pack: "R22", units: [TestPremises.wardA])
        #expect(first.isNew && !again.isNew)
        #expect(first.adoption == again.adoption && first.edition == again.edition)
        let view = try house.adopting.view(try house.acting(.quality), first.adoption)
        #expect(view.units.isEmpty && view.editions.map(\.number) == [1])
        #expect(try house.acts() == ["adoption.created", "edition.created"])
    }

    @Test func aFigureThatNobodyAcceptedBlocksTheEdition() throws {
        let house = try AdoptingHouse()
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "R22")
        let open = refusal { try house.adopting.submit(try house.acting(.quality), adopted.edition) }
        #expect(Set(open?.codes ?? []) == ["parameterUnaccepted", "roleUnmapped", "edition.notRehearsed"])
        #expect(open?.codes.count { $0 == "parameterUnaccepted" } == 8, "every proposal, and none of the stated figures")
        try house.mapAll(adopted.adoption)
        try house.acceptAll(adopted.edition)
        #expect(refusal { try house.adopting.submit(try house.acting(.quality), adopted.edition) }?.codes == ["edition.notRehearsed"])
        try house.rehearse(adopted.edition)
        try house.adopting.submit(try house.acting(.quality), adopted.edition)
        #expect(try house.state(adopted.edition) == .submitted)
    }

    @Test func aWindowThatCannotBeMetBlocksTheEdition() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        let late = [FigureDecision(parameter: "callNotBefore", value: "5 days", isAccepted: true)]
        try house.adopting.decide(try house.acting(.quality), in: edition, late)
        try house.rehearse(edition)
        #expect(refusal { try house.adopting.submit(try house.acting(.quality), edition) }?.codes == ["windowImpossible"])
    }

    @Test func aRequiredFigureMustBeGiven() throws {
        let house = try AdoptingHouse()
        let edition = try house.adopting.adopt(try house.acting(.quality), pack: "R02").edition
        #expect(refusal { try house.acceptAll(edition) }?.codes == ["parameterMissing"])
        try house.acceptAll(edition, required: ["otherServicesTarget": "60%"])
        let figure = try house.adopting.view(try house.acting(.quality), house.adoption(of: edition)).figures.first { $0.parameter.id == "otherServicesTarget" }
        #expect(figure?.value == "60%" && figure?.acceptedBy == "甲quality" && figure?.acceptedAt == house.test.now)
    }

    @Test func figuresAreTakenAllOrNone() throws {
        let house = try AdoptingHouse()
        let edition = try house.adopting.adopt(try house.acting(.quality), pack: "R02").edition
        let wrong = [
            FigureDecision(parameter: "repeatWindow", value: "6 months", isAccepted: true),
            FigureDecision(parameter: "otherServicesTarget", value: "lots", isAccepted: true),
            FigureDecision(parameter: "importantWithin", value: "soon", isAccepted: true),
            FigureDecision(parameter: "planPeriod", value: "week", isAccepted: true),
            FigureDecision(parameter: "moonPhase", value: "full", isAccepted: true),
            FigureDecision(parameter: "repairReworks", value: "4", isAccepted: true),
        ]
        let refused = refusal { try house.adopting.decide(try house.acting(.quality), in: edition, wrong) }
        let expected = ["parameterUnfit", "parameterUnfit", "parameterUnfit", "parameterUnknown", "parameterStatedNeedsReason"]
        #expect(refused?.codes == expected)
        let figures = try house.adopting.view(try house.acting(.quality), house.adoption(of: edition)).figures
        #expect(figures.first { $0.parameter.id == "repeatWindow" }?.value == "12 months")
    }

    @Test func aStatedFigureIsChangedWithAReasonAndStaysVisible() throws {
        let house = try AdoptingHouse()
        let adopted = try house.adopting.adopt(try house.acting(.quality), pack: "R22")
        let stricter = [FigureDecision(parameter: "callWithin", value: "2 days", isAccepted: true)]
        try house.adopting.decide(try house.acting(.quality), in: adopted.edition, stricter, why: "stricter house rule")
        let view = try house.adopting.view(try house.acting(.quality), adopted.adoption)
        #expect(view.findings.contains { $0.code == "parameterDepartsFromSource" && $0.arguments["stated"] == "3 days" })
    }

    @Test func whoSubmittedOrLastChangedDoesNotApprove() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        try house.rehearse(edition)
        try house.adopting.submit(try house.acting(.quality), edition)
        var both = try house.acting(.quality)
        both.scope = Scope(units: both.scope.units.merging([.approveRegulation: both.scope.units[.regulate]!]) { a, _ in a })
        #expect(refusal { try house.adopting.approve(both, edition) }?.codes == ["edition.needsSecondPerson"])
        #expect(try house.adopting.view(both, house.adoption(of: edition)).acts.contains(.approve) == false)
        #expect(refusal { try house.adopting.approve(try house.acting(.quality), edition) } == .notAllowed(.approveRegulation))
        try house.adopting.approve(try house.acting(.management), edition)
        #expect(try house.state(edition) == .approved)
    }

    @Test func whoOnlySubmittedDoesNotApproveEither() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        try house.rehearse(edition)
        var messenger = try house.acting(.management)
        messenger.scope = Scope(units: messenger.scope.units.merging([.regulate: messenger.scope.units[.approveRegulation]!]) { a, _ in a })
        try house.adopting.submit(messenger, edition)
        #expect(refusal { try house.adopting.approve(messenger, edition) }?.codes == ["edition.needsSecondPerson"])
    }

    @Test func whoChangedWhatAnotherSubmittedDoesNotApproveEither() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        var author = try house.acting(.management)
        author.scope = Scope(units: author.scope.units.merging([.regulate: author.scope.units[.approveRegulation]!]) { a, _ in a })
        try house.adopting.decide(author, in: edition, [FigureDecision(parameter: "callTries", value: "4", isAccepted: true)])
        try house.rehearse(edition)
        try house.adopting.submit(try house.acting(.quality), edition)
        #expect(refusal { try house.adopting.approve(author, edition) }?.codes == ["edition.needsSecondPerson"])
    }

    @Test func anEditionIsRehearsedAfterItsLastChange() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        try house.rehearse(edition)
        try house.adopting.decide(try house.acting(.quality), in: edition, [FigureDecision(parameter: "callTries", value: "4", isAccepted: true)])
        #expect(refusal { try house.adopting.submit(try house.acting(.quality), edition) }?.codes == ["edition.notRehearsed"])
        try house.rehearse(edition, failing: ["three calls expected, four came"])
        try house.adopting.submit(try house.acting(.quality), edition)
        #expect(refusal { try house.adopting.approve(try house.acting(.management), edition) }?.codes == ["reason.required"])
        try house.adopting.approve(try house.acting(.management), edition, words: "four calls are meant")
        let view = try house.adopting.view(try house.acting(.management), house.adoption(of: edition))
        #expect(view.rehearsal?.failed.map(\.name) == ["R22"] && view.findings.contains { $0.code == "edition.rehearsalFailed" })
        #expect(view.edition.approval?.words == "four calls are meant" && view.edition.approval?.by == "甲management")
    }

    @Test func whatIsGivenBackIsADraftAgain() throws {
        let house = try AdoptingHouse()
        let edition = try house.settled("R22")
        try house.rehearse(edition)
        try house.adopting.submit(try house.acting(.quality), edition, basis: "minutes 12")
        #expect(refusal { try house.adopting.giveBack(try house.acting(.quality), edition, words: "no") } == .notAllowed(.approveRegulation))
        try house.adopting.giveBack(try house.acting(.management), edition, words: "five tries, please")
        #expect(try house.state(edition) == .draft)
        try house.adopting.decide(try house.acting(.quality), in: edition, [FigureDecision(parameter: "callTries", value: "5", isAccepted: true)])
        try house.approve(edition)
        #expect(try house.acts().filter { $0.hasPrefix("edition.") && $0 != "edition.figureDecided" } == [
            "edition.created", "edition.rehearsed", "edition.submitted", "edition.givenBack", "edition.rehearsed", "edition.submitted", "edition.approved",
        ])
    }

    @Test func aRehearsalOfWhatWasChangedMeanwhileIsOfNoUse() throws {
        let house = try AdoptingHouse()
        let edition = try house.adopting.adopt(try house.acting(.quality), pack: "R22").edition
        let refused = refusal {
            try house.adopting.rehearse(try house.acting(.quality), edition) { _ in
                try house.acceptAll(edition)
                return RehearsalReport(outcomes: [])
            }
        }
        #expect(refused?.codes == ["edition.changedMeanwhile"])
    }

    @Test func theStepsComeInOrder() throws {
        let house = try AdoptingHouse()
        let edition = try house.adopting.adopt(try house.acting(.quality), pack: "R22").edition
        let today = try house.acting(.quality).today
        #expect(refusal { try house.adopting.activate(try house.acting(.quality), edition, from: today) }?.codes == ["edition.cannot.activate"])
        #expect(refusal { try house.adopting.approve(try house.acting(.management), edition) }?.codes == ["edition.cannot.approve"])
        try house.mapAll(house.adoption(of: edition))
        try house.acceptAll(edition)
        try house.approve(edition)
        let late = [FigureDecision(parameter: "callTries", value: "5", isAccepted: true)]
        #expect(refusal { try house.adopting.decide(try house.acting(.quality), in: edition, late) }?.codes == ["edition.cannot.decide"])
        #expect(refusal { try house.adopting.newEdition(try house.acting(.quality), of: house.adoption(of: edition), from: .same, why: "next") }?.codes == ["edition.openExists"])
        try house.adopting.reject(try house.acting(.management), edition, why: "five tries are wanted")
        let next = try house.adopting.newEdition(try house.acting(.quality), of: house.adoption(of: edition), from: .same, why: "five tries")
        #expect(try house.state(edition) == .rejected && house.state(next) == .draft)
    }
}
