/// Grammar of conditions. Beside these keys a condition may name an attribute of the event or a field of the form.
package enum ConditionGrammar {
    package static let sections = [condition, count, decision]

    package static let condition = Section("condition", "Every line must hold. Besides these keys: any attribute of the event or field of the form, with a value, a list of values, or a comparison in quotes such as \">=60\".", [
        Key("result", .oneOrMany(.text), "result of the contact, or unreachable: the ladder is used up"),
        Key("channel", .oneOrMany(.word(RegulationGrammar.channelNames)), "how the contact was made"),
        Key("flag", .oneOrMany(.name("field")), "flags that are set on the record"),
        Key("nth", .either([.integer, .text]), "number of the follow-up of the same event, such as 2 or \">=2\""),
        Key("event", .oneOrMany(.name("event")), "the event that was followed up"),
        Key("population", .name("population"), "belongs to this population"),
        Key("count", .section("count"), "how often something happened"),
        Key("decision", .section("decided"), "what was decided"),
        Key("not", .condition, "does not hold"),
        Key("allOf", .list(.condition), "all of these hold"),
        Key("anyOf", .list(.condition), "at least one of these holds"),
    ], isOpen: true)

    package static let count = Section("count", "A count over history, the event itself included.", [
        Key("of", .name("event"), "events to count", .required),
        Key("same", .oneOrMany(.text), "what must be the same: party, unit, issue (party and category), or attributes", .required),
        Key("inARow", .flag, "one after the other, with no other of that kind by the same party in between"),
        Key("atLeast", .figure(.integer), "how often", .required),
        Key("within", .figure(.period), "looking back how far", .required),
    ])

    package static let decision = Section("decided", "A decision.", [
        Key("question", .text, "the question", .required),
        Key("option", .text, "the answer chosen", .required),
    ])
}
