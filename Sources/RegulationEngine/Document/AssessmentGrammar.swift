/// Grammar of assessments.
package enum AssessmentGrammar {
    package static let sections = [assessment, reduction]

    package static let assessment = Section(
        "assessment", "What a figure of a period brings each department. Proposed with its evidence; a person decides.",
        [
            Key("title", .wording, "its name", .required),
            Key("every", .word(NamedPeriod.names), "the period", .required),
            Key("measure", .word(["notMadeShare"]), "what is measured: notMadeShare = audits that found no follow-up", .required),
            Key("of", .oneOrMany(.name("rule")), "over the follow-ups of these rules", .required),
            Key("tolerance", .figure(.percent), "up to this share nothing is proposed; left out = none"),
            Key("reduce", .named(.section("reduction")), "what is cut by the share beyond that", .required),
            Key("by", .either([.name("role"), .section("source")]), "who decides", .required),
            Key("dueDay", .figure(.integer), "day of the month after the period by which it is decided, that day included"),
        ] + RegulationGrammar.basis)

    package static let reduction = Section(
        "reduction", "What is cut.",
        [
            Key("title", .wording, "its name", .required),
            Key("factor", .text, "only this part of the share, such as 1/2; left out = the whole"),
        ])
}
