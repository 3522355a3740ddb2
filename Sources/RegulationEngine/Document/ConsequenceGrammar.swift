/// Grammar of outcomes, forms, targets, duties and guidance.
extension RegulationGrammar {
    package static let outcome = Section("outcome", "What follows from a result.", [
        Key("in", .oneOrMany(.name("rule")), "for the follow-ups of these rules", .required),
        Key("when", .condition, "if this holds of the record", .required),
        Key("then", .oneOrMany(.section("action")), "then this", .required),
    ] + basis)

    package static let action = Section("action", "One consequence: exactly one of these keys.", [
        Key("raise", .either([.name("event"), .section("raise")]), "a new event about the same person and matter"),
        Key("again", .section("again"), "another follow-up"),
        Key("require", .oneOrMany(.name("field")), "fields that must be filled"),
        Key("duty", .section("duty"), "work for somebody, with review and decision if need be"),
        Key("decide", .section("decision"), "somebody decides"),
        Key("promise", .figure(.period), "a reply is promised by then"),
        Key("tell", .either([.name("role"), .section("source")]), "somebody is told"),
        Key("stop", .either([.word(["everything"]), .oneOrMany(.name("rule"))]), "what is still untouched is withdrawn"),
        Key("set", .word(["done", "lost", "exempt", "withdrawn"]), "state of the follow-up"),
        Key("setParty", .word(["active", "deceased", "moved", "lost"]), "status of the person"),
        Key("escalate", .either([.name("role"), .section("escalation")]), "passed up"),
        Key("guide", .name("guidance"), "show this guidance"),
        Key("open", .anything, "open a case", .later),
        Key("assign", .anything, "assign to somebody else", .later),
    ])

    package static let raise = Section("raise", "A new event.", [
        Key("event", .name("event"), "its kind", .required),
        Key("set", .named(.text), "attributes with a value"),
        Key("copy", .oneOrMany(.name("attribute")), "attributes taken over from the event that was followed up"),
        Key("fill", .named(.name("field")), "attributes filled from answers"),
    ])

    package static let again = Section("again", "Another follow-up.", [
        Key("rule", .name("rule"), "of this rule; left out = of the same"),
        Key("after", .figure(.period), "due after this period"),
        Key("date", .word(["required"]), "on the day that the worker agrees and enters"),
        Key("guard", .figure(.integer), "highest number of follow-ups of the same event"),
        Key("afterGuard", .oneOrMany(.section("action")), "what happens instead of one more"),
    ])

    package static let duty = Section("duty", "Work that a result causes.", [
        Key("id", .text, "its name within the regulation", .required),
        Key("kind", .word(dutyKinds), "what kind of work", .required),
        Key("title", .wording, "what is to be done", .required),
        Key("by", .either([.name("role"), .section("source")]), "who", .required),
        Key("review", .either([.name("role"), .section("source")]), "who reviews it"),
        Key("within", .figure(.period), "until when"),
        Key("decide", .section("decision"), "what is decided on it in the end"),
    ])

    static let dutyKinds = [
        "enter", "tell", "give", "handOver", "collect", "report", "publish", "plan", "meeting", "train", "talk", "check", "analyse", "decide", "file",
        "claim", "returnItem", "revise", "attend", "improve", "rectify",
    ]

    package static let decision = Section("decision", "What is left to a person.", [
        Key("question", .text, "its name", .required),
        Key("title", .wording, "the question", .required),
        Key("options", .named(.section("choice")), "the answers to choose from", .required),
        Key("by", .either([.name("role"), .section("source")]), "who decides", .required),
        Key("then", .named(.oneOrMany(.section("action"))), "what each answer causes"),
    ])

    package static let escalation = Section("escalation", "Passed up.", [
        Key("to", .either([.name("role"), .section("source")]), "to whom", .required),
        Key("within", .figure(.period), "until when"),
    ])

    // MARK: forms

    package static let option = Section("option", "One option of a choice.", CommonGrammar.languages + [
        Key("satisfied", .flag, "counts as satisfied or not; left out = stays out of the rate"),
        Key("alert", .flag, "is shown as an alert"),
    ])

    package static let form = Section("form", "A form.", [
        Key("title", .wording, "its name", .required),
        Key("fields", .named(.section("field")), "its fields in order", .required),
        Key("code", .text, "number of the printed form"),
        Key("head", .oneOrMany(.text), "what stands in the boxes above the fields on paper, in order: words that a register of records knows, or attributes of the event"),
        Key("note", .wording, "small print under the form"),
    ])

    package static let field = Section("field", "A field of a form.", CommonGrammar.languages + [
        Key("type", .word(["text", "longText", "number", "quantity", "date", "dateTime", "flag", "choice", "several", "satisfaction", "scale", "staff", "given", "promise"]), "what kind of answer", .required),
        Key("ask", .wording, "longer wording to read aloud"),
        Key("options", .either([.name("scale"), .named(.section("option"))]), "the options, or the name of a scale"),
        Key("unit", .wording, "unit of a quantity"),
        Key("least", .decimal, "least number"),
        Key("most", .decimal, "greatest number"),
        Key("required", .flag, "must be filled"),
        Key("when", .named(.oneOrMany(.text)), "asked only when these fields have these answers"),
        Key("sensitive", .flag, "shown only to those who need it"),
        Key("lines", .integer, "lines to write on, on paper"),
        Key("clauses", .oneOrMany(.text), "clauses that ask for it"),
    ])

    // MARK: targets, duties, guidance

    package static let target = Section("target", "A figure to reach.", [
        Key("measure", .text, "what is measured: followedUpRate, inTimeRate, satisfactionRate …", .required),
        Key("of", .oneOrMany(.name("rule")), "over the follow-ups of these rules", .required),
        Key("atLeast", .figure(.percent), "the figure; left out = only reported"),
        Key("count", .figure(.integer), "with subjectsFollowedUp: so many different persons or households at least"),
        Key("per", .oneOrMany(.either([.word(Target.periodsAndGroups), .name("attribute")])), "per period and group; an attribute of the event, such as worker, must reach the figure with each of its values", .required),
        Key("base", .word(["all", "made"]), "with a draw or a choice: of all events, or of those that are followed up (default)"),
        Key("channel", .oneOrMany(.word(channelNames)), "only contacts by these channels count as done"),
        Key("by", .name("role"), "only what holders of this role made counts as done"),
        Key("soft", .flag, "in principle: reported, not enforced"),
    ] + basis)

    package static let dutyRule = Section("dutyRule", "Work that comes back every period.", [
        Key("kind", .word(dutyKinds), "what kind of work", .required),
        Key("title", .wording, "what is to be done", .required),
        Key("every", .figure(.word(NamedPeriod.names)), "the period", .required),
        Key("by", .either([.name("role"), .section("source")]), "who", .required),
        Key("to", .oneOrMany(.either([.name("role"), .section("source")])), "to whom it is handed in"),
        Key("approve", .either([.name("role"), .section("source")]), "who reviews or approves it"),
        Key("dueDay", .figure(.integer), "day of the month by which it is handed in, that day included: of the month after the period, for a plan of its first month"),
        Key("monthFrom", .integer, "the month runs from this day to the day before it in the next: 26 = from the 26th to the 25th. The duty is for the month that begins, and due on dueDay within it"),
        Key("blocks", .oneOrMany(.either([.text, .named(.oneOrMany(.name("field")))])), "what it contains, in order; a report: \(ReportBlock.Kind.allCases.map(\.rawValue).joined(separator: ", ")). opinions may name the fields whose answers it lists"),
        Key("deliver", .word(DutyRule.Delivery.allCases.map(\.rawValue)), "with report: published to everybody who may read reports, or circulated to those of `to`, each of whom signs for it (default where there is a `to`)"),
        Key("remind", .figure(.period), "so long before the last day whoever owes it is reminded"),
        Key("escalate", .either([.name("role"), .section("source")]), "who is told when the last day has passed"),
    ] + basis)

    package static let guidance = Section("guidance", "What to know, say or never say.", [
        Key("before", .wording, "to know before"),
        Key("say", .wording, "to say"),
        Key("never", .wording, "never to say"),
        Key("script", .wording, "a script"),
        Key("in", .oneOrMany(.name("rule")), "only for these rules"),
        Key("cases", .oneOrMany(.name("case")), "at these kinds of case: shown when a report is received and while it is handled"),
        Key("when", .condition, "only then"),
    ] + basis)

    package static let stated = Section("stated", "A clause without an obligation that could be carried out.", CommonGrammar.languages + [
        Key("absent", .flag, "the source lost the sentence"),
    ])
}
