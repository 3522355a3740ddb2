import Domain
import RegulationEngine
import Testing

@Suite("Windows of rules") struct WindowTests {
    private func resolve(
        _ window: WindowRule, _ event: Event = Sample.event(), time: TimeRules = TimeRules(), values: [String: String] = [:],
        hours: ContactHours? = nil
    ) throws -> ResolvedWindow {
        var rule = Sample.rule(window: window)
        rule.hours = hours
        let edition = Sample.edition([rule], values: values) { $0.time = time }
        return try WindowResolver(edition: edition, registry: Sample.registry, calendar: Sample.calendar).window(rule, for: event)
    }

    private func days(_ count: Int) -> Figure<Period> { .stated(Period(count, .days)) }

    @Test("not before, aim and within from one anchor") func three() throws {
        let found = try resolve(WindowRule(notBefore: days(2), aim: days(3), within: days(5)))
        #expect(found.window == Window(opens: Sample.at("2026-09-30 00:00"), aim: Sample.end("2026-10-01"), due: Sample.end("2026-10-03")))
        #expect(found.cohort == Sample.day("2026-09-28"))
    }

    @Test("after N opens the day after; the later of two openings holds; an aim beyond the limit is the limit") func openings() throws {
        #expect(try resolve(WindowRule(within: days(5), after: days(2))).window.opens == Sample.at("2026-10-01 00:00"))
        #expect(try resolve(WindowRule(notBefore: days(4), within: days(5), after: days(2))).window.opens == Sample.at("2026-10-02 00:00"))
        #expect(try resolve(WindowRule(aim: days(9), within: days(5))).window.aim == Sample.end("2026-10-03"))
    }

    @Test("a window may count from a date of the event, even a later one") func anchors() throws {
        let event = Sample.event(["repliedAt": .instant(Sample.at("2026-10-05 16:00")), "contractEnd": .day(Sample.day("2026-12-31"))])
        let replied = try resolve(WindowRule(anchor: "repliedAt", within: days(3)), event)
        #expect(replied.window == Window(opens: Sample.at("2026-10-05 16:00"), due: Sample.end("2026-10-08")))
        let contract = try resolve(WindowRule(anchor: "contractEnd", within: .stated(Period(1, .months))), event)
        #expect(contract.window == Window(opens: Sample.at("2026-12-31 00:00"), due: Sample.end("2027-01-31")))
        #expect(contract.cohort == Sample.day("2026-12-31"))
    }

    @Test("an anchor that the event lacks, or that is no date, is an error of the rule") func missingAnchor() {
        #expect(throws: RuleError(rule: "complaint", .attributeUnknown, ["attribute": "repliedAt", "event": "complaintClosed"])) {
            try resolve(WindowRule(anchor: "repliedAt", within: days(3)))
        }
        #expect(throws: RuleError(rule: "complaint", .attributeUnfit, ["attribute": "number", "wanted": "day"])) {
            try resolve(WindowRule(anchor: "number", within: days(3)), Sample.event(["number": .text("1")]))
        }
    }

    @Test(
        "the earliest of the limits that apply holds; one that can't be decided is left out",
        arguments: [
            ("major", "2026-09-29"), ("important", "2026-10-01"), ("general", "2026-10-05"), ("", "2026-10-05"),
        ]) func earliest(severity: String, last: String) throws
    {
        let window = WindowRule(
            within: days(7),
            orEarlier: [
                ConditionalLimit(condition: .attribute("severity", .oneOf(["important", "major"])), within: days(3)),
                ConditionalLimit(condition: .attribute("severity", .oneOf(["major"])), within: days(1)),
                ConditionalLimit(condition: .always, within: days(30)),
            ])
        let event = Sample.event(severity.isEmpty ? [:] : ["severity": .text(severity)])
        #expect(try resolve(window, event).window.due == Sample.end(last))
    }

    @Test("a figure may be a parameter; a missing or unreadable one is an error that names rule and parameter") func parameters() throws {
        let window = WindowRule(within: .parameter("callWithin"))
        #expect(try resolve(window, values: ["callWithin": "2 workdays"]).window.due == Sample.end("2026-09-30"))
        #expect(throws: RuleError(rule: "complaint", .parameterMissing, ["parameter": "callWithin"])) { try resolve(window) }
        #expect(throws: RuleError(rule: "complaint", .parameterUnreadable, ["parameter": "callWithin", "value": "soon", "kind": "period"])) {
            try resolve(window, values: ["callWithin": "soon"])
        }
    }

    @Test("a window that closes before it opens is an error") func impossible() {
        #expect(throws: RuleError(rule: "complaint", .windowImpossible, ["opens": "2026-10-28", "due": "2026-10-05"])) {
            try resolve(WindowRule(notBefore: .stated(Period(1, .months)), within: days(7)))
        }
    }

    @Test("a window of a single moment is a window") func moment() throws {
        let hours = Figure.stated(Period(3, .hours))
        let found = try resolve(WindowRule(notBefore: hours, within: hours))
        #expect(found.window == Window(opens: Sample.at("2026-09-28 13:00"), due: Sample.at("2026-09-28 13:00")))
    }

    @Test("lastDay of the rule goes before that of the regulation") func lastDay() throws {
        let rolls = TimeRules(lastDay: .rolls)
        #expect(try resolve(WindowRule(within: days(3)), time: rolls).window.due == Sample.end("2026-10-08"))
        #expect(try resolve(WindowRule(within: days(3), lastDay: .stays), time: rolls).window.due == Sample.end("2026-10-01"))
    }

    private static let office = ContactHours(
        spans: [.init(from: LocalTime("08:30")!, to: LocalTime("12:00")!), .init(from: LocalTime("14:00")!, to: LocalTime("17:30")!)],
        workdaysOnly: true)

    @Test(
        "contact hours and the limit: any, the last inside, the first after",
        arguments: [
            (TimeRules.ContactSlot.any, "3 days", "2026-10-02 00:00", false),
            // 2026-10-01 … 07 are off: the last hours inside are those of the 30th, the first after those of the 8th.
            (.lastAllowedInside, "3 days", "2026-09-30 17:30", false),
            (.firstAllowedAfter, "3 days", "2026-10-08 12:00", true),
            // On a workday the limit of a day stands, since contact is allowed on it.
            (.firstAllowedAfter, "1 day", "2026-09-30 00:00", false),
            (.lastAllowedInside, "1 day", "2026-09-29 17:30", false),
            // Hours: 13:00 is outside, 15:00 inside.
            (.firstAllowedAfter, "3 hours", "2026-09-28 17:30", true),
            (.lastAllowedInside, "3 hours", "2026-09-28 12:00", false),
            (.firstAllowedAfter, "5 hours", "2026-09-28 15:00", false),
            (.lastAllowedInside, "5 hours", "2026-09-28 15:00", false),
        ]) func contactSlots(slot: TimeRules.ContactSlot, budget: String, due: String, isDeferred: Bool) throws
    {
        let found = try resolve(WindowRule(within: .stated(Period(budget)!)), time: TimeRules(contactSlot: slot), hours: Self.office)
        #expect(found.window.due == Sample.at(due))
        #expect(found.isDeferred == isDeferred)
    }

    @Test("no contact hours inside: the limit stays and says so") func noSlot() throws {
        var rule = Sample.rule(window: WindowRule(within: days(2)))
        rule.hours = Self.office
        let edition = Sample.edition([rule]) { $0.time.contactSlot = .lastAllowedInside }
        let resolver = WindowResolver(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        let event = Sample.event(at: "2026-10-02 10:00")
        #expect(try resolver.window(rule, for: event).window.due == Sample.end("2026-10-04"))
        #expect(try resolver.derivation(rule, for: event).steps.map(\.code).contains("noContactSlot"))
    }
}

@Suite("Explained windows") struct WindowDerivationTests {
    @Test("from the rule and its clauses over the days passed over to the result") func steps() throws {
        let rule = Sample.rule(window: WindowRule(notBefore: .stated(Period(1, .months)), within: .parameter("within"), lastDay: .rolls))
        let edition = Sample.edition([rule], values: ["within": "2 months"])
        let resolver = WindowResolver(edition: edition, registry: Sample.registry, calendar: Sample.calendar)
        let steps = try resolver.derivation(rule, for: Sample.event()).steps
        #expect(
            steps.map(\.code) == [
                "rule", "event", "clause", "parameter", "start", "notBefore", "countedMonths", "within", "countedMonths", "skippedWeekend",
                "skippedWeekend",
                "rolledTo", "opens", "due",
            ])
        #expect(steps[2].arguments == ["clause": "R02.1.3.1"])
        #expect(steps[3].arguments == ["parameter": "within", "value": "2 months"])
        #expect(steps[9].arguments == ["day": "2026-11-28", "weekday": "6"])
        #expect(steps[11].arguments == ["from": "2026-11-28", "day": "2026-11-30", "weekday": "1"])
        #expect(steps[13].arguments == ["moment": "2026-12-01T00:00:00+08:00", "day": "2026-11-30", "weekday": "1"])
    }

    @Test("holidays, make-up days and unpublished years are told by name") func names() throws {
        let rule = Sample.rule(window: WindowRule(within: .stated(Period(3, .workdays))))
        let resolver = WindowResolver(edition: Sample.edition([rule]), registry: Sample.registry, calendar: Sample.calendar)
        let golden = try resolver.derivation(rule, for: Sample.event(at: "2026-09-30 10:00")).steps
        #expect(golden.filter { $0.code == "skippedHoliday" }.count == 7)
        #expect(golden.first { $0.code == "skippedHoliday" }?.arguments == ["day": "2026-10-01", "weekday": "4", "name": "National Day"])
        #expect(golden.first { $0.code == "makeUpWorkday" }?.arguments["day"] == "2026-10-10")
        let newYear = try resolver.derivation(rule, for: Sample.event(at: "2026-12-30 10:00")).steps
        #expect(newYear.filter { $0.code == "provisionalYear" }.map(\.arguments) == [["year": "2027"]])
        #expect(newYear.first { $0.code == "skippedFestival" }?.arguments["day"] == "2027-01-01")
    }

    @Test("earlier, later and undecided limits are told with their clauses") func limits() throws {
        let limit = { (code: String, days: Int) in
            ConditionalLimit(
                condition: .attribute("severity", .oneOf([code])), within: .stated(Period(days, .days)), basis: Basis(clauses: ["R02.2.2/window"]))
        }
        let rule = Sample.rule(window: WindowRule(within: .stated(Period(7, .days)), orEarlier: [limit("major", 1)]))
        let resolver = WindowResolver(edition: Sample.edition([rule]), registry: Sample.registry, calendar: Sample.calendar)
        let major = try resolver.derivation(rule, for: Sample.event(["severity": .text("major")])).steps
        let earlier = try #require(major.firstIndex { $0.code == "earlierOf" })
        #expect(major[earlier].arguments["day"] == "2026-09-29" && major[earlier + 1].arguments == ["clause": "R02.2.2/window"])
        let unknown = try resolver.derivation(rule, for: Sample.event()).steps
        #expect(unknown.contains { $0.code == "limitUndecided" && $0.arguments == ["budget": "1 day", "attribute": "severity"] })
    }
}
