import Domain
import RegulationEngine

/// Values that the tests of the judgement share: a small registry, an estate, a regulation in the style of R02.
enum Sample {
    static let zone = CivilZone.shanghai
    static func day(_ iso: String) -> LocalDay { LocalDay(iso: iso)! }
    static func at(_ text: String) -> Instant { zone.instant(iso: text)! }
    static func end(_ iso: String) -> Instant { zone.end(of: day(iso)) }

    /// 2026 with its National Day block and make-up days; 2027 is not loaded.
    static let calendar = WorkingCalendar(
        revision: "sample", loadedYears: [2026],
        statutory: Dictionary(
            uniqueKeysWithValues: (1...7).map { (day("2026-10-0\($0)"), WorkingCalendar.Entry(isWorkday: false, name: "National Day")) } + [
                (day("2026-09-20"), WorkingCalendar.Entry(isWorkday: true, name: "National Day")),
                (day("2026-10-10"), WorkingCalendar.Entry(isWorkday: true, name: "National Day")),
                (day("2026-09-25"), WorkingCalendar.Entry(isWorkday: false, name: "Mid-Autumn")),
            ]),
        festivals: [day("2027-01-01"): "New Year"])

    static func attribute(_ name: String, _ kind: AttributeDefinition.Kind, required: Bool = false, anchor: Bool = false) -> AttributeDefinition {
        AttributeDefinition(name: name, title: LocalizedText(english: name), kind: kind, isRequired: required, isAnchor: anchor)
    }

    static func kind(_ name: String, _ attributes: [AttributeDefinition]) -> EventKind {
        EventKind(
            name: name, title: LocalizedText(english: name), partyKind: .household, subject: "household", matter: nil, naturalKey: [],
            attributes: attributes)
    }

    static let registry = EventRegistry(
        kinds: [
            kind(
                "complaintClosed",
                [
                    attribute("number", .text, required: true), attribute("severity", .code), attribute("category", .code), attribute("age", .number),
                    attribute("worker", .staff), attribute("respondingUnit", .unit), attribute("respondingUnits", .list), attribute("paid", .flag),
                    attribute("repliedAt", .instant, anchor: true), attribute("contractEnd", .day, anchor: true),
                ]),
            kind("repairCompleted", [attribute("order", .text), attribute("trade", .code), attribute("worker", .staff), attribute("rework", .flag)]),
            kind("serviceCompleted", [attribute("kind", .code)]),
            kind(
                "feedbackReceived",
                [
                    attribute("class", .code), attribute("text", .text), attribute("category", .code), attribute("severity", .code),
                    attribute("urgent", .flag),
                    attribute("count", .number), attribute("wantedOn", .day),
                ]),
            kind("subjectChanged", [attribute("status", .code), attribute("purpose", .text)]),
            kind("eventWithdrawn", [attribute("kind", .text), attribute("event", .text)]),
        ],
        aliases: [
            EventAlias(name: "specialServiceCompleted", title: LocalizedText(), kind: "serviceCompleted", fixed: ["kind": "special"]),
            EventAlias(name: "repairReworked", title: LocalizedText(), kind: "repairCompleted", fixed: ["rework": "true"]),
            EventAlias(name: "complaintReceived", title: LocalizedText(), kind: "feedbackReceived", fixed: ["class": "complaint"]),
        ])

    static func event(
        kind: String = "complaintClosed", at: String = "2026-09-28 10:00", id: Int64 = 1, party: Int64? = 7, unit: Int64 = 11,
        _ attributes: [String: AttributeValue] = [:]
    ) -> Event {
        let moment = Sample.at(at)
        return Event(
            id: EventID(id), kind: kind, naturalKey: "C\(id)", occurredAt: moment, recordedAt: moment, unit: UnitID(unit),
            party: party.map { PartyID($0) }, matter: MatterID(id), attributes: attributes)
    }

    static func rule(
        _ id: String = "complaint", after events: [String] = ["complaintClosed"], window: WindowRule = WindowRule(within: .stated(Period(3, .days))),
        condition: Condition = .always, assign: [AssignLine] = [AssignLine(to: [.role("clerk")])]
    ) -> FollowUpRule {
        FollowUpRule(
            id: id, title: LocalizedText(english: id), trigger: .after(events: events), condition: condition, window: window, assign: assign,
            channels: [ChannelStep(channel: .phone)], basis: Basis(clauses: ["R02.1.3.1"]))
    }

    static func edition(
        _ rules: [FollowUpRule] = [rule()], values: [String: String] = [:], _ change: (inout Regulation) -> Void = { _ in }
    ) -> Edition {
        var regulation = Regulation(id: "R02", version: 1, title: LocalizedText(english: "sample"), sector: "property", followUps: rules)
        change(&regulation)
        return Edition(id: EditionID(5), adoption: AdoptionID(3), regulation: regulation, values: values)
    }

    static func planner(_ edition: Edition, calendar: WorkingCalendar = calendar) -> Planner {
        Planner(edition: edition, calendar: calendar, registry: registry)
    }
}

extension Sample {
    static let complete = ContactResult(code: "complete", title: LocalizedText(english: "complete"), meaning: .reached, aapor: "I")

    static func record(
        _ event: Event = event(), rule: String = "complaint", occurrence: Int = 1, answers: [String: Answer] = [:], at: String = "2026-09-30 15:00"
    ) -> RecordFacts {
        RecordFacts(
            source: "record:1", rule: rule, event: event, occurrence: occurrence, channel: .phone, result: complete, answers: answers,
            occurredAt: Sample.at(at), by: StaffID(101))
    }
}

extension Sample {
    /// A follow-up of the sample rule as planning of the sample event makes it.
    static func existing(
        _ id: Int64, _ state: FollowUp.State, rule: String = "complaint", occurrence: Int = 1, severity: String? = "general", touched: Bool = false
    ) -> ExistingFollowUp {
        let followUp = FollowUp(
            id: FollowUpID(id), adoption: AdoptionID(3), edition: EditionID(5), rule: rule, event: EventID(1), occurrence: occurrence,
            party: PartyID(7),
            matter: MatterID(1), unit: UnitID(11), window: Window(opens: at("2026-09-28 10:00"), due: end("2026-10-01")), state: state,
            severity: severity, role: "clerk")
        return ExistingFollowUp(followUp, isTouched: touched)
    }
}

/// A window that uses every part of the rule.
enum WindowSample {
    static let everything = WindowRule(
        notBefore: .stated(Period(2, .hours)), aim: .stated(Period(3, .workdays)), within: .parameter("within"),
        orEarlier: [
            ConditionalLimit(
                condition: .attribute("severity", .oneOf(["major"])), within: .stated(Period(1, .months)), basis: Basis(clauses: ["R02.2.2"])),
            ConditionalLimit(condition: .always, within: .stated(Period(1, .years))),
            ConditionalLimit(condition: .attribute("category", .oneOf(["x"])), within: .stated(Period(1, .days))),
        ], after: .stated(Period(1, .days)), lastDay: .rolls)
}
