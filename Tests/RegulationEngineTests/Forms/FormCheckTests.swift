import Domain
import RegulationEngine
import Testing

@Suite("Answers and forms") struct FormCheckTests {
    private static func field(
        _ id: String, _ kind: FormField.Kind, required: Bool = false, options: [String] = [], minimum: Double? = nil, maximum: Double? = nil,
        when: [String: [String]] = [:]
    ) -> FormField {
        FormField(
            id: id, label: LocalizedText(english: id), kind: kind, options: options.map { FieldOption(code: $0, label: LocalizedText(english: $0)) },
            minimum: minimum, maximum: maximum, requirement: required ? .required : .optional, shownWhen: when)
    }

    private let check = FormCheck(
        Form(
            id: "f", title: LocalizedText(),
            fields: [
                field("satisfaction", .satisfaction, required: true, options: ["satisfied", "dissatisfied"]),
                field("why", .longText, required: true, when: ["satisfaction": ["dissatisfied"]]),
                field("since", .date, required: true, when: ["why": ["lift"]]),
                field("promised", .promise),
            ]))

    private func codes(_ answers: [String: Answer], _ result: ContactResult.Meaning = .reached, extra: [String] = []) -> [String] {
        check.findings(answers: answers, result: result, extraRequired: extra).map { $0.code + ":" + ($0.arguments["field"] ?? "") }
    }

    @Test("required fields, those that the answers bring up included") func required() {
        #expect(codes([:]) == ["form.required:satisfaction"])
        #expect(codes(["satisfaction": .code("satisfied")]) == [])
        #expect(codes(["satisfaction": .code("dissatisfied")]) == ["form.required:why"])
        #expect(codes(["satisfaction": .code("dissatisfied"), "why": .text("  ")]) == ["form.required:why"])
        #expect(codes(["satisfaction": .code("dissatisfied"), "why": .text("noise")]) == [])
        #expect(codes(["satisfaction": .code("dissatisfied"), "why": .text("lift")]) == ["form.required:since"])
    }

    @Test(
        "a contact that reached nobody needs no answers, but given ones are checked",
        arguments: [ContactResult.Meaning.partly, .notReached, .refused, .callBack])
    func notReached(result: ContactResult.Meaning) {
        #expect(codes([:], result) == [])
        #expect(codes(["satisfaction": .code("purple")], result) == ["form.unknownOption:satisfaction"])
    }

    @Test("what is not asked must not be answered, and what the form lacks is unknown") func hidden() {
        #expect(codes(["satisfaction": .code("satisfied"), "why": .text("x")]) == ["form.hiddenAnswered:why"])
        #expect(codes(["satisfaction": .code("satisfied"), "why": .text("lift")]) == ["form.hiddenAnswered:why"])
        #expect(codes(["satisfaction": .code("satisfied"), "since": .day(Sample.day("2026-01-01"))]) == ["form.hiddenAnswered:since"])
        #expect(codes(["satisfaction": .code("satisfied"), "colour": .text("x")]) == ["form.unknownField:colour"])
        #expect(check.shownFields(answers: ["satisfaction": .code("dissatisfied")]) == ["satisfaction", "why", "promised"])
    }

    @Test("fields that outcomes ask for, in the form or beside it, whatever the result") func extra() {
        #expect(codes([:], .notReached, extra: ["explanation", "why"]) == ["form.requiredByOutcome:why", "form.requiredByOutcome:explanation"])
        let given: [String: Answer] = ["satisfaction": .code("satisfied"), "why": .text("x"), "nextDate": .day(Sample.day("2026-12-01"))]
        #expect(codes(given, extra: ["nextDate", "why"]) == [])
    }

    @Test("a promised or next day lies on or after the contact") func passed() {
        let findings = check.findings(
            answers: ["promised": .day(Sample.day("2026-11-24")), "nextDate": .instant(Sample.at("2026-11-24 23:59"))], result: .notReached,
            extraRequired: ["nextDate"], contactDay: Sample.day("2026-11-25"))
        #expect(findings.map(\.code) == ["form.dayPassed", "form.dayPassed"] && findings.map { $0.arguments["field"] } == ["nextDate", "promised"])
        #expect(
            check.findings(answers: ["promised": .day(Sample.day("2026-11-25"))], result: .notReached, contactDay: Sample.day("2026-11-25")).isEmpty)
    }

    private static let good: [(FormField, Answer)] = [
        (field("x", .text), .text("a")), (field("x", .longText), .text("a")), (field("x", .number), .number(-3.5)),
        (field("x", .quantity, minimum: 0, maximum: 10), .number(10)), (field("x", .date), .day(LocalDay(number: 1))),
        (field("x", .dateTime), .instant(Instant(milliseconds: 1))), (field("x", .flag), .flag(false)), (field("x", .given), .flag(true)),
        (field("x", .choice, options: ["a"]), .code("a")), (field("x", .several, options: ["a", "b"]), .codes(["b", "a"])),
        (field("x", .satisfaction, options: ["a"]), .code("a")), (field("x", .scale), .number(0)), (field("x", .scale), .number(10)),
        (field("x", .scale, minimum: 1, maximum: 5), .number(5)), (field("x", .staff), .text("ann")), (field("x", .staff), .code("ann")),
        (field("x", .promise), .day(LocalDay(number: 1))), (field("x", .promise), .instant(Instant(milliseconds: 1))),
    ]

    @Test("answers of every kind that fit") func fits() {
        for (field, answer) in Self.good {
            let check = FormCheck(Form(id: "f", title: LocalizedText(), fields: [field]))
            #expect(check.findings(answers: ["x": answer], result: .reached).isEmpty, "\(field.kind) \(answer)")
        }
    }

    private static let bad: [(FormField, Answer, String)] = [
        (field("x", .text), .number(1), "form.wrongType"), (field("x", .number), .text("1"), "form.wrongType"),
        (field("x", .number), .number(.nan), "form.wrongType"),
        (field("x", .quantity, minimum: 0), .number(-1), "form.outOfRange"), (field("x", .scale), .number(11), "form.outOfRange"),
        (field("x", .scale), .number(1.5), "form.wrongType"), (field("x", .date), .text("2026-01-01"), "form.wrongType"),
        (field("x", .dateTime), .day(LocalDay(number: 1)), "form.wrongType"), (field("x", .flag), .code("true"), "form.wrongType"),
        (field("x", .choice, options: ["a"]), .code("b"), "form.unknownOption"),
        (field("x", .choice, options: ["a"]), .codes(["a"]), "form.wrongType"),
        (field("x", .several, options: ["a"]), .codes(["a", "b"]), "form.unknownOption"), (field("x", .staff), .flag(true), "form.wrongType"),
        (field("x", .promise), .text("soon"), "form.wrongType"),
    ]

    @Test("answers that don't fit, each with its finding at the field") func unfit() {
        for (field, answer, code) in Self.bad {
            let findings = FormCheck(Form(id: "f", title: LocalizedText(), fields: [field])).findings(answers: ["x": answer], result: .reached)
            #expect(findings.map(\.code) == [code], "\(field.kind) \(answer)")
            #expect(findings.first?.place.path == "x")
        }
    }
}

@Suite("Signatures and appointments") struct SignatureTests {
    private var rule: FollowUpRule {
        var rule = Sample.rule()
        rule.sign = [
            SignRule(who: "followUpStaff", level: .login), SignRule(who: "customer", level: .drawn, channels: [.homeVisit]),
            SignRule(who: "head", level: .login, onReceipt: true),
        ]
        return rule
    }

    private func codes(_ signatures: [(String, Signature.Level)], _ channel: ContactChannel, _ result: ContactResult.Meaning = .reached) -> [String] {
        let signed = signatures.map { Signature(by: $0.0, level: $0.1, at: Sample.at("2026-10-08 10:00")) }
        return SignatureCheck(rule).findings(signatures: signed, channel: channel, result: result).map { $0.code + ":" + ($0.arguments["who"] ?? "") }
    }

    @Test("by channel and level") func levels() {
        #expect(codes([], .phone) == ["sign.missing:followUpStaff"])
        #expect(codes([("followUpStaff", .login)], .phone) == [])
        #expect(codes([("followUpStaff", .login)], .homeVisit) == ["sign.missing:customer"])
        #expect(codes([("followUpStaff", .login), ("customer", .typedName)], .homeVisit) == ["sign.tooWeak:customer"])
        #expect(codes([("followUpStaff", .login), ("customer", .paper)], .homeVisit) == [])
        #expect(codes([("followUpStaff", .typedName)], .phone) == ["sign.tooWeak:followUpStaff"])
        #expect(codes([], .homeVisit, .notReached) == [])
        #expect(SignatureCheck(rule).onReceipt.map(\.who) == ["head"])
    }

    @Test("an appointment before a visit") func appointments() {
        var visits = Sample.rule()
        visits.appointment = Appointment()
        let check = AppointmentCheck(visits)
        func codes(_ channel: ContactChannel, _ agreed: String?) -> [String] {
            check.findings(channel: channel, agreedAt: agreed.map(Sample.at), occurredAt: Sample.at("2026-10-08 10:00")).map(\.code)
        }
        #expect(codes(.homeVisit, nil) == ["appointment.missing"])
        #expect(codes(.homeVisit, "2026-10-07 10:00") == [] && codes(.homeVisit, "2026-10-08 10:00") == [])
        #expect(codes(.homeVisit, "2026-10-08 10:01") == ["appointment.recordedLate"])
        #expect(codes(.phone, nil) == [])
        visits.appointment = Appointment(channels: [.phone])
        #expect(AppointmentCheck(visits).isRequired(for: .phone) && !AppointmentCheck(visits).isRequired(for: .homeVisit))
        #expect(!AppointmentCheck(Sample.rule()).isRequired(for: .homeVisit))
    }
}
