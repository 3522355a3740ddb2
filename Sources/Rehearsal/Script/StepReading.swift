import Domain
import RegulationEngine

/// The days of a rehearsal: moments in order, with acts in the order in which they are written.
enum StepReading {
    static func steps(_ value: DocumentValue?, _ log: FindingLog) -> [RehearsalStep] {
        var last: Instant?
        return value?.items.compactMap { step($0, &last, log.source) } ?? []
    }

    private static func step(_ value: DocumentValue, _ last: inout Instant?, _ source: String) -> RehearsalStep? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.step) else { return nil }
        let written = section["at"]?.moment()
        if let written, let before = last, written < before { section["at"]?.report("stepGoesBack") }
        guard let at = written ?? last else { return value.reject("stepWithoutMoment") }
        last = at
        let acts = value.pairs().filter { RehearsalGrammar.acts.contains($0.name) }.flatMap { pair in pair.value.items.compactMap { act(pair.name, $0) } }
        return RehearsalStep(place: value.place(source), at: at, acts: acts, expectations: ExpectationReading.expectations(section["expect"], source))
    }

    private static func act(_ name: String, _ value: DocumentValue) -> RehearsalAct? {
        switch name {
        case "event": event(value).map { .event($0) }
        case "record": record(value).map { .record($0) }
        case "arrange": arrange(value).map { .arrange($0) }
        case "accept": DocumentSection(value, as: RehearsalGrammar.accept).map { .accept(followUp: $0.selector(), by: $0.text("by") ?? "") }
        case "lose": DocumentSection(value, as: RehearsalGrammar.lose).map { .lose(followUp: $0.selector(), by: $0.text("by") ?? "", reason: $0.text("reason") ?? "") }
        case "review": review(value).map { .review($0) }
        case "choose": draw(value).map { .choose($0) }
        case "replace": draw(value).map { .replace($0) }
        case "plan": plan(value).map { .plan($0) }
        case "close": close(value).map { .close($0) }
        case "handle": CaseScriptReading.act(value).map { .handle($0) }
        case "handIn": handIn(value).map { .handIn($0) }
        case "decide": decide(value).map { .decide($0) }
        case "assess": assess(value).map { .assess($0) }
        case "adopt": DocumentSection(value, as: RehearsalGrammar.adopt).map { .adopt(regulation: $0.text("regulation") ?? "", SettingReading.adoption($0)) }
        case "setting": SettingReading.setting(value).map { .setting($0) }
        case "tick": value.flag() == true ? .tick : nil
        default: nil
        }
    }

    private static func draw(_ value: DocumentValue) -> DrawAct? {
        DocumentSection(value, as: RehearsalGrammar.draw).map {
            DrawAct(of: $0.text("of") ?? "", rule: $0.text("rule") ?? "", by: $0.text("by") ?? "", reason: $0.text("reason") ?? "")
        }
    }

    private static func plan(_ value: DocumentValue) -> PlanAct? {
        DocumentSection(value, as: RehearsalGrammar.plan).map {
            PlanAct(
                rule: $0.text("rule") ?? "", period: $0.text("period") ?? "", unit: $0.text("unit"), party: $0.text("party") ?? "", by: $0.text("by") ?? "",
                day: $0["day"]?.day(), staff: $0.text("staff"), isAdded: $0.flag("add"), drop: $0.text("drop"))
        }
    }

    private static func event(_ value: DocumentValue) -> EventAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.event), let kind = section.text("kind"), let id = section.text("id") else { return nil }
        let attributes = section.others.map { ($0.name, $0.value.items.compactMap { $0.text() }) } + section.texts(byName: "attributes").map { ($0.key, $0.value) }
        let isDay = section["occurred"]?.scalar.flatMap { LocalDay(iso: $0) } != nil
        return EventAct(
            kind: kind, id: id, unit: section.text("unit"), party: section.text("party"), name: section.text("name"), phone: section.text("phone"),
            address: section.text("address"), born: section["born"]?.day(), occurred: section["occurred"]?.moment(), isTimeKnown: !isDay,
            attributes: Dictionary(attributes, uniquingKeysWith: { a, _ in a }))
    }

    private static func record(_ value: DocumentValue) -> RecordAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.record), let channel = section["channel"]?.word(ContactChannel.self) else { return nil }
        let further = section["also"]?.items.compactMap { DocumentSection($0, as: RehearsalGrammar.entry) } ?? []
        return RecordAct(
            by: section.text("by") ?? "", channel: channel, result: section.text("result") ?? "complete", respondent: section.text("respondent"),
            occurred: section["occurred"]?.moment(), callBackAt: section["callBackAt"]?.moment(), overrideReason: section.text("overrideReason"),
            lateReason: section.text("lateReason"), note: section.text("note"), entries: ([section] + further).map(entry))
    }

    private static func entry(_ section: DocumentSection) -> RecordAct.Entry {
        let signed = section["signed"]?.pairs().compactMap { pair in
            pair.value.word(in: ["login", "typedName", "drawn", "paper"]).flatMap(Signature.Level.init(rawValue:)).map { (pair.name, $0) }
        }
        return RecordAct.Entry(
            followUp: section.selector(), answers: section.texts(byName: "answers"), signatures: Dictionary(signed ?? [], uniquingKeysWith: { a, _ in a }))
    }

    private static func arrange(_ value: DocumentValue) -> ArrangeAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.arrange), let visitAt = section["visitAt"]?.moment() else { return nil }
        return ArrangeAct(followUp: section.selector(), by: section.text("by") ?? "", channel: section["channel"]?.word(ContactChannel.self) ?? .phone, visitAt: visitAt)
    }

    private static func review(_ value: DocumentValue) -> ReviewAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.review) else { return nil }
        let duty = section.text("duty")
        if duty == nil, section["of"] == nil { return value.reject("reviewOfNothing") }
        return ReviewAct(
            subject: duty.map { .duty(id: $0, of: section.text("of")) } ?? .record(section.selector()), by: section.text("by") ?? "",
            verdict: section["verdict"]?.word(ReviewAct.Verdict.self) ?? .signedOff, comment: section.text("comment"))
    }

    private static func close(_ value: DocumentValue) -> CloseAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.close), let of = section.text("of") else { return nil }
        return CloseAct(
            of: of, kind: section.text("kind"), by: section.text("by") ?? "", cause: section.text("cause") ?? "cause", measure: section.text("measure") ?? "measure",
            proven: section["proven"]?.word(in: ["yes", "no", "unclear"]), repliedAt: section["repliedAt"]?.moment(), name: section.text("as"))
    }

    private static func handIn(_ value: DocumentValue) -> DutyAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.handIn), let id = section.text("duty") else { return nil }
        return DutyAct(id: id, of: section.text("of"), by: section.text("by") ?? "", text: section.text("text") ?? "")
    }

    private static func decide(_ value: DocumentValue) -> DecideAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.decide), let question = section.text("question") else { return nil }
        return DecideAct(
            question: question, of: section.text("of"), unit: section.text("unit"), staff: section.text("staff"), by: section.text("by") ?? "", option: section.text("option") ?? "",
            reason: section.text("reason"))
    }

    private static func assess(_ value: DocumentValue) -> AssessAct? {
        guard let section = DocumentSection(value, as: RehearsalGrammar.assess), let question = section.text("question"),
            let step = section["step"]?.word(AssessAct.Step.self)
        else { return nil }
        return AssessAct(
            question: question, unit: section.text("unit"), staff: section.text("staff"), period: section.text("period"), by: section.text("by") ?? "", step: step,
            reason: section.text("reason") ?? "as rehearsed")
    }
}
