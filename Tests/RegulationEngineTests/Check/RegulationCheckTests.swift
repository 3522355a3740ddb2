import Domain
import RegulationEngine
import Testing

/// Each check is seen to fire on a regulation that is right but for one thing.
@Suite struct RegulationCheckTests {
    private let ours = Basis(isOurs: true)

    private func rule(_ change: (inout FollowUpRule) -> Void = { _ in }) -> FollowUpRule {
        var rule = FollowUpRule(
            id: "call", title: LocalizedText(english: "Call"), trigger: .after(events: ["patientDischarged"]),
            window: WindowRule(notBefore: .stated(Period(2, .days)), within: .stated(Period(3, .days))), assign: [AssignLine(to: [.role("clerk")])],
            channels: [ChannelStep(channel: .phone)], form: "sheet", basis: ours)
        change(&rule)
        return rule
    }

    private func regulation(_ rules: [FollowUpRule], outcomes: [OutcomeRule] = [], parameters: [Parameter] = []) -> Regulation {
        Regulation(
            id: "X01", version: 1, title: LocalizedText(english: "Trial"), sector: "hospital", severities: [CodeDefinition(code: "general", title: LocalizedText())],
            roles: [RoleDefinition(id: "clerk", title: LocalizedText(english: "Clerk"), basis: ours)], parameters: parameters, followUps: rules,
            outcomes: outcomes, forms: [Form(id: "sheet", title: LocalizedText(english: "Sheet"), fields: [])])
    }

    private func codes(_ regulation: Regulation, values: [String: String] = [:], roles: Set<String> = ["clerk"], clauses: Set<String>? = nil) throws -> [String] {
        RegulationCheck(regulation, registry: try Pack.registry(), values: values).findings(roles: roles, clauses: clauses).map(\.code)
    }

    @Test func nothingIsFoundInASoundOne() throws { #expect(try codes(regulation([rule()])) == []) }

    @Test(arguments: [
        ("4 days", "3 days", true), ("3 days", "3 days", false), ("1 month", "20 days", true), ("1 month", "28 days", false), ("97 hours", "3 days", true), ("96 hours", "3 days", false),
        ("2 workdays", "1 day", true), ("10 days", "1 week", true), ("1 year", "12 months", false),
    ])
    func aWindowThatOpensAfterItEnds(opens: String, ends: String, isImpossible: Bool) throws {
        let changed = rule { $0.window = WindowRule(notBefore: .stated(Period(opens)!), within: .stated(Period(ends)!)) }
        #expect(try codes(regulation([changed])) == (isImpossible ? ["windowImpossible"] : []))
    }

    @Test func aFurtherLimitBeforeTheOpening() throws {
        let changed = rule { $0.window.orEarlier = [ConditionalLimit(condition: .always, within: .stated(Period(1, .days)))] }
        #expect(try codes(regulation([changed])) == ["windowImpossible"])
    }

    @Test func anAimBeyondTheLimit() throws {
        #expect(try codes(regulation([rule { $0.window.aim = .stated(Period(5, .days)) }])) == ["aimBeyondLimit"])
    }

    @Test func theOrganisationsOwnFigureMayMakeAWindowImpossible() throws {
        let limit = Parameter(id: "limit", title: LocalizedText(english: "Limit"), kind: .period, standing: .proposed, value: "3 days", basis: ours)
        let changed = regulation([rule { $0.window.within = .parameter("limit") }], parameters: [limit])
        #expect(try codes(changed, values: ["limit": "3 days"]) == [])
        #expect(try codes(changed, values: ["limit": "1 day"]) == ["windowImpossible"])
        #expect(try codes(changed, values: ["limit": "soon"]) == ["parameterUnfit"])
        #expect(try codes(changed) == ["parameterUnaccepted"])
    }

    @Test func aFigureThatNothingUses() throws {
        let idle = Parameter(id: "idle", title: LocalizedText(english: "Idle"), kind: .number, standing: .stated, value: "1", basis: ours)
        #expect(try codes(regulation([rule()], parameters: [idle])) == ["parameterUnused"])
    }

    @Test func aRoleWithoutPeople() throws { #expect(try codes(regulation([rule()]), roles: []) == ["roleUnmapped"]) }

    @Test func nobodyToDoIt() throws {
        let severe = Condition.attribute("severity", .oneOf(["major"]))
        #expect(try codes(regulation([rule { $0.assign = [] }])) == ["assignMissing"])
        #expect(try codes(regulation([rule { $0.assign = [AssignLine(condition: severe, to: [.role("clerk")])] }])) == ["assignNotExhaustive"])
        #expect(try codes(regulation([rule { $0.assign = [AssignLine(condition: .attribute("severity", .oneOf(["general"])), to: [.role("clerk")])] }])) == [])
        #expect(try codes(regulation([rule { $0.assign = [AssignLine(to: [.role("clerk")]), AssignLine(condition: severe, to: [.role("clerk")])] }])) == ["assignLineUnreached"])
    }

    @Test func noWayToReachSomebody() throws {
        #expect(try codes(regulation([rule { $0.channels = [] }])) == ["channelsMissing"])
        #expect(try codes(regulation([rule { $0.form = nil }])) == ["formMissing"])
        let stuck = rule {
            $0.channels = [ChannelStep(channel: .phone), ChannelStep(channel: .homeVisit, tries: .stated(1))]
            $0.ladder = Ladder(lostAgreedBy: .role("clerk"))
        }
        #expect(try codes(regulation([stuck])) == ["channelUnreachable"])
    }

    @Test func aRuleThatNothingAsksFor() throws {
        let visit = rule {
            $0.id = "visit"
            $0.trigger = .onRequest
        }
        let asks = OutcomeRule(id: "needed", rules: ["call"], when: .always, then: [.again(Again(rule: "visit"))], basis: ours)
        #expect(try codes(regulation([rule(), visit])) == ["requestedByNobody"])
        #expect(try codes(regulation([rule(), visit], outcomes: [asks])) == [])
    }

    @Test func theOnlyReviewerIsTheWorker() throws {
        #expect(try codes(regulation([rule { $0.review = [ReviewStep(by: .role("clerk"))] }])) == ["reviewOfOwnWork"])
        #expect(try codes(regulation([rule { $0.review = [ReviewStep(by: .role("clerk"), ownWorkBy: .role("clerk"))] }])) == [])
    }

    @Test func goingRoundForEver() throws {
        let visit = rule {
            $0.id = "visit"
            $0.trigger = .onRequest
        }
        func outcome(_ id: String, _ from: String, _ again: Again) -> OutcomeRule {
            OutcomeRule(id: id, rules: [from], when: .always, then: [.again(again)], basis: ours)
        }
        #expect(try codes(regulation([rule()], outcomes: [outcome("a", "call", Again(dateRequired: true))])) == ["outcomeWithoutGuard"])
        #expect(try codes(regulation([rule()], outcomes: [outcome("a", "call", Again(dateRequired: true, maxNth: .stated(3)))])) == [])
        let round = [outcome("a", "call", Again(rule: "visit")), outcome("b", "visit", Again(rule: "call"))]
        #expect(try codes(regulation([rule(), visit], outcomes: round)) == ["outcomeWithoutGuard", "outcomeWithoutGuard"])
    }

    @Test func whatItRestsOn() throws {
        #expect(try codes(regulation([rule { $0.basis = Basis() }])) == ["basisMissing"])
        let cites = regulation([rule { $0.basis = Basis(clauses: ["X01.9/window"]) }])
        #expect(try codes(cites, clauses: ["X01.9", "X01.2"]) == [])
        #expect(try codes(cites, clauses: ["X01.8"]) == ["clauseUnknown.near"])
        #expect(try codes(cites, clauses: ["R01.1"]) == [], "a list that does not know the regulation says nothing of its clauses")
    }

    @Test func aYearThatIsNotLoaded() throws {
        let workdays = regulation([rule { $0.window = WindowRule(within: .stated(Period(3, .workdays))) }])
        let calendar = WorkingCalendar(revision: "t", loadedYears: [2026], statutory: [:])
        let check = RegulationCheck(workdays, registry: try Pack.registry())
        #expect(check.findings(roles: ["clerk"], calendar: calendar, year: 2026).map(\.arguments) == [["year": "2027"]])
        #expect(RegulationCheck(regulation([rule()]), registry: try Pack.registry()).findings(roles: ["clerk"], calendar: calendar, year: 2026) == [])
    }
}
