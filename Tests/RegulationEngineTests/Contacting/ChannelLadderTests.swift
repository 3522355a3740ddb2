import Domain
import RegulationEngine
import Testing

@Suite("The ladder of channels") struct ChannelLadderTests {
    private func position(
        _ steps: [ChannelStep], _ attempts: [AttemptFacts] = [], event: Event = Sample.event(), nth: Int = 1, record: RecordFacts? = nil,
        values: [String: String] = [:]
    ) throws -> LadderPosition {
        var rule = Sample.rule()
        rule.channels = steps
        rule.ladder = Ladder(lostAgreedBy: .role("supervisor"))
        let ladder = ChannelLadder(edition: Sample.edition([rule], values: values), registry: Sample.registry, calendar: Sample.calendar)
        let context = ConditionContext(event: event, nth: nth, record: record, history: HistoryFacts(), now: Sample.at("2026-10-08 10:00"))
        return try ladder.next(rule, attempts: attempts, in: context)
    }

    private func tried(_ at: String, _ channel: ContactChannel = .phone, _ meaning: ContactResult.Meaning = .notReached, callBack: String? = nil)
        -> AttemptFacts
    {
        AttemptFacts(channel: channel, at: Sample.at(at), meaning: meaning, callBackAt: callBack.map(Sample.at))
    }

    private let calls = ChannelStep(channel: .phone, tries: .parameter("tries"), onDifferentDays: true)
    private let visit = ChannelStep(channel: .homeVisit, tries: .stated(1))
    private let values = ["tries": "3"]

    @Test("before any try: call, and no visit yet") func start() throws {
        let start = try position([calls, visit], values: values)
        #expect(start.channel == .phone && start.allowed == [.phone] && start.notBefore == nil && !start.isUsedUp)
        #expect(start.verdict(of: .homeVisit) == .notYet(channel: .phone, triesLeft: 3))
        #expect(start.verdict(of: .letter) == nil)
    }

    @Test("calls on different days, then the visit, then used up with whoever must agree") func climb() throws {
        let one = try position([calls, visit], [tried("2026-10-08 10:00")], values: values)
        #expect(one.channel == .phone && one.notBefore == Sample.at("2026-10-09 00:00") && one.wait == .anotherDay && one.steps[0].triesUsed == 1)
        let sameDay = try position([calls, visit], [tried("2026-10-08 10:00"), tried("2026-10-08 19:00")], values: values)
        #expect(sameDay.steps[0].triesUsed == 1)
        let three = [tried("2026-10-08 10:00"), tried("2026-10-09 10:00"), tried("2026-10-11 10:00")]
        let visiting = try position([calls, visit], three, values: values)
        #expect(
            visiting.channel == .homeVisit && visiting.allowed == [.homeVisit] && visiting.notBefore == nil && visiting.verdict(of: .phone) == .usedUp
        )
        let over = try position([calls, visit], three + [tried("2026-10-12 10:00", .homeVisit)], values: values)
        #expect(over.current == nil && over.isUsedUp && over.lostAgreedBy == .role("supervisor"))
    }

    @Test("an answer in part or another time asked for uses up no try; a wrong number does") func whatCounts() throws {
        let attempts = [
            tried("2026-10-08 10:00", .phone, .partly), tried("2026-10-09 10:00", .phone, .callBack),
            tried("2026-10-10 10:00", .phone, .wrongContactPoint),
        ]
        #expect(try position([calls, visit], attempts, values: values).steps[0].triesUsed == 1)
    }

    @Test("an agreed time goes before spacing, until it has been tried") func agreed() throws {
        let asked = tried("2026-10-08 11:00", .phone, .callBack, callBack: "2026-10-08 19:00")
        let waiting = try position([calls, visit], [tried("2026-10-08 10:00"), asked], values: values)
        #expect(waiting.notBefore == Sample.at("2026-10-08 19:00") && waiting.wait == .agreedTime)
        let missed = try position([calls, visit], [asked, tried("2026-10-08 19:00")], values: values)
        #expect(missed.notBefore == Sample.at("2026-10-09 00:00") && missed.wait == .anotherDay)
    }

    @Test(
        "spacing in hours or days; the later of spacing and another day",
        arguments: [
            ("2 hours", false, "2026-10-08 12:00", LadderPosition.Wait.spacing), ("2 days", false, "2026-10-10 00:00", .spacing),
            ("2 hours", true, "2026-10-09 00:00", .anotherDay), ("2 days", true, "2026-10-10 00:00", .spacing),
        ]) func spacing(spacing: String, days: Bool, notBefore: String, wait: LadderPosition.Wait) throws
    {
        let step = ChannelStep(channel: .phone, tries: .stated(3), spacing: .stated(Period(spacing)!), onDifferentDays: days)
        let found = try position([step], [tried("2026-10-08 10:00")])
        #expect(found.notBefore == Sample.at(notBefore) && found.wait == wait)
    }

    @Test("steps without a number of tries are alternatives and never used up") func alternatives() throws {
        let found = try position(
            [ChannelStep(channel: .homeVisit), ChannelStep(channel: .phone)], [tried("2026-10-08 10:00"), tried("2026-10-08 11:00")])
        #expect(found.allowed == [.homeVisit, .phone] && !found.isUsedUp)
        let open = try position(
            [ChannelStep(channel: .phone, tries: .stated(1)), ChannelStep(channel: .letter)],
            [tried("2026-10-08 10:00"), tried("2026-10-09 10:00", .letter)])
        #expect(open.channel == .letter && !open.isUsedUp)
    }

    @Test("the same channel on two steps fills them in order") func twice() throws {
        let steps = [
            ChannelStep(channel: .phone, tries: .stated(1)), ChannelStep(channel: .homeVisit, tries: .stated(1)),
            ChannelStep(channel: .phone, tries: .stated(2)),
        ]
        let found = try position(steps, [tried("2026-10-08 10:00"), tried("2026-10-09 10:00", .homeVisit), tried("2026-10-10 10:00")])
        #expect(found.current == 2 && found.steps.map(\.triesUsed) == [1, 1, 1])
    }

    @Test("conditions: severity, the nth follow-up, the last contact's answers") func conditions() throws {
        let phone = ChannelStep(channel: .phone, condition: .not(.attribute("severity", .oneOf(["major"]))), fromNth: .stated(2))
        let steps = [ChannelStep(channel: .homeVisit), phone]
        let general = Sample.event(["severity": .text("general")])
        #expect(try position(steps, event: general).verdict(of: .phone) == .fromNth(2))
        #expect(try position(steps, event: general, nth: 2).verdict(of: .phone) == .allowed)
        #expect(try position(steps, event: Sample.event(["severity": .text("major")]), nth: 2).verdict(of: .phone) == .notForThis)
        #expect(try position(steps, nth: 2).verdict(of: .phone) == .undecided(attribute: "severity"))
        let needed = [ChannelStep(channel: .phone), ChannelStep(channel: .homeVisit, condition: .flag("needsHomeVisit"))]
        #expect(try position(needed).verdict(of: .homeVisit) == .notForThis)
        var record = Sample.record()
        record.flags = ["needsHomeVisit"]
        #expect(try position(needed, record: record).verdict(of: .homeVisit) == .allowed)
    }

    @Test("a missing or absurd number of tries is an error of the rule") func errors() {
        #expect(throws: RuleError(rule: "complaint", .parameterMissing, ["parameter": "tries"])) { try position([calls]) }
        #expect(throws: RuleError(rule: "complaint", .figureUnfit, ["figure": "tries", "value": "-1"])) {
            try position([calls], values: ["tries": "-1"])
        }
        #expect(throws: RuleError(rule: "complaint", .parameterUnreadable, ["parameter": "tries", "value": "2.5", "kind": "number"])) {
            try position([calls], values: ["tries": "2.5"])
        }
    }

    @Test("no steps at all: nothing to climb, nothing used up") func none() throws {
        let found = try position([])
        #expect(found.current == nil && !found.isUsedUp)
    }
}

@Suite("Contact hours") struct ContactHoursTests {
    private let hours = ContactHours(spans: [
        .init(from: LocalTime("08:30")!, to: LocalTime("12:00")!), .init(from: LocalTime("14:00")!, to: LocalTime("20:00")!),
    ])

    private func verdict(_ at: String, _ hours: ContactHours?, ofRule: ContactHours? = nil) -> ContactHoursVerdict {
        var rule = Sample.rule()
        rule.hours = ofRule
        let regulation = Sample.edition([rule]) { $0.time.contactHours = hours }.regulation
        return .of(rule, in: regulation, at: Sample.at(at), calendar: Sample.calendar)
    }

    @Test(
        "inside, both ends included",
        arguments: ["2026-10-08 08:30", "2026-10-08 12:00:00", "2026-10-08 14:00", "2026-10-08 20:00", "2026-10-04 09:00"])
    func inside(at: String) { #expect(verdict(at, hours) == .allowed) }

    @Test(
        "outside, with the next time",
        arguments: [
            ("2026-10-08 08:29:59", "2026-10-08 08:30"), ("2026-10-08 12:00:01", "2026-10-08 14:00"), ("2026-10-08 20:00:00.001", "2026-10-09 08:30"),
        ]) func outside(at: String, next: String)
    { #expect(verdict(at, hours) == .overridable(.outsideHours, nextAllowedAt: Sample.at(next))) }

    @Test("on workdays only: a holiday is refused until work begins again") func workdays() {
        var workdays = hours
        (workdays.workdaysOnly, workdays.mayOverride) = (true, false)
        #expect(verdict("2026-10-02 09:00", workdays) == .refused(.dayOff, nextAllowedAt: Sample.at("2026-10-08 08:30")))
        #expect(verdict("2026-10-10 09:00", workdays) == .allowed)
        #expect(verdict("2026-10-08 21:00", workdays) == .refused(.outsideHours, nextAllowedAt: Sample.at("2026-10-09 08:30")))
    }

    @Test("the rule's own hours go before the regulation's; without any, always") func precedence() {
        let night = ContactHours(spans: [.init(from: LocalTime("20:00")!, to: LocalTime("24:00")!)])
        #expect(verdict("2026-10-08 21:00", hours, ofRule: night) == .allowed)
        #expect(verdict("2026-10-08 03:00", nil) == .allowed)
        #expect(verdict("2026-10-08 23:59:59", hours, ofRule: night) == .allowed)
    }
}
