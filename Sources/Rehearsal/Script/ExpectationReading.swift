import Domain
import RegulationEngine

/// What must be true after a step.
enum ExpectationReading {
    static func expectations(_ value: DocumentValue?, _ source: String) -> [Expectation] {
        guard let value, let section = DocumentSection(value, as: ExpectationGrammar.expect) else { return [] }
        let lines = ExpectationGrammar.expect.keys.map(\.name).filter { $0 != "refused" && $0 != "findings" }.flatMap { key in
            section.items(key).compactMap { item in kind(key, item).map { Expectation(place: item.place(source), kind: $0) } }
        }
        return lines + refused(section, source) + findings(section, source)
    }

    private static func refused(_ section: DocumentSection, _ source: String) -> [Expectation] {
        guard let value = section["refused"], let code = value.text() else { return [] }
        return [Expectation(place: value.place(source), kind: .refused(code: code))]
    }

    private static func findings(_ section: DocumentSection, _ source: String) -> [Expectation] {
        guard let value = section["findings"] else { return [] }
        return [Expectation(place: value.place(source), kind: .findings(codes: value.items.compactMap { $0.text() }))]
    }

    private static func kind(_ key: String, _ value: DocumentValue) -> Expectation.Kind? {
        switch key {
        case "followUps": followUp(value).map { .followUp($0) }
        case "eligible": eligible(value).map { .eligible($0) }
        case "events": event(value).map { .event($0) }
        case "cases": caseFile(value).map { .caseFile($0) }
        case "clocks": CaseScriptReading.clock(value).map { .clock($0) }
        case "clockActs": CaseScriptReading.clockAct(value).map { .clockAct($0) }
        case "duties": duty(value).map { .duty($0) }
        case "promises": DocumentSection(value, as: ExpectationGrammar.promise).map { .promise(of: $0.text("of") ?? "", due: $0["due"]?.due(), count: $0["count"]?.integer()) }
        case "told": DocumentSection(value, as: ExpectationGrammar.told).map { .told(role: $0.text("role") ?? "", of: $0.text("of"), count: $0["count"]?.integer()) }
        case "escalated": DocumentSection(value, as: ExpectationGrammar.told).map { .escalated(role: $0.text("role") ?? "", of: $0.text("of"), count: $0["count"]?.integer()) }
        case "ladder": ladder(value).map { .ladder($0) }
        case "draws": draw(value).map { .draw($0) }
        case "plans": plan(value).map { .plan($0) }
        case "figures": figure(value).map { .figure($0) }
        case "registers": register(value).map { .register($0) }
        case "explains": DocumentSection(value, as: ExpectationGrammar.explanation).map { .explanation(ExplanationExpectation(selector: $0.selector(), says: $0.texts("says"))) }
        default: nil
        }
    }

    private static func followUp(_ value: DocumentValue) -> FollowUpExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.followUp) else { return nil }
        var expected = FollowUpExpectation(selector: section.selector())
        expected.count = section["count"]?.integer()
        expected.state = section["status"]?.word(FollowUp.State.self)
        expected.timeliness = section["is"]?.word(Timeliness.self)
        (expected.opens, expected.aim, expected.due) = (section["opens"]?.due(), section["aim"]?.due(), section["due"]?.due())
        expected.isProvisional = section["provisional"]?.flag()
        (expected.assignee, expected.role) = (section.text("assignee"), section.text("role"))
        (expected.isInTime, expected.isEnteredLate) = (section["inTime"]?.flag(), section["enteredLate"]?.flag())
        expected.review = section["review"]?.word(in: ["notRequired", "awaiting", "returned", "signedOff"]).flatMap(Record.Review.init(rawValue:))
        expected.reviewDue = section["reviewDue"]?.due()
        (expected.reviewer, expected.mayJoin) = (section.text("reviewer"), section["mayJoin"].map { $0.items.compactMap { $0.text() } })
        expected.missing = section["missing"].map { $0.scalar == "none" ? [] : $0.items.compactMap { $0.text() } }
        return expected
    }

    private static func plan(_ value: DocumentValue) -> PlanExpectation? {
        DocumentSection(value, as: ExpectationGrammar.plan).map {
            PlanExpectation(
                rule: $0.text("rule") ?? "", period: $0.text("period") ?? "", unit: $0.text("unit"), state: $0.text("state"), lines: $0["lines"]?.integer(),
                party: $0.text("party"), day: $0["day"]?.day(), standing: $0.text("standing"))
        }
    }

    private static func eligible(_ value: DocumentValue) -> EligibleExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.eligible), let of = section.text("of"), let rule = section.text("rule"),
            let standing = section["standing"]?.word(in: ["obligatory", "waiting", "drawn", "chosen", "notDrawn", "exempt", "none"])
        else { return nil }
        return EligibleExpectation(of: of, rule: rule, standing: Eligible.Standing(rawValue: standing), reason: section.text("reason"))
    }

    private static func draw(_ value: DocumentValue) -> DrawExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.draw), let rule = section.text("rule"), let frame = section.text("frame") else { return nil }
        var expected = DrawExpectation(rule: rule, frame: frame, unit: section.text("unit"))
        (expected.isFrozen, expected.entries) = (section["frozen"]?.flag(), section["entries"]?.integer())
        (expected.drawn, expected.waiting) = (section["drawn"]?.integer(), section["waiting"]?.integer())
        expected.events = section["are"].map { $0.items.compactMap { $0.text() } }
        return expected
    }

    private static func event(_ value: DocumentValue) -> EventExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.event), let kind = section.text("kind"), let cause = section.text("causedBy") else { return nil }
        let attributes = section.others.compactMap { pair in pair.value.text().map { (pair.name, $0) } }
        return EventExpectation(
            kind: kind, causedBy: cause, attributes: Dictionary(attributes, uniquingKeysWith: { a, _ in a }), count: section["count"]?.integer())
    }

    private static func caseFile(_ value: DocumentValue) -> CaseExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.caseFile), let of = section.text("of") else { return nil }
        var expected = CaseExpectation(
            of: of, kind: section.text("kind"), severity: section.text("severity"), category: section.text("category"),
            stage: section["stage"]?.word(in: ["received", "closed", "withdrawn", "merged"]).flatMap(CaseFile.Stage.init(rawValue:)), count: section["count"]?.integer())
        (expected.owner, expected.role, expected.prints) = (section.text("owner"), section.text("role"), section.texts("prints"))
        return expected
    }

    private static func duty(_ value: DocumentValue) -> DutyExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.duty), let id = section.text("duty") else { return nil }
        var expected = DutyExpectation(id: id, of: section.text("of"), period: section.text("period"))
        expected.kind = section.text("kind")
        expected.state = section["state"]?.word(in: ["open", "handedIn", "reviewed", "decided", "closed", "withdrawn"]).flatMap(Duty.State.init(rawValue:))
        (expected.role, expected.owner) = (section.text("role"), section.text("owner"))
        (expected.reviewer, expected.decider) = (section.text("reviewer"), section.text("decider"))
        (expected.due, expected.count) = (section["due"]?.due(), section["count"]?.integer())
        (expected.unit, expected.figure) = (section.text("unit"), section.text("figure"))
        (expected.proposes, expected.open) = (section.texts("proposes"), section["open"]?.integer())
        (expected.staff, expected.stands) = (section.text("staff"), section["stands"]?.word(in: ["open", "told", "accepted", "objected", "heard", "decided"]))
        (expected.objectBy, expected.carries) = (section["objectBy"]?.due(), section["carries"]?.integer())
        expected.isMissed = section["missed"]?.flag()
        return expected
    }

    private static func ladder(_ value: DocumentValue) -> LadderExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.ladder) else { return nil }
        var expected = LadderExpectation(selector: section.selector())
        if let channel = section["channel"], channel.scalar != "none" { expected.channel = channel.word(ContactChannel.self) }
        expected.hasNoChannel = section["channel"]?.scalar == "none"
        (expected.notBefore, expected.isUsedUp, expected.agreedBy) = (section["notBefore"]?.due(), section["usedUp"]?.flag(), section.text("agreedBy"))
        return expected
    }

    private static func figure(_ value: DocumentValue) -> FigureExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.figure), let measure = section.text("measure"), let rule = section.text("rule"),
            let cohort = section.text("cohort")
        else { return nil }
        var expected = FigureExpectation(measure: measure, rule: rule, cohort: cohort)
        (expected.unit, expected.at) = (section.text("unit"), section["at"]?.moment())
        (expected.numerator, expected.denominator) = (section["numerator"]?.integer(), section["denominator"]?.integer())
        (expected.open, expected.late) = (section["open"]?.integer(), section["late"]?.integer())
        (expected.lost, expected.exempt) = (section["lost"]?.integer(), section["exempt"]?.integer())
        (expected.rate, expected.target) = (section.text("rate"), section.text("target"))
        expected.reached = section.text("reached")
        (expected.atLeast, expected.isMet) = (section.text("atLeast"), section["met"]?.flag())
        return expected
    }

    private static func register(_ value: DocumentValue) -> RegisterExpectation? {
        guard let section = DocumentSection(value, as: ExpectationGrammar.register), let id = section.text("register") else { return nil }
        if section["keepUntil"] != nil, section["of"] == nil { value.report("keepUntilOfNothing") }
        return RegisterExpectation(
            id: id, lines: section["lines"]?.integer(), columns: section.texts("columns"), says: section.texts("says"), hides: section.texts("hides"),
            keepUntil: section["keepUntil"]?.day(),
            of: section["of"] == nil ? nil : section.selector())
    }
}
