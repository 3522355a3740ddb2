/// Grammar of rules by which several people must be reached.
package enum ReachGrammar {
    package static let sections = [reach, post]

    package static let reach = Section("reach", "Several people of one party who must each be reached; the follow-up is done when none is missing.", [
        Key("posts", .named(.section("post")), "who, by a code; each contact says which of them it reached", .required),
        Key("vacant", .word(["notCounted", "counted"]), "a post that nobody holds: left out when somebody says so (default), or to be reached all the same"),
    ] + RegulationGrammar.basis)

    package static let post = Section("post", "One of them.", CommonGrammar.languages)
}
