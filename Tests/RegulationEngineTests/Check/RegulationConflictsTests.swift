import Domain
import RegulationEngine
import Testing

@Suite struct RegulationConflictsTests {
    private static let day = LocalDay(iso: "2026-11-25")!

    private func adopted(_ id: String, _ event: String, from: String? = nil, within: String, values: [String: String] = [:]) -> RegulationConflicts.Adopted {
        func figure(_ text: String) -> Figure<Period> { text.hasPrefix("$") ? .parameter(String(text.dropFirst())) : .stated(Period(text)!) }
        let rule = FollowUpRule(
            id: "rule", title: LocalizedText(), trigger: .after(events: [event]), window: WindowRule(notBefore: from.map(figure), within: figure(within)), assign: [])
        return RegulationConflicts.Adopted(Regulation(id: id, version: 1, title: LocalizedText(), sector: "property", followUps: [rule]), values: values)
    }

    private func codes(_ a: RegulationConflicts.Adopted, _ b: RegulationConflicts.Adopted) throws -> [String] {
        RegulationConflicts.findings([a, b], registry: try Pack.registry(), from: Self.day).map(\.code)
    }

    /// A repair within a month and a repair not before a month can hardly be met together.
    @Test func withinAMonthAgainstNotBeforeAMonth() throws {
        let (within, after) = (adopted("R02", "repairCompleted", within: "1 month"), adopted("R42", "repairCompleted", from: "1 month", within: "2 months"))
        let findings = RegulationConflicts.findings([within, after], registry: try Pack.registry(), from: Self.day)
        #expect(findings.map(\.code) == ["conflictingWindows"])
        let said = try #require(findings.first?.arguments)
        #expect(said["first"] == "R02.rule" && said["second"] == "R42.rule" && said["day"] == "2026-11-25" && said["days"] == "366")
        #expect(said["firstDays"] == "2026-11-25 – 2026-12-25" && said["secondDays"] == "2026-12-25 – 2027-01-25")
        #expect(try codes(after, within) == ["conflictingWindows"])
    }

    @Test func windowsThatMeetAreOnlyTold() throws {
        #expect(try codes(adopted("A", "repairCompleted", within: "1 month"), adopted("B", "repairCompleted", from: "1 week", within: "1 month")) == ["sameEventTwice"])
    }

    /// Four weeks against a month: in February they meet, else not.
    @Test func windowsThatMissOnSomeDaysOnly() throws {
        let (weeks, month) = (adopted("A", "repairCompleted", within: "29 days"), adopted("B", "repairCompleted", from: "1 month", within: "2 months"))
        let findings = RegulationConflicts.findings([weeks, month], registry: try Pack.registry(), from: Self.day)
        #expect(findings.map(\.code) == ["windowsMissSometimes"])
        let days = try #require(findings.first?.arguments["days"].flatMap { Int($0) })
        #expect(days > 300 && days < 366, "an event of late January opens with the end of February")
    }

    @Test func waysAndReviewersAndDoubleCalls() throws {
        func rule(_ id: String, _ channel: ContactChannel, by role: String, review: String? = nil) -> RegulationConflicts.Adopted {
            let rule = FollowUpRule(
                id: "rule", title: LocalizedText(), trigger: .after(events: ["repairCompleted"]), window: WindowRule(within: .parameter("limit")),
                assign: [AssignLine(to: [.role(role)])], channels: [ChannelStep(channel: channel)], review: review.map { [ReviewStep(by: .role($0))] } ?? [],
                basis: Basis(clauses: [id + ".1/trigger", id + ".1/window"]))
            let regulation = Regulation(id: id, version: 1, title: LocalizedText(), sector: "property", followUps: [rule])
            return RegulationConflicts.Adopted(regulation, values: ["limit": "1 week"])
        }
        #expect(try codes(rule("A", .phone, by: "one"), rule("B", .homeVisit, by: "one")) == ["conflictingChannels"])
        #expect(try codes(rule("A", .phone, by: "one", review: "x"), rule("B", .phone, by: "one", review: "y")) == ["differentReviewers"])
        #expect(try codes(rule("A", .phone, by: "one", review: "x"), rule("B", .phone, by: "one", review: "x")) == ["sameEventTwice"])
        let twice = RegulationConflicts.findings([rule("A", .phone, by: "one"), rule("B", .phone, by: "two")], registry: try Pack.registry(), from: Self.day)
        #expect(twice.map(\.code) == ["sameDayTwice"])
        #expect(twice.first?.arguments["due"] == "2026-12-02" && twice.first?.arguments["firstClauses"] == "A.1" && twice.first?.arguments["parameters"] == "A limit, B limit")
    }

    /// Roles that the organisation's posts hold together are one person; a check of others' work is a contact of its own.
    @Test func rolesOfOnePostAndChecksOfOthers() throws {
        func rule(_ id: String, by role: String, review: String, checks: [String] = [], as posts: [String: String] = [:]) -> RegulationConflicts.Adopted {
            let rule = FollowUpRule(
                id: "rule", title: LocalizedText(), trigger: .after(events: ["repairCompleted"]), window: WindowRule(within: .stated(Period("1 week")!)),
                assign: [AssignLine(to: [.role(role)])], review: [ReviewStep(by: .role(review))], independentOfMakers: checks)
            return RegulationConflicts.Adopted(Regulation(id: id, version: 1, title: LocalizedText(), sector: "property", followUps: [rule]), roles: posts)
        }
        let mine = rule("A", by: "caller", review: "chief")
        #expect(try Set(codes(mine, rule("B", by: "assistant", review: "head"))) == ["differentReviewers", "sameDayTwice"])
        #expect(try codes(mine, rule("B", by: "assistant", review: "head", as: ["assistant": "caller", "head": "chief"])) == ["sameEventTwice"])
        #expect(try codes(mine, rule("B", by: "assistant", review: "head", checks: ["other"])) == [])
    }

    /// As the packs have it: C16 of its kind for repairs, and one discharge with three first calls.
    @Test func thePacksOfOneSector() throws {
        func told(_ a: String, _ b: String) throws -> Set<String> {
            let packs = [RegulationConflicts.Adopted(try Pack.regulation(a)), RegulationConflicts.Adopted(try Pack.regulation(b))]
            return Set(RegulationConflicts.findings(packs, registry: try Pack.registry(), from: Self.day).map { "\($0.code) \($0.arguments["first"] ?? "") \($0.arguments["second"] ?? "")" })
        }
        #expect(try told("R02", "R42").contains { $0.hasSuffix("indows R02.repair R42.repair") || $0 == "windowsMissSometimes R02.repair R42.repair" })
        #expect(try told("R12", "R42").contains { $0.hasSuffix("R12.repair R42.repair") && !$0.hasPrefix("sameEventTwice") })
        #expect(try told("R01", "R05").contains { $0.contains("R01.first") && $0.contains("R05.inpatient") })
        #expect(try told("R22", "R42") == [])
    }

    @Test func figuresOfTheOrganisationDecide() throws {
        let fixed = adopted("B", "repairCompleted", from: "2 weeks", within: "1 month")
        #expect(try codes(adopted("A", "repairCompleted", within: "$limit", values: ["limit": "1 week"]), fixed) == ["conflictingWindows"])
        #expect(try codes(adopted("A", "repairCompleted", within: "$limit", values: ["limit": "3 weeks"]), fixed) == ["sameEventTwice"])
    }

    @Test func namesThatMeanDifferentThings() throws {
        #expect(try codes(adopted("A", "specialServiceCompleted", within: "1 week"), adopted("B", "otherServiceCompleted", within: "1 week")) == [])
        #expect(try codes(adopted("A", "specialServiceCompleted", within: "1 week"), adopted("B", "serviceCompleted", within: "1 week")) == ["sameEventTwice"])
        #expect(try codes(adopted("A", "repairCompleted", within: "1 week"), adopted("B", "patientDischarged", within: "1 week")) == [])
    }

    @Test func theTwoPacksDoNotMeet() throws {
        let packs = [RegulationConflicts.Adopted(try Pack.regulation("R02")), RegulationConflicts.Adopted(try Pack.regulation("R22"))]
        #expect(RegulationConflicts.findings(packs, registry: try Pack.registry(), from: Self.day) == [])
    }
}
