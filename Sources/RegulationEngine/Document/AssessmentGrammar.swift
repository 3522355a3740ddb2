/// Grammar of assessments.
package enum AssessmentGrammar {
    package static let sections = [assessment, adjustment, reduction, points, consequence]

    package static let assessment = Section(
        "assessment", "What a figure of a period brings each department, or each holder of a role. Proposed with its evidence; a person decides.",
        [
            Key("title", .wording, "its name", .required),
            Key("every", .word(NamedPeriod.names), "the period", .required),
            Key("each", .name("role"), "each holder of this role is assessed; left out = each department"),
            Key(
                "measure", .word(AssessmentRule.Measured.allCases.map(\.rawValue)),
                "what is measured: notMadeShare = audits that found no follow-up, a rate, or a count: perfunctory, falsified (checks with that verdict), eventCount",
                .required),
            Key("of", .oneOrMany(.name("rule")), "over the follow-ups of these rules; a count of events needs none"),
            Key("events", .oneOrMany(.name("event")), "of eventCount: the kinds of event that are counted"),
            Key("whose", .section("source"), "where persons are assessed by checks or events: whose work each is, `{whoDid: rule}` or `{staff: attribute}`"),
            Key("adjust", .section("adjustment"), "findings that each take points of the rate"),
            Key("tolerance", .figure(.percent), "of a share: up to here nothing is proposed; left out = none"),
            Key("target", .figure(.percent), "of a rate: what is to be reached"),
            Key("reduce", .named(.section("reduction")), "what is cut by the share beyond the tolerance, or by what is short of the target"),
            Key("points", .named(.section("points")), "points for each percent that is missing"),
            Key("measures", .named(.section("consequence")), "what happens or does not: no awards, a commendation"),
            Key("by", .either([.name("role"), .section("source")]), "who decides", .required),
            Key("dueDay", .figure(.integer), "day of the month after the period by which it is decided, that day included"),
            Key("tell", .name("role"), "who is told for the department, and may object; a person is told in person"),
            Key("objectWithin", .figure(.period), "how long whoever was told may object; it is decided when that time is over"),
            Key("heardBy", .name("role"), "who decides on an objection: another person than who told and who objected"),
        ] + RegulationGrammar.basis)

    package static let adjustment = Section(
        "adjustment", "Findings of checks that each take points of the rate.",
        [
            Key("verdict", .oneOrMany(.text), "answers to the question `verdict` that count", .required),
            Key("of", .oneOrMany(.name("rule")), "checks by these rules", .required),
            Key("points", .figure(.percent), "percentage points that each takes, such as 10%", .required),
        ])

    package static let reduction = Section(
        "reduction", "What is cut.",
        [
            Key("title", .wording, "its name", .required),
            Key("factor", .text, "only this part of the share, such as 1/2; left out = the whole"),
            Key("as", .word(["points", "shareOfTarget"]), "points = percentage points (left out), shareOfTarget = by the missing share of the target"),
        ])

    package static let points = Section(
        "points", "Points for each percent that is missing.",
        [
            Key("title", .wording, "its name", .required),
            Key("each", .figure(.integer), "points for each percent", .required),
            Key("begun", .flag, "a percent that is begun counts as a whole one; left out = only whole ones"),
        ])

    package static let consequence = Section(
        "consequence", "What happens, and when. One of `missed`, `met`, `atLeast`, `atMost`.",
        [
            Key("title", .wording, "its name", .required),
            Key("kind", .word(AssessmentRule.Consequence.Kind.allCases.map(\.rawValue)), "bar = kept from awards, commend, or measure", .required),
            Key("when", .word(["missed", "met"]), "beyond the tolerance or below the target, or not"),
            Key("atLeast", .figure(.integer), "of a count: so many or more"),
            Key("atMost", .figure(.integer), "of a count: so many or fewer"),
        ])
}
